"""Time, levels and the course of a co-traitance (sections 1 and 2 of the definitions), rule by rule.

Everything here is deliberately naive: periods become sets of days, statuses are read off a day-by-day timeline.
"""

import calendar
from datetime import date, timedelta
from types import SimpleNamespace

from extracts import rows

ONE_DAY = timedelta(days=1)


# --- Section 1: dates -------------------------------------------------------------------------------------------

def add_months(day, count):
    """A day that does not exist becomes the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def birthday(birth, count):
    """The count-th birthday; 29 February birthdays fall on 1 March in common years."""
    if (birth.month, birth.day) == (2, 29) and not calendar.isleap(birth.year + count):
        return date(birth.year + count, 3, 1)
    return birth.replace(year=birth.year + count)


def age(birth, day):
    count = day.year - birth.year
    return count if birthday(birth, count) <= day else count - 1


def contains(start, end, day):
    """Periods are half-open [start, end); no end = open."""
    return start <= day and (end is None or day < end)


def days_of(start, end, arrete):
    """The days of [start, end) up to the arrêté."""
    stop = arrete + ONE_DAY if end is None else min(end, arrete + ONE_DAY)
    return frozenset(date.fromordinal(n) for n in range(start.toordinal(), stop.toordinal()))


class Period:
    """A month, a quarter or a year, cut at the arrêté."""

    def __init__(self, code, first, last, arrete):
        self.code = code
        self.first = first
        self.last = min(last, arrete)
        self.whole = last <= arrete
        self.days = days_of(first, last + ONE_DAY, arrete)

    def __contains__(self, day):
        return self.first <= day <= self.last


def months_of(annee, arrete):
    """A month that starts after the arrêté is absent."""
    spans = [(date(annee, m, 1), date(annee, m, calendar.monthrange(annee, m)[1])) for m in range(1, 13)]
    return [Period(first.strftime("%Y-%m"), first, last, arrete) for first, last in spans if first <= arrete]


def quarters_of(annee, arrete):
    """A quarter that starts after the arrêté is absent. `cumul` runs from 1 January to the quarter's end."""
    quarters = []
    for n in range(1, 5):
        first = date(annee, 3 * n - 2, 1)
        last = add_months(first, 3) - ONE_DAY
        if first <= arrete:
            quarter = Period("%d-T%d" % (annee, n), first, last, arrete)
            quarter.cumul = Period(quarter.code, date(annee, 1, 1), last, arrete)
            quarters.append(quarter)
    return quarters


# --- Section 1: levels ------------------------------------------------------------------------------------------

def territories(tables):
    """Every mission locale, every region with one, and the nation: niveau, code, codes of their MLs."""
    regions = {}
    for m in tables.missions_locales:
        regions.setdefault(m.code_region, set()).add(m.code_ml)
    every = {m.code_ml for m in tables.missions_locales}
    return ([SimpleNamespace(niveau="local", code=ml, mls={ml}) for ml in sorted(every)]
            + [SimpleNamespace(niveau="regional", code=code, mls=regions[code]) for code in sorted(regions)]
            + [SimpleNamespace(niveau="national", code="FR", mls=every)])


# --- Section 1: every date after D is erased first --------------------------------------------------------------

FACT_DATE = {
    "cotraitances": "date_affectation", "statuts_pe": "date_debut", "dispositifs": "date_entree",
    "evenements": "date", "propositions": "date", "situations": "date_debut", "alertes": "date_declenchement",
    "suivis_pe": "date_debut", "demenagements": "date", "actions": "date", "evaluations_pfv": "date",
    "objectifs": "date_effet", "versements": "date", "comites": "date",
}
LATER_DATES = {
    "cotraitances": ("date_acceptation", "date_refus", "date_initialisation", "date_sortie"),
    "statuts_pe": ("date_fin",), "dispositifs": ("date_sortie",), "situations": ("date_fin",),
    "alertes": ("date_cloture",), "suivis_pe": ("date_fin",),
}


def erase_after(tables, arrete):
    """A copy of the tables in which nothing is dated after the arrêté."""
    erased = SimpleNamespace(**vars(tables))
    for name, column in FACT_DATE.items():
        if getattr(tables, name) is not None:
            kept = [row for row in getattr(tables, name) if getattr(row, column) <= arrete]
            setattr(erased, name, [blank_after(row, LATER_DATES.get(name, ()), arrete) for row in kept])
    return erased


def blank_after(row, columns, arrete):
    copy = SimpleNamespace(**vars(row))
    for column in columns:
        value = getattr(copy, column)
        if value is not None and value > arrete:
            setattr(copy, column, None)
    return copy


# --- Section 2.1: initialisation (annexe 7) ---------------------------------------------------------------------

INITIATING = ("entretien", "atelier", "information_collective")


def initialisation(c, tables):
    if c.date_refus:
        return None
    if c.date_initialisation:
        return c.date_initialisation
    later = [o.date_affectation for o in tables.cotraitances
             if o.id_jeune == c.id_jeune and o.code_ml == c.code_ml and o.date_affectation > c.date_affectation]
    next_a = min(later, default=None)
    dates = [e.date for e in rows(tables, "evenements")
             if e.id_jeune == c.id_jeune and e.code_ml == c.code_ml and e.type in INITIATING
             and e.date >= c.date_affectation
             and (c.date_sortie is None or e.date < c.date_sortie)
             and (next_a is None or e.date < next_a)]
    return min(dates, default=None)


# --- Section 2.2: annulation (art. 5.2) -------------------------------------------------------------------------

def annulation(c, init, tables):
    if c.date_refus:
        return None
    dates = [s.date_debut for s in rows(tables, "statuts_pe")
             if s.id_jeune == c.id_jeune and s.statut == "radie"
             and s.date_debut != s.date_fin
             and c.date_affectation <= s.date_debut
             and (init is None or s.date_debut < init)
             and (c.date_sortie is None or s.date_debut <= c.date_sortie)]
    return min(dates, default=None)


# --- Section 2.3: accompaniment ---------------------------------------------------------------------------------

def courses(tables, arrete):
    """Every course, with its dates by the letters of section 2 and the days on which it is accompanied."""
    births = {j.id_jeune: j.date_naissance for j in tables.jeunes}
    found = []
    for c in tables.cotraitances:
        init = initialisation(c, tables)
        x = annulation(c, init, tables)
        if x is not None:
            init = None  # a cancelled course has no I, whatever the extract says
        days = days_of(init, c.date_sortie, arrete) if init is not None else frozenset()
        found.append(SimpleNamespace(
            id=c.id_cotraitance, jeune=c.id_jeune, ml=c.code_ml, birth=births[c.id_jeune],
            a=c.date_affectation, p=c.date_acceptation, r=c.date_refus, i=init, s=c.date_sortie, x=x,
            motif=c.motif_sortie or "non precise", days=days))
    return found


# --- Section 2.3b: statut of a day ------------------------------------------------------------------------------

def timelines(tables, arrete):
    """Per person, the statut of each day up to the arrêté; a day that is not there is `inscrit`."""
    by_day = {j.id_jeune: {} for j in tables.jeunes}
    for s in sorted(rows(tables, "statuts_pe"), key=lambda row: row.date_debut):
        for day in days_of(s.date_debut, s.date_fin, arrete):
            by_day[s.id_jeune][day] = s.statut  # the latest date_debut comes last and wins
    return by_day


def suspended(timeline, day):
    return timeline.get(day, "inscrit") in ("radie", "cessation")


def suspended_runs(timeline, arrete):
    """The unbroken runs of radie/cessation days as (start, fin); fin is None while open.

    Nothing is dated after the arrêté, so a run is open exactly when it holds the day of the arrêté.
    """
    runs = []
    for day in sorted(day for day in timeline if suspended(timeline, day)):
        if runs and runs[-1][-1] + ONE_DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [(run[0], None if run[-1] == arrete else run[-1] + ONE_DAY) for run in runs]


# --- Section 2.4: step or state at D (annexe 7) -----------------------------------------------------------------

def alert_open(c, tables, arrete):
    return any(a.id_cotraitance == c.id and contains(a.date_declenchement, a.date_cloture, arrete)
               for a in rows(tables, "alertes"))


def state(c, tables, timeline, arrete):
    if c.r:
        return "refuse"
    if c.x:
        return "annule"
    if c.s:
        return "sorti"
    if c.i is None:
        return "accepte" if c.p else "affecte"
    if suspended(timeline, arrete):
        return "suspension"
    return "alerte" if alert_open(c, tables, arrete) else "actif"


# --- Section 2.5: theoretical exit (art. 5.2, annexe 7) ---------------------------------------------------------

def exit_by_age(c):
    if age(c.birth, c.a) == 25:
        return add_months(c.i, 12)
    return max(birthday(c.birth, 26), c.i)


def exits_by_cessation(c, timeline, arrete):
    for start, fin in suspended_runs(timeline, arrete):
        limit = add_months(max(start, c.i), 6)
        if (fin is None or fin > c.i) and (fin is None or fin >= limit):
            yield limit


def exits_by_demenagement(c, tables):
    return [d.date for d in rows(tables, "demenagements")
            if d.id_jeune == c.jeune and d.code_ml == c.ml and d.date >= c.i]


def theoretical_exit(c, tables, timeline, arrete):
    """(date, cause) of the earliest rule, the order of the rules deciding a tie; None without an I."""
    if c.i is None:
        return None
    candidates = [(exit_by_age(c), 1, "age")]
    candidates += [(day, 2, "cessation") for day in exits_by_cessation(c, timeline, arrete)]
    candidates += [(day, 3, "demenagement") for day in exits_by_demenagement(c, tables)]
    day, _, cause = min(candidates)
    return day, cause


# --- Section 2.6: CIVIS rule (art. 5.4, annexe 7) ---------------------------------------------------------------

def excluded_by_civis(c, tables):
    """A CIVIS of any ML contains I (entry the same day included)."""
    return any(d.id_jeune == c.jeune and d.dispositif == "CIVIS" and contains(d.date_entree, d.date_sortie, c.i)
               for d in rows(tables, "dispositifs"))
