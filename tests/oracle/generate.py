#!/usr/bin/env python3
"""Random but valid extracts, dense in edge cases (section 4 of the definitions).

    generate.py --graine S --sortie DIR [--jeunes N]

A small world: a few missions locales, a few dozen persons, and dates drawn from a small pool of days that matter
(ends of months and quarters, 29 February, due dates), their neighbours and the same days some months away. No row
breaks a rejection rule. The same seed gives the same files.
"""

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

from layout import write_table
from rules import add_months, birthday

FIRST_DAY, LAST_DAY = date(2008, 1, 1), date(2013, 3, 31)
YEARS = (2009, 2010, 2011, 2012)
# Real regions of 2010, with some of their departments.
DEPARTMENTS = {
    "82": ("01", "07", "26", "38", "69"), "11": ("75", "77", "93"), "01": ("971",), "94": ("2A", "2B"),
    "93": ("06", "13", "83"), "31": ("59", "62"), "04": ("974",), "25": ("14", "50"),
}
OPTIONAL = (
    "statuts_pe", "dispositifs", "evenements", "propositions", "rubriques", "situations", "alertes", "suivis_pe",
    "demenagements", "actions", "actions_structures", "evaluations_pfv", "objectifs", "enveloppes", "versements",
    "comites",
)
# A file that refers to another one has no row when the other has none.
DEPENDS_ON = {"propositions": "rubriques", "actions_structures": "actions"}
MOTIFS = (None, None, "non precise", "Emploi durable", "emploi durable", "Déménagement",
          "Évolution « amiable » ; autre", 'Sortie dite "positive"', "Abandon")
PLATEFORMES = ("PFV Lyon", "Plateforme de l'Ain", "PFV; Île", "Évry")
INITIATING = ("entretien", "atelier", "information_collective")
BUSY = ("stage", "formation", "emploi_temporaire", "prestation")


def hot_days():
    """Days around which rules change."""
    days = [date(2008, 2, 29), date(2008, 8, 31), date(2008, 12, 31)]
    for year in YEARS:
        days += [add_months(date(year, 1, 31), n) for n in range(12)]
        days += [date(year, month, 1) for month in (1, 2, 3, 4, 7, 9, 10, 12)]
        days += [date(year, 1, 20), date(year, 7, 10), date(year, 6, 15)]
    return days


class Generator:
    """Draws a world from one seed; `tables` holds the rows as dicts of typed values."""

    def __init__(self, seed, youths=None):
        self.rng = random.Random(seed)
        self.august = self.rng.choice((None, None, date(2009, 8, 31), date(2011, 8, 31)))
        self.pool = self.draw_pool()
        self.tables = {}
        self.draw_missions_locales()
        self.draw_jeunes_names(youths or self.rng.randint(10, 60))

    # --- Chance -------------------------------------------------------------------------------------------------

    def chance(self, percent):
        return self.rng.random() * 100 < percent

    def pick(self, *weighted):
        """One of several (weight, value)."""
        return self.rng.choices([v for _, v in weighted], [w for w, _ in weighted])[0]

    def draw_pool(self):
        """A few hot days, mostly of one or two years, so that dates collide."""
        years = self.rng.choice(((2009, 2010), (2010,), (2010, 2011), (2011, 2012), (2012,), YEARS))
        hot = [day for day in hot_days() if day.year in years or day.year == 2008]
        pool = self.rng.sample(hot, self.rng.randint(5, 12))
        year = self.rng.choice(years)
        if self.august:  # six months later is the last day of February
            pool += [self.august, add_months(self.august, 6)]
        return pool + [date(year, self.rng.randint(1, 12), self.rng.randint(1, 28)) for _ in range(3)]

    def clamp(self, day):
        return min(max(day, FIRST_DAY), LAST_DAY)

    def shifted(self, day):
        """The day, its neighbour, or the same day some months away."""
        day += timedelta(days=self.pick((70, 0), (15, 1), (15, -1)))
        return self.clamp(add_months(day, self.pick((80, 0), (5, 1), (5, 6), (3, -6), (5, 12), (2, -1))))

    def day(self):
        if self.chance(10):
            return FIRST_DAY + timedelta(days=self.rng.randint(0, (LAST_DAY - FIRST_DAY).days))
        return self.shifted(self.rng.choice(self.pool))

    def near(self, person):
        """A day that matters for the person, or any other."""
        if self.anchors[person] and self.chance(65):
            return self.shifted(self.rng.choice(self.anchors[person]))
        return self.day()

    def after(self, start, last=None):
        """A day on or after the start (and not after the last one)."""
        soon = start + timedelta(days=self.rng.randint(2, 60))
        day = self.pick((25, start), (15, start + timedelta(days=1)), (25, soon), (5, add_months(start, 1)),
                        (10, add_months(start, 6)), (5, add_months(start, 12)), (15, max(start, self.day())))
        day = max(start, day)
        return day if last is None else min(day, last)

    def end(self, start):
        """The end of a period, None for an open one; [d, d) happens."""
        exact = add_months(start, self.pick((3, 6), (1, 1), (1, 12)))
        return self.pick((30, None), (10, start), (35, self.after(start)), (15, exact),
                         (5, exact - timedelta(days=1)), (5, exact + timedelta(days=1)))

    # --- Structures and persons ---------------------------------------------------------------------------------

    def draw_missions_locales(self):
        regions = self.rng.sample(sorted(DEPARTMENTS), self.rng.randint(1, 3))
        rows = []
        for n in range(self.rng.randint(2, 6)):
            region = self.rng.choice(regions)
            department = self.rng.choice(DEPARTMENTS[region])
            start = self.day() if self.chance(50) else None
            rows.append({
                "code_ml": "%s%03dS%02d" % (department[:2], 100 + n, n), "nom": "Mission locale n°%d ; é" % n,
                "code_region": region, "code_departement": department if self.chance(80) else None,
                "date_debut": start, "date_fin": self.end(start) if start else None})
        self.tables["missions_locales"] = rows
        self.mls = [row["code_ml"] for row in rows]
        self.regions = sorted({row["code_region"] for row in rows})

    def draw_jeunes_names(self, count):
        self.persons = ["J%d" % n for n in range(1, count + 1)]
        self.anchors = {person: [] for person in self.persons}

    def birth(self, person):
        """Somebody of 15 to 30 on a day that matters, often of an age where a rule changes."""
        if self.chance(12):
            return date(self.rng.choice((1984, 1984, 1988, 1992, 1996)), 2, 29)
        if self.chance(8):  # the 26th birthday six months after a day that matters
            return birthday(add_months(self.near(person), 6), -26)
        years = self.pick((1, 15), (2, 16), (2, 18), (2, 22), (8, 25), (6, 26), (2, self.rng.randint(15, 30)))
        offset = self.pick((50, 0), (15, 1), (15, -1), (20, self.rng.randint(0, 300)))
        return birthday(self.near(person), -years) + timedelta(days=offset)

    def draw_jeunes(self):
        self.tables["jeunes"] = [{
            "id_jeune": person, "sexe": self.rng.choice("FM"), "date_naissance": self.birth(person),
            "code_commune": self.pick((1, None), (1, "01004")), "zus": self.pick((1, None), (2, False), (1, True)),
            "niveau_formation": self.pick((1, None), (1, "V bis"))} for person in self.persons]

    def ml(self):
        return self.rng.choice(self.mls)

    def ml_of(self, person):
        """Mostly an ML where the person has a course."""
        known = self.places.get(person)
        return self.rng.choice(known) if known and self.chance(75) else self.ml()

    def some_persons(self, percent):
        return [person for person in self.persons if self.chance(percent)]

    # --- Courses ------------------------------------------------------------------------------------------------

    def draw_cotraitances(self):
        self.places = {}
        rows = []
        for person in self.persons:
            previous = None
            for _ in range(self.pick((10, 0), (40, 1), (25, 2), (15, 3), (10, 4))):
                previous = self.course(person, previous)
                previous["id_cotraitance"] = "C%d" % (len(rows) + 1)
                rows.append(previous)
        self.tables["cotraitances"] = rows

    def course(self, person, previous):
        """A course; after a first one, often at the same ML, sometimes on the same day."""
        again = previous is not None and self.chance(65)
        a = previous["date_affectation"] if again and self.chance(25) else self.near(person)
        row = {"id_jeune": person, "code_ml": previous["code_ml"] if again else self.ml(), "date_affectation": a,
               "date_acceptation": None, "date_refus": None, "date_initialisation": None,
               "date_sortie": self.after(a) if self.chance(40) else None, "motif_sortie": None}
        if self.chance(15):
            row["date_refus"] = self.after(a)
        else:
            row["date_acceptation"] = self.after(a) if self.chance(60) else None
            row["date_initialisation"] = self.given_initialisation(a, row["date_sortie"])
        if row["date_sortie"] or self.chance(3):
            row["motif_sortie"] = self.rng.choice(MOTIFS)
        self.places.setdefault(person, []).append(row["code_ml"])
        self.anchors[person] += [row[name] for name in row if name.startswith("date_") and row[name]]
        return row

    def given_initialisation(self, a, s):
        if self.chance(55):
            return None
        return self.pick((25, a), (15, s or a), (60, self.after(a, s)))

    def draw_evenements(self):
        rows = []
        for person in self.persons:
            if self.places.get(person) and self.chance(30):
                rows += self.monthly_interviews(person)
            for _ in range(self.pick((20, 0), (30, 1), (30, 3), (20, 6))):
                rows.append((person, self.ml_of(person), self.near(person), self.event_type()))
        self.tables["evenements"] = [
            {"id_evenement": "V%d" % n, "id_jeune": p, "code_ml": ml, "date": day, "type": kind}
            for n, (p, ml, day, kind) in enumerate(rows)]
        for person, _, day, kind in rows:
            if kind in INITIATING:
                self.anchors[person].append(day)

    def event_type(self):
        return self.pick((50, "entretien"), (12, "atelier"), (12, "information_collective"), (13, "courrier"),
                         (13, "téléphone"))

    def monthly_interviews(self, person):
        """An interview in each of several months, with gaps, often on the month's first or last day."""
        start, ml = self.near(person).replace(day=1), self.ml_of(person)
        found = []
        for n in range(self.rng.randint(2, 8)):
            first = add_months(start, n)
            last = add_months(first, 1) - timedelta(days=1)
            day = self.pick((1, first), (1, last), (2, first + timedelta(days=self.rng.randint(0, 27))))
            if self.chance(75):
                found.append((person, ml, day, self.pick((9, "entretien"), (1, "atelier"))))
        return found

    def draw_statuts_pe(self):
        """Rows that touch, overlap, stand alone or contain no day; runs that end about six months on."""
        rows = {}
        for person in self.some_persons(65):
            first = start = self.statut_start(person)
            for _ in range(self.rng.randint(1, 5)):
                end = self.statut_end(person, first, start)
                rows.setdefault((person, start), {
                    "id_jeune": person, "date_debut": start, "date_fin": end,
                    "statut": self.pick((40, "radie"), (40, "cessation"), (20, "inscrit"))})
                following = self.near(person)
                start = self.pick((50, end or following), (20, self.after(start)), (30, following))
        self.tables["statuts_pe"] = list(rows.values())

    def statut_start(self, person):
        """Sometimes 31 August, or six months after a day that matters: the rules of exit then tie."""
        if self.august and self.chance(20):
            return self.august - timedelta(days=self.pick((3, 0), (1, 1), (1, 2)))
        return add_months(self.near(person), 6) if self.chance(15) else self.near(person)

    def statut_end(self, person, first, start):
        limit = add_months(self.pick((2, first), (1, self.near(person))), 6)
        limit += timedelta(days=self.pick((2, 0), (1, -1), (1, 1)))
        return max(start, limit) if self.chance(35) else self.end(start)

    def draw_dispositifs(self):
        rows = {}
        for person in self.some_persons(45):
            for _ in range(self.rng.randint(1, 3)):
                ml, start = self.ml_of(person), self.near(person)
                name = self.pick((70, "CIVIS"), (15, "PACEA"), (15, "Parrainage"))
                rows.setdefault((person, ml, name, start), {
                    "id_jeune": person, "code_ml": ml, "dispositif": name, "date_entree": start,
                    "date_sortie": self.dispositif_end(person, start),
                    "motif_sortie": self.pick((3, None), (1, "Fin de droit"))})
        self.tables["dispositifs"] = list(rows.values())

    def dispositif_end(self, person, start):
        """Often on a day of a course, to leave on I, the day before or the day after."""
        return max(start, self.near(person)) if self.chance(50) else self.end(start)

    def draw_alertes(self):
        rows = []
        for course in self.tables["cotraitances"]:
            for _ in range(self.pick((65, 0), (25, 1), (10, 2))):
                start = max(self.near(course["id_jeune"]), course["date_affectation"])
                rows.append({"id_alerte": "AL%d" % len(rows), "id_cotraitance": course["id_cotraitance"],
                             "date_declenchement": start, "date_cloture": self.end(start),
                             "decision": self.pick((2, None), (1, "maintien"), (1, "sortie"))})
        self.tables["alertes"] = rows

    def draw_demenagements(self):
        rows = {}
        for person in self.some_persons(25):
            for _ in range(self.rng.randint(1, 2)):
                row = {"id_jeune": person, "date": self.near(person), "code_ml": self.ml_of(person)}
                rows[tuple(row.values())] = row
        self.tables["demenagements"] = list(rows.values())

    # --- Acts, follow-ups, situations ---------------------------------------------------------------------------

    def draw_rubriques(self):
        enjeux = ["E1", "E2", "E4", "E7", "E8", "E10", "E10", "E11", "E15", "E29"]
        enjeux = self.rng.sample(enjeux, self.rng.randint(2, len(enjeux)))
        self.tables["rubriques"] = [{"rubrique": "R%02d" % n, "libelle": "Rubrique %d, accès" % n, "enjeu": enjeu}
                                    for n, enjeu in enumerate(enjeux)]

    def draw_propositions(self):
        rubriques = [row["rubrique"] for row in self.tables["rubriques"]]
        rows = []
        for person in self.some_persons(60):
            for _ in range(self.rng.randint(1, 4)):
                rows.append({"id_proposition": "P%d" % len(rows), "id_jeune": person, "code_ml": self.ml_of(person),
                             "date": self.near(person), "rubrique": self.rng.choice(rubriques),
                             "etat": self.pick((3, "prescrit"), (3, "en_cours"), (3, "realise"), (1, "abandonne"),
                                               (1, "refus_jeune"), (1, "refus_tiers"), (1, "refus_commission"))})
        self.tables["propositions"] = rows

    def draw_situations(self):
        rows = {}
        for person in self.some_persons(35):
            for _ in range(self.rng.randint(1, 3)):
                kind = self.rng.choice(BUSY + ("emploi_durable", "maladie"))
                start = self.near(person)
                end = start + timedelta(days=self.rng.randint(0, 40)) if self.chance(60) else self.end(start)
                rows.setdefault((person, kind, start),
                                {"id_jeune": person, "type": kind, "date_debut": start, "date_fin": end})
        self.tables["situations"] = list(rows.values())

    def draw_suivis_pe(self):
        rows = {}
        for person in self.some_persons(65):
            for _ in range(self.rng.randint(1, 3)):
                start = self.near(person)
                row = {"id_jeune": person, "date_debut": start, "date_fin": self.end(start),
                       "code_ml": self.ml_of(person)}
                for criterion in ("c1", "c2", "c3", "c4"):
                    row[criterion] = self.pick((5, False), (2, None), (3, True))
                rows.setdefault((person, start), row)
        self.tables["suivis_pe"] = list(rows.values())

    def draw_evaluations_pfv(self):
        rows = []
        for person in self.some_persons(40):
            for _ in range(self.rng.randint(1, 2)):
                rows.append({"id_evaluation": "EV%d" % len(rows), "plateforme": self.rng.choice(PLATEFORMES),
                             "id_jeune": person, "code_ml": self.ml_of(person), "date": self.near(person),
                             "reussie": self.chance(50), "mer": self.chance(40)})
        self.tables["evaluations_pfv"] = rows

    # --- Actions, conventions, committees -----------------------------------------------------------------------

    def place(self):
        """A niveau and a code of that niveau; sometimes a region without any ML."""
        niveau = self.pick((50, "local"), (30, "regional"), (20, "national"))
        region = self.rng.choice(self.regions) if self.chance(85) else self.rng.choice(sorted(DEPARTMENTS))
        return niveau, {"local": self.ml(), "regional": region, "national": "FR"}[niveau]

    def draw_actions(self):
        rows = []
        for n in range(self.rng.randint(1, 30)):
            public, first, last = self.rng.choice((("EM", 11, 23), ("PA", 24, 29)))
            rows.append({"id_action": "A%d" % n, "date": self.day(), "public": public,
                         "categorie": self.rng.choice(("concertee", "conjointe", "complementaire")),
                         "enjeu": "E%d" % self.rng.randint(first, last),
                         "valorisation": self.pick((1, None), (1, False), (2, True)),
                         "libelle": self.pick((2, None), (2, "Forum « emploi » ; Ain"),
                                              (1, 'Deux\nlignes "citées"'))})
        self.tables["actions"] = rows

    def draw_actions_structures(self):
        rows = {}
        for action in self.tables["actions"]:
            for _ in range(self.pick((25, 0), (35, 1), (20, 2), (20, 3))):
                niveau, code = self.place()
                rows[(action["id_action"], niveau, code)] = {
                    "id_action": action["id_action"], "niveau": niveau, "code": code}
        self.tables["actions_structures"] = list(rows.values())

    def draw_objectifs(self):
        """Per year and place: none, one, or several rows of different date_effet."""
        places = [("local", ml) for ml in self.mls] + [("regional", region) for region in self.regions]
        rows = {}
        for year in YEARS:
            for niveau, code in places + [("national", "FR")]:
                for _ in range(self.pick((20, 0), (50, 1), (20, 2), (10, 3))):
                    effect = date(year, 1, 1) if self.chance(40) else self.day()
                    most = 8 if niveau == "local" else 30
                    rows.setdefault((year, niveau, code, effect), {
                        "annee": year, "niveau": niveau, "code": code, "date_effet": effect,
                        "volume": self.pick((12, 0), (28, self.rng.randint(1, 3)), (60, self.rng.randint(1, most))),
                        "acte": self.pick((1, None), (1, "avenant n°1"))})
        self.tables["objectifs"] = list(rows.values())

    def amount(self):
        """Cents, often odd ones where a rounding shows."""
        return self.pick((1, 0), (2, self.rng.randint(1, 9)), (5, self.rng.randint(1, 10 ** 4)),
                         (5, self.rng.randint(1, 10 ** 7)), (3, 23000 * self.rng.randint(1, 300)))

    def draw_enveloppes(self):
        self.tables["enveloppes"] = [{"annee": year, "code_ml": ml, "montant": self.amount()}
                                     for year in YEARS for ml in self.mls if self.chance(70)]

    def draw_versements(self):
        """No row for some years, rows of one ML only for others, dates before and after any arrêté."""
        rows = {}
        for year in YEARS:
            mls = self.pick((30, []), (30, [self.ml()]), (40, self.mls))
            for ml in mls:
                for _ in range(self.rng.randint(0, 3)):
                    day = self.pick((1, self.day()), (1, date(year, 1, 20)), (1, date(year, 7, 10)),
                                    (1, date(year + 1, 2, 1)))
                    rows.setdefault((year, ml, day), {
                        "annee": year, "code_ml": ml, "date": day, "montant": self.amount()})
        self.tables["versements"] = list(rows.values())

    def draw_comites(self):
        rows = {}
        for _ in range(self.rng.randint(1, 25)):
            niveau, code = self.place()
            row = {"niveau": niveau, "code": code, "date": self.day()}
            rows[tuple(row.values())] = row
        self.tables["comites"] = list(rows.values())

    # --- The whole ----------------------------------------------------------------------------------------------

    def draw(self):
        """Every table, then a few files emptied and a few left out entirely."""
        for name in ("cotraitances", "evenements", "jeunes", "statuts_pe", "dispositifs", "alertes", "demenagements",
                     "rubriques", "propositions", "situations", "suivis_pe", "evaluations_pfv", "actions",
                     "actions_structures", "objectifs", "enveloppes", "versements", "comites"):
            getattr(self, "draw_" + name)()
        for name in self.rng.sample(OPTIONAL, self.pick((70, 0), (20, 1), (10, 3))):
            self.tables[name] = []
        for name in self.rng.sample(OPTIONAL, self.pick((60, 0), (25, 1), (15, 3))):
            self.tables[name] = None
        if self.chance(2):
            self.tables["cotraitances"], self.tables["alertes"] = [], []
        for name, other in DEPENDS_ON.items():
            if not self.tables[other] and self.tables[name]:
                self.tables[name] = []
        return self.tables


def generate(seed, directory, youths=None):
    """Write the extracts of a seed into an existing directory."""
    generator = Generator(seed, youths)
    for name, rows in generator.draw().items():
        if rows is not None:
            write_table(generator.rng, Path(directory) / (name + ".csv"), name, rows)


def main():
    parser = argparse.ArgumentParser(description="Engendre des extraits aléatoires et valides.")
    parser.add_argument("--graine", type=int, required=True)
    parser.add_argument("--sortie", required=True, metavar="DIR")
    parser.add_argument("--jeunes", type=int, metavar="N", help="nombre de jeunes (de 10 à 60 par défaut)")
    options = parser.parse_args()
    Path(options.sortie).mkdir(parents=True, exist_ok=True)
    if any(Path(options.sortie).iterdir()):
        parser.error("%s n'est pas vide" % options.sortie)
    generate(options.graine, options.sortie, options.jeunes)


if __name__ == "__main__":
    main()
