-- §1 et §2 : chaque parcours tel qu'il est à l'arrêté, toute date postérieure effacée.

DROP TABLE IF EXISTS parcours_arrete;
CREATE TEMPORARY TABLE parcours_arrete (
  id_cotraitance   TEXT NOT NULL,
  id_jeune         TEXT NOT NULL,
  code_ml          TEXT NOT NULL,
  affectation      INTEGER NOT NULL,
  acceptation      INTEGER,
  refus            INTEGER,
  annulation       INTEGER, -- §2.2
  initialisation   INTEGER, -- §2.1 ; vide pour un parcours refusé ou annulé
  sortie           INTEGER,
  motif_sortie     TEXT,
  civis            INTEGER NOT NULL, -- §2.6 : 1 = en CIVIS à l'initialisation, hors des décomptes
  sortie_theorique INTEGER, -- §2.5, et sa cause
  cause            TEXT,
  etat             TEXT NOT NULL, -- §2.4
  alerte           INTEGER NOT NULL -- 1 : une alerte de ce parcours est ouverte
);

INSERT INTO parcours_arrete (id_cotraitance, id_jeune, code_ml, affectation, acceptation, refus,
                             annulation, initialisation, sortie, motif_sortie, civis,
                             sortie_theorique, cause, etat, alerte)
WITH connus AS (
  SELECT p.id_cotraitance, p.id_jeune, p.code_ml, p.affectation,
         CASE WHEN p.acceptation <= :arrete THEN p.acceptation END AS acceptation,
         CASE WHEN p.refus <= :arrete THEN p.refus END AS refus,
         CASE WHEN p.sortie <= :arrete THEN p.sortie END AS sortie,
         CASE WHEN p.sortie <= :arrete THEN p.motif_sortie END AS motif_sortie,
         CASE WHEN p.radiation <= :arrete THEN p.radiation END AS radiation
  FROM parcours p
  WHERE p.affectation <= :arrete
),
dates AS (
  SELECT c.*, i1.jour AS jour1, i2.jour AS jour2, COALESCE(i1.jour, i2.jour) AS jour,
         COALESCE(i1.civis, i2.civis, 0) AS civis,
         CASE WHEN i1.jour IS NOT NULL THEN i1.sortie_age ELSE i2.sortie_age END AS par_age,
         CASE WHEN i1.jour IS NOT NULL THEN i1.sortie_cessation ELSE i2.sortie_cessation END AS par_cessation,
         CASE WHEN i1.jour IS NOT NULL THEN i1.sortie_demenagement
              ELSE i2.sortie_demenagement END AS par_demenagement
  FROM connus c
  LEFT JOIN initialisations i1 ON i1.id_cotraitance = c.id_cotraitance AND i1.rang = 1
                              AND i1.jour <= :arrete
  LEFT JOIN initialisations i2 ON i2.id_cotraitance = c.id_cotraitance AND i2.rang = 2
                              AND i2.jour <= :arrete
),
annules AS (
  SELECT d.*,
         CASE WHEN d.refus IS NULL AND (d.jour IS NULL OR d.radiation < d.jour)
               AND (d.sortie IS NULL OR d.radiation <= d.sortie) THEN d.radiation END AS annulation
  FROM dates d
),
resolus AS (
  SELECT a.*,
         CASE WHEN a.refus IS NULL AND a.annulation IS NULL THEN a.jour END AS initialisation,
         -- la plus proche des trois échéances ; une échéance absente est repoussée au-delà de tout calendrier
         COALESCE(a.par_age, 9999999) AS age, COALESCE(a.par_cessation, 9999999) AS cessation,
         COALESCE(a.par_demenagement, 9999999) AS demenagement
  FROM annules a
),
alertes_ouvertes AS (
  SELECT DISTINCT id_cotraitance
  FROM alertes
  WHERE date_declenchement <= :arrete AND (date_cloture IS NULL OR date_cloture > :arrete)
),
etats AS (
  SELECT r.*, CASE WHEN o.id_cotraitance IS NULL THEN 0 ELSE 1 END AS alerte,
         CASE WHEN r.refus IS NOT NULL THEN 'refuse'
              WHEN r.annulation IS NOT NULL THEN 'annule'
              WHEN r.sortie IS NOT NULL THEN 'sorti'
              WHEN r.initialisation IS NULL AND r.acceptation IS NULL THEN 'affecte'
              WHEN r.initialisation IS NULL THEN 'accepte'
              WHEN x.id_jeune IS NOT NULL THEN 'suspension' -- l'emporte sur l'alerte
              WHEN o.id_cotraitance IS NOT NULL THEN 'alerte'
              ELSE 'actif' END AS etat
  FROM resolus r
  LEFT JOIN alertes_ouvertes o ON o.id_cotraitance = r.id_cotraitance
  LEFT JOIN interruptions x ON x.id_jeune = r.id_jeune AND x.debut <= :arrete
                           AND (x.fin IS NULL OR x.fin > :arrete)
)
SELECT id_cotraitance, id_jeune, code_ml, affectation, acceptation, refus, annulation, initialisation,
       sortie, motif_sortie, civis,
       CASE WHEN initialisation IS NULL THEN NULL
            WHEN age <= cessation AND age <= demenagement THEN par_age
            WHEN cessation <= demenagement THEN par_cessation
            ELSE par_demenagement END,
       CASE WHEN initialisation IS NULL THEN NULL
            WHEN age = 9999999 AND cessation = 9999999 AND demenagement = 9999999 THEN NULL
            WHEN age <= cessation AND age <= demenagement THEN 'age'
            WHEN cessation <= demenagement THEN 'cessation'
            ELSE 'demenagement' END,
       etat, alerte
FROM etats;

CREATE INDEX parcours_arrete_jeune ON parcours_arrete (id_jeune, code_ml);
CREATE INDEX parcours_arrete_initialisation ON parcours_arrete (initialisation);
