-- Les destinataires (structures), les missions locales de chacun (territoires) et les périodes ouvertes à l'arrêté.

DROP TABLE IF EXISTS structures;
CREATE TEMPORARY TABLE structures (
  niveau      TEXT NOT NULL,
  code        TEXT NOT NULL,
  libelle     TEXT NOT NULL,
  code_region TEXT,             -- de la mission locale
  ordre       INTEGER NOT NULL, -- ordre d'impression : annexe 4 pour les régions
  annexe4     INTEGER,          -- d'une région : figure à l'annexe 4
  PRIMARY KEY (niveau, code)
);
INSERT INTO structures (niveau, code, libelle, code_region, ordre, annexe4)
SELECT 'national', 'FR', 'France', NULL, 0, NULL
UNION ALL
SELECT 'regional', r.code_region, r.region, NULL, r.ordre, r.annexe4
FROM regions r
WHERE r.code_region IN (SELECT code_region FROM missions_locales)
UNION ALL
SELECT 'local', m.code_ml, m.nom, m.code_region, 0, NULL
FROM missions_locales m;

DROP TABLE IF EXISTS territoires;
CREATE TEMPORARY TABLE territoires (
  code_ml TEXT NOT NULL,
  niveau  TEXT NOT NULL,
  code    TEXT NOT NULL,
  PRIMARY KEY (code_ml, niveau, code)
);
INSERT INTO territoires (code_ml, niveau, code)
SELECT code_ml, 'local', code_ml FROM missions_locales
UNION ALL
SELECT code_ml, 'regional', code_region FROM missions_locales
UNION ALL
SELECT code_ml, 'national', 'FR' FROM missions_locales;

-- Une période qui commence après l'arrêté est absente, pas nulle ; la dernière s'arrête à l'arrêté.
DROP TABLE IF EXISTS periodes;
CREATE TEMPORARY TABLE periodes (
  genre     TEXT NOT NULL,    -- annee, trimestre, mois
  periode   TEXT NOT NULL,
  debut     INTEGER NOT NULL,
  fin       INTEGER NOT NULL, -- dernier jour compté
  amj_fin   INTEGER NOT NULL, -- le même en AAAAMMJJ, pour les âges
  complete  INTEGER NOT NULL, -- 1 : finie à l'arrêté
  PRIMARY KEY (genre, periode)
);
INSERT INTO periodes (genre, periode, debut, fin, amj_fin, complete)
WITH jours AS (
  SELECT 'trimestre' AS genre, trimestre AS periode, jour, amj FROM calendrier WHERE annee = :annee
  UNION ALL
  SELECT 'mois', mois, jour, amj FROM calendrier WHERE annee = :annee
  UNION ALL
  SELECT 'annee', SUBSTR(iso, 1, 4), jour, amj FROM calendrier WHERE annee = :annee
)
SELECT genre, periode, MIN(jour), MAX(CASE WHEN jour <= :arrete THEN jour END),
       MAX(CASE WHEN jour <= :arrete THEN amj END), CASE WHEN MAX(jour) <= :arrete THEN 1 ELSE 0 END
FROM jours
GROUP BY genre, periode
HAVING MIN(jour) <= :arrete;
