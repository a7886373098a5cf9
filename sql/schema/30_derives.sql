-- Faits dérivés (règles du parcours), recalculés à chaque import pour les seules personnes touchées : sql/derive/.
-- Ils valent pour tout arrêté : ce qui dépend de l'arrêté se calcule dans sql/arrete/.

-- Périodes continues hors inscription (radié ou en cessation), lues jour par jour dans statuts_pe.
CREATE TABLE interruptions (
  id_jeune TEXT NOT NULL,
  debut    INTEGER NOT NULL,
  fin      INTEGER,          -- premier jour d'après ; vide : ouverte
  PRIMARY KEY (id_jeune, debut)
) {groupe};

-- Actes dans un enjeu E1 à E10 (hors initialisations, qui dépendent de l'arrêté).
CREATE TABLE actes (
  id_jeune TEXT NOT NULL,
  code_ml  TEXT NOT NULL,
  jour     INTEGER NOT NULL,
  enjeu    TEXT NOT NULL,
  PRIMARY KEY (id_jeune, code_ml, jour, enjeu)
) {groupe};
CREATE INDEX actes_jour ON actes (jour, id_jeune, code_ml, enjeu);

-- Une affectation et ce qui ne dépend pas de l'arrêté.
CREATE TABLE parcours (
  id_cotraitance TEXT NOT NULL,
  id_jeune       TEXT NOT NULL,
  code_ml        TEXT NOT NULL,
  affectation    INTEGER NOT NULL,
  acceptation    INTEGER,
  refus          INTEGER,
  sortie         INTEGER,
  motif_sortie   TEXT,
  suivante       INTEGER, -- affectation suivante du même jeune à la même mission locale
  radiation      INTEGER, -- première radiation d'au moins un jour à partir de l'affectation
  PRIMARY KEY (id_cotraitance)
) {groupe};
CREATE INDEX parcours_jeune ON parcours (id_jeune);

-- Les initialisations possibles d'un parcours : rang 1, la date de l'extraction ; rang 2, le premier événement.
-- À un arrêté donné vaut la première, par rang, qui n'est pas postérieure.
CREATE TABLE initialisations (
  id_cotraitance      TEXT NOT NULL,
  rang                INTEGER NOT NULL,
  id_jeune            TEXT NOT NULL,
  jour                INTEGER NOT NULL,
  civis               INTEGER NOT NULL, -- 1 : en CIVIS ce jour-là
  sortie_age          INTEGER,          -- sorties théoriques (art. 5.2), par règle
  sortie_cessation    INTEGER,
  sortie_demenagement INTEGER,
  PRIMARY KEY (id_cotraitance, rang)
) {groupe};
CREATE INDEX initialisations_jeune ON initialisations (id_jeune);
