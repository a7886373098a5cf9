#!/usr/bin/env python3
"""Compares the program with the oracle on random extracts, digit for digit.

    compare.py --bilan CHEMIN --graine-debut A --nombre K [--jeunes N] [--jobs J]

For each seed the extracts are generated and imported once, then three arrêtés are drawn (exercises 2010 and 2012)
and every line of `calculer --format csv` is held against the oracle. Exits with 1 on any difference.
"""

import argparse
import csv
import io
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import extracts
import oracle
from generate import generate

ARRETES = 3
SHOWN = 20
TIMEOUT = 300  # seconds, for one run of the program
EDGES = ((1, 1), (1, 19), (1, 20), (2, 28), (2, 28), (3, 1), (3, 31), (4, 1), (6, 30), (7, 9), (7, 10), (8, 31),
         (9, 30), (12, 30), (12, 31), (12, 31))


class ProgramError(Exception):
    """The program did not do what was asked; the message says what it said."""


FAILURES = (ProgramError, subprocess.TimeoutExpired, csv.Error, UnicodeDecodeError)


def run(command):
    environment = {name: value for name, value in os.environ.items() if name != "BILAN_BASE"}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT, env=environment)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise ProgramError(("%s : code %d\n%s" % (command[1], done.returncode, said)).strip())
    return done.stdout.decode("utf-8")


# --- Arrêtés ----------------------------------------------------------------------------------------------------

def days_in_data(loaded):
    """Every date that the extracts hold."""
    found = set()
    for name, columns in extracts.SCHEMA.items():
        for column, parse, _ in columns:
            if parse is extracts.day:
                found |= {getattr(row, column) for row in extracts.rows(loaded, name)}
    return found - {None}


def draw_arretes(rng, loaded):
    """Days of 2010 and 2012: edges of the calendar, days of the data and their neighbours, any day."""
    known = {day + timedelta(days=n) for day in days_in_data(loaded) for n in (-1, 0, 1)}
    arretes = []
    for n in range(ARRETES):
        year = (2010, 2012)[n] if n < 2 else rng.choice((2010, 2012))
        edges = [date(year, *edge) for edge in EDGES] + [date(2012, 2, 29)] * (year == 2012)
        used = sorted(day for day in known if day.year == year) or edges
        anything = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
        arretes.append(rng.choice(rng.choices((edges, used, anything), (40, 45, 15))[0]))
    return arretes


# --- One seed ---------------------------------------------------------------------------------------------------

def parse(output):
    """The program's table as a dict; a key written twice is an error of the program."""
    lines = list(csv.reader(io.StringIO(output, newline=""), delimiter=";", strict=True))
    if not lines or tuple(lines[0]) != oracle.HEADER:
        raise ProgramError("en-tête inattendu : %r" % (lines[:1],))
    values = {}
    for line in lines[1:]:
        if len(line) != len(oracle.HEADER):
            raise ProgramError("ligne inattendue : %r" % (line,))
        key = tuple(line[:-1])
        if key in values:
            raise ProgramError("clé écrite deux fois : %s" % ";".join(key))
        values[key] = line[-1]
    return values


def differences(expected, output):
    """(key, oracle's value, program's value) where they differ, or one entry when only the layout does."""
    found = parse(output)
    keys = sorted(key for key in set(expected) | set(found) if expected.get(key) != found.get(key))
    if keys:
        return [(";".join(key), expected.get(key, "(absent)"), found.get(key, "(absent)")) for key in keys]
    stream = io.StringIO(newline="")
    oracle.write_csv(expected, stream)
    if stream.getvalue() != output:
        return [("(ordre des lignes, guillemets ou fins de ligne)",) + first_difference(stream.getvalue(), output)]
    return []


def first_difference(expected, output):
    """The first line that differs in each of two texts that do."""
    pairs = zip((expected + "\n").split("\n"), (output + "\n").split("\n"))
    return next(((repr(a), repr(b)) for a, b in pairs if a != b), ("(fin)", "(fin)"))


def compare_arrete(bilan, base, loaded, arrete):
    """Number of the oracle's lines, and the differences."""
    command = [bilan, "calculer", "--annee", str(arrete.year), "--arrete", arrete.isoformat(), "--base", base,
               "--format", "csv"]
    expected = oracle.compute(loaded, arrete.year, arrete)
    try:
        return len(expected), differences(expected, run(command))
    except FAILURES as error:
        return len(expected), [("(programme)", "", str(error))]


def compare_seed(task):
    """One seed: [(arrêté or None, number of figures, differences)]."""
    bilan, seed, youths = task
    with tempfile.TemporaryDirectory(prefix="bilan-oracle-") as directory:
        data = Path(directory) / "extraits"
        data.mkdir()
        generate(seed, data, youths)
        loaded = extracts.load(data)
        base = str(Path(directory) / "b.db")
        try:
            run([bilan, "importer", str(data), "--base", base, "--quiet"])
        except FAILURES as error:
            return seed, [(None, 0, [("(importer)", "", str(error))])]
        arretes = draw_arretes(random.Random(seed), loaded)
        return seed, [(arrete,) + compare_arrete(bilan, base, loaded, arrete) for arrete in arretes]


# --- All seeds --------------------------------------------------------------------------------------------------

def show(seed, youths, arrete, found, room):
    """Print the differences of an arrêté as far as there is room, with the way to reproduce them."""
    if room <= 0:
        return
    size = " --jeunes %d" % youths if youths else ""
    print("\ngraine %d, arrêté %s : %d écarts" % (seed, arrete or "-", len(found)))
    print("  reproduire : generate.py --graine %d%s --sortie DIR" % (seed, size)
          + (" ; oracle.py DIR --annee %d --arrete %s" % (arrete.year, arrete) if arrete else ""))
    for key, expected, value in found[:room]:
        print("  %s : oracle %s, bilan %s" % (key, expected, value))


def arguments():
    parser = argparse.ArgumentParser(description="Compare bilan à l'oracle sur des extraits aléatoires.")
    parser.add_argument("--bilan", required=True, metavar="CHEMIN", help="le programme à vérifier")
    parser.add_argument("--graine-debut", type=int, required=True, metavar="A")
    parser.add_argument("--nombre", type=int, required=True, metavar="K", help="nombre de graines")
    parser.add_argument("--jeunes", type=int, metavar="N", help="nombre de jeunes par graine")
    parser.add_argument("--jobs", type=int, default=2, help="nombre de processus (2 par défaut)")
    options = parser.parse_args()
    options.bilan = str(Path(options.bilan).resolve())
    if not os.access(options.bilan, os.X_OK):
        parser.error("%s n'est pas un programme exécutable" % options.bilan)
    return options


def main():
    options = arguments()
    seeds = range(options.graine_debut, options.graine_debut + options.nombre)
    arretes = figures = errors = shown = 0
    tasks = [(options.bilan, seed, options.jeunes) for seed in seeds]
    with multiprocessing.Pool(options.jobs) as pool:
        for seed, results in pool.imap(compare_seed, tasks):
            for arrete, count, found in results:
                arretes += arrete is not None
                figures += count
                errors += len(found)
                if found:
                    show(seed, options.jeunes, arrete, found, SHOWN - shown)
                    shown += min(len(found), SHOWN - shown)
    print("comparaison : %d graines, %d arrêtés, %d chiffres, %d écarts" % (len(seeds), arretes, figures, errors))
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
