#!/bin/bash
# export - what was imported goes out the same, and in again; runs that were
# killed go on; imported members are claimed by whom they are.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

FORUM=$SHARED/data/forum
COMPARE=$ROOT/tests/lib/neutral.py

# --- small: claims, private boards, what was written here ------------------------

S=$TMP/s
start_server "$S"
join_as alice alice "$CODE"
cat >"$TMP/lines" <<'EOF'
{"kind":"user","src":"t","id":"Ann Bee#1","name":"Ann Bee","format":"html","about":"<p>I <b>brew</b></p>","created":"2019-01-02T03:04:05Z","location":"York"}
{"kind":"question","src":"t","id":"1","board":"tiny","title":"One","author":"Ann Bee#1","created":"2020-01-02T03:04:05Z","format":"html","body":"<p>Hello <b>there</b></p>","rating":4,"replies":[{"id":"r1","type":"answer","author":"ann bee#2","accepted":true,"score":3,"created":"2020-01-02T04:04:05Z","body":"yes","licence":"CC"}]}
{"kind":"vote","src":"t","id":"1","target":"r1","vote":"up","created":"2020-01-03T00:00:00Z"}
{"kind":"vote","src":"t","id":"2","target":"r1","vote":"down"}
{"kind":"vote","src":"t","id":"3","target":"gone","vote":"up"}
{"kind":"spam_sample","src":"t","id":"9","body":"buy","spam":true}
EOF
run "$STOAD" import --data "$S" "$TMP/lines"
expect_status 0 "profiles and votes are taken in"
expect_out '1 threads, 2 posts, 2 members new, 3 votes' "and counted"
expect_out '1 samples of spam skipped: line 6' "what is skipped is named"
expect_out '1 votes are for posts that are not here' "votes for nothing are told"
expect_out '1 posts have a score that is not' "and scores that do not fit them"
as - guest profile Ann-Bee --json
expect_json "rows[0]['bio'] == 'I **brew**' and rows[0]['status'] ==
	'unclaimed' and rows[0]['joined'].startswith('2019-01-02')" \
	"a profile is the unclaimed member's"
as - guest profile ann-bee-2 --json
expect_json "rows[0]['status'] == 'unclaimed'" \
	"who differs in case only is somebody else"

operator invite --for Ann-Bee --json >"$OUT"
code=$(json_get "rows[0]['code']")
new_key ann
new_key thief
as thief join join thief2 wrong-code
expect_status 4 "a wrong code claims nobody"
as ann join join Ann-Bee "$code"
expect 0 'Welcome' "the owner joins with the code"
as ann x whoami --json
expect_json "rows[0]['handle'] == 'Ann-Bee'" "and is that member"
as ann x read --json 1
expect_json "rows[0]['author'] == 'Ann-Bee' and rows[0]['state'] == 'solved'" \
	"whose posts are theirs"
as thief join join thief "$code"
expect_status 4 "the code works once"
operator invite --for ann-bee-2 --json >"$OUT"
code=$(json_get "rows[0]['code']")
as_asked $'ann-bee-2\nlong enough\nlong enough\n\nlong enough\nlong enough\n'"$code"$'\n' \
	- join whoami --json
expect_json "rows[0]['handle'] == 'ann-bee-2'" \
	"without a key, a member of an import is asked for the code"
run operator invite --for Ann-Bee
expect 5 'somebody already' "and nobody can be given away twice"
as_in 'A late word' ann x reply 1
expect_status 0 "they write under that name"
operator board-add --kind question --private cellar >/dev/null
as_in 'of ale' alice a ask cellar Secret stock
run "$STOAD" import --data "$S" "$TMP/lines"
expect_out '0 threads, 0 posts, 0 members new; 6 known' \
	"a second run finds everything"

run "$STOAD" export --data "$S" --board cellar
expect_status 3 "a private board is not exported by itself"
run "$STOAD" export --data "$S"
expect_status 0 "an export goes to standard output while serving"
expect_err 'posts with their scores, 3 imported votes' \
	"what it counts is said"
cp "$OUT" "$TMP/open.jsonl"
check "without private boards" lacks 'Secret stock' "$TMP/open.jsonl"
check "with what was written here" has 'A late word' "$TMP/open.jsonl"
run "$STOAD" export --data "$S" --all "$TMP/all.jsonl.zst"
expect_status 0 "with --all, into a file"
zstd -dcq "$TMP/all.jsonl.zst" >"$TMP/all.jsonl"
check "they are in it" has 'Secret stock' "$TMP/all.jsonl"
check "which nobody else may read" is "$(stat -c %a "$TMP/all.jsonl.zst")" 600
run "$STOAD" import --data "$S" "$TMP/all.jsonl.zst"
expect_out '^0 threads, 0 posts, 0 members new' \
	"a store knows its own export"
run "$STOAD" export --data "$S" "$TMP/nosuch/file"
check "where nothing can be written, that is said" \
	test "$STATUS" = 3 -a -s "$ERR"
stop_server "$S"

for name in open all; do
	init_server "$TMP/$name.copy"
	all=()
	[[ $name = open ]] || all=(--all)
	run "$STOAD" import --data "$TMP/$name.copy" "$TMP/$name.jsonl"
	expect_status 0 "the export ($name) is taken in by a fresh store"
	run "$STOAD" export --data "$TMP/$name.copy" "${all[@]}" \
		"$TMP/$name.again"
	check "whose own is the same ($name)" cmp "$TMP/$name.jsonl" \
		"$TMP/$name.again"
	check_store "$TMP/$name.copy"
done

# --- the sets ----------------------------------------------------------------------

SETS=(beer-se fslang-ideas se-meta-french-conlang beer-se-users beer-se-votes)
FILES=()
for name in "${SETS[@]}"; do
	FILES+=("$FORUM/$name.jsonl.zst")
done
if [[ ! -r ${FILES[0]} ]]; then
	tap_skip "the sets come out as they went in" "there is no ${FILES[0]}"
	tap_done
fi
init_server "$TMP/sets"
run "$STOAD" import --data "$TMP/sets" "${FILES[@]}"
expect_status 0 "five sets are taken in without a server"
run "$STOAD" export --data "$TMP/sets" "$TMP/sets.jsonl.zst"
expect_status 0 "and go out"
for i in "${!SETS[@]}"; do
	run "$PYTHON" "$COMPARE" same "${FILES[i]}" "$TMP/sets.jsonl.zst"
	expect_status 0 "${SETS[i]} is the same in every field kept"
done
init_server "$TMP/copy"
run "$STOAD" import --data "$TMP/copy" "$TMP/sets.jsonl.zst"
expect_status 0 "the export is taken in by a fresh store"
run "$STOAD" export --data "$TMP/copy" "$TMP/copy.jsonl.zst"
check "whose own is the same, byte for byte" \
	cmp "$TMP/sets.jsonl.zst" "$TMP/copy.jsonl.zst"
check_store "$TMP/copy"

# --- killed, five times ---------------------------------------------------------------

K=$TMP/killed
init_server "$K"
posts() {
	"$PYTHON" - "$K/stoa.db" <<'PY'
import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
print(db.execute("SELECT count(*) FROM post").fetchone()[0])
PY
}
grown() { (($(posts) > $1)); }
last=0
for round in 1 2 3 4 5; do
	"$STOAD" import --data "$K" "${FILES[@]}" >/dev/null 2>&1 &
	pid=$!
	PIDS+=("$pid")
	wait_until grown $((last + RANDOM % 900))
	kill -KILL "$pid"
	wait "$pid" 2>/dev/null
	last=$(posts)
	run "$STOAD" check --data "$K" --deep
	expect 0 'whole' "killed at $last posts (round $round), what is in is whole"
done
run "$STOAD" import --data "$K" "${FILES[@]}"
expect_status 0 "run again, it ends"
run "$STOAD" export --data "$K" "$TMP/killed.jsonl.zst"
"$PYTHON" - "$TMP" <<'PY' >"$TMP/sorted" 2>&1
import subprocess, sys
def lines(name):
    path = "%s/%s.jsonl.zst" % (sys.argv[1], name)
    return sorted(subprocess.run(["zstd", "-dcq", path], check=True,
                                 stdout=subprocess.PIPE).stdout.split(b"\n"))
sys.exit(lines("killed") != lines("sets"))
PY
check "with what a run in one piece gives" is "$?" 0
check_store "$K"

tap_done
