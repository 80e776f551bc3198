#!/bin/bash
# live.sh - one reply on the open screens of SESSIONS (1000) members at once:
# when each saw it, and whether a worker's loop was held meanwhile.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

SESSIONS=${SESSIONS:-1000}
ROUNDS=${ROUNDS:-5}

S=$TMP/s
start_server "$S" --set workers.count="${WORKERS:-2}"
join_as alice alice "$CODE"
as_in "It worked yesterday." alice x ask support No link on port 2
ulimit -n "$(ulimit -Hn)"
# A thousand clients are not the server's work: they get what it leaves.
nice -n 19 "$BUILD/tests/bench/live" "$PORT" "$TMP/alice" alice "$SESSIONS" 1 "$ROUNDS" |
	tee "$TMP/live.out"
begun=$(sed -n 's/^rounds from //p' "$TMP/live.out")
ended=$(sed -n 's/^rounds until //p' "$TMP/live.out")
echo "turns of a loop over 5 ms in these rounds, and the longest:"
grep 'msg="the loop was held"' "$LOG" | awk -v begun="ts=$begun" \
	-v ended="ts=$ended" '
	function field(name, s) {
		s = $0
		return sub(".* " name "=", "", s) ? s + 0 : 0
	}
	$1 >= begun && $1 <= ended {
		n += field("turns")
		if (field("us") > us) { us = field("us"); worst = $0 }
	}
	END {
		sub(/.* us=/, "us=", worst)
		print n + 0 (n ? ": " worst : "")
	}'
mapfile -t workers < <(sed -n 's/.*msg="worker started".*pid=//p' "$LOG")
for worker in "${workers[@]}"; do
	awk -v w="$worker" '/VmRSS/ { print "worker " w ": " $2 " KiB" }' \
		"/proc/$worker/status"
done
tap_done
