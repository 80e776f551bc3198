#!/bin/bash
# crash - kill -9 of a worker, and of the master with posts in flight.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

ROUNDS=${STOA_CRASH_ROUNDS:-10}
CLIENTS=4
allow_error 'msg="worker ended"'
allow_error 'msg="the master is gone"'

S=$TMP/s
start_server "$S" --set workers.count=2
# An order is recorded after its commit: kill -9 may come between.
rm -f "$S.orders"
join_as alice alice "$CODE"
for ((c = 1; c <= CLIENTS; c++)); do
	join_as "m$c" "member$c"
done

# --- a worker ------------------------------------------------------------------

# talker NAME: a conversation fed through ${TALK[NAME]}; sets WORKER to the
# worker that has it.
declare -A TALK=()
talker() {
	local fd before

	before=$(grep -c 'msg=login' "$LOG")
	mkfifo "$TMP/$1.in"
	EXEC='exec' ssh_as alice me -T <"$TMP/$1.in" >"$TMP/$1.out" 2>&1 &
	TALKER=$!
	PIDS+=("$TALKER")
	exec {fd}>"$TMP/$1.in"
	TALK[$1]=$fd
	wait_until grep -q 'alice> ' "$TMP/$1.out"
	WORKER=$(grep 'msg=login' "$LOG" | tail -n +$((before + 1)) | head -n 1 |
		sed 's/.*proc=worker\([0-9]*\).*/\1/')
}
worker_pid() {
	sed -n "s/.*msg=\"worker started\" worker=$1 pid=//p" "$LOG" | tail -n 1
}
talker one
one=$WORKER
victim=$TALKER
talker two
check "two sessions are on two workers" test "$one" != "$WORKER"
printf 'reply 1\nhalf' >&"${TALK[two]}"
printf 'ask support A question\nits text\n.\n' >&"${TALK[one]}"
wait_until grep -q 'Asked as 1' "$TMP/one.out"
pid=$(worker_pid "$one")
kill -KILL "$pid"
check "the sessions of a killed worker end" wait_until is_gone "$victim"
check "what they had posted is there" eval \
	'as alice x read 1; has "its text" "$OUT"'
# The other one, in the middle of a line, goes on.
printf ' a line\nthe rest\n.\nwhoami\n' >&"${TALK[two]}"
check "the session on the other worker types on" wait_until \
	grep -qE 'sysop +active' "$TMP/two.out"
replaced() { [[ $(worker_pid "$one") != "$pid" ]]; }
check "the dead worker is replaced" wait_until replaced
lands_there() {
	as alice x whoami
	grep 'msg=login' "$LOG" | tail -n 1 | grep -q "proc=worker$one "
}
check "and takes new sessions" wait_until lands_there
as alice x who --json
expect_json "[r['handle'] for r in rows] == ['alice']" \
	"nobody is left over in who"
for talk in "${!TALK[@]}"; do
	(printf 'quit\n' >&"${TALK[$talk]}") 2>/dev/null
done

# --- the master -----------------------------------------------------------------

# client N ROUND: reply with ids of its own until something goes wrong.
client() {
	local i id status

	for ((i = 1; ; i++)); do
		id=$(printf 'round%03d-client%d-%05d' "$2" "$1" "$i")
		SSH_MUX=yes ssh_as "m$1" me reply --id "$id" "$THREAD" "$id" \
			</dev/null >/dev/null 2>"$TMP/client.$1.err"
		status=$?
		echo "$id $status" >>"$TMP/told"
		[[ $status = 0 ]] || return
	done
}
enough() { [[ $(wc -l <"$TMP/told") -ge $1 ]]; }
each_once() {
	"$PYTHON" - "$OUT" "$TMP/told" <<'PY'
import collections, json, sys
posts = collections.Counter(json.loads(line)["body"]
                            for line in open(sys.argv[1]))
lost = [id for id, status in map(str.split, open(sys.argv[2]))
        if posts[id] != 1]
twice = [id for id in posts if posts[id] != 1]
if lost or twice:
    sys.exit(f"not there once: {lost[:9]}; more than once: {twice[:9]}")
PY
}
acknowledged=0
unsure=0
for ((round = 1; round <= ROUNDS; round++)); do
	as_in x alice me ask --json support "Round $round"
	THREAD=$(json_get "rows[0]['thread']")
	: >"$TMP/told"
	pids=()
	for ((c = 1; c <= CLIENTS; c++)); do
		client "$c" "$round" &
		pids+=($!)
	done
	wait_until enough $((10 + 7 * round))
	kill_server "$S"
	wait "${pids[@]}"
	acknowledged=$((acknowledged + $(grep -c ' 0$' "$TMP/told")))
	unsure=$((unsure + $(grep -c ' 10$' "$TMP/told")))
	strange=$(grep -vE ' (0|10|255)$' "$TMP/told")
	# The order of two: look first, then repeat what was not acknowledged.
	start_server "$S" --set workers.count=2
	as alice me read --json --max 1000 "$THREAD"
	grep ' 0$' "$TMP/told" >"$TMP/acknowledged"
	"$PYTHON" - "$OUT" "$TMP/acknowledged" >"$TMP/lost" <<'PY'
import json, sys
posts = [json.loads(line)["body"] for line in open(sys.argv[1])]
for line in open(sys.argv[2]):
    if posts.count(line.split()[0]) != 1:
        print("acknowledged, and there", posts.count(line.split()[0]),
              "times:", line, end="")
PY
	while read -r id status; do
		[[ $status != 0 ]] || continue
		as "m${id:15:1}" me reply --id "$id" "$THREAD" "$id"
		[[ $STATUS = 0 ]] || echo "$id repeated: $STATUS" >>"$TMP/lost"
	done <"$TMP/told"
	as alice me read --json --max 1000 "$THREAD"
	check "round $round: what was acknowledged is there once" \
		is "$(cat "$TMP/lost")$strange" ""
	check "round $round: with the rest repeated, so is everything" each_once
	run "$STOAD" check --data "$S" --deep
	expect 0 'whole, and every counter true' "round $round: the store is whole"
done
check "posts were acknowledged ($acknowledged) and some were unsure ($unsure)" \
	test "$acknowledged" -gt $((10 * ROUNDS))

tap_done
