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
"$BUILD/tests/bench/live" "$PORT" "$TMP/alice" alice "$SESSIONS" 1 "$ROUNDS"
echo "turns of a loop over 5 ms, with the longest:"
grep 'msg="the loop was held"' "$LOG" |
	sed 's/.*us=//' | sort -n | awk '{ n++; last = $1 } END {
		printf "%d (%d us)\n", n, last }'
mapfile -t workers < <(sed -n 's/.*msg="worker started".*pid=//p' "$LOG")
for worker in "${workers[@]}"; do
	awk -v w="$worker" '/VmRSS/ { print "worker " w ": " $2 " KiB" }' \
		"/proc/$worker/status"
done
tap_done
