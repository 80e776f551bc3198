#!/usr/bin/python3
"""table - writes the table of a benchmark's run, and the same rows as JSON.

usage: table.py ROWS JSON

ROWS has a line for each thing measured, as tests/bench/lib/table.h tells it.
Here the samples become p50, p99 and the worst; rows that compare two others
are added; targets are set beside what they are for, and never asserted.
"""
import fnmatch
import json
import sys

# part, what, who (these two may be patterns), column, at most, unit; the
# first that fits a row is its target.
TARGETS = [
    ("import", "the set", "wall", "worst", 300, "s"),
    ("import", "the set", "peak memory", "worst", 512, "MB"),
    ("import", "the store", "to JSON Lines", "worst", 2.5, "x"),
    ("start", "until the ssh banner", "*", "p50", 200, "ms"),
    ("reading", "the lobby", "*", "p99", 5, "ms"),
    ("reading", "a board", "*", "p99", 5, "ms"),
    ("reading", "the last page of the longest thread", "*", "p99", 5, "ms"),
    ("reading", "the next unread, *", "*", "p99", 5, "ms"),
    ("search", "similar*", "*", "p99", 30, "ms"),
    ("search", "*", "*", "p99", 50, "ms"),
    ("keys", "searches delay a key by", "*", "worst", 5, "ms"),
]

# Rows made of two others of their part: "less" is a difference, "to" a
# ratio, for which a third is taken from the second first.
KEY = "a key on a board"
DERIVED = [
    ("keys", "searches delay a key by", "", "less",
     (KEY, "beside searches"), (KEY, "alone")),
    ("keys", "more than busy processes do", "", "less",
     (KEY, "beside searches"), (KEY, "beside busy processes")),
    ("notmuch", "import, wall", "stoad to notmuch", "to",
     ("import, wall", "stoad"), ("import, wall", "notmuch")),
    ("notmuch", "import, cpu", "stoad to notmuch", "to",
     ("import, cpu", "stoad"), ("import, cpu", "notmuch")),
    ("notmuch", "size", "stoad to index and mail", "to",
     ("size", "stoad"), ("size", "notmuch's index and mail")),
] + [
    ("notmuch", kind, "stoad to notmuch", "to",
     (kind, "stoad"), (kind, "notmuch"), ("nothing but a start", "notmuch"))
    for kind in ("common", "rare", "two words", "nothing at all")
]

NOTHING = 0.2       # of the whole: what is left is not worth comparing by

QUANTILES = ("p50", "p99", "worst")


def quantiles(samples):
    s = sorted(samples)
    return s[len(s) // 2], s[(len(s) * 99 + 99) // 100 - 1], s[-1]


def read(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        part, what, who, unit, wall, cpu, note = line.rstrip("\n").split("\t")
        row = {"part": part, "what": what, "who": who, "n": 0}
        scale = 1
        if unit == "us":
            unit, scale = "ms", 1000
        for prefix, text in (("", wall), ("cpu_", cpu)):
            if text:
                samples = [float(x) / scale for x in text.split(",")]
                row["n"] = len(samples)
                row["unit"] = unit
                row.update(zip([prefix + q for q in QUANTILES],
                               quantiles(samples)))
        if note:
            row["note"] = note
        rows.append(row)
    return rows


def usual(row):
    """What to compare by: of the processor, which others change little."""
    return row.get("cpu_p50", row["p50"])


def derive(rows):
    at = {(r["part"], r["what"], r["who"]): r for r in rows if "p50" in r}
    for part, what, who, how, *others in DERIVED:
        have = [at.get((part,) + other) for other in others]
        if None in have:
            continue
        a, b = have[:2]
        row = {"part": part, "what": what, "who": who, "n": 1}
        if how == "less":
            row["n"] = a["n"]
            row["unit"] = a["unit"]
            row.update((q, a[q] - b[q]) for q in QUANTILES)
        else:
            other = usual(b) - sum(usual(c) for c in have[2:])
            if other > NOTHING * usual(b):
                row["unit"] = "x"
                row.update((q, usual(a) / other) for q in QUANTILES)
            else:
                row["n"] = 0
                row["note"] = "its start is nearly all that the other took"
        rows.append(row)


def count_lookups(rows):
    """How many posts could be looked up by key in the same time."""
    for lookup in rows:
        if lookup["part"] == "machine" and lookup["what"] == "1000 look-ups":
            for r in rows:
                if r.get("unit") == "ms":
                    r["lookups"] = usual(r) * 1000 / usual(lookup)


def set_targets(rows):
    met = set()
    for r in rows:
        for t in TARGETS:
            part, what, who, column, limit, unit = t
            if (r["part"] != part or r.get("unit") != unit or
                    not fnmatch.fnmatchcase(r["what"], what) or
                    not fnmatch.fnmatchcase(r["who"], who)):
                continue
            met.add(t)
            r["target"] = "%s %g" % (column, limit)
            r["kept"] = "yes" if r[column] <= limit else "no"
            if r["kept"] == "no" and r.get("cpu_" + column, limit + 1) <= limit:
                r["kept"] = "cpu only"
            break
    measured = {r["part"] for r in rows if "p50" in r}
    return [t for t in TARGETS if t[0] in measured and t not in met]


def number(x):
    if x is None:
        return ""
    if x == int(x) or abs(x) >= 1000:
        return "%d" % round(x)
    return "%.*f" % (3 if abs(x) < 10 else 1, x)


COLUMNS = ["part", "what", "who", "n", "p50", "p99", "worst", "unit",
           "cpu p50", "cpu p99", "look-ups", "target", "kept", "note"]
LEFT = {"part", "what", "who", "unit", "target", "kept", "note"}


def line_of(r):
    one = r["n"] == 1
    return [r["part"], r["what"], r["who"], str(r["n"] or ""),
            number(r.get("p50")), "" if one else number(r.get("p99")),
            "" if one else number(r.get("worst")), r.get("unit", ""),
            number(r.get("cpu_p50")), "" if one else number(r.get("cpu_p99")),
            number(r["lookups"] and round(r["lookups"])) if "lookups" in r
            else "", r.get("target", ""), r.get("kept", ""),
            r.get("note", "")]


def show(rows):
    lines = [COLUMNS] + [line_of(r) for r in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(COLUMNS))]
    for line in lines:
        print("  ".join(
            text.ljust(w) if name in LEFT else text.rjust(w)
            for text, w, name in zip(line, widths, COLUMNS)).rstrip())


LEGEND = """
Times are of the wall's clock; "cpu" beside them is what the process itself
used, which others on this machine change little.  "look-ups" is how many posts
could be looked up by key in the time of p50 (cpu where it is known), so that
two machines compare.  "cpu only": the target is kept by cpu, not by the clock.
notmuch's searches include the start of its process; in the ratios it is taken
away, as what "nothing but a start" took."""


def plain(v):
    if isinstance(v, float):
        return int(v) if v == int(v) else round(v, 6)
    return v


def main():
    rows = read(sys.argv[1])
    count_lookups(rows)
    derive(rows)
    order = list(dict.fromkeys(r["part"] for r in rows))
    rows.sort(key=lambda r: order.index(r["part"]))
    missing = set_targets(rows)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for r in rows:
            out.write(json.dumps(
                {k: plain(v) for k, v in r.items()}) + "\n")
    show(rows)
    print(LEGEND)
    for t in missing:
        print("bench: has a target and was not measured: %s: %s %s" % t[:3])


main()
