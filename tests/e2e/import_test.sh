#!/bin/bash
# import - a real community, taken in while serving, counted from both sides.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

SET=$SHARED/data/forum/beer-se.jsonl.zst

# facts: what the set says, by zstd and Python alone, as FACT=VALUE lines.
facts() {
	zstd -dcq "$SET" | "$PYTHON" -c '
import json, sys
threads = [json.loads(line) for line in sys.stdin]
replies = [r for t in threads for r in t["replies"]]
print("threads=%d" % len(threads))
print("posts=%d" % (len(threads) + len(replies)))
print("accepted=%d" % sum(bool(r.get("accepted")) for r in replies))
print("score=%d" % (sum(t.get("score") or 0 for t in threads) +
                    sum(r.get("score") or 0 for r in replies)))
print("negative=%d" % sum((p.get("score") or 0) < 0
                          for p in threads + replies))
print("authors=%d" % len({p.get("author") or "?"
                          for p in threads + replies}))
print("parents=%d" % sum(r.get("parent") in {x["id"] for x in t["replies"]}
                         for t in threads for r in t["replies"]))
print("tagged=%d" % sum(len(set(x.lower() for x in t["tags"]))
                        for t in threads))
print("first=%s" % min(t["created"] for t in threads))
'
}
# rows DIR: the same of the store, by SQLite alone.
rows() {
	"$PYTHON" - "$1/stoa.db" <<'PY'
import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
one = lambda sql: db.execute(sql).fetchone()[0]
imported = "src = 'beer-se'"
print("threads=%d" % one(f"SELECT count(*) FROM thread WHERE {imported}"))
print("posts=%d" % one(f"SELECT count(*) FROM post WHERE {imported}"))
print("accepted=%d" % one("SELECT count(*) FROM question q JOIN post p ON"
    f" p.id = q.solved_post_id WHERE q.state = 'solved' AND {imported}"))
print("score=%d" % one(f"SELECT sum(score_base) FROM post WHERE {imported}"))
print("negative=%d" % one("SELECT count(*) FROM post WHERE score_base < 0"
    f" AND {imported}"))
print("authors=%d" % one(f"SELECT count(*) FROM member WHERE {imported}"
    " AND status = 'unclaimed'"))
print("parents=%d" % one("SELECT count(*) FROM post p JOIN post q"
    f" ON q.id = p.parent_id WHERE q.n > 1 AND p.{imported}"))
print("tagged=%d" % one("SELECT count(*) FROM thread_tag x JOIN thread t"
    f" ON t.id = x.thread_id WHERE t.{imported}"))
print("first=%s" % one("SELECT strftime('%Y-%m-%dT%H:%M:%SZ',"
    f" min(created_at) / 1000, 'unixepoch') FROM thread WHERE {imported}"))
PY
}

# --- lines that are no good, which needs no set --------------------------------

S=$TMP/s
start_server "$S"
join_as alice alice "$CODE"
join_as bob bob
line() { # ID TITLE
	printf '{"kind":"question","src":"t","id":"%s","board":"tiny","title":"%s",' \
		"$1" "$2"
	printf '"author":"ann#1","created":"2020-01-02T03:04:05Z","format":"html",'
	printf '"body":"<p>Hello <b>there</b></p>","tags":["a"],"replies":['
	printf '{"id":"r1","type":"answer","author":"ben#2","accepted":true,'
	printf '"score":3,"created":"2020-01-02T04:04:05Z","body":"yes"}]}\n'
}
{
	line 1 One
	echo 'this is no JSON'
	line 2 Two
	echo '{"kind":"question","src":"t","title":"no id"}'
	echo
	printf '{"kind":"question","src":"t","id":"3","title":42}\n'
	line 4 'Evil \u001b[31m \u202e title'
} >"$TMP/lines"
run "$STOAD" import --data "$S" "$TMP/lines"
expect_status 2 "bad lines make the status 2"
check "each is named by its number" is \
	"$(grep -oE 'lines:[0-9]+:' "$ERR" | tr '\n' ' ')" "lines:2: lines:4: lines:6: "
expect_out '^3 threads, 6 posts, 2 members new' "good ones are taken"
as - guest threads --json tiny
expect_json "sorted(r['title'] for r in rows) ==
	['Evil [31m  title', 'One', 'Two'] or len(rows) == 3" "and are read"
check "without what a terminal would obey" lacks $'\x1b|\xe2\x80\xae' "$OUT"
as - guest read --json 1
expect_json "rows[0]['body'] == 'Hello **there**' and
	rows[0]['created'] == '2020-01-02T03:04:05.000Z' and
	rows[1]['accepted'] and rows[1]['score'] == 3 and
	rows[0]['state'] == 'solved'" "with HTML as Markdown, times and answers"
as - guest profile ann --json
expect_json "rows[0]['status'] == 'unclaimed'" "authors are unclaimed members"
run "$STOAD" import --data "$S" "$TMP/nosuch"
check "a file that is not there is named" test "$STATUS" != 0 -a -s "$ERR"

# --- the set ----------------------------------------------------------------------

if [[ ! -r $SET ]]; then
	for what in "is taken in" "is counted" "is searched"; do
		tap_skip "the set $what" "there is no $SET"
	done
	tap_done
fi
facts >"$TMP/facts"
check "the set has 1,029 threads, 6,815 posts, 619 accepted" eval '
	grep -qx threads=1029 "$TMP/facts" && grep -qx posts=6815 "$TMP/facts" &&
	grep -qx accepted=619 "$TMP/facts"'
run "$STOAD" import --data "$S" --board beer "$SET"
expect_status 0 "the set is taken in while serving"
expect_out '^1029 threads, 6815 posts' "all of it"
rows "$S" >"$TMP/rows"
check "the store agrees with the set in every count" \
	diff "$TMP/facts" "$TMP/rows"
run "$STOAD" import --data "$S" --board beer "$SET"
expect_out '^0 threads, 0 posts, 0 members new; 6815 known' \
	"a second time there is nothing new"
rows "$S" >"$TMP/rows"
check "and nothing changes" diff "$TMP/facts" "$TMP/rows"

SSH_MUX=yes
as - guest boards --json
expect_json "[(r['threads'], r['kind']) for r in rows if r['board'] == 'beer']
	== [(1029, 'question')]" "boards tells it"
as - guest search --json --max 1000 board:beer hops
hits=$(wc -l <"$OUT")
expect_json "len(rows) > 100 and all(r['board'] == 'beer' for r in rows)" \
	"a guest searches it ($hits posts with hops)"
# The same by reading: every first post or reply with the word.
words=$(zstd -dcq "$SET" | "$PYTHON" -c '
import json, re, sys, html
n = 0
for t in map(json.loads, sys.stdin):
    texts = [t["title"] + " " + t["body"]] + [r["body"] for r in t["replies"]]
    for x in texts:
        x = html.unescape(re.sub(r"<[^>]*>", " ", x))
        n += bool(re.search(r"(?i)(?<![\w.])hops(?!\w)", x))
print(n)')
check "about as many as the set has ($words)" test "$hits" -ge \
	$((words * 95 / 100)) -a "$hits" -le $((words * 105 / 100))
for query in '"dry hopping"' 'is:solved yeast' 'from:nosuchmember x' \
	'tag:hops bitter' 'brew* -home' 'after:2019-01-01 beer'; do
	as - guest search --json "$query"
	check "search $query" test "$STATUS" = 0 -o "$STATUS" = 3
done
as_in 'Does it keep?' bob b ask --json --tags storage beer 'Old ale from 2014'
mine=$(json_get "rows[0]['thread']")
as_in 'It does.' alice a reply "$mine"
as bob b accept "$mine.2"
expect 0 'Solved by' "ask, reply and accept work among it"
as - guest search --json 'Old ale from 2014'
expect_json "rows[0]['thread'] == $mine and rows[0]['state'] == 'solved'" \
	"and it is found first"
old=$("$PYTHON" - "$S/stoa.db" <<'PY'
import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
print(db.execute("SELECT thread_id FROM question q JOIN thread t ON t.id ="
    " q.thread_id WHERE t.src = 'beer-se' AND q.state = 'replied'").fetchone()[0])
PY
)
as_in 'Still wondering' bob b reply "$old"
expect_status 0 "one replies to what was imported"
as bob b vote "$old"
expect_status 0 "and votes on it"
as alice a accept "$old.2"
expect_status 0 "and a moderator accepts an answer to it"
SSH_MUX=
stop_server "$S"

# --- cut in the middle ----------------------------------------------------------------

K=$TMP/k
start_server "$K"
allow_error 'msg="the master is gone"'
begun() { # N: that many threads are in
	[[ $(operator boards --json | sed -n 's/.*"board":"beer".*"threads":\([0-9]*\).*/\1/p') \
		-ge $1 ]]
}
"$STOAD" import --data "$K" --board beer "$SET" >"$TMP/import.out" 2>&1 &
import=$!
PIDS+=("$import")
wait_until begun 100
kill -KILL "$import"
wait "$import" 2>/dev/null
rows "$K" >"$TMP/rows"
check "an import is killed in the middle" lacks '^threads=1029$' "$TMP/rows"
"$STOAD" import --data "$K" --board beer "$SET" >"$TMP/import.out" 2>&1 &
import=$!
PIDS+=("$import")
wait_until begun 500
kill_server "$K"
# What was committed last may not have been recorded.
rm -f "$K.orders"
wait "$import"
check "one whose server is killed says so" is "$?" 7
check "in words" has 'the server went away; run the same again' "$TMP/import.out"
run "$STOAD" check --data "$K" --deep
expect 0 'whole' "what is in is whole"
start_server "$K"
run "$STOAD" import --data "$K" --board beer "$SET"
expect_status 0 "run again, it ends"
rows "$K" >"$TMP/rows"
check "with the same counts" diff "$TMP/facts" "$TMP/rows"

tap_done
