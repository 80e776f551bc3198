#!/usr/bin/env python3
"""neutral - what two files of the neutral import format say, compared.

    neutral.py same IMPORTED EXPORTED...

IMPORTED came from somewhere else, EXPORTED from `stoad export`; every field
that an import keeps must be the same.  Written from the description of the
format alone, without a look at how stoad reads it: HTML is compared by its
words.  Both may be .zst.  Ends with 1 and the first differences when not.
"""
import datetime
import html
import json
import re
import subprocess
import sys
import unicodedata

SHOWN = 10


def lines(path):
    if path.endswith(".zst"):
        out = subprocess.run(["zstd", "-dcq", path], check=True,
                             stdout=subprocess.PIPE).stdout
    else:
        with open(path, "rb") as f:
            out = f.read()
    for line in out.split(b"\n"):
        if line.strip():
            yield json.loads(line)


def when(text):
    if not text:
        return None
    t = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if t.tzinfo is None:
        t = t.replace(tzinfo=datetime.timezone.utc)
    return round(t.timestamp() * 1000)


def line_of(text):
    """One line, as a title or a name is kept."""
    text = "".join(" " if unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cc")
                   else c for c in text or "")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def name_of(text):
    """A name of at most 64 characters; what tells two apart stays."""
    text = line_of(text)
    m = re.fullmatch(r"(.+)(#[A-Za-z0-9-]+)", text, re.S)
    name, tail = m.groups() if m else (text, "")
    return (name if len(name) <= 64 else name[:63] + "…") + tail


def words(text, markup):
    """The letters and digits alone; of HTML, without tags and addresses."""
    text = text or ""
    if markup:
        text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
        text = re.sub(r"(?s)<!--.*?-->", " ", text)
        text = re.sub(r"<[^>]*>", " ", text)
        text = html.unescape(text)
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if c.isalnum())


def same_text(got, want, form):
    if form != "html":
        clean = unicodedata.normalize("NFC", (want or "")).replace("\r\n", "\n")
        clean = "".join(c for c in clean if c in "\n\t" or
                        unicodedata.category(c) not in ("Cc",))
        if got.strip() == clean.strip():
            return True
        return words(got, False) == words(clean, False)
    # Markdown keeps the addresses of links and images, which HTML has in
    # its tags; they may stand between the words.
    a = words(re.sub(r"\]\([^)]*\)|<https?:[^>]*>", "]", got), False)
    b = words(want, True)
    if a == b or words(got, False) == words(want, False):
        return True
    return near(got, want)


def near(got, want):
    """Nearly all words are there, in order: links and images differ."""
    a = unicodedata.normalize("NFKC", html.unescape(
        re.sub(r"</?su[bp]>", "", want)))
    a = re.findall(r"[^\W_]+", re.sub(r"<[^>]*>", " ", a))
    text = unicodedata.normalize("NFKC", got)
    at = 0
    missing = 0
    for word in a:
        i = text.find(word, at)
        if i < 0:
            missing += 1
        else:
            at = i + len(word)
    return missing <= len(a) // 20 + 2


class Comparison:
    def __init__(self):
        self.wrong = 0
        self.compared = 0

    def check(self, what, field, holds, got, want):
        self.compared += 1
        if holds:
            return
        self.wrong += 1
        if self.wrong <= SHOWN:
            print("%s: %s is %r, was %r" %
                  (what, field, str(got)[:300], str(want)[:300]))

    def equal(self, what, field, got, want):
        self.check(what, field, got == want, got, want)

    def post(self, what, got, want, form):
        self.equal(what, "author", got.get("author", ""),
                   name_of(want.get("author")))
        self.equal(what, "created", when(got.get("created")),
                   when(want.get("created")))
        self.equal(what, "score", got.get("score", 0),
                   want.get("score") or 0)
        form = want.get("format") or form
        self.check(what, "body",
                   same_text(got.get("body", ""), want.get("body"), form),
                   got.get("body"), want.get("body"))

    def others(self, what, got, want, known):
        for key, value in want.items():
            if key not in known:
                self.equal(what, key, got.get(key), value)

    def reply(self, what, got, want, root, form):
        self.post(what, got, want, form)
        parent = want.get("parent") or ""
        self.equal(what, "parent", got.get("parent", ""),
                   "" if parent == root["id"] else parent)
        self.equal(what, "type", got.get("type"),
                   want.get("type") or "reply")
        self.equal(what, "accepted", bool(got.get("accepted")),
                   bool(want.get("accepted")) or
                   want["id"] == root.get("accepted"))
        self.others(what, got, want, ("id", "parent", "type", "author",
                    "created", "score", "accepted", "format", "body"))

    def thread(self, what, got, want):
        form = want.get("format") or "plain"
        self.post(what, got, want, form)
        self.equal(what, "kind", got["kind"], want["kind"])
        if want.get("title"):
            self.equal(what, "title", got["title"],
                       line_of(want["title"]))
        for field in "board", "status", "accepted", "duplicate_of", "url":
            self.equal(what, field, got.get(field, ""),
                       want.get(field) or "")
        self.equal(what, "views", got.get("views", 0),
                   want.get("views") or 0)
        self.equal(what, "tags", sorted(got.get("tags", [])),
                   sorted(set(want.get("tags") or [])))
        self.others(what, got, want, ("kind", "src", "id", "board", "title",
                    "author", "created", "format", "body", "tags", "score",
                    "views", "status", "accepted", "duplicate_of", "url",
                    "replies"))
        replies = {r["id"]: r for r in got["replies"]}
        self.equal(what, "order of replies", [r["id"] for r in got["replies"]],
                   [r["id"] for r in want.get("replies") or []])
        for r in want.get("replies") or []:
            if r["id"] in replies:
                self.reply("%s reply %s" % (what, r["id"]), replies[r["id"]],
                           r, want, form)

    def user(self, what, got, want):
        self.equal(what, "name", got.get("name", ""),
                   line_of(want.get("name")))
        self.equal(what, "created", when(got.get("created")),
                   when(want.get("created")))
        about = got.get("about", "")
        if about.endswith("…") and len(about) == 2000:
            about = ""
            want = dict(want, about="")
        self.check(what, "about", same_text(about, want.get("about"),
                   want.get("format")), about, want.get("about"))
        self.others(what, got, want, ("kind", "src", "id", "name", "created",
                    "format", "about"))

    def vote(self, what, got, want):
        self.equal(what, "created", when(got.get("created")),
                   when(want.get("created")))
        self.others(what, got, want, ("kind", "src", "id", "created"))

    def line(self, got, want):
        what = "%(kind)s %(src)s %(id)s" % want
        if got is None:
            self.check(what, "line", False, "missing", "there")
        elif want["kind"] == "user":
            self.user(what, got, want)
        elif want["kind"] == "vote":
            self.vote(what, got, want)
        else:
            self.thread(what, got, want)


def few_marks(text):
    """Of more than 16 marks on one letter the rest goes."""
    kept, marks = "", 0
    for c in text:
        marks = marks + 1 if unicodedata.category(c) == "Mn" else 0
        kept += c if marks <= 16 else ""
    return kept


def key(o):
    return (o["kind"] if o["kind"] in ("user", "vote") else "thread",
            o["src"], few_marks(line_of(o["id"])))


def main():
    exported = {}
    for path in sys.argv[3:]:
        for o in lines(path):
            if key(o) in exported:
                sys.exit("%s %s %s: twice" % key(o))
            exported[key(o)] = o
    c = Comparison()
    n = 0
    for want in lines(sys.argv[2]):
        c.line(exported.get(key(want)), want)
        n += 1
    print("%d lines, %d fields compared, %d differ" % (n, c.compared, c.wrong))
    sys.exit(c.wrong > 0)


main()
