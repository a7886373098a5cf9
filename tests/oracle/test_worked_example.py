#!/usr/bin/env python3
"""The worked example (section 6 of the definitions), checked on the oracle: plain asserts."""

from datetime import date
from pathlib import Path

import oracle
import rules
from extracts import load

EXAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "exemple"
ARRETE = date(2010, 9, 30)
LEVELS = (("local", "01004S00"), ("regional", "82"), ("national", "FR"))

# indicateur, mesure, periode, axe, modalite -> valeur, the same at the three levels (one mission locale).
EXPECTED = {
    ("DE0", "jeunes", "2010-T1", "", ""): "3",
    ("DE0", "jeunes", "2010-T2", "", ""): "1",
    ("DE0", "jeunes", "2010-T3", "", ""): "1",
    ("DE0", "jeunes", "2010-T1", "sexe", "F"): "2",
    ("DE0", "jeunes", "2010-T1", "age", "22-25"): "1",
    ("DE0", "jeunes_cumul", "2010-T1", "", ""): "3",
    ("DE0", "jeunes_cumul", "2010-T2", "", ""): "4",
    ("DE0", "jeunes_cumul", "2010-T3", "", ""): "4",
    ("DE0", "parcours", "2010-T1", "", ""): "3",
    ("DE0", "acceptes", "2010-T1", "", ""): "1",
    ("DE0", "annules", "2010-T1", "", ""): "1",
    ("DE0", "inities", "2010-T1", "", ""): "2",
    ("DE0", "refuses", "2010-T2", "", ""): "1",
    ("OBJ", "objectif", "2010", "", ""): "4",
    ("OBJ", "suivis", "2010", "", ""): "2",
    ("OBJ", "decomptes", "2010", "", ""): "1",
    ("OBJ", "taux", "2010", "", ""): "0.250000",
    ("OBJ", "projection", "2010", "", ""): "1",
    ("OBJ", "ecart", "2010", "", ""): "-3",
    ("SUBV", "montant", "2010", "", ""): "1000.01",
    ("SUBV", "acompte_1", "2010", "", ""): "400.00",
    ("SUBV", "acompte_2", "2010", "", ""): "400.00",
    ("SUBV", "verse", "2010", "", ""): "800.00",
    ("SUBV", "du", "2010", "", ""): "250.00",
    ("SUBV", "solde", "2010", "", ""): "0.00",
    ("SUBV", "reversement", "2010", "", ""): "550.00",
    ("ETAT", "parcours", "2010", "", ""): "5",
    ("ETAT", "parcours", "2010", "etat", "annule"): "1",
    ("ETAT", "parcours", "2010", "etat", "refuse"): "1",
    ("ETAT", "parcours", "2010", "etat", "suspension"): "2",
    ("ETAT", "parcours", "2010", "etat", "actif"): "1",
    ("CRE", "decomptes", "2010", "", ""): "1",
    ("CRE", "decomptes", "2010-01", "", ""): "1",
    ("CRE", "initialises", "2010", "", ""): "3",
    ("CRE", "pris_en_charge", "2010-02", "", ""): "1",
    ("CRE", "pris_en_charge", "2010", "", ""): "2",
    ("SORTIE", "a_prononcer", "2010", "", ""): "0",
}
# Objectives are read at their own level: the example has a local one only.
LOCAL_ONLY = {("OBJ", "objectif"), ("OBJ", "taux"), ("OBJ", "ecart")}


def test_figures():
    values = oracle.figures(EXAMPLE, 2010, ARRETE)
    for (code, measure, period, axis, modality), expected in EXPECTED.items():
        for niveau, place in LEVELS:
            key = (code, measure, niveau, place, period, axis, modality)
            absent = niveau != "local" and (code, measure) in LOCAL_ONLY
            assert values.get(key) == (None if absent else expected), (key, values.get(key), expected)
    assert values[("OBJ", "objectif_somme_locale", "regional", "82", "2010", "", "")] == "4"


def test_absent_sources():
    """Extracts that the example does not hold are absent, not 0; so is the quarter after the arrêté."""
    values = oracle.figures(EXAMPLE, 2010, ARRETE)
    assert not {key[0] for key in values} & {"DE3", "DE4", "EM1", "EM4", "PA1", "PA4", "PFV", "COPIL"}
    assert not {key[4] for key in values} & {"2010-T4", "2010-10", "2010-11", "2010-12"}


def test_states():
    tables = rules.erase_after(load(EXAMPLE), ARRETE)
    timelines = rules.timelines(tables, ARRETE)
    courses = {c.id: c for c in rules.courses(tables, ARRETE)}
    states = {c.id: rules.state(c, tables, timelines[c.jeune], ARRETE) for c in courses.values()}
    assert states == {"C1": "suspension", "C2": "actif", "C3": "annule", "C4": "refuse", "C5": "suspension"}, states
    assert courses["C1"].i == date(2010, 1, 20) and courses["C5"].i == date(2010, 7, 20)
    assert courses["C3"].x == date(2010, 3, 20) and courses["C3"].i is None


def test_theoretical_exits():
    tables = rules.erase_after(load(EXAMPLE), ARRETE)
    timelines = rules.timelines(tables, ARRETE)
    exits = {c.id: rules.theoretical_exit(c, tables, timelines[c.jeune], ARRETE)
             for c in rules.courses(tables, ARRETE)}
    assert exits["C1"] == (date(2010, 12, 1), "cessation"), exits["C1"]
    assert exits["C2"] == (date(2011, 3, 1), "age"), exits["C2"]
    assert exits["C3"] is None and exits["C4"] is None
    values = oracle.figures(EXAMPLE, 2010, date(2010, 12, 1))
    assert values[("SORTIE", "a_prononcer", "local", "01004S00", "2010", "cause", "cessation")] == "1"


def test_calendar():
    assert rules.add_months(date(2011, 8, 31), 6) == date(2012, 2, 29)
    assert rules.add_months(date(2010, 8, 31), 6) == date(2011, 2, 28)
    assert rules.birthday(date(1984, 2, 29), 26) == date(2010, 3, 1)
    assert rules.age(date(1984, 2, 29), date(2010, 2, 28)) == 25
    assert rules.age(date(1984, 2, 29), date(2010, 3, 1)) == 26


def test_values():
    assert oracle.rate(1, 3) == "0.333333" and oracle.rate(2, 3) == "0.666667" and oracle.rate(5, 4) == "1.250000"
    assert oracle.half_up(5, 2) == 3 and oracle.half_up(7, 3) == 2 and oracle.euros(100001) == "1000.01"
    assert oracle.nearest_rank([3, 1, 2, 4], 50) == 2 and oracle.nearest_rank(range(1, 11), 90) == 9


def main():
    tests = [test for name, test in sorted(globals().items()) if name.startswith("test_")]
    for test in tests:
        test()
    print("exemple : %d tests réussis" % len(tests))


if __name__ == "__main__":
    main()
