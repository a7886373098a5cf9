"""Strict reader of the extracts (section 4 of the definitions).

The oracle supposes valid extracts: whatever the definitions would reject stops the reading with a ValueError.
"""

import csv
import re
import unicodedata
from datetime import date
from pathlib import Path
from types import SimpleNamespace

# The 26 regions of 2010 (INSEE codes, annexe 4).
REGIONS = frozenset("42 72 83 25 26 53 24 21 94 43 23 11 91 74 41 73 31 52 22 54 93 82 01 03 02 04".split())
ENJEUX = tuple("E%d" % n for n in range(1, 30))
LEVELS = ("local", "regional", "national")
REQUIRED = ("missions_locales", "jeunes", "cotraitances")

KEY, MUST, MAY = "key", "mandatory", "optional"


def require(condition, message):
    if not condition:
        raise ValueError(message)


# --- Values -----------------------------------------------------------------------------------------------------

def text(value):
    return value


def day(value):
    """AAAA-MM-JJ or JJ/MM/AAAA."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date(*map(int, value.split("-")))
    require(re.fullmatch(r"\d{2}/\d{2}/\d{4}", value), "not a date: %r" % value)
    d, m, y = map(int, value.split("/"))
    return date(y, m, d)


def boolean(value):
    """1/0, oui/non, O/N."""
    values = {"1": True, "oui": True, "O": True, "0": False, "non": False, "N": False}
    require(value in values, "not a boolean: %r" % value)
    return values[value]


def money(value):
    """`1234`, `1 234,56` or `1234.56`, in integer cents."""
    plain = value.replace(" ", "").replace(",", ".")
    require(re.fullmatch(r"\d+(\.\d{1,2})?", plain), "not an amount: %r" % value)
    euros, _, cents = plain.partition(".")
    return int(euros) * 100 + int(cents.ljust(2, "0"))


def number(value):
    require(re.fullmatch(r"\d+", value), "not a number: %r" % value)
    return int(value)


def one_of(*values):
    def parse(value):
        require(value in values, "%r is not one of %s" % (value, values))
        return value
    return parse


# --- Files ------------------------------------------------------------------------------------------------------

SCHEMA = {
    "missions_locales": (
        ("code_ml", text, KEY), ("nom", text, MUST), ("code_region", one_of(*sorted(REGIONS)), MUST),
        ("code_departement", text, MAY), ("date_debut", day, MAY), ("date_fin", day, MAY)),
    "jeunes": (
        ("id_jeune", text, KEY), ("sexe", one_of("F", "M"), MUST), ("date_naissance", day, MUST),
        ("code_commune", text, MAY), ("zus", boolean, MAY), ("niveau_formation", text, MAY)),
    "cotraitances": (
        ("id_cotraitance", text, KEY), ("id_jeune", text, MUST), ("code_ml", text, MUST),
        ("date_affectation", day, MUST), ("date_acceptation", day, MAY), ("date_refus", day, MAY),
        ("date_initialisation", day, MAY), ("date_sortie", day, MAY), ("motif_sortie", text, MAY)),
    "statuts_pe": (
        ("id_jeune", text, KEY), ("date_debut", day, KEY), ("statut", one_of("inscrit", "radie", "cessation"), MUST),
        ("date_fin", day, MAY)),
    "dispositifs": (
        ("id_jeune", text, KEY), ("code_ml", text, KEY), ("dispositif", text, KEY), ("date_entree", day, KEY),
        ("date_sortie", day, MAY), ("motif_sortie", text, MAY)),
    "evenements": (
        ("id_evenement", text, KEY), ("id_jeune", text, MUST), ("code_ml", text, MUST), ("date", day, MUST),
        ("type", text, MUST)),
    "propositions": (
        ("id_proposition", text, KEY), ("id_jeune", text, MUST), ("code_ml", text, MUST), ("date", day, MUST),
        ("rubrique", text, MUST),
        ("etat", one_of("prescrit", "en_cours", "realise", "abandonne", "refus_jeune", "refus_tiers",
                        "refus_commission"), MUST)),
    "rubriques": (
        ("rubrique", text, KEY), ("libelle", text, MUST), ("enjeu", one_of(*ENJEUX), MUST)),
    "situations": (
        ("id_jeune", text, KEY), ("type", text, KEY), ("date_debut", day, KEY), ("date_fin", day, MAY)),
    "alertes": (
        ("id_alerte", text, KEY), ("id_cotraitance", text, MUST), ("date_declenchement", day, MUST),
        ("date_cloture", day, MAY), ("decision", text, MAY)),
    "suivis_pe": (
        ("id_jeune", text, KEY), ("date_debut", day, KEY), ("date_fin", day, MAY), ("code_ml", text, MUST),
        ("c1", boolean, MAY), ("c2", boolean, MAY), ("c3", boolean, MAY), ("c4", boolean, MAY)),
    "demenagements": (
        ("id_jeune", text, KEY), ("date", day, KEY), ("code_ml", text, KEY)),
    "actions": (
        ("id_action", text, KEY), ("date", day, MUST), ("public", one_of("EM", "PA"), MUST),
        ("categorie", one_of("concertee", "conjointe", "complementaire"), MUST), ("enjeu", one_of(*ENJEUX), MUST),
        ("valorisation", boolean, MAY), ("libelle", text, MAY)),
    "actions_structures": (
        ("id_action", text, KEY), ("niveau", one_of(*LEVELS), KEY), ("code", text, KEY)),
    "evaluations_pfv": (
        ("id_evaluation", text, KEY), ("plateforme", text, MUST), ("id_jeune", text, MUST), ("code_ml", text, MUST),
        ("date", day, MUST), ("reussie", boolean, MUST), ("mer", boolean, MUST)),
    "objectifs": (
        ("annee", number, KEY), ("niveau", one_of(*LEVELS), KEY), ("code", text, KEY), ("date_effet", day, KEY),
        ("volume", number, MUST), ("acte", text, MAY)),
    "enveloppes": (
        ("annee", number, KEY), ("code_ml", text, KEY), ("montant", money, MUST)),
    "versements": (
        ("annee", number, KEY), ("code_ml", text, KEY), ("date", day, KEY), ("montant", money, MUST)),
    "comites": (
        ("niveau", one_of(*LEVELS), KEY), ("code", text, KEY), ("date", day, KEY)),
}

# Columns that hold the start and the end of a period.
PERIODS = {
    "missions_locales": ("date_debut", "date_fin"), "statuts_pe": ("date_debut", "date_fin"),
    "dispositifs": ("date_entree", "date_sortie"), "situations": ("date_debut", "date_fin"),
    "alertes": ("date_declenchement", "date_cloture"), "suivis_pe": ("date_debut", "date_fin"),
}


def header_name(cell):
    """Case, accents and surrounding spaces do not matter."""
    decomposed = unicodedata.normalize("NFKD", cell.strip().lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def parse_row(cells, columns):
    """One row as an object with one attribute per column, None for an empty or missing cell."""
    row = SimpleNamespace()
    for name, parse, need in columns:
        cell = cells.get(name, "")
        require(cell or need == MAY, "empty mandatory cell: %s" % name)
        setattr(row, name, parse(cell) if cell else None)
    return row


def read_table(path, columns):
    """The rows of one file. The same row twice is kept once; the same key with other values is refused."""
    with open(path, encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream, delimiter=";", strict=True))
    header = [header_name(cell) for cell in lines[0]]
    require(len(set(header)) == len(header), "%s: column named twice" % path)
    for name, _, need in columns:
        require(name in header or need == MAY, "%s: no column %s" % (path, name))
    rows = {}
    for line in lines[1:]:
        require(len(line) == len(header), "%s: wrong number of fields: %r" % (path, line))
        row = parse_row(dict(zip(header, line)), columns)
        key = tuple(getattr(row, name) for name, _, need in columns if need == KEY)
        require(rows.setdefault(key, row) == row, "%s: two rows for the key %r" % (path, key))
    return list(rows.values())


def load(directory):
    """Every table of the directory: a list of rows, or None for an extract that was never loaded."""
    tables = SimpleNamespace()
    for name, columns in SCHEMA.items():
        path = Path(directory) / (name + ".csv")
        require(path.exists() or name not in REQUIRED, "%s is required" % path)
        setattr(tables, name, read_table(path, columns) if path.exists() else None)
    for path in Path(directory).glob("*.csv"):
        require(path.stem in SCHEMA, "unknown extract: %s" % path)
    check(tables)
    return tables


def rows(tables, name):
    """The rows of an extract, none when it was never loaded."""
    return getattr(tables, name) or []


# --- Rejection rules --------------------------------------------------------------------------------------------

def check(tables):
    check_periods(tables)
    check_references(tables)
    for c in tables.cotraitances:
        check_course(c)
    for a in rows(tables, "actions"):
        first, last = (11, 23) if a.public == "EM" else (24, 29)
        require(first <= int(a.enjeu[1:]) <= last, "enjeu outside its public: %r" % a)


def check_periods(tables):
    for name, (start, end) in PERIODS.items():
        for row in rows(tables, name):
            a, b = getattr(row, start), getattr(row, end)
            require(a is None or b is None or a <= b, "%s: end before start: %r" % (name, row))


def check_course(c):
    for later in (c.date_acceptation, c.date_refus, c.date_initialisation, c.date_sortie):
        require(later is None or later >= c.date_affectation, "date before the affectation: %r" % c)
    if c.date_initialisation and c.date_sortie:
        require(c.date_initialisation <= c.date_sortie, "I after S: %r" % c)
    if c.date_refus:
        require(not c.date_initialisation and not c.date_acceptation, "R together with P or I: %r" % c)


def check_references(tables):
    known = {
        "code_ml": {m.code_ml for m in tables.missions_locales},
        "id_jeune": {j.id_jeune for j in tables.jeunes},
        "id_cotraitance": {c.id_cotraitance for c in tables.cotraitances},
        "id_action": {a.id_action for a in rows(tables, "actions")},
        "rubrique": {r.rubrique for r in rows(tables, "rubriques")},
    }
    codes = {"local": known["code_ml"], "regional": REGIONS, "national": {"FR"}}
    for name in SCHEMA:
        for row in rows(tables, name):
            for column, values in known.items():
                if hasattr(row, column):
                    require(getattr(row, column) in values, "%s: unknown %s: %r" % (name, column, row))
            if hasattr(row, "niveau"):
                require(row.code in codes[row.niveau], "%s: unknown code: %r" % (name, row))
