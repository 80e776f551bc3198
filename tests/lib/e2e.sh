# shellcheck shell=bash
#
# e2e - what the end-to-end scripts share: servers, ssh, and TAP.
#
# A script sources this, starts servers in folders under $TMP, drives them by
# the real ssh, and ends with tap_done.  Nothing outlives it: servers, agents
# and files go on every way out.  There are no sleeps but between two looks
# at a condition (wait_until), each with a deadline.
#
# A server that is stopped must have ended with status 0, its store must be
# whole, and neither its log may have an error that was not announced
# (allow_error) nor a sanitizer a report.
#
#   STOA_BUILD       where the programs are; "build" unless told
#   STOA_DEADLINE    seconds a condition may take; 60 unless told
#   STOA_SHARED      where the sets of real data are

set -u
LC_ALL=C.UTF-8
export LC_ALL

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
BUILD=${STOA_BUILD:-build}
[[ $BUILD = /* ]] || BUILD=$ROOT/$BUILD
STOAD=$BUILD/stoad
DEADLINE=${STOA_DEADLINE:-60}
SHARED=${STOA_SHARED:-$ROOT/../shared}
PYTHON=python3
[[ -x /usr/bin/python3 ]] && PYTHON=/usr/bin/python3
export STOAD SHARED

TMP=$(mktemp -d "${TMPDIR:-/tmp}/stoa-e2e.XXXXXX")
TAP_N=0
TAP_BAD=0
PIDS=()        # whatever was started in the background
ALLOWED=()     # errors that a log may have
declare -A SERVER_PIDS=()
DATA=
PORT=0
LOG=
OUT=$TMP/out   # of the last run, and:
ERR=$TMP/err
STATUS=0
: >"$OUT"
: >"$ERR"

# One report a process, beside the logs; see sanitizers_are_silent.
san=log_path=$TMP/sanitizer
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}$san
UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}$san:print_stacktrace=1
TSAN_OPTIONS=${TSAN_OPTIONS:+$TSAN_OPTIONS:}$san
LSAN_OPTIONS=${LSAN_OPTIONS:+$LSAN_OPTIONS:}$san
export ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS LSAN_OPTIONS
unset SSH_AUTH_SOCK SSH_ASKPASS DISPLAY

# --- TAP ---------------------------------------------------------------

tap_ok() {
	TAP_N=$((TAP_N + 1))
	echo "ok $TAP_N - $*"
}

# tap_fail SENTENCE [DETAIL…]
tap_fail() {
	TAP_N=$((TAP_N + 1))
	TAP_BAD=$((TAP_BAD + 1))
	echo "not ok $TAP_N - $1"
	shift
	[[ $# = 0 ]] || printf '%s\n' "$@" | sed 's/^/#   /'
}

# tap_skip SENTENCE WHY
tap_skip() {
	TAP_N=$((TAP_N + 1))
	echo "ok $TAP_N - $1 # SKIP $2"
}

# The last run, for the details of a failure.
last_run() {
	echo "status $STATUS"
	sed 's/^/out: /' "$OUT" | cat -v | cut -c-300 | head -n 15
	sed 's/^/err: /' "$ERR" | cat -v | cut -c-300 | head -n 15
}

# check SENTENCE COMMAND…: ok when the command succeeds.
check() {
	local sentence=$1

	shift
	if "$@" >"$TMP/check" 2>&1; then
		tap_ok "$sentence"
	else
		tap_fail "$sentence" "failed: $*" \
			"$(head -n 15 "$TMP/check")" "$(last_run)"
	fi
}

# expect STATUS PATTERN SENTENCE: of the last run.  Success speaks on
# standard output alone, failure on standard error alone.
expect() {
	local speaks=$OUT silent=$ERR

	[[ $1 = 0 ]] || { speaks=$ERR silent=$OUT; }
	if [[ $STATUS = "$1" ]] && [[ ! -s $silent ]] &&
		grep -aqE -- "$2" "$speaks"; then
		tap_ok "$3"
	else
		tap_fail "$3" "wanted status $1 and /$2/, got:" "$(last_run)"
	fi
}

expect_status() {
	if [[ $STATUS = "$1" ]]; then
		tap_ok "$2"
	else
		tap_fail "$2" "wanted status $1, got:" "$(last_run)"
	fi
}

# expect_out PATTERN SENTENCE, and the like.
expect_out() { check "$2" grep -aqE -- "$1" "$OUT"; }
expect_err() { check "$2" grep -aqE -- "$1" "$ERR"; }
expect_no_out() { check "$2" lacks "$1" "$OUT"; }

# expect_json EXPRESSION SENTENCE: in Python, over `rows`, the lines of
# standard output.
expect_json() { check "$2" json_holds "$OUT" "$1"; }

json_holds() {
	"$PYTHON" - "$1" "$2" <<'PY'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
if not eval("(" + sys.argv[2] + ")"):
    sys.exit("not true: " + sys.argv[2])
PY
}

# json_get EXPRESSION: print it, over `rows` of the last run.
json_get() {
	"$PYTHON" - "$OUT" "$1" <<'PY'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
print(eval("(" + sys.argv[2] + ")"))
PY
}

lacks() { ! grep -aqE -- "$1" "$2"; }
has() { grep -aqE -- "$1" "$2"; }
is() { [[ $1 = "$2" ]] || { echo "\"$1\" is not \"$2\""; return 1; }; }

tap_done() {
	local dir

	for dir in "${!SERVER_PIDS[@]}"; do
		stop_server "$dir"
	done
	check "the sanitizers are silent" sanitizers_are_silent
	echo "1..$TAP_N"
	exit $((TAP_BAD > 0))
}

sanitizers_are_silent() {
	local f bad=0

	for f in "$TMP"/sanitizer.*; do
		[[ -s $f ]] || continue
		head -n 40 "$f"
		bad=1
	done
	# Some of them speak on standard error whatever they are told.
	for f in "$TMP"/*.log; do
		[[ -f $f ]] || continue
		grep -aE -A 20 'runtime error:|(Address|Leak|Thread)Sanitizer' \
			"$f" | head -n 40 | grep . && bad=1
	done
	return $bad
}

clean_up() {
	local pid

	# Not from a child that a signal met before it forgot this trap.
	[[ $BASHPID = "$$" ]] || return

	for pid in "${SERVER_PIDS[@]}"; do
		kill -KILL "$pid" 2>/dev/null
	done
	for pid in "${PIDS[@]}"; do
		kill "$pid" 2>/dev/null
	done
	wait 2>/dev/null
	[[ -n ${STOA_KEEP:-} ]] || rm -rf "$TMP"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# --- waiting -----------------------------------------------------------

# wait_until COMMAND…: look again until it succeeds, or $DEADLINE has passed.
wait_until() {
	local end=$((SECONDS + DEADLINE))

	until "$@" >/dev/null 2>&1; do
		((SECONDS < end)) || return 1
		sleep 0.05
	done
}

is_running() { kill -0 "$1" 2>/dev/null; }
is_gone() { ! kill -0 "$1" 2>/dev/null; }

# --- running -----------------------------------------------------------

# run COMMAND…: into $OUT, $ERR and $STATUS; 124 when it took too long.
run() {
	local limit=()

	[[ $(type -t -- "$1") = function ]] ||
		limit=(timeout --foreground -k 1 "$DEADLINE")
	"${limit[@]}" "$@" >"$OUT" 2>"$ERR"
	STATUS=$?
}

# init_server DIR [ARGS…]: a community in a new folder; CODE is the sysop's.
init_server() {
	local dir=$1

	shift
	run "$STOAD" init --data "$dir" --port 0 "$@"
	[[ $STATUS = 0 ]] || {
		tap_fail "stoad init" "$(last_run)"
		echo "Bail out! no community"
		exit 1
	}
	CODE=$(sed -n 's/^sysop code: //p' "$OUT")
	export CODE
}

# start_server DIR [ARGS…]: start, wait until it is ready; sets DATA, PORT, LOG.
# The limits per source are lifted: all tests come from one address.
start_server() {
	local dir=$1

	shift
	DATA=$dir
	LOG=$dir.log
	# What begins here is recorded, and replayed when it ends.
	[[ -d $dir ]] || init_server "$dir" --record "$dir.orders"
	[[ -e $dir.orders ]] && set -- --record "$dir.orders" "$@"
	echo "--- started $*" >>"$LOG"
	"$STOAD" serve --data "$dir" --set limits.per_source=0 \
		--set limits.handshakes=0 --set limits.strangers=0 \
		--set limits.writes=0 --set limits.penalty_ms=0 \
		--set workers.user= "$@" 2>>"$LOG" </dev/null &
	SERVER_PIDS[$dir]=$!
	SERVER=$!
	export SERVER
	wait_until server_answers "$dir" || {
		tap_fail "the server is ready" "$(tail -n 20 "$LOG")"
		echo "Bail out! no server"
		exit 1
	}
	PORT=$(sed -n 's/^ready port=//p' "$LOG" | tail -n 1)
}

server_answers() {
	is_gone "${SERVER_PIDS[$1]}" && return 0
	# shellcheck disable=SC2016 # of sed
	sed -n '/^--- started/h;/^--- started/!H;${x;p}' "$1.log" |
		grep -q '^ready port='
}

# use_server DIR: the one that the next commands are for.
use_server() {
	DATA=$1
	LOG=$1.log
	SERVER=${SERVER_PIDS[$1]:-}
	PORT=$(sed -n 's/^ready port=//p' "$LOG" | tail -n 1)
}

# allow_error PATTERN: level=error lines that are no surprise.
allow_error() { ALLOWED+=("$1"); }

log_is_calm() {
	local errors=$TMP/errors pattern

	grep -a -e 'level=error' -e 'msg=bug' "$1" >"$errors" || return 0
	for pattern in "${ALLOWED[@]}"; do
		grep -avE -- "$pattern" "$errors" >"$errors.left"
		mv "$errors.left" "$errors"
	done
	cat "$errors"
	[[ ! -s $errors ]]
}

# stop_server [DIR]: SIGTERM, then everything that must hold of what is left.
stop_server() {
	local pid=${SERVER_PIDS[${1:-$DATA}]:-}

	[[ -n $pid ]] || return 0
	kill -TERM "$pid" 2>/dev/null
	await_end "${1:-$DATA}"
}

# await_end DIR: the same for a server that was told to end.
await_end() {
	local dir=$1 pid=${SERVER_PIDS[$1]} status

	unset "SERVER_PIDS[$dir]"
	(
		SECONDS=0
		while is_running "$pid" && ((SECONDS < DEADLINE)); do
			sleep 0.1
		done
		kill -KILL "$pid" 2>/dev/null
	) &
	wait "$pid"
	status=$?
	check "the server ended as it should" is "$status" 0
	check "its log has no error that was not expected" log_is_calm "$dir.log"
	check_store "$dir"
	[[ -e $dir.orders ]] && check_replay "$dir"
	return 0
}

# check_replay DIR: the orders recorded so far give the same rows again.
check_replay() {
	run "$BUILD/tests/replay/replay" "$1.orders" "$1"
	expect_status 0 "its orders give a fresh store the same rows"
}

check_store() {
	run "$STOAD" check --data "$1" --deep
	expect 0 '^whole, and every counter true$' \
		"the store is whole and its counters are true"
}

# kill_server [DIR]: as a power cut would.
kill_server() {
	local dir=${1:-$DATA} pid=${SERVER_PIDS[${1:-$DATA}]}

	unset "SERVER_PIDS[$dir]"
	kill -KILL "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
}

# operator COMMAND…: the host's own shell.
operator() {
	timeout --foreground -k 1 "$DEADLINE" "$STOAD" "do" --data "$DATA" "$@"
}

# --- ssh ---------------------------------------------------------------

# new_key NAME [TYPE]: $TMP/NAME, and its public half.
new_key() {
	ssh-keygen -q -t "${2:-ed25519}" -N '' -C "$1" -f "$TMP/$1"
}

# start_agent KEY…: an agent that holds these keys, in this order.
start_agent() {
	local key

	AGENT=$TMP/agent.${#PIDS[@]}
	ssh-agent -D -a "$AGENT" >/dev/null 2>&1 &
	PIDS+=($!)
	wait_until test -S "$AGENT"
	for key in "$@"; do
		SSH_AUTH_SOCK=$AGENT ssh-add -q "$TMP/$key" 2>"$TMP/ssh-add"
	done
}
AGENT=none

# ssh_as KEY USER [WORDS…]: KEY is a name of new_key, "agent" for the keys of
# the last start_agent, or - for none.  With SSH_MUX set, one connection of a
# key and a user carries all its commands; it ends with the server.  What is
# to stay in the background is called with EXEC=exec, so that $! is ssh itself.
ssh_as() {
	local key=$1 user=$2 auth runner=(timeout --foreground -k 1 "$DEADLINE")

	shift 2
	case $key in
	-) auth=(-o PubkeyAuthentication=no -o IdentityAgent=none) ;;
	agent) auth=(-o IdentityAgent="$AGENT" -o IdentityFile=none) ;;
	*) auth=(-o IdentityAgent=none -o IdentitiesOnly=yes -i "$TMP/$key") ;;
	esac
	[[ -z $SSH_MUX ]] || auth+=(-o ControlMaster=auto
		-o ControlPath="$TMP/m$key%C" -o ControlPersist=yes)
	[[ -z ${EXEC:-} ]] || runner=(exec)
	"${runner[@]}" ssh -F /dev/null -o UserKnownHostsFile="$DATA.known" \
		-o GlobalKnownHostsFile=/dev/null \
		-o StrictHostKeyChecking=accept-new -o LogLevel=ERROR \
		-o NumberOfPasswordPrompts="${SSH_PROMPTS:-1}" \
		-o ConnectTimeout="$DEADLINE" \
		-o BatchMode="${SSH_BATCH:-yes}" "${SSH_MORE[@]}" \
		"${auth[@]}" -p "$PORT" "$user@127.0.0.1" "$@"
}
SSH_MORE=()
SSH_MUX=

# as KEY USER [WORDS…]: the same into $OUT, $ERR and $STATUS.  Standard input
# is closed unless the caller gives one with as_in.
as() { run ssh_as "$@" </dev/null; }

# as_in TEXT KEY USER WORDS…: with that text on standard input.
as_in() {
	local text=$1

	shift
	printf '%s' "$text" >"$TMP/in"
	run ssh_as "$@" <"$TMP/in"
}

# as_asked ANSWERS KEY USER [WORDS…]: answer what ssh is asked, a line each;
# what it asked is in $PROMPTS.
PROMPTS=$TMP/prompts
as_asked() {
	local answers=$1

	shift
	make_askpass "$answers"
	SSH_ASKPASS=$TMP/askpass SSH_ASKPASS_REQUIRE=force SSH_BATCH=no \
		as "$@"
}

make_askpass() {
	printf '%s' "$1" >"$TMP/answers"
	: >"$PROMPTS"
	[[ -x $TMP/askpass ]] && return
	cat >"$TMP/askpass" <<ASK
#!/bin/sh
printf '%s\n' "\$1" >>'$PROMPTS'
head -n 1 '$TMP/answers'
sed -i 1d '$TMP/answers'
ASK
	chmod +x "$TMP/askpass"
}

# join_as KEY HANDLE [CODE]: a new member, without a test of its own.
join_as() {
	[[ -f $TMP/$1 ]] || new_key "$1"
	as "$1" join join "${@:2}"
	[[ $STATUS = 0 ]] || tap_fail "$2 joins" "$(last_run)"
}
