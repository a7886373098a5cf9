-- Référentiels : rempli à la création de la base depuis sql/referentiel/ et le calendrier.
-- {groupe} est remplacé par ce que le moteur sait faire d'une table rangée selon sa clé.

CREATE TABLE regions (
  code_region TEXT NOT NULL,   -- code INSEE des régions de 2010
  region      TEXT NOT NULL,
  ordre       INTEGER NOT NULL, -- ordre de l'annexe 4
  annexe4     INTEGER NOT NULL, -- 1 : figure à l'annexe 4
  PRIMARY KEY (code_region)
) {groupe};

CREATE TABLE departements (
  code_departement TEXT NOT NULL,
  departement      TEXT NOT NULL,
  code_region      TEXT NOT NULL,
  PRIMARY KEY (code_departement)
) {groupe};

CREATE TABLE enjeux (
  enjeu   TEXT NOT NULL,
  public  TEXT NOT NULL, -- DE, EM ou PA
  libelle TEXT NOT NULL,
  PRIMARY KEY (enjeu)
) {groupe};

-- Un jour par ligne, de 1900 à 2100 : toute l'arithmétique des dates des règles se lit ici.
CREATE TABLE calendrier (
  jour         INTEGER NOT NULL, -- jours depuis le 1er janvier 1970
  iso          TEXT NOT NULL,    -- 2010-09-30
  annee        INTEGER NOT NULL,
  trimestre    TEXT NOT NULL,    -- 2010-T3
  mois         TEXT NOT NULL,    -- 2010-09
  amj          INTEGER NOT NULL, -- 20100930 : (amj - amj de naissance) / 10000 est l'âge
  plus_6_mois  INTEGER NOT NULL, -- un jour qui n'existe pas devient le dernier du mois
  plus_12_mois INTEGER NOT NULL,
  plus_26_ans  INTEGER NOT NULL, -- 26e anniversaire ; né un 29 février : 1er mars des années communes
  PRIMARY KEY (jour)
);

-- Les axes d'analyse, pour qu'un seul GROUP BY donne le total et chaque découpage.
CREATE TABLE axes (
  axe TEXT NOT NULL,
  PRIMARY KEY (axe)
);
INSERT INTO axes (axe) VALUES (''), ('sexe'), ('zus'), ('age');
