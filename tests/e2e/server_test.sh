#!/bin/bash
# server - starting, stopping, reloading, and what it refuses to be used for.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

S=$TMP/s

# --- beginning -------------------------------------------------------------

init_server "$S" --name "The Test's Café"
expect 0 '^sysop code: [a-z0-9-]{10,}' "init asks nothing and prints a code"
check "the folder is for its owner and group" is "$(stat -c %a "$S")" 750
modes=$(cd "$S" && stat -c '%n %a' stoa.db secret.db host_ed25519 host_rsa \
	sysop-code stoad.conf | tr '\n' ' ')
check "and its files for less" is "$modes" "stoa.db 640 secret.db 600 \
host_ed25519 600 host_rsa 600 sysop-code 600 stoad.conf 640 "
sum=$(cat "$S"/* | cksum)
run "$STOAD" init --data "$S"
expect 5 'already' "init twice is refused"
check "and changes nothing" is "$(cat "$S"/* | cksum)" "$sum"
run "$STOAD" serve --data "$TMP/nosuch"
expect 3 'nosuch' "a folder that is not there is named"
mkdir "$TMP/empty"
run "$STOAD" serve --data "$TMP/empty"
check "so is one without a community" test "$STATUS" != 0 -a -s "$ERR"
run "$STOAD" serve --frob
expect 2 'usage: stoad serve' "an unknown option gets the usage"
run "$STOAD"
expect_status 2 "so does nothing at all"
run "$STOAD" --help
expect 0 'stoad restore' "--help lists the commands"
run "$STOAD" --version
expect 0 '^stoad [0-9]' "--version tells the version"
run "$STOAD" --manual
expect 0 '^\.Sh EXIT STATUS' "--manual writes the manual"

# --- configuration -----------------------------------------------------------

run "$STOAD" serve --data "$S" --check-config
expect 0 'the configuration is good' "--check-config likes what init wrote"
cp "$S/stoad.conf" "$TMP/conf"
"$STOAD" --print-config >"$S/stoad.conf"
run "$STOAD" serve --data "$S" --check-config
expect 0 'is good' "and what --print-config prints"
lines=$(wc -l <"$TMP/conf")
bad_conf() { # LINE PATTERN SENTENCE
	{ cat "$TMP/conf"; echo "$1"; } >"$S/stoad.conf"
	run "$STOAD" serve --data "$S" --check-config
	expect 2 "stoad.conf:$((lines + 1)): .*$2" "$3"
}
bad_conf 'port = 65536' 'from 0 to 65535' "a bad number is named by file and line"
bad_conf 'limits { keys = 0 }' 'from 1 to 100' "so is one in a section"
bad_conf 'prot = 22' "prot" "so is an unknown entry"
bad_conf 'log { level = "loud" }' 'log.level is error' "so is a bad word"
cp "$TMP/conf" "$S/stoad.conf"
run "$STOAD" serve --data "$S" --set limits.keys=101 --check-config
expect 2 'limits.keys must be a whole number from 1 to 100' \
	"--set is checked in the same way"
run "$STOAD" serve --data "$S" --set nosuch=1 --check-config
expect 2 'no entry is called "nosuch"' "and so is its name"

# --- serving -----------------------------------------------------------------

start_server "$S" --set public.host=bbs.example --set public.port=2022
check "the ready line has the port" test "$PORT" -gt 0
join_as alice alice "$CODE"
expect_out "Welcome to The Test's Café" "the community has its name"
expect_out 'ssh -p 2022 alice@bbs.example' "people are told the public address"
join_as bob bob
run "$STOAD" serve --data "$S"
expect 5 'another server has this folder' "a second server is refused"
"$STOAD" init --data "$TMP/other" --port "$PORT" >/dev/null
run "$STOAD" serve --data "$TMP/other"
check "a port in use is refused in words" has \
	"cannot listen.*port=$PORT.*in use" "$ERR"
check "with a status that says so" test "$STATUS" != 0
as bob b whoami
expect 0 bob "while the first goes on"
run "$STOAD" serve --data "$TMP/other" --set listen=nonsense
check "an address that is none is refused" test "$STATUS" != 0
if [[ -s /proc/net/if_inet6 ]]; then
	start_server "$TMP/other" --set port=0 --set listen=127.0.0.1,::1
	run ssh -F /dev/null -o UserKnownHostsFile="$TMP/known6" \
		-o StrictHostKeyChecking=accept-new -o LogLevel=ERROR \
		-o BatchMode=yes -p "$PORT" guest@::1 whoami
	expect 0 guest "it listens on several addresses"
	stop_server
	use_server "$S"
else
	tap_skip "it listens on several addresses" "no IPv6 here"
fi

# --- the operator's shell ------------------------------------------------------

run operator whoami
expect 0 robot "stoad do speaks for the robot"
run operator --as bob whoami --json
expect_json "rows[0]['handle'] == 'bob'" "stoad do --as for a member"
run operator --as nosuch whoami
expect 3 'no member "nosuch"' "who must be there"
run operator --as bob ask support Hello from here <<<'from the host'
expect 0 'Asked as 1' "a text comes from standard input"
run operator threads nosuch
expect 3 'no board' "statuses are those of ssh"
run operator frobnicate
expect 2 'no command' "and so are words"
run operator who --json
expect_status 0 "it sees who is here"
"$STOAD" "do" --data "$S" watch >"$TMP/watched" 2>&1 &
PIDS+=($!)
posted() {
	as_in x bob b post talk news for the operator
	grep -q 'news for the operator' "$TMP/watched"
}
check "it watches" wait_until posted

# --- the log ---------------------------------------------------------------------

as alice a log-level debug
check "log-level reaches the workers" wait_until \
	grep -q 'level=debug proc=worker' "$LOG"
as alice a log-level info
as_in $'a secret word\n' bob b password
as_asked $'a secret word\n' - bob link --json
link=$(json_get "rows[0]['code']")
as_asked $'a wrong word\n' - bob whoami
check "no secret is in the log" lacks "secret word|wrong word|$link|$CODE" "$LOG"
check "nor in the store" lacks "secret word|argon2|$link" "$S/stoa.db"
check "nor in its log of changes" lacks "secret word|argon2|$link" \
	"$S/stoa.db-wal"

# --- SIGHUP --------------------------------------------------------------------

hup() { # PATTERN: reload and wait for that line of the log
	local before

	before=$(grep -c "$1" "$LOG")
	kill -HUP "$SERVER"
	wait_until eval "((\$(grep -c '$1' '$LOG') > $before))"
}
channels() { sed -i "s/^\tchannels = .*/\tchannels = $1/" "$S/stoad.conf"; }
sed -i 's/^port = .*/port = 2/; s/^\tlevel = .*/\tlevel = "debug"/' \
	"$S/stoad.conf"
channels 1
ssh-keygen -q -t ed25519 -N '' -f "$S/host_ed25519.new"
mv "$S/host_ed25519.new" "$S/host_ed25519"
check "SIGHUP reloads" hup 'configuration and host keys reloaded'
check "it names what needs a restart" has 'needs a restart.* entry=port' "$LOG"
before=$(grep -c 'level=debug' "$LOG")
as bob b whoami
expect_status 255 "a host key that changed is served at once"
check "which the client sees" has 'IDENTIFICATION HAS CHANGED' "$ERR"
rm "$DATA.known"
as bob b whoami
expect 0 bob "with the new key known, all is well"
check "the log level was re-read" wait_until \
	eval "((\$(grep -c level=debug '$LOG') > $before))"
SSH_MORE=(-o ControlPath="$TMP/control")
EXEC='exec' ssh_as bob b -M watch </dev/null >"$TMP/first" 2>&1 &
PIDS+=($!)
wait_until ssh_as bob b -O check
as bob b whoami
SSH_MORE=()
expect_err 'open refused by peer' \
	"a limit was re-read: one session a connection"
kill $!
echo 'prot = 1' >>"$S/stoad.conf"
allow_error 'not reloaded'
check "a bad file is refused" hup 'not reloaded; the old one stays'
as bob b whoami
expect 0 bob "and the server goes on with the old one"
sed -i '/^prot/d; s/^port = .*/port = 0/; s/level = .*/level = "info"/' \
	"$S/stoad.conf"
channels 10
hup 'configuration and host keys reloaded'

# --- what it is not for ------------------------------------------------------------

refuses() { # SENTENCE OPTIONS…: the connection is good for nothing else
	local sentence=$1

	shift
	SSH_MORE=("$@")
	as bob b
	SSH_MORE=()
	check "$sentence" test "$STATUS" != 0 -a ! -s "$OUT"
}
harmless() { # SENTENCE OPTIONS…: not there, but a command works
	local sentence=$1

	shift
	SSH_MORE=("$@")
	as bob b whoami
	SSH_MORE=()
	check "$sentence" test "$STATUS" = 0
	expect_out '^bob' "and a command works all the same"
}
start_agent bob
refuses "forwarding to elsewhere is refused (-W)" -W "127.0.0.1:$PORT"
check "by the server" has 'open failed|forwarding failed' "$ERR"
refuses "forwarding back is refused (-R)" -N -o ExitOnForwardFailure=yes \
	-R 0:127.0.0.1:1
harmless "X11 is refused (-X)" -X
harmless "X11 is refused (-Y)" -Y
SSH_AUTH_SOCK=$AGENT harmless "the agent is not taken (-A)" -A
harmless "variables are not taken" -o SetEnv=LD_PRELOAD=/x
leads_nowhere() {
	SSH_MORE=(-L "$TMP/forward:127.0.0.1:$PORT" -o ExitOnForwardFailure=yes)
	EXEC='exec' ssh_as bob b watch </dev/null >/dev/null 2>&1 &
	PIDS+=($!)
	SSH_MORE=()
	wait_until test -S "$TMP/forward" || return 1
	"$PYTHON" - "$TMP/forward" <<'PY'
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
s.settimeout(30)
sys.exit(s.recv(9) != b"")
PY
}
check "a port to forward from leads nowhere (-L)" leads_nowhere
for subsystem in sftp netconf; do
	run ssh_as bob b -s "$subsystem" </dev/null
	check "the subsystem $subsystem is refused" test "$STATUS" != 0 -a ! -s "$OUT"
done
as bob b 'sh -c "id"'
expect 2 'no command "sh"' "a shell's command is no command"
as bob b '$(id)' '; id' '| id'
expect 2 'no command' "nor is a shell's syntax"

# --- several sessions on one connection ------------------------------------------------

SSH_MUX=yes
as bob mux whoami
logins=$(grep -c 'msg=login' "$LOG")
pids=()
for i in 1 2 3 4 5; do
	ssh_as bob mux search --json "news" >"$TMP/mux.$i" 2>&1 </dev/null &
	pids+=($!)
	ssh_as bob mux reply --json 1 "reply $i" >"$TMP/said.$i" 2>&1 </dev/null &
	pids+=($!)
done
all=0
for pid in "${pids[@]}"; do
	wait "$pid" || all=$?
done
SSH_MUX=
check "several sessions share a connection" is "$all" 0
check "without another login" is "$(grep -c 'msg=login' "$LOG")" "$logins"
as bob b read --json 1
expect_json "sorted(r['body'] for r in rows[1:]) ==
	['reply %d' % i for i in range(1, 6)]" "and each does its own"

# --- SIGTERM ----------------------------------------------------------------------

# talker NAME WORDS…: a session fed through file descriptor $FD.
talker() {
	local name=$1

	shift
	mkfifo "$TMP/$name.in"
	EXEC='exec' ssh_as bob b "$@" <"$TMP/$name.in" >"$TMP/$name.out" 2>&1 &
	TALKER=$!
	exec {FD}>"$TMP/$name.in"
}
talker typing -T
typing=$TALKER
printf 'reply 1\nhalf a reply\nand a bit' >&"$FD"
wait_until grep -q 'Type the text' "$TMP/typing.out"
talker idle -T
idle=$TALKER
wait_until grep -q 'bob> ' "$TMP/idle.out"
talker body reply 1
body=$TALKER
printf 'never sent' >&"$FD"
EXEC='exec' ssh_as bob b watch >"$TMP/watch.out" 2>&1 </dev/null &
watch=$!
all_in() { as alice a who --json && has 'alice' "$OUT" && has bob "$OUT"; }
wait_until all_in
# What was typed must have arrived: the hint comes two seconds after nothing.
wait_until eval '(($(grep -c "msg=login" "$LOG") >= 4))'
as alice a who
started=$(date +%s%N)
kill -TERM "$SERVER"
wait "$typing"
is_typing=$?
wait "$idle"
wait "$body"
is_body=$?
wait "$watch"
await_end "$S"
took=$((($(date +%s%N) - started) / 1000000))
check "SIGTERM ends within 10 s ($took ms with the check)" test "$took" -lt 12000
check "who was typing is told" has \
	'The server is stopping. What you typed is kept as a draft' "$TMP/typing.out"
check "with a status that says so" is "$is_typing" 7
check "who was idle is told" has 'The server is stopping. Come back' \
	"$TMP/idle.out"
check "a command whose text was under way is told that nothing was done" \
	has 'the server is stopping; nothing was done' "$TMP/body.out"
check "with the same status" is "$is_body" 7
check "the control socket is gone" test ! -e "$S/control.sock"

# --- the operator's shell without a server ---------------------------------------

run operator --as bob draft --json
expect_json "[(r['place'], r['text']) for r in rows] ==
	[('reply 1', 'half a reply\nand a bit')]" "the draft was kept"
run operator --as bob reply 1 from the quiet
expect 0 'Replied as 1.7' "stoad do works without a server"
run operator log-level debug
expect 7 'no server' "but for what needs one"
run operator read 99
expect 3 'no thread' "with the same statuses"
start_server "$S"
as bob b draft --json
expect_json "rows[0]['text'] == 'half a reply\nand a bit'" \
	"and is there when he comes back"
as bob b read 1
expect_out 'from the quiet' "so is what was written meanwhile"
as_in $'reply 1\nthe whole reply\n.\nquit\n' bob b -T
as bob b draft --json
check "a draft whose text was posted is gone" test ! -s "$OUT"

tap_done
