-- §3 Actes : propositions prescrites, en cours ou réalisées, dans l'enjeu de leur rubrique ; entrées dans un
-- dispositif (E1) ; évaluations d'une plateforme de vocation (E8).

DELETE FROM actes WHERE id_jeune IN (SELECT id_jeune FROM personnes_modifiees);

INSERT INTO actes (id_jeune, code_ml, jour, enjeu)
SELECT p.id_jeune, p.code_ml, p.date, r.enjeu
FROM propositions p
JOIN personnes_modifiees m ON m.id_jeune = p.id_jeune
JOIN rubriques r ON r.rubrique = p.rubrique
JOIN enjeux e ON e.enjeu = r.enjeu
WHERE p.etat IN ('prescrit', 'en_cours', 'realise') AND e.public = 'DE'
UNION
SELECT d.id_jeune, d.code_ml, d.date_entree, 'E1'
FROM dispositifs d
JOIN personnes_modifiees m ON m.id_jeune = d.id_jeune
UNION
SELECT v.id_jeune, v.code_ml, v.date, 'E8'
FROM evaluations_pfv v
JOIN personnes_modifiees m ON m.id_jeune = v.id_jeune;
