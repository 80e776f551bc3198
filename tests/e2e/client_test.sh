#!/bin/bash
# client - the program `stoa` against the server.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

STOA=$BUILD/stoa
KNOWN=$TMP/known_hosts
export HOME=$TMP/home
mkdir -p "$HOME/.ssh"
chmod 700 "$HOME/.ssh"

start_server "$TMP/s"
join_as alice alice "$CODE"
new_key bob
new_key eve

# stoa KEY USER WORDS…: without a terminal of any kind; KEY - for none.
stoa() {
	local key=() name=$1 user=$2

	shift 2
	[[ $name = - ]] || key=(-i "$TMP/$name")
	timeout -k 1 "$DEADLINE" setsid -w "$STOA" "${key[@]}" \
		"${STOA_MORE[@]}" --known-hosts "$KNOWN" -p "$PORT" \
		"$user@127.0.0.1" "$@"
}
STOA_MORE=()
by() { run stoa "$@" </dev/null; }

# typed SCRIPT WORDS…: stoa on a terminal of its own.  SCRIPT is a Python
# list of (what to wait for, what to type then); output goes to $OUT.  With
# once(FILE, PATTERN, TEXT) it is typed when FILE has PATTERN.
typed() {
	local script=$1

	shift
	timeout -k 1 "$DEADLINE" "$PYTHON" - "$script" "$STOA" "$@" \
		>"$OUT" 2>"$ERR" <<'PY'
import os, pty, re, select, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = os.environ.get("TYPED_TERM", "dumb")
    os.execv(sys.argv[2], sys.argv[2:])
seen = b""
def once(path, pattern, text):
    def wait():
        while not re.search(pattern, open(path).read()):
            time.sleep(0.05)
        return text
    return wait
steps = eval(sys.argv[1])
def read():
    global seen
    try:
        more = os.read(fd, 65536)
    except OSError:
        more = b""
    seen += more
    sys.stdout.buffer.write(more)
    sys.stdout.flush()
    return more
for wait, text in steps:
    while not re.search(wait.encode(), seen):
        if not read():
            sys.exit("never came: " + wait)
    seen = b""
    os.write(fd, (text() if callable(text) else text).encode())
while read():
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PY
	STATUS=$?
}

# --- hosts ---------------------------------------------------------------------

by alice alice whoami
expect 8 'is not known yet, and there is no terminal to ask on' \
	"an unknown host is refused where nobody can be asked"
check "and not kept" test ! -s "$KNOWN"
typed '[("right server\?  yes/no", "no\n")]' -i "$TMP/alice" \
	--known-hosts "$KNOWN" -p "$PORT" alice@127.0.0.1 whoami
check "on a terminal it is asked for, and no is no" test "$STATUS" = 8 -a \
	! -s "$KNOWN"
fingerprint=$(ssh-keygen -lf "$TMP/s/host_ed25519" | cut -d' ' -f2)
check "the question shows the fingerprint, on a line of its own" \
	grep -qxF "  ssh-ed25519 $fingerprint" <(tr -d '\r' <"$OUT")
typed '[("right server\?  yes/no", "maybe\n"), ("Type yes, no", "yes\n")]' \
	-i "$TMP/alice" --known-hosts "$KNOWN" -p "$PORT" alice@127.0.0.1 whoami
expect_status 0 "yes is yes"
check "and the key is kept" has '^\[127.0.0.1\]:' "$KNOWN"
by alice alice whoami
expect 0 '^alice' "then it is known without a question"
rm "$KNOWN"
STOA_MORE=(--accept-new)
by alice alice whoami
STOA_MORE=()
expect_status 0 "--accept-new takes a new key unseen"
expect_err 'kept the key' "and says so"
check "and keeps it" has '^\[127.0.0.1\]:' "$KNOWN"
known=$(cat "$KNOWN")
ssh-keygen -q -t ed25519 -N '' -f "$TMP/other"
echo "[127.0.0.1]:$PORT $(cut -d' ' -f1,2 "$TMP/other.pub")" >"$KNOWN"
by alice alice whoami
expect 8 'IS NOT THE ONE YOU KNOW' "a changed key is a hard stop"
expect_err 'ssh-keygen -f' "with the way out"
STOA_MORE=(--accept-new)
by alice alice whoami
STOA_MORE=()
expect 8 'IS NOT THE ONE YOU KNOW' "also with --accept-new"
echo "$known" >"$KNOWN"

# The server does not wait as long as a person may take for an answer.
start_server "$TMP/hasty" --set limits.login_ms=2000
join_as alice alice "$CODE"
typed '[("right server\?  yes/no", once("'"$LOG"'", "end=login", "yes\n"))]' \
	-i "$TMP/alice" --known-hosts "$TMP/later" -p "$PORT" \
	alice@127.0.0.1 whoami
expect_status 0 "an answer that comes late is good all the same"
check "and asked for once" is "$(grep -ac 'right server' "$OUT")" 1
expect_out '^alice' "and one is logged in"
typed '[("right server\?  yes/no", "yes\n")]' -i "$TMP/alice" \
	--known-hosts "/dev/null/known" -p "$PORT" alice@127.0.0.1 whoami
expect_out 'could not be kept' "a key that cannot be kept"
check "is asked about once" is "$(grep -ac 'right server' "$OUT")" 1
check "and trusted for this time" test "$STATUS" = 0
cp "$TMP/alice" "$TMP/locked"
cp "$TMP/alice.pub" "$TMP/locked.pub"
ssh-keygen -q -p -P '' -N 'pass phrase' -f "$TMP/locked" >/dev/null
ends=$(grep -ac 'end=login' "$LOG")
typed '[("Passphrase of", once("'"$LOG"'",
	"(?s)(end=login.*){'"$((ends + 1))"'}", "pass phrase\n"))]' \
	-i "$TMP/locked" --known-hosts "$TMP/later" -p "$PORT" \
	alice@127.0.0.1 whoami
expect_status 7 "a passphrase that comes late"
expect_out 'connection to 127.0.0.1 broke' "is told at once"
stop_server
use_server "$TMP/s"

# --- commands -------------------------------------------------------------------

by bob join join bob
expect 0 'Welcome' "join@ joins with a key"
run stoa bob bob ask support "Can't find the link" <<<'It worked yesterday.'
expect 0 'Asked as 1' "a text goes by standard input"
by bob bob read 1 --json
expect_json "rows[0]['body'] == 'It worked yesterday.' and
	rows[0]['title'] == \"Can't find the link\"" "and arrives whole"
head -c 60000 /dev/zero | tr '\0' y >"$TMP/long"
run stoa bob bob reply 1 <"$TMP/long"
expect 0 'Replied' "a long text goes too"
by bob bob read 1.2 --json
expect_json "rows[0]['body'] == 'y' * 60000" "and comes back"
by bob bob read 99
expect 3 'no thread 99' "statuses are the server's: 3"
by bob bob setting
expect 4 'staff' "4"
by bob bob frobnicate
expect 2 'no command' "2"
by bob bob vote 1
expect_status 4 "and words on standard error alone"
by - guest boards --json
expect_json "len(rows) == 3" "guest needs no key"
by eve nobody whoami
expect 4 'did not let you in|no answer to be had' \
	"without a key that is known, and nobody to ask, one is not let in"
run "$STOA" --frob
expect 2 'no option' "a wrong option"
run "$STOA" -i "$TMP/nosuch" --known-hosts "$KNOWN" -p "$PORT" \
	x@127.0.0.1 whoami
expect 3 'nosuch' "a key file that is not there"
run "$STOA" --known-hosts "$KNOWN" -p 1 x@127.0.0.1 whoami
expect 7 '' "nobody there"
run "$STOA" --help
expect 0 'Exit status' "--help"
run "$STOA" --version
expect 0 '^stoa [0-9]' "--version"
run stoa bob bob < <(printf 'whoami\nquit\n')
expect 0 '^bob> ' "a conversation by pipe"

# --- keys and passwords ----------------------------------------------------------------

start_agent eve bob
SSH_AUTH_SOCK=$AGENT by - whoever whoami
expect 0 '^bob' "a key of the agent, behind one that is not known"
cp "$TMP/alice" "$HOME/.ssh/id_ed25519"
cp "$TMP/alice.pub" "$HOME/.ssh/id_ed25519.pub"
by - whoever whoami
expect 0 '^alice' "the usual key file"
rm "$HOME"/.ssh/id_ed25519*
ssh-keygen -q -p -P '' -N 'pass phrase' -f "$TMP/bob" >/dev/null
typed '[("Passphrase of", "pass phrase\n")]' -i "$TMP/bob" \
	--known-hosts "$KNOWN" -p "$PORT" x@127.0.0.1 whoami
check "a passphrase is asked for" test "$STATUS" = 0
expect_out 'bob' "and opens the key"
ssh-keygen -q -p -P 'pass phrase' -N '' -f "$TMP/bob" >/dev/null
run stoa alice alice password <<<'correct horse'
expect_out '^Set' "a password is set"
typed '[("Password for alice .Enter: look around as a guest.: ",
	"correct horse\n")]' --known-hosts "$KNOWN" -p "$PORT" \
	alice@127.0.0.1 whoami
check "a password is asked for, and logs in" test "$STATUS" = 0
expect_out 'alice +sysop' "as who was named"
expect_no_out 'correct horse' "and is not shown"
typed '[("Password for alice", "\n")]' --known-hosts "$KNOWN" -p "$PORT" \
	alice@127.0.0.1 whoami
expect_out 'guest +guest' "Enter is a guest"
typed '[("Handle .*: ", "alice\n"), ("is taken", "carol\n"),
	("New password .*: ", "long enough\n"),
	("Once more: ", "long enough\n")]' --known-hosts "$KNOWN" -p "$PORT" \
	join@127.0.0.1 whoami
expect_out 'carol +member' "join@ without a key asks for handle and password"

# --- on a terminal ------------------------------------------------------------------------

typed '[("bob> ", "ask support From a terminal\r"), ("Type the text", "one\rtwo\r.\r"),
	("Asked as", "whoami\r"), ("bob +member", "quit\r")]' -i "$TMP/bob" \
	--known-hosts "$KNOWN" -p "$PORT" x@127.0.0.1
expect_status 0 "a conversation on a terminal"
expect_out 'Come back soon' "up to quit"
by bob bob search --json From a terminal
expect_json "len(rows) == 1" "what was typed is there"
typed '[("bob> ", "~."), ]' -i "$TMP/bob" --known-hosts "$KNOWN" -p "$PORT" \
	x@127.0.0.1
expect_status 7 "~. disconnects"
check "with words on a line of their own" \
	grep -qx 'stoa: disconnected from 127.0.0.1' <(tr -d '\r' <"$OUT")
expect_no_out $'\x1b' "and a dumb terminal is sent no sequences"
TYPED_TERM=xterm-256color typed '[("Boards", "\x1bP>|XTerm(379)\x1b\\~.")]' \
	-i "$TMP/bob" --known-hosts "$KNOWN" -p "$PORT" x@127.0.0.1
expect_status 7 "also as the first keys on a screen the terminal answered"
expect_out $'\x1b\\[\\?1049l' "and the screen is left"

# --- the server goes ------------------------------------------------------------------------

allow_error 'the master is gone'
run true
(
	wait_until grep -q 'Type the text\|type the text' "$TMP/hint"
	kill -KILL "${SERVER_PIDS[$DATA]}"
) &
mkfifo "$TMP/never"
exec 8<>"$TMP/never"
stoa bob bob reply 1 <"$TMP/never" >"$TMP/reply.out" 2>"$TMP/hint"
status=$?
check "a server that dies in the middle: status $status" \
	test "$status" = 10 -o "$status" = 7
kill_server "$DATA"

tap_done
