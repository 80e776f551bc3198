#!/bin/bash
# limits - what peers that have not logged in may ask for, at and one past.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# peers N [SECONDS]: open N connections at once, hold them, and print how many
# were greeted.  A refused one is closed without a banner.
peers() {
	"$PYTHON" - "$PORT" "$1" <<'PY'
import socket, sys
held = []
greeted = 0
for _ in range(int(sys.argv[2])):
    s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    s.settimeout(30)
    held.append(s)
for s in held:
    try:
        greeted += s.recv(4) == b"SSH-"
    except ConnectionResetError:
        pass
print(greeted)
PY
}

# stall HOW: what a slow peer does; prints how many ms the server bore it.
stall() {
	"$PYTHON" - "$PORT" "$1" <<'PY'
import os, socket, sys, time
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.settimeout(60)
start = time.monotonic()
how = sys.argv[2]
if how == "banner":
    pass
elif how == "half":
    s.sendall(b"SSH-2.0-slow")
elif how == "kex":
    s.sendall(b"SSH-2.0-slow\r\n")
elif how == "trickle":
    s.sendall(b"SSH-2.0-slow\r\n")
    s.settimeout(0.05)
try:
    while time.monotonic() - start < 60:
        try:
            if not s.recv(65536):
                break
        except socket.timeout:
            s.sendall(b"\0")
except OSError:
    pass
print(int((time.monotonic() - start) * 1000))
PY
}
between() { [[ $1 -ge $2 && $1 -le $3 ]] || { echo "$1 ms"; return 1; }; }
nobody_here() { # no connection is left
	[[ $(ss -Htn state established "sport = :$PORT" | wc -l) = 0 ]]
}
command -v ss >/dev/null || nobody_here() {
	! grep -qE "$(printf '0100007F:%04X [0-9A-F:]+ 01' "$PORT")" /proc/net/tcp
}

S=$TMP/s
init_server "$S"
SYSOP=$CODE

# --- connections at once -------------------------------------------------------

start_server "$S" --set limits.per_source=3
check "limits.per_source: three connections at once" is "$(peers 3)" 3
wait_until nobody_here
check "limits.per_source: not a fourth" is "$(peers 4)" 3
check "the log says why" has 'refused.*too many connections' "$LOG"
wait_until nobody_here
check "limits.per_source: again when they have left" is "$(peers 3)" 3
stop_server

start_server "$S" --set limits.strangers=2
check "limits.strangers: two that have not logged in" is "$(peers 2)" 2
wait_until nobody_here
check "limits.strangers: not a third" is "$(peers 3)" 2
check "the log says why" has 'have not logged in' "$LOG"
stop_server

start_server "$S" --set limits.per_source=0
check "limits.per_source=0 lifts it" is "$(peers 60)" 60
stop_server

# --- connections a second ---------------------------------------------------------

start_server "$S" --set limits.handshakes=1
check "limits.handshakes: twice a second's share in a burst" is "$(peers 2)" 2
check "limits.handshakes: not more" is "$(peers 1)" 0
check "the log says why" has 'too many new connections' "$LOG"
one_more() { [[ $(peers 1) = 1 ]]; }
check "limits.handshakes: again after a while" wait_until one_more
stop_server

# --- time and bytes --------------------------------------------------------------------

start_server "$S" --set limits.banner_ms=300 --set limits.kex_ms=600 \
	--set limits.login_ms=1000 --set limits.prompt_ms=2000 \
	--set limits.login_bytes=20000 --set limits.keys=3
join_as alice alice "$SYSOP"
check "limits.banner_ms: silence" between "$(stall banner)" 250 5000
check "limits.banner_ms: half a line" between "$(stall half)" 250 5000
check "the log says which" has 'conn ended.*end=banner' "$LOG"
check "limits.kex_ms: a line, then silence" between "$(stall kex)" 550 5000
check "limits.kex_ms: a byte now and then" between "$(stall trickle)" 10 5000
check "the log says which" has 'conn ended.*end=kex' "$LOG"

# A client that answers no prompt, and one that does not even ask.
make_askpass ''
cat >"$TMP/askpass.slow" <<SLOW
#!/bin/sh
echo \$\$ >'$TMP/asked'
exec sleep 60 >/dev/null
SLOW
chmod +x "$TMP/askpass.slow"
started=$(date +%s%N)
SSH_ASKPASS=$TMP/askpass.slow SSH_ASKPASS_REQUIRE=force SSH_BATCH=no \
	EXEC='exec' ssh_as - nobody whoami </dev/null >"$OUT" 2>"$ERR" &
client=$!
PIDS+=("$client")
check "limits.prompt_ms: who is asked gets longer" \
	wait_until grep -q 'end=login' "$LOG"
took=$((($(date +%s%N) - started) / 1000000))
check "than who is not ($took ms)" between "$took" 1500 10000
kill "$client" "$(cat "$TMP/asked")" 2>/dev/null
check "limits.login_ms: no answer to the offer of a key" between "$(
	started=$(date +%s%N)
	before=$(grep -c 'end=login' "$LOG")
	"$PYTHON" - "$PORT" "$TMP" <<'PY'
import subprocess, sys, time
# An agent that never answers keeps ssh from proving its key.
import socket, os
path = sys.argv[2] + "/mute"
a = socket.socket(socket.AF_UNIX); a.bind(path); a.listen(8)
p = subprocess.Popen(["ssh", "-F", "/dev/null", "-o", "IdentityAgent=" + path,
    "-o", "UserKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=no",
    "-o", "BatchMode=yes", "-p", sys.argv[1], "x@127.0.0.1", "whoami"],
    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL)
log = sys.argv[2] + "/s.log"
n = open(log).read().count("end=login")
end = time.monotonic() + 30
while open(log).read().count("end=login") == n and time.monotonic() < end:
    time.sleep(0.02)
p.kill()
PY
	(($(grep -c 'end=login' "$LOG") > before)) &&
		echo $((($(date +%s%N) - started) / 1000000)))" 900 10000

flood() { # BYTES before the key exchange ends; prints how many were taken
	"$PYTHON" - "$PORT" "$1" <<'PY'
import os, socket, struct, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.settimeout(30)
s.sendall(b"SSH-2.0-flood\r\n")
# SSH_MSG_IGNORE, unencrypted, again and again
payload = b"\2" + struct.pack(">I", 1000) + bytes(1000)
pad = 8 - (5 + len(payload)) % 8 + 8
packet = struct.pack(">IB", 1 + len(payload) + pad, pad) + payload + bytes(pad)
sent = 0
try:
    while sent < int(sys.argv[2]):
        s.sendall(packet)
        sent += len(packet)
    while s.recv(65536):
        pass
except OSError:
    pass
PY
}
flood 200000
check "limits.login_bytes: more closes the connection" wait_until \
	grep -q 'conn ended.*end=bytes' "$LOG"
as alice a whoami
expect 0 alice "who keeps to the limits logs in"

# --- keys ---------------------------------------------------------------------------------

for key in k1 k2 k3; do
	new_key "$key"
done
start_agent k1 k2 alice
as agent x whoami
expect 0 alice "limits.keys: the third key offered logs in"
start_agent k1 k2 k3 alice
as agent x whoami
expect 255 'Too many authentication failures' "limits.keys: a fourth does not"
check "the log says which" has 'conn ended.*end=keys' "$LOG"
stop_server

start_server "$S"
keys=()
for i in 1 2 3 4 5 6 7 8 9 10; do
	new_key "many$i"
	keys+=("many$i")
done
start_agent "${keys[@]:0:9}" alice
as agent x whoami
expect 0 alice "without a word, the tenth key logs in"
start_agent "${keys[@]}" alice
as agent x whoami
expect 255 'Too many authentication failures' "and an eleventh does not"

# --- sessions on one connection --------------------------------------------------------------

stop_server
start_server "$S" --set limits.channels=3 --set limits.writes=2
SSH_MUX=yes
for i in 1 2 3; do
	EXEC='exec' ssh_as alice a watch >"$TMP/watch.$i" 2>&1 </dev/null &
	PIDS+=($!)
	[[ $i = 1 ]] || continue
	mux_is_up() { ssh_as alice a -O check; }
	wait_until mux_is_up
done
three_watch() {
	SSH_MUX='' as alice a reply 1 x
	SSH_MUX='' as alice a ask support x
	[[ -s $TMP/watch.1 && -s $TMP/watch.2 && -s $TMP/watch.3 ]]
}
check "limits.channels: three sessions on one connection" wait_until three_watch
SSH_MORE=(-o ProxyCommand=false)
as alice a whoami
SSH_MORE=()
expect_err 'open refused' "limits.channels: not a fourth"
SSH_MUX=

# --- changes a second ---------------------------------------------------------------------------

join_as bob bob
in_a_burst=$("$PYTHON" -c "print('\n'.join('vote 1 ' + w
	for w in ['up', 'none'] * 8) + '\nquit')")
as_in "$in_a_burst"$'\n' bob b -T
taken=$(grep -c 'now has' "$OUT")
check "limits.writes: five seconds' worth in a burst ($taken of 16)" \
	test "$taken" -ge 9 -a "$taken" -le 12
expect_err 'faster than anybody types' "limits.writes: not more"
one_more() { as bob b reply 1 later; [[ $STATUS = 0 ]]; }
check "limits.writes: again after a while" wait_until one_more
as alice a reply 1 now
expect_status 0 "limits.writes: others are not held up"
stop_server

# --- passwords, and the penalty ---------------------------------------------------------------------

start_server "$S" --set limits.passwords=3 --set limits.penalty_ms=1500
as_in $'a good password\n' bob b password
SSH_PROMPTS=9
as_asked $'wrong one\nwrong two\na good password\n' - bob whoami
expect 0 bob "limits.passwords: the third may be right"
as_asked $'wrong one\nwrong two\nwrong three\na good password\n' - bob whoami
expect_status 255 "limits.passwords: a fourth is not asked for"
check "three were" is "$(wc -l <"$PROMPTS")" 3
check "the log says which" has 'conn ended.*end=passwords' "$LOG"
as bob b whoami
expect_status 255 "limits.penalty_ms: then the address waits"
check "the log says why" has 'refused.*failed a moment ago' "$LOG"
comes_in() { as bob b whoami; [[ $STATUS = 0 ]]; }
check "limits.penalty_ms: not for ever" wait_until comes_in
as bob b whoami
expect 0 bob "and then all is as before"

# --- sizes before login -----------------------------------------------------------------------------

SSH_PROMPTS=1
as_asked "$(printf '%2000s' '')"$'\n' - bob whoami
expect_status 255 "a password of 2000 bytes is just wrong"
wait_until comes_in
as bob "$(printf '%300s' '' | tr ' ' x)" whoami
check "a user name of 300 bytes does no harm" test "$STATUS" = 0 -o "$STATUS" = 255
check "to anybody" wait_until comes_in

tap_done
