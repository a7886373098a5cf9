-- Les destinataires (structures), les missions locales de chacun (territoires) et les périodes ouvertes à l'arrêté.

DROP TABLE IF EXISTS structures;
CREATE TEMPORARY TABLE structures (
  no          INTEGER NOT NULL, -- un nombre se trie plus vite que niveau et code
  niveau      TEXT NOT NULL,
  code        TEXT NOT NULL,
  libelle     TEXT NOT NULL,
  code_region TEXT,             -- de la mission locale
  ordre       INTEGER NOT NULL, -- ordre d'impression : annexe 4 pour les régions
  annexe4     INTEGER,          -- d'une région : figure à l'annexe 4
  PRIMARY KEY (niveau, code)
);
INSERT INTO structures (no, niveau, code, libelle, code_region, ordre, annexe4)
WITH toutes AS (
SELECT 'national' AS niveau, 'FR' AS code, 'France' AS libelle, NULL AS code_region, 0 AS ordre, NULL AS annexe4
UNION ALL
SELECT 'regional', r.code_region, r.region, NULL, r.ordre, r.annexe4
FROM regions r
WHERE r.code_region IN (SELECT code_region FROM missions_locales)
UNION ALL
SELECT 'local', m.code_ml, m.nom, m.code_region, 0, NULL
FROM missions_locales m
)
SELECT ROW_NUMBER() OVER (ORDER BY niveau, code), niveau, code, libelle, code_region, ordre, annexe4
FROM toutes;

DROP TABLE IF EXISTS territoires;
CREATE TEMPORARY TABLE territoires (
  code_ml TEXT NOT NULL,
  no      INTEGER NOT NULL, -- de la structure
  niveau  TEXT NOT NULL,
  code    TEXT NOT NULL,
  PRIMARY KEY (code_ml, no)
);
INSERT INTO territoires (code_ml, no, niveau, code)
SELECT m.code_ml, s.no, s.niveau, s.code
FROM missions_locales m
JOIN structures s ON (s.niveau = 'local' AND s.code = m.code_ml)
                  OR (s.niveau = 'regional' AND s.code = m.code_region)
                  OR s.niveau = 'national';

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
