#!/bin/bash
# slow - a link of 2,400 bit/s, through OpenSSH in a real terminal: frames
# that nobody would see any more are not sent, a step of the cursor is soon
# there, and the server finds out by itself that it has to be thrifty.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/tmux.sh
. "$(dirname "$0")/../lib/tmux.sh"

FAST=4500     # bytes; a login takes nearly as many
RATE=240      # a second
BURST_MS=20000
STEP_MS=2500  # ssh adds some 60 bytes to each packet
OPEN_MS=15000
THREADS=14

now_ms() { date +%s%3N; }

# took NAME PATTERN KEY…: milliseconds from the keys to what they show.
took() {
	local name=$1 pattern=$2 start

	shift 2
	start=$(now_ms)
	see_keys "$name" "$@"
	wait_until see_has "$name" "$pattern" || return
	TOOK=$(($(now_ms) - start))
	echo "# $TOOK ms: $pattern"
}

within() { ((TOOK <= $1)) || { echo "it took $TOOK ms"; return 1; }; }

start_server "$TMP/s"
new_key alice
join_as alice alice
for ((i = 1; i <= THREADS; i++)); do
	operator --as alice post talk "Thread number $i" <<<"Some words." >/dev/null
done
operator --as alice post talk "A long one" <<<"$(seq -s ' ' 300)" >/dev/null

write_ssh "$TMP/ssh-alice"
see_open slow 80 24 "$TMP/ssh-alice" -o \
	"ProxyCommand=$PYTHON $ROOT/tests/lib/slow_link.py %h %p $FAST $RATE" \
	x@127.0.0.1
sees "the lobby comes in its time" slow '\? help'
took slow '▸.*A long one' 3
burst=(j j j j j j j j j j j j j j)
took slow '▸.*Thread number 1 ' "${burst[@]}"
check "many steps at once are not shown one by one" within $BURST_MS
took slow '▸.*Thread number 2 ' k
took slow '▸.*Thread number 3 ' k
check "a step of the cursor is soon there" within $STEP_MS
took slow '▸.*A long one' g
took slow ' 40 41 42 ' Enter
check "a thread opens while one waits" within $OPEN_MS
see_keys slow Q
sees "and one can leave" slow 'Come back soon'
tap_done
