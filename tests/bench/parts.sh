# shellcheck shell=bash
#
# parts - what `run` measures of stoad, one function a part.
#
# Each writes rows by `row`, or lets a program do it, and fails when something
# did not work.  Those that need a large community get it by `community`.

BIG=

in_s() { awk -v us="$1" 'BEGIN { printf "%.3f", us / 1e6 }'; }
in_mb() { awk -v bytes="$1" 'BEGIN { printf "%.1f", bytes / 1e6 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }

# unpacked FILE: JSON Lines on standard output.
unpacked() {
	case $1 in
	*.zst) zstd -dcq "$1" ;;
	*) cat "$1" ;;
	esac
}

# store_bytes DIR: the posts, with what is not yet moved into the file.
store_bytes() { cat "$1"/stoa.db "$1"/stoa.db-wal 2>/dev/null | wc -c; }

count_posts() { sqlite3 "$1/stoa.db" 'SELECT count(*) FROM post'; }

# import DIR FILE: a new community of it; sets WALL_US, CPU_US and PEAK_KIB.
import() {
	init_server "$1"
	logged "$TOOLS/took" "$TMP/took" \
		"$STOAD" import --data "$1" "$2" || return
	read -r WALL_US CPU_US PEAK_KIB <"$TMP/took"
}

# community: in $BIG, with rows of how it came there; once.
community() {
	[[ -z $BIG ]] || return 0
	if [[ -n ${BENCH_DATA:-} ]]; then
		copied_community || return
	else
		imported_community || return
	fi
	BIG=$TMP/big
	logged "$TOOLS/machine" "$BIG" "$ROWS"
}

copied_community() {
	init_server "$TMP/big"
	rm -f "$TMP"/big/stoa.db*
	logged cp "$BENCH_DATA/stoa.db" "$TMP/big/" || return
	if [[ -s $BENCH_DATA/stoa.db-wal ]]; then
		logged cp "$BENCH_DATA/stoa.db-wal" "$TMP/big/" || return
	fi
	note import "not measured" "BENCH_DATA: $BENCH_DATA"
	row import "posts" "" "count" "$(count_posts "$TMP/big")" "" ""
	row import "the store" "" "MB" \
		"$(in_mb "$(store_bytes "$TMP/big")")" "" ""
}

imported_community() {
	local raw store posts name=${SET##*/}

	say "importing $name; a large set takes minutes"
	import "$TMP/big" "$SET" || return
	posts=$(count_posts "$TMP/big")
	raw=$(unpacked "$SET" | wc -c)
	store=$(store_bytes "$TMP/big")
	row import "posts" "" "count" "$posts" "" "$name"
	row import "the set" "wall" "s" "$(in_s "$WALL_US")" "" ""
	row import "the set" "cpu" "s" "$(in_s "$CPU_US")" "" ""
	row import "the set" "peak memory" "MB" \
		"$(in_mb $((PEAK_KIB * 1024)))" "" ""
	row import "JSON Lines" "" "MB" "$(in_mb "$raw")" "" ""
	row import "the store" "" "MB" "$(in_mb "$store")" "" ""
	row import "the store" "to JSON Lines" "x" \
		"$(ratio "$store" "$raw")" "" ""
}

part_import() { community; }

# Limits per source are for strangers, who do not all come from here.
UNLIMITED=(--set limits.per_source=0 --set limits.handshakes=0
	--set limits.strangers=0 --set limits.writes=0
	--set limits.penalty_ms=0 --set workers.user=)

part_start() {
	community || return
	logged "$PYTHON" "$HERE/start.py" 5 "$ROWS" "$STOAD" "$BIG" \
		"${UNLIMITED[@]}"
}

part_reading() {
	community || return
	logged "$TOOLS/reading" "$BIG" "$ROWS"
}

# lines DIR: searches in its words, in $TMP/lines.
lines() {
	echo "--- words of $1" >>"$BENCH_LOG"
	"$TOOLS/words" "$1" "$EACH" >"$TMP/lines" 2>>"$BENCH_LOG"
}

part_search() {
	community && lines "$BIG" || return
	logged "$TOOLS/search" "$BIG" "$ROWS" search "" <"$TMP/lines"
}

# serve DIR [ARGS…], and halt: without what tests ask of a server that ends.
# Its own log tells of every connection, and goes with it.
serve() { start_server "$@" >>"$BENCH_LOG" 2>&1; }

halt() {
	local pid=${SERVER_PIDS[$DATA]}

	unset "SERVER_PIDS[$DATA]"
	kill -TERM "$pid" && wait "$pid"
}

# largest_board MEMBER: of the boards that a digit opens in the lobby.
largest_board() {
	as "$1" "$1" boards --json
	[[ $STATUS = 0 ]] || return
	json_get 'max(range(min(9, len(rows))),
		key=lambda i: rows[i]["threads"]) + 1'
}

part_keys() {
	local board who=bench-keys done

	community && lines "$BIG" || return
	serve "$BIG" || return
	operator setting join.policy open >>"$BENCH_LOG" 2>&1
	join_as "$who" "$who" >>"$BENCH_LOG"
	board=$(largest_board "$who") &&
		logged "$TOOLS/keys" "$PORT" "$TMP/$who" "$who" "$board" \
			"$SEARCHERS" "$TMP/lines" "$ROWS"
	done=$?
	halt && return "$done"
}

# Both ends of each connection are files, the server's in two processes.
fit_sessions() {
	local most

	ulimit -n "$(ulimit -Hn)"
	most=$(ulimit -n)
	[[ $most = unlimited ]] && return
	most=$((most - 100))
	((SESSIONS <= most)) && return
	say "live: $most sessions instead of $SESSIONS: ulimit -n"
	SESSIONS=$most
}

part_live() {
	local done worker workers

	fit_sessions
	init_server "$TMP/live"
	serve "$TMP/live" --set workers.count="${WORKERS:-2}" || return
	join_as alice alice "$CODE" >>"$BENCH_LOG"
	as_in "It worked yesterday." alice alice ask support \
		No link on port 2
	say "live: $SESSIONS sessions"
	row live "sessions" "" "count" "$SESSIONS" "" ""
	# They are not the server's work, and get what it leaves.
	waited nice -n 19 "$TOOLS/live" "$PORT" "$TMP/alice" alice "$SESSIONS" 1 \
		"$ROUNDS" "$ROWS" >"$TMP/live.out" 2>>"$BENCH_LOG"
	done=$?
	cat "$TMP/live.out" >>"$BENCH_LOG"
	held_turns
	mapfile -t workers < <(
		sed -n 's/.*msg="worker started".*pid=//p' "$LOG")
	for worker in "${workers[@]}"; do
		row live "memory of a worker" "" "MB" "$(in_mb "$(awk \
			'/^VmRSS/ { print $2 * 1024 }' \
			"/proc/$worker/status")")" "" ""
	done
	halt && return "$done"
}

# What the log says of turns of a loop over 5 ms while posts went out.
held_turns() {
	local begun ended turns worst cpu

	begun=$(sed -n 's/^rounds from //p' "$TMP/live.out")
	ended=$(sed -n 's/^rounds until //p' "$TMP/live.out")
	[[ -n $begun && -n $ended ]] || return
	read -r turns worst cpu < <(awk -v begun="ts=$begun" -v ended="ts=$ended" '
		function field(name, s) {
			s = $0
			return sub(".* " name "=", "", s) ? s + 0 : 0
		}
		/msg="the loop was held"/ && $1 >= begun && $1 <= ended {
			n += field("turns")
			if (field("us") > us)
				us = field("us")
			if (field("cpu_us") > cpu)
				cpu = field("cpu_us")
		}
		END { print n + 0, us + 0, cpu + 0 }' "$LOG")
	row live "turns of a loop" "over 5 ms" "count" "$turns" "" ""
	((turns == 0)) && return
	row live "turns of a loop" "the longest" "us" "$worst" "" ""
	row live "turns of a loop" "the most computed" "us" "$cpu" "" ""
}
