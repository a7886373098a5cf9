#!/usr/bin/env python3
"""Brute-force computation of every indicator (sections 3 and 5 of the definitions), the oracle of the tests.

    oracle.py DIR --annee N [--arrete AAAA-MM-JJ]

reads the extracts of DIR and prints the tidy CSV. It shares nothing with the program it checks, prefers the
obvious to the fast, and computes with integers only.
"""

import argparse
import csv
import sys
from datetime import date

import rules
from extracts import load, rows

HEADER = ("indicateur", "mesure", "niveau", "code", "periode", "axe", "modalite", "valeur")
FIELDS = tuple("E%d" % n for n in range(1, 11))


# --- Values (section 5) -----------------------------------------------------------------------------------------

def half_up(numerator, denominator):
    """The quotient of two integers >= 0, rounded half up to an integer."""
    return (2 * numerator + denominator) // (2 * denominator)


def rate(numerator, denominator):
    """A taux, with six decimals."""
    millionths = half_up(numerator * 10 ** 6, denominator)
    return "%d.%06d" % divmod(millionths, 10 ** 6)


def euros(cents):
    return "%d.%02d" % divmod(cents, 100)


# --- What the indicators read -----------------------------------------------------------------------------------

class Study:
    """The extracts as they stand at the arrêté, what section 2 derives from them, the figures written so far."""

    def __init__(self, loaded, annee, arrete):
        if arrete.year != annee:
            raise ValueError("l'arrêté n'est pas un jour de l'exercice")
        self.annee, self.arrete, self.loaded = annee, arrete, loaded
        self.tables = rules.erase_after(loaded, arrete)
        self.youths = {j.id_jeune: j for j in loaded.jeunes}
        self.regions = {m.code_ml: m.code_region for m in loaded.missions_locales}
        self.levels = rules.territories(loaded)
        self.quarters = rules.quarters_of(annee, arrete)
        self.months = rules.months_of(annee, arrete)
        self.year = rules.Period(str(annee), date(annee, 1, 1), date(annee, 12, 31), arrete)
        self.timelines = rules.timelines(self.tables, arrete)
        self.courses = rules.courses(self.tables, arrete)
        self.figures = {}

    def loaded_extract(self, name):
        """False: source absente."""
        return getattr(self.loaded, name) is not None

    def write(self, code, measure, level, period, value, axis="", modality=""):
        key = (code, measure, level.niveau, level.code, period.code, axis, modality)
        if key in self.figures:
            raise AssertionError("written twice: %r" % (key,))
        self.figures[key] = str(value)

    def tally(self, code, measure, level, period, facts, unit, axes):
        """Count the distinct unit(fact), in total and by modality of each axis; a modality of 0 has no line."""
        facts = list(facts)
        self.write(code, measure, level, period, len({unit(f) for f in facts}))
        for axis, modality_of in axes.items():
            for modality in {modality_of(f) for f in facts}:
                units = {unit(f) for f in facts if modality_of(f) == modality}
                self.write(code, measure, level, period, len(units), axis, modality)

    def courses_of(self, level):
        return [c for c in self.courses if c.ml in level.mls]

    def sexe(self, fact):
        return self.youths[fact[0]].sexe

    def zus(self, fact):
        zus = self.youths[fact[0]].zus
        return "inconnu" if zus is None else "oui" if zus else "non"

    def age_class_at(self, day):
        """Age classes on the last day of the quarter, or D if earlier."""
        def age_class(fact):
            age = rules.age(self.youths[fact[0]].date_naissance, day)
            for first, last in ((16, 17), (18, 21), (22, 25)):
                if first <= age <= last:
                    return "%d-%d" % (first, last)
            return "autre"
        return age_class


def person(fact):
    """The facts about persons are tuples that start with the person."""
    return fact[0]


def cumulated(measure, quarter):
    """The two spans of a measure: the quarter, and 1 January to its end."""
    return ((measure, quarter), (measure + "_cumul", quarter.cumul))


# --- DE: young job seekers --------------------------------------------------------------------------------------

def de0(study):
    """Youths sent: an A in the quarter; what became of those courses at D."""
    for level in study.levels:
        for quarter in study.quarters:
            axes = {"sexe": study.sexe, "zus": study.zus, "age": study.age_class_at(quarter.last)}
            for measure, span in cumulated("jeunes", quarter):
                sent = [(c.jeune,) for c in study.courses_of(level) if c.a in span]
                study.tally("DE0", measure, level, quarter, sent, person, axes)
            sent = [c for c in study.courses_of(level) if c.a in quarter]
            counts = {
                "parcours": len(sent),
                "acceptes": sum(1 for c in sent if c.p and not c.r and not c.x),
                "refuses": sum(1 for c in sent if c.r),
                "annules": sum(1 for c in sent if c.x),
                "inities": sum(1 for c in sent if c.i),
            }
            for measure, count in counts.items():
                study.write("DE0", measure, level, quarter, count)


def acts(study):
    """(person, ML, day, enjeu) of every act in a field E1-E10."""
    enjeux = {r.rubrique: r.enjeu for r in rows(study.tables, "rubriques")}
    found = [(p.id_jeune, p.code_ml, p.date, enjeux[p.rubrique]) for p in rows(study.tables, "propositions")
             if p.etat in ("prescrit", "en_cours", "realise")]
    found += [(d.id_jeune, d.code_ml, d.date_entree, "E1") for d in rows(study.tables, "dispositifs")]
    found += [(c.jeune, c.ml, c.i, "E1") for c in study.courses if c.i]
    found += [(e.id_jeune, e.code_ml, e.date, "E8") for e in rows(study.tables, "evaluations_pfv")]
    return [act for act in found if act[3] in FIELDS]


def de1_de2(study):
    """DE2: youths with an act of the ML. DE1: those accompanied by that ML on the day of the act."""
    de2 = acts(study)
    accompanied = {(c.jeune, c.ml, day) for c in study.courses for day in c.days}
    de1 = [act for act in de2 if act[:3] in accompanied]
    axes = {"enjeu": lambda act: act[3], "sexe": study.sexe}
    for code, facts in (("DE1", de1), ("DE2", de2)):
        for level in study.levels:
            for quarter in study.quarters:
                for measure, span in cumulated("jeunes", quarter):
                    chosen = [act for act in facts if act[1] in level.mls and act[2] in span]
                    study.tally(code, measure, level, quarter, chosen, person, axes)


def de3(study):
    """Followed by Pôle emploi on the quarter's last day, with a criterion (art. 5.1), 16 to 25, not accompanied."""
    if not study.loaded_extract("suivis_pe"):
        return
    for quarter in study.quarters:
        day = quarter.last
        accompanied = {c.jeune for c in study.courses if day in c.days}
        facts = [(s.id_jeune, s.code_ml, criterion) for s in study.tables.suivis_pe
                 for criterion in ("C1", "C2", "C3", "C4")
                 if getattr(s, criterion.lower())
                 and rules.contains(s.date_debut, s.date_fin, day)
                 and 16 <= rules.age(study.youths[s.id_jeune].date_naissance, day) <= 25
                 and s.id_jeune not in accompanied]
        for level in study.levels:
            chosen = [fact for fact in facts if fact[1] in level.mls]
            study.tally("DE3", "jeunes", level, quarter, chosen, person,
                        {"critere": lambda fact: fact[2], "sexe": study.sexe})


def shared_days(study):
    """(person, ML, days) on which a Pôle emploi follow-up meets an accompaniment of that ML."""
    followed = {jeune: set() for jeune in study.youths}
    for s in study.tables.suivis_pe:
        followed[s.id_jeune] |= rules.days_of(s.date_debut, s.date_fin, study.arrete)
    accompaniments = [(c.jeune, c.ml, c.days) for c in study.courses]
    accompaniments += [(d.id_jeune, d.code_ml, rules.days_of(d.date_entree, d.date_sortie, study.arrete))
                       for d in rows(study.tables, "dispositifs")]
    return [(jeune, ml, days & followed[jeune]) for jeune, ml, days in accompaniments]


def de4(study):
    """Followed by Pôle emploi and accompanied by the ML on a same day of the quarter."""
    if not study.loaded_extract("suivis_pe"):
        return
    shared = shared_days(study)
    for level in study.levels:
        for quarter in study.quarters:
            for measure, span in cumulated("jeunes", quarter):
                chosen = [fact for fact in shared if fact[1] in level.mls and fact[2] & span.days]
                study.tally("DE4", measure, level, quarter, chosen, person, {"sexe": study.sexe})


# --- EM, PA: actions towards employers and partners -------------------------------------------------------------

def touched_levels(study, action):
    """local -> its region -> the nation; with no row, nationally only."""
    touched = {("national", "FR")}
    for s in rows(study.tables, "actions_structures"):
        if s.id_action == action.id_action:
            touched.add((s.niveau, s.code))
            if s.niveau == "local":
                touched.add(("regional", study.regions[s.code]))
    return touched


def em_pa(study):
    if not study.loaded_extract("actions"):
        return
    touched = {a.id_action: touched_levels(study, a) for a in study.tables.actions}
    categories = {"1": ("concertee",), "2": ("conjointe",), "3": ("complementaire",),
                  "4": ("concertee", "conjointe", "complementaire")}
    for public in ("EM", "PA"):
        for digit, wanted in categories.items():
            for level in study.levels:
                here = [a for a in study.tables.actions if a.public == public and a.categorie in wanted
                        and (level.niveau, level.code) in touched[a.id_action]]
                write_actions(study, public + digit, level, here)


def write_actions(study, code, level, actions):
    for quarter in study.quarters:
        for measure, span in cumulated("actions", quarter):
            chosen = [a for a in actions if a.date in span]
            study.tally(code, measure, level, quarter, chosen, lambda a: a.id_action, {"enjeu": lambda a: a.enjeu})
        if code.endswith("4"):
            valued = [a for a in actions if a.date in quarter and a.valorisation]
            study.write(code, "valorisees", level, quarter, len(valued))


# --- OBJ, SUBV, CRE: the figures attached to a convention -------------------------------------------------------

def objective(study, niveau, code):
    """The row with the latest date_effet <= D for (N, niveau, code), or None."""
    found = [o for o in rows(study.tables, "objectifs")
             if (o.annee, o.niveau, o.code) == (study.annee, niveau, code)]
    return max(found, key=lambda o: o.date_effet).volume if found else None


def initialised(study, ml):
    """The courses of the ML with an I in N (and <= D)."""
    return [c for c in study.courses if c.ml == ml and c.i and c.i in study.year]


def counted(study, ml):
    """The same without those that the CIVIS rule excludes."""
    return [c for c in initialised(study, ml) if not rules.excluded_by_civis(c, study.tables)]


def distinct(courses):
    return len({c.jeune for c in courses})


def obj(study):
    for level in study.levels:
        decomptes = sum(distinct(counted(study, ml)) for ml in level.mls)
        suivis = sum(distinct(initialised(study, ml)) for ml in level.mls)
        objectif = objective(study, level.niveau, level.code)
        days = (date(study.annee, 12, 31) - date(study.annee, 1, 1)).days + 1
        elapsed = (study.arrete - date(study.annee, 1, 1)).days + 1
        values = {"decomptes": decomptes, "suivis": suivis, "projection": half_up(decomptes * days, elapsed)}
        if objectif is not None:
            values["objectif"] = objectif
            values["ecart"] = decomptes - objectif
            if objectif > 0:
                values["taux"] = rate(decomptes, objectif)
        if level.niveau != "local":
            local = [objective(study, "local", ml) for ml in level.mls]
            local = [volume for volume in local if volume is not None]
            if local:
                values["objectif_somme_locale"] = sum(local)
        for measure, value in values.items():
            study.write("OBJ", measure, level, study.year, value)


def paid(study, ml, acomptes):
    """verse: the payments dated <= D as soon as the extract holds any row for N, else the two acomptes."""
    if any(v.annee == study.annee for v in rows(study.loaded, "versements")):  # whatever its ML or date
        return sum(v.montant for v in study.tables.versements if v.annee == study.annee and v.code_ml == ml)
    return sum(acomptes)


def subvention(study, ml):
    """Measure -> cents of one ML, nothing without an enveloppe (annexe 6 art. 9: 40/40/20)."""
    amounts = [e.montant for e in rows(study.tables, "enveloppes") if e.annee == study.annee and e.code_ml == ml]
    if not amounts:
        return {}
    montant, = amounts
    due_dates = (date(study.annee, 1, 20), date(study.annee, 7, 10))
    acomptes = [half_up(montant * 40, 100) if due <= study.arrete else 0 for due in due_dates]
    verse = paid(study, ml, acomptes)
    values = {"montant": montant, "acompte_1": acomptes[0], "acompte_2": acomptes[1], "verse": verse}
    objectif = objective(study, "local", ml)
    if objectif:  # no objective, or 0: no du, no solde, no reversement
        values["du"] = half_up(montant * min(distinct(counted(study, ml)), objectif), objectif)
        values["solde"] = max(values["du"] - verse, 0)
        values["reversement"] = max(verse - values["du"], 0)
    return values


def subv(study):
    if not study.loaded_extract("enveloppes"):
        return
    local = {ml: subvention(study, ml) for ml in study.regions}
    for level in study.levels:
        for measure in ("montant", "acompte_1", "acompte_2", "verse", "du", "solde", "reversement"):
            amounts = [local[ml][measure] for ml in level.mls if measure in local[ml]]
            if amounts:
                study.write("SUBV", measure, level, study.year, euros(sum(amounts)))


def cre(study):
    """By month and for the year; decomptes: in the month of the person's earliest counted I of the year."""
    first_counted = {}
    for ml in study.regions:
        for c in counted(study, ml):
            key = (ml, c.jeune)
            first_counted[key] = min(c.i, first_counted.get(key, c.i))
    for level in study.levels:
        here = study.courses_of(level)
        for period in study.months + [study.year]:
            study.write("CRE", "initialises", level, period, sum(1 for c in here if c.i and c.i in period))
            study.write("CRE", "decomptes", level, period,
                        sum(1 for (ml, _), day in first_counted.items() if ml in level.mls and day in period))
            study.write("CRE", "pris_en_charge", level, period,
                        len({(c.ml, c.jeune) for c in here if c.days & period.days}))


# --- ETAT, DELAI, SORTIE, SUIVI: the courses --------------------------------------------------------------------

def etat(study):
    """Courses at D by step or state; refuse, annule, sorti only when R, X, S is in N."""
    found = []
    for c in study.courses:
        state = rules.state(c, study.tables, study.timelines[c.jeune], study.arrete)
        ended = {"refuse": c.r, "annule": c.x, "sorti": c.s}
        if state not in ended or ended[state] in study.year:
            found.append((c, state))
    for level in study.levels:
        here = [(c, state) for c, state in found if c.ml in level.mls]
        study.tally("ETAT", "parcours", level, study.year, here, lambda f: f[0].id, {"etat": lambda f: f[1]})
        both = [c for c, state in here
                if state == "suspension" and rules.alert_open(c, study.tables, study.arrete)]
        if both:
            study.write("ETAT", "dont_alerte", level, study.year, len(both), "etat", "suspension")


def nearest_rank(values, percent):
    """Value number ceil(p * n) of the sorted list."""
    rank = -(-percent * len(values) // 100)
    return sorted(values)[rank - 1]


def delai(study):
    """Days A->P and A->I of the courses affected in the quarter; no course: no value."""
    for level in study.levels:
        for quarter in study.quarters:
            affected = [c for c in study.courses_of(level) if c.a in quarter]
            delays = {"acceptation": [(c.p - c.a).days for c in affected if c.p],
                      "initialisation": [(c.i - c.a).days for c in affected if c.i]}
            for step, values in delays.items():
                if values:
                    study.write("DELAI", "n", level, quarter, len(values), "etape", step)
                    study.write("DELAI", "mediane", level, quarter, nearest_rank(values, 50), "etape", step)
                    study.write("DELAI", "p90", level, quarter, nearest_rank(values, 90), "etape", step)


def sortie(study):
    """Exits of the quarter of courses that had an I; exits to be pronounced at D."""
    pending = []
    for c in study.courses:
        exit_ = rules.theoretical_exit(c, study.tables, study.timelines[c.jeune], study.arrete)
        if exit_ and exit_[0] <= study.arrete and not c.s:
            pending.append((c, exit_[1]))
    for level in study.levels:
        for quarter in study.quarters:
            gone = [c for c in study.courses_of(level) if c.i and c.s and c.s in quarter]
            study.tally("SORTIE", "parcours", level, quarter, gone, lambda c: c.id, {"motif": lambda c: c.motif})
        here = [(c, cause) for c, cause in pending if c.ml in level.mls]
        study.tally("SORTIE", "a_prononcer", level, study.year, here, lambda f: f[0].id, {"cause": lambda f: f[1]})


BUSY = ("stage", "formation", "emploi_temporaire", "prestation")


def month_due(study, c, month):
    """A full month, accompanied and inscrit every day, that no stage, formation… touches (art. 5.3-2)."""
    if not month.whole or not month.days <= c.days:
        return False
    if any(rules.suspended(study.timelines[c.jeune], day) for day in month.days):
        return False
    return not any(s.id_jeune == c.jeune and s.type in BUSY
                   and month.days & rules.days_of(s.date_debut, s.date_fin, study.arrete)
                   for s in rows(study.tables, "situations"))


def suivi(study):
    if not study.loaded_extract("evenements"):
        return
    due = [(c, month) for c in study.courses for month in study.months if month_due(study, c, month)]
    honoured = [(c, month) for c, month in due
                if any(e.id_jeune == c.jeune and e.code_ml == c.ml and e.type == "entretien" and e.date in month
                       for e in study.tables.evenements)]
    for level in study.levels:
        for quarter in study.quarters:
            owed = sum(1 for c, month in due if c.ml in level.mls and month.first in quarter)
            held = sum(1 for c, month in honoured if c.ml in level.mls and month.first in quarter)
            study.write("SUIVI", "mois_dus", level, quarter, owed)
            study.write("SUIVI", "mois_honores", level, quarter, held)
            if owed:
                study.write("SUIVI", "taux", level, quarter, rate(held, owed))


# --- PFV, COPIL -------------------------------------------------------------------------------------------------

def pfv(study):
    """Plateformes de vocation (art. 4.4)."""
    if not study.loaded_extract("evaluations_pfv"):
        return
    measures = {"evaluations": lambda e: True, "reussies": lambda e: e.reussie, "mer": lambda e: e.mer}
    for level in study.levels:
        for quarter in study.quarters:
            here = [e for e in study.tables.evaluations_pfv if e.code_ml in level.mls and e.date in quarter]
            for measure, holds in measures.items():
                study.tally("PFV", measure, level, quarter, [e for e in here if holds(e)],
                            lambda e: e.id_evaluation, {"plateforme": lambda e: e.plateforme})


def copil(study):
    """Meetings of the year, rows of that very niveau and code (art. 9)."""
    if not study.loaded_extract("comites"):
        return
    expected = {"local": 5, "regional": 4, "national": 2}
    for level in study.levels:
        held = [c for c in study.tables.comites
                if (c.niveau, c.code) == (level.niveau, level.code) and c.date in study.year]
        study.write("COPIL", "tenus", level, study.year, len(held))
        study.write("COPIL", "attendus", level, study.year, expected[level.niveau])


# --- The whole --------------------------------------------------------------------------------------------------

INDICATORS = (de0, de1_de2, de3, de4, em_pa, obj, subv, cre, etat, delai, sortie, suivi, pfv, copil)


def compute(loaded, annee, arrete=None):
    """Every figure of extracts read by `load`; the default arrêté is 31 December."""
    study = Study(loaded, annee, arrete or date(annee, 12, 31))
    for indicator in INDICATORS:
        indicator(study)
    return study.figures


def figures(directory, annee, arrete=None):
    """(indicateur, mesure, niveau, code, periode, axe, modalite) -> valeur, for every line of section 5."""
    return compute(load(directory), annee, arrete)


def write_csv(values, stream):
    """The tidy table: rows in code-point order, RFC 4180 quoting."""
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    for key in sorted(values):
        writer.writerow(key + (values[key],))


def main():
    parser = argparse.ArgumentParser(description="Calcule tous les indicateurs par force brute.")
    parser.add_argument("repertoire", metavar="DIR", help="répertoire des extraits")
    parser.add_argument("--annee", type=int, required=True)
    parser.add_argument("--arrete", type=date.fromisoformat, help="AAAA-MM-JJ, 31 décembre par défaut")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    write_csv(figures(options.repertoire, options.annee, options.arrete), sys.stdout)


if __name__ == "__main__":
    main()
