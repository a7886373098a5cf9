-- Ce qui a été importé, et ce qui a été rejeté (jamais la valeur, seulement la place et le motif).

CREATE TABLE imports (
  no_import  INTEGER NOT NULL, -- le même pour tous les fichiers d'une commande
  fichier    TEXT NOT NULL,
  chemin     TEXT NOT NULL,
  extraction TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  octets     INTEGER NOT NULL,
  lues       INTEGER NOT NULL,
  acceptees  INTEGER NOT NULL,
  rejetees   INTEGER NOT NULL,
  inchangees INTEGER NOT NULL,
  annule     INTEGER NOT NULL, -- 1 : fichier refusé, rien n'en est entré
  PRIMARY KEY (no_import, chemin)
) {groupe};

CREATE TABLE rejets (
  no_import INTEGER NOT NULL,
  fichier   TEXT NOT NULL,
  chemin    TEXT NOT NULL,
  ligne     INTEGER NOT NULL,
  colonne   TEXT NOT NULL,
  motif     TEXT NOT NULL
);
CREATE INDEX rejets_chemin ON rejets (chemin, no_import);

-- Une extraction chargée, même vide, vaut 0 ; jamais chargée, ses indicateurs sont « source absente ».
CREATE TABLE extractions_chargees (
  extraction TEXT NOT NULL,
  PRIMARY KEY (extraction)
);
