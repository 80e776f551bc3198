#!/usr/bin/python3
"""notmuch - how long its searches take.

usage: notmuch.py ROWS < LINES

LINES are those of words.c.  Each runs as `notmuch search`, with the start of
a process in it; one that counts nothing is timed too, for what a start takes.
Words that mean something to notmuch stand between quotes.
"""
import os
import subprocess
import sys
import time

STARTS = 100
OPERATORS = {"and", "or", "not", "xor", "near", "adj"}


def run(command):
    """Microseconds: of the clock, of processors."""
    begin = time.monotonic_ns()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = (time.monotonic_ns() - begin) // 1000
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit("bench: %s failed" % " ".join(command))
    return wall, round((used.ru_utime + used.ru_stime) * 1e6)


def query(line):
    return " ".join('"%s"' % w if w.lower() in OPERATORS else w
                    for w in line.split("search --max 50 ", 1)[1].split())


def main():
    kinds = {"nothing but a start":
             [run(["notmuch", "count", ""]) for _ in range(STARTS)]}
    for line in sys.stdin:
        what, _, command = line.rstrip("\n").split("\t")
        kinds.setdefault(what, []).append(
            run(["notmuch", "search", "--limit=50", query(command)]))
    with open(sys.argv[1], "a", encoding="utf-8") as out:
        for what, took in kinds.items():
            out.write("notmuch\t%s\tnotmuch\tus\t%s\t%s\t\n" % (
                what, ",".join(str(t[0]) for t in took),
                ",".join(str(t[1]) for t in took)))


main()
