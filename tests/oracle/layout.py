"""Writes the rows of an extract in one of the many layouts that section 4 of the definitions allows."""

import csv
import io

from extracts import KEY, MAY, SCHEMA, boolean, day, money

ACCENTED = {"date_debut": "date_début", "date_cloture": "date_clôture", "annee": "année", "libelle": "libellé",
            "id_evenement": "id_événement", "date_entree": "Date_Entrée"}
BOOLEANS = ((True, ("1", "oui", "O")), (False, ("0", "non", "N")))


class Layout:
    """One file's way of writing dates, amounts, booleans and headers."""

    def __init__(self, rng):
        self.rng = rng
        self.date_format = rng.choice(("%Y-%m-%d", "%Y-%m-%d", "%d/%m/%Y"))
        self.header = rng.choice((str, str, str.upper, lambda name: " %s " % name,
                                  lambda name: ACCENTED.get(name, name)))

    def cell(self, parse, value):
        if value is None:
            return ""
        if parse is day:
            return value.strftime(self.date_format)
        if parse is boolean:
            return self.rng.choice(dict(BOOLEANS)[value])
        if parse is money:
            return self.amount(value)
        return str(value)

    def amount(self, cents):
        """`1234`, `1 234,56` or `1234.56`."""
        euros, rest = divmod(cents, 100)
        if rest == 0 and self.rng.random() < 0.5:
            return str(euros)
        if self.rng.random() < 0.5:
            return "%d.%02d" % (euros, rest)
        return "{:,}".format(euros).replace(",", " ") + ",%02d" % rest


def chosen_columns(rng, name, rows):
    """The columns in a random order; an optional one without any value may be missing."""
    columns = [(column, parse) for column, parse, need in SCHEMA[name]
               if need != MAY or any(row.get(column) is not None for row in rows) or rng.random() < 0.5]
    if rng.random() < 0.5:
        rng.shuffle(columns)
    return columns


def write_table(rng, path, name, rows):
    """One extract: column order, quoting, line ends, BOM, formats, a repeated row, an unknown column at random."""
    layout = Layout(rng)
    columns = chosen_columns(rng, name, rows)
    lines = [[layout.cell(parse, row[column]) for column, parse in columns] for row in rows]
    if rng.random() < 0.7:
        rng.shuffle(lines)
    if lines and rng.random() < 0.1:
        lines.append(rng.choice(lines))  # the same row again changes nothing
    header = [layout.header(column) for column, _ in columns]
    if rng.random() < 0.1:
        header.append("colonne libre")
        lines = [line + ["à ignorer"] for line in lines]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator=rng.choice(("\n", "\r\n")),
                        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    writer.writerow(header)
    writer.writerows(lines)
    content = buffer.getvalue()
    if rng.random() < 0.1:
        content = content.rstrip("\r\n")
    path.write_bytes((b"\xef\xbb\xbf" if rng.random() < 0.25 else b"") + content.encode("utf-8"))
