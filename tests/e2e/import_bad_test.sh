#!/bin/bash
# import_bad - whatever file comes, an import says what is wrong with it, takes
# in what is good, and leaves nothing half done.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

DATASETS=$SHARED/data
S=$TMP/s
init_server "$S"

ask() { # SQL: of the store, by SQLite alone
	"$PYTHON" - "$S/stoa.db" "$1" <<'PY'
import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
print(db.execute(sys.argv[2]).fetchone()[0])
PY
}
threads() { ask 'SELECT count(*) FROM thread'; }

# --- lines ------------------------------------------------------------------------

# What follows is made by Python: one file a case, with what it must come to.
"$PYTHON" - "$TMP" <<'PY'
import json, sys
TMP = sys.argv[1]

def thread(id, **more):
    return dict({"kind": "question", "src": "bad", "id": id, "board": "bad",
                 "title": "T " + id, "author": "Ann#1", "body": "b",
                 "created": "2020-01-02T03:04:05Z", "replies": []}, **more)

def reply(id, parent=None, **more):
    r = dict({"id": id, "author": "Ben", "body": "r " + id}, **more)
    if parent:
        r["parent"] = parent
    return r

def write(name, *lines):
    with open("%s/%s" % (TMP, name), "wb") as f:
        for line in lines:
            if not isinstance(line, bytes):
                line = json.dumps(line).encode()
            f.write(line + b"\n")

write("long", thread("long-replies", replies=[
    reply("r%d" % i, body="x" * 1000) for i in range(3000)]),
    thread("long-body", body="y" * 3000000),
    thread("too-large", replies=[
        reply("r%d" % i, body="z" * 900000) for i in range(10)]),
    thread("too-long", body="w" * 17000000),
    thread("after-long"))
write("early", {"id": "r1", "parent": "later", "body": "before its root"},
      thread("later", replies=[reply("b", "a"), reply("a", "c"),
                               reply("c")]))
write("circles", thread("circle", replies=[
    reply("a", "b"), reply("b", "c"), reply("c", "a"), reply("s", "s"),
    reply("t", "a"), reply("t", "a"), reply("circle"),
    reply("lost", "nowhere")]))
write("names", thread("n1", author="Mia"), thread("n2", author="mia"),
      thread("n3", author="MIA", board="BAD"), thread("n4", author="M\u00eda"),
      thread("n5", tags=["Red", "red", "RED"]))
write("dates", thread("d1970", created="1970-01-01T00:00:00Z"),
      thread("d2029", created="2029-12-31T23:59:59Z"),
      thread("dnone", created=None), thread("dbad", created="yesterday"),
      thread("dold", created="1600-01-01T00:00:00Z"))
write("bytes", b'{"kind":"question","src":"bad","id":"u1","board":"bad",'
      b'"title":"\xff\xfe caf\xe9","body":"\xc3(\xf0\x28\x8c\x28"}',
      b'{"kind":"question","src":"bad","id":"u2","board":"bad",'
      b'"title":"nul \\u0000 here","body":"a\\u0000b","author":"n\\u0000#1"}',
      b'{"kind":"question","src":"bad","id":"u3\x00","title":"raw nul"}',
      b'\x00\x00\x00', b'\xff\xff',
      b'{"kind":"question","src":"bad","id":"u4","board":"bad",'
      b'"title":"lone \\ud800 half"}')
write("types", {"kind": "question"}, {"kind": "poem", "src": "bad",
      "id": "1"}, [], 7, "text", None, {"kind": 7}, thread("t1", title=7),
      thread("t2", replies={}), thread("t3", replies=[7]),
      thread("t4", tags="a"), thread("t5", score="5"), thread("t6", score=1.5),
      thread("x" * 300), thread("t7", replies=[reply("r", score=[])]),
      {"kind": "vote", "src": "bad", "id": "1"},
      {"kind": "user", "src": "bad", "id": ""},
      b'{"kind":"question","src":"bad","id":"deep","title":' + b'[' * 100000)
PY

import() {
	run "$STOAD" import --data "$S" "$@"
}
import "$TMP/long"
expect_status 2 "lines of 3 MB are taken in, and those past the limits named"
check "each by its number" is \
	"$(grep -oE 'long:[0-9]+:' "$ERR" | tr '\n' ' ')" "long:3: long:4: "
expect_out '1 texts cut at 1 MiB: line 2' "a text past its limit is cut, and told"
check "with all that is good" is "$(ask "SELECT group_concat(src_id || ':' ||
	seq) FROM thread")" "long-replies:3001,long-body:1,after-long:1"
import "$TMP/early"
expect_status 2 "a reply before its root is no line of its own"
expect_err 'early:1: kind: ' "and is named"
check "within a thread any order will do" is "$(ask "SELECT group_concat(p.n ||
	'>' || o.n) FROM post p JOIN post o ON o.id = p.parent_id WHERE
	p.thread_id = (SELECT id FROM thread WHERE src_id = 'later')")" \
	"2>3,3>4,4>1"
import "$TMP/circles"
expect_status 0 "circles of replies are cut"
expect_out '2 replies in a circle: line 1' "and told"
expect_out '2 replies left out: an id twice: line 1' "so are ids given twice"
expect_out '1 replies to something unknown: line 1' "and unknown parents"
import "$TMP/names"
expect_status 0 "names that differ in case only are taken in"
check "as members of their own" is "$(ask "SELECT count(DISTINCT
	lower(handle)) FROM member WHERE src_id IN ('Mia', 'mia', 'MIA',
	'Mía')")" 4
check "boards and tags are one whatever their case" is "$(ask "SELECT
	(SELECT count(*) FROM board WHERE slug = 'bad' COLLATE NOCASE) || '/'
	|| (SELECT count(*) FROM tag WHERE name = 'red')")" "1/1"
import "$TMP/dates"
expect_status 0 "dates of 1970 and 2029 are taken in"
check "as they are" is "$(ask "SELECT min(created_at) || ' ' ||
	max(created_at) FROM thread WHERE src_id IN ('d1970', 'd2029')")" \
	"0 1893455999000"
expect_out '2 dates that are none: line 4, 5' "those that are none are told"
import "$TMP/bytes"
expect_status 2 "bytes that are no text"
check "are named where nothing can be made of them" is \
	"$(grep -oE 'bytes:[0-9]+:' "$ERR" | tr '\n' ' ')" \
	"bytes:3: bytes:4: bytes:5: bytes:6: "
check "and are no bytes of the store" is "$(ask "SELECT count(*) FROM thread
	WHERE instr(CAST(title AS BLOB), x'00') OR instr(CAST(title AS BLOB),
	x'FF')")" 0
before=$(threads)
import "$TMP/types"
expect_status 2 "lines of the wrong form are refused"
check "each of the eighteen" is "$(grep -cE 'types:[0-9]+: ' "$ERR")" 18
check "and leave nothing" is "$(threads)" "$before"
import "$TMP"
check "a folder is no file" test "$STATUS" != 0 -a "$STATUS" -lt 100
import /dev/null
expect_out '^0 threads' "an empty file has nothing"
check_store "$S"

# --- files that are something else ------------------------------------------------

if [[ ! -d $DATASETS ]]; then
	tap_skip "files that are something else" "there is no $DATASETS"
	tap_done
fi
before=$(threads)
odd=0 silent=
while read -r file; do
	import "$file"
	odd=$((odd + 1))
	if [[ $STATUS = 0 || $STATUS -ge 100 || ! -s $ERR ]]; then
		silent+=" $file($STATUS)"
	fi
done < <(find "$DATASETS" -type f ! -path '*/forum/*' ! -path '*/reviews/*' \
	! -path '*/spam/*')
check "$odd files that are something else are refused, each in words" \
	is "$silent" ""
check "and leave nothing" is "$(threads)" "$before"
import "$DATASETS/spam/spam-sms.jsonl.zst"
expect_out '5574 samples of spam skipped: line 1, 2, 3' "samples are skipped"
check "and leave nothing, too" is "$(threads)" "$before"
import "$DATASETS/reviews/reviews-amazon2023.jsonl.zst"
expect_out '^2764 threads, 2764 posts' "reviews are taken in for later"
check "with their ratings" is "$(ask "SELECT count(*) FROM thread WHERE
	CASE WHEN json_valid(extra) THEN
	json_extract(extra, '\$.extra.rating') BETWEEN 1 AND 5 AND
	json_extract(extra, '\$.kind') = 'review' END")" 2764

# --- cut and damaged -----------------------------------------------------------------

SET=$DATASETS/forum/fslang-ideas.jsonl.zst
"$PYTHON" - "$SET" "$TMP" <<'PY'
import sys
data = open(sys.argv[1], "rb").read()
open(sys.argv[2] + "/cut.zst", "wb").write(data[:len(data) // 2])
open(sys.argv[2] + "/head.zst", "wb").write(data[:7])
for i in range(1, 9):
    at = len(data) * i // 9
    bad = bytearray(data)
    bad[at] ^= 1 << (i % 8)
    open("%s/flip%d.zst" % (sys.argv[2], i), "wb").write(bad)
PY
import "$TMP/cut.zst"
expect_status 9 "a file that was cut is damaged"
expect_err 'ends in the middle, after line [0-9]+' "and says where"
import "$TMP/head.zst"
expect_status 9 "so is the beginning of one"
wrong=
for i in 1 2 3 4 5 6 7 8; do
	import "$TMP/flip$i.zst"
	[[ $STATUS = 9 || $STATUS = 2 ]] || wrong+=" $i($STATUS)"
done
check "a bit that fell over is found, wherever it is" is "$wrong" ""
check_store "$S"

# --- every odd string there is ----------------------------------------------------------

# Each of strings/ is a title, an author, a tag, a board and a text of its own;
# those of utf8/, many of which are tables, are texts of 50 lines.
"$PYTHON" - "$DATASETS" "$TMP/odd.jsonl" <<'PY'
import base64, glob, gzip, json, sys
strings, tables = set(), []
for path in sorted(glob.glob(sys.argv[1] + "/strings/*")):
    data = open(path, "rb").read()
    if path.endswith("base64.json"):
        strings |= {base64.b64decode(x) for x in json.loads(data)}
    elif path.endswith(".json"):
        strings |= {x.encode("utf-8", "surrogatepass")
                    for x in json.loads(data)}
    else:
        strings |= set(data.split(b"\n"))
for path in sorted(glob.glob(sys.argv[1] + "/utf8/*")):
    data = open(path, "rb").read()
    lines = (gzip.decompress(data) if path.endswith(".gz") else
             data).split(b"\n")
    tables += [b"\n".join(lines[i:i + 50]) for i in range(0, len(lines), 50)]

def quoted(text):
    # As it is, but for what JSON itself has to have escaped.
    return b'"' + b"".join(b"\\u%04x" % c if c < 32 or c in b'"\\' else
                           bytes([c]) for c in text) + b'"'

def line(id, title, texts, **more):
    fields = [b'"kind":"discussion","src":"odd","id":"%d"' % id,
              b'"board":"odd","format":"%s"' % FORMATS[id % 3],
              b'"title":' + quoted(title)]
    fields += [b'"%s":%s' % (k.encode(), v) for k, v in more.items()]
    replies = [b'{"id":"%d-%d","body":%s}' % (id, i, quoted(text))
               for i, text in enumerate(texts)]
    return (b"{" + b",".join(fields) + b',"replies":[' + b",".join(replies) +
            b"]}\n")

FORMATS = [b"html", b"markdown", b"plain"]
with open(sys.argv[2], "wb") as out:
    id = 0
    for s in sorted(strings):
        q = quoted(s)
        out.write(line(id, s, [s], author=quoted(s + b"#%d" % (id % 50)),
                       body=quoted(b"x " + s), tags=b"[" + q + b"]", url=q,
                       status=q, odd=q, product=q))
        id += 1
    for i in range(0, len(tables), 20):
        out.write(line(id, b"table %d" % i, tables[i:i + 20]))
        id += 1
PY
DEADLINE=600
total=$(wc -l <"$TMP/odd.jsonl")
import "$TMP/odd.jsonl"
expect_status 0 "every string and line of the sets ($total) is taken in"
check "as a thread each" is "$(ask "SELECT count(*) FROM thread WHERE src =
	'odd'")" "$total"
import "$TMP/odd.jsonl"
expect_out '^0 threads, 0 posts, 0 members new' "once"
run "$STOAD" export --data "$S" "$TMP/odd1.jsonl"
expect_status 0 "and goes out"
init_server "$TMP/copy"
run "$STOAD" import --data "$TMP/copy" "$TMP/odd1.jsonl"
expect_status 0 "and in again"
run "$STOAD" export --data "$TMP/copy" "$TMP/odd2.jsonl"
check "and is the same" cmp "$TMP/odd1.jsonl" "$TMP/odd2.jsonl"
# Fields that are only kept for later stay as they came, by design.
"$PYTHON" - "$TMP/odd1.jsonl" <<'PY' >"$TMP/obeyed" 2>&1
import json, sys, unicodedata
BIDI = set(map(chr, [*range(0x202a, 0x202f), *range(0x2066, 0x206a)]))
SHOWN = "board", "title", "author", "body", "status", "url"
for line in open(sys.argv[1], encoding="utf-8"):
    o = json.loads(line)
    for p in [o] + o["replies"]:
        for text in [p.get(k, "") for k in SHOWN] + p.get("tags", []):
            bad = [c for c in text if c in BIDI or c not in "\n\t" and
                   unicodedata.category(c) == "Cc"]
            if bad:
                print(o["id"], bad)
PY
check "without what a terminal would obey" is "$(cat "$TMP/obeyed")" ""
check_store "$S"

tap_done
