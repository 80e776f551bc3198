#!/usr/bin/python3
"""mail - the first posts of a set, once as they are and once as mail.

usage: mail.py POSTS SAMPLE MAILDIR < JSON-LINES

Whole threads, until there are at least POSTS posts (0: all), go to SAMPLE as
the same JSON Lines, and to MAILDIR as one file a post.  Prints the number of
posts.
"""
import email.header
import email.utils
import json
import os
import re
import sys
from datetime import datetime

TYPES = {"html": "html"}            # everything else is plain text


def ids(src, post):
    clean = re.sub(r"[^A-Za-z0-9.-]", "-", "%s.%s" % (src, post))
    return "<%s@posts.invalid>" % clean


def header(text):
    text = " ".join(str(text or "").split())
    try:
        text.encode("ascii")
    except UnicodeEncodeError:
        return email.header.Header(text, "utf-8", maxlinelen=76).encode()
    return text


def sender(author):
    author = author or "unknown"
    local = re.sub(r"[^A-Za-z0-9]+", ".", author).strip(".") or "unknown"
    name = header(author.replace('"', "'"))
    if name.startswith("=?"):
        return "%s <%s@posts.invalid>" % (name, local)
    return '"%s" <%s@posts.invalid>' % (name, local)


def date(created):
    if not created:
        return email.utils.formatdate(0)
    then = datetime.fromisoformat(created.replace("Z", "+00:00"))
    return email.utils.format_datetime(then)


def write(path, thread, post, parents):
    src = thread["src"]
    kind = TYPES.get(post.get("format") or thread.get("format"), "plain")
    subject = header(thread.get("title"))
    lines = ["From: " + sender(post.get("author")),
             "To: %s@posts.invalid" % re.sub(r"[^A-Za-z0-9]+", "-",
                                             thread.get("board") or "board"),
             "Subject: " + ("Re: " if parents else "") + subject,
             "Date: " + date(post.get("created")),
             "Message-ID: " + ids(src, post["id"])]
    if parents:
        lines.append("In-Reply-To: " + ids(src, parents[-1]))
        lines.append("References: " +
                     "\n ".join(ids(src, p) for p in parents))
    lines += ["MIME-Version: 1.0",
              "Content-Type: text/%s; charset=utf-8" % kind,
              "Content-Transfer-Encoding: 8bit", "",
              post.get("body") or post.get("url") or "", ""]
    with open(path, "wb") as out:
        out.write("\n".join(lines).encode("utf-8", "replace"))


def main():
    wanted, sample, maildir = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    posts = 0
    for sub in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(maildir, sub))
    with open(sample, "wb") as out:
        for line in sys.stdin.buffer:
            thread = json.loads(line)
            out.write(line)
            root = thread["id"]
            for post in [thread] + thread.get("replies", []):
                parents = [] if post is thread else [root]
                if post is not thread and post.get("parent", root) != root:
                    parents.append(post["parent"])
                write(os.path.join(maildir, "cur", "%d:2,S" % posts),
                      thread, post, parents)
                posts += 1
            if wanted and posts >= wanted:
                break
    print(posts)


main()
