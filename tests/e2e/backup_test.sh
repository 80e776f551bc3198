#!/bin/bash
# backup - one archive while serving, restored elsewhere; and damaged ones.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

S=$TMP/s
start_server "$S"
join_as alice alice "$CODE"
join_as bob bob
as_in $'correct horse\n' bob b password
as_in 'the oldest words' bob b ask support Before the backup
THREAD=1

# Somebody writes all the time.
(
	while SSH_MUX=yes ssh_as alice a reply "$THREAD" "again and again" \
		</dev/null >/dev/null 2>&1; do
		echo >>"$TMP/written"
	done
) &
writer=$!
PIDS+=("$writer")
: >"$TMP/written"
wrote() { [[ $(wc -l <"$TMP/written") -ge $1 ]]; }
wait_until wrote 5
run "$STOAD" backup --data "$S" "$TMP/backup"
expect 0 'backed up and verified' "a backup is made while others write"
during=$(wc -l <"$TMP/written")
check "it is for its owner alone" is "$(stat -c %a "$TMP/backup")" 600
wait_until wrote $((during + 5))
check "and the writing goes on" is_running "$writer"
check "nothing is left over in the folder" is \
	"$(find "$S" -name 'backup.*' -o -name '*.tmp')" ""
kill "$writer"
wait "$writer" 2>/dev/null
run "$STOAD" backup --data "$S" "$TMP/nosuch/backup"
check "a backup to nowhere fails in words" test "$STATUS" != 0 -a -s "$ERR"
check "and leaves nothing over" is "$(find "$S" -name 'backup.*')" ""
as bob b read --json --max 1000 1
before=$(wc -l <"$OUT")

# --- restored -----------------------------------------------------------------

R=$TMP/restored
run "$STOAD" restore --data "$R" "$TMP/backup"
expect 0 'verified and restored' "the backup is restored in a new folder"
check "which is for its owner and group" is "$(stat -c %a "$R")" 750
check "its secrets are for the owner" is "$(stat -c %a "$R/secret.db")" 600
start_server "$R" --set port=0
cp "$S.known" "$R.known"
check_old_key() { ssh-keyscan -p "$PORT" -t ed25519 127.0.0.1 2>/dev/null |
	cut -d' ' -f3 | grep -qF "$(ssh-keygen -yf "$S/host_ed25519" | cut -d' ' -f2)"; }
check "it shows the same host key" check_old_key
as bob b whoami
expect 0 bob "its members log in by key"
as_asked $'correct horse\n' - bob whoami
expect 0 bob "and by password"
as_asked $'wrong horse\n' - bob whoami
expect_status 255 "but not by another"
as - guest read --json --max 1000 1
expect_json "rows[0]['body'] == 'the oldest words' and
	5 < len(rows) <= $before" "what was written before is there"
as - guest search --json oldest
expect_json "len(rows) == 1" "and is found"
as_in x bob b reply 1
expect 0 'Replied' "and it is written on"
stop_server "$R"
use_server "$S"

# --- what is no backup ---------------------------------------------------------

refused() { # FILE SENTENCE
	rm -rf "$TMP/nothing"
	run "$STOAD" restore --data "$TMP/nothing" "$1"
	check "$2" test "$STATUS" = 9 -o "$STATUS" = 2
	check "and nothing is left behind" is "$(find "$TMP" -maxdepth 1 \
		-name 'nothing*')" ""
}
size=$(stat -c %s "$TMP/backup")
for part in 1 2 3 4 5 6 7 8 9; do
	cp "$TMP/backup" "$TMP/flipped"
	"$PYTHON" - "$TMP/flipped" $((size * part / 10)) <<'PY'
import sys
with open(sys.argv[1], "r+b") as f:
    f.seek(int(sys.argv[2])); byte = f.read(1)[0]
    f.seek(int(sys.argv[2])); f.write(bytes([byte ^ 16]))
PY
	refused "$TMP/flipped" "one bit flipped at $part/10 is refused"
done
for part in 1 5 9; do
	head -c $((size * part / 10)) "$TMP/backup" >"$TMP/cut"
	refused "$TMP/cut" "one cut at $part/10 is refused"
done
head -c $((size - 1)) "$TMP/backup" >"$TMP/cut"
refused "$TMP/cut" "one cut by a byte is refused"
: >"$TMP/cut"
refused "$TMP/cut" "an empty file is refused"
refused "$0" "some other file is refused"
mkdir "$TMP/x"
echo evil >"$TMP/x/SUMS"
tar -C "$TMP/x" -cf - --transform 's,^SUMS$,../evil,' SUMS |
	zstd -q >"$TMP/evil.tar.zst"
refused "$TMP/evil.tar.zst" "an archive of other things is refused"
check "and chooses no path" test ! -e "$TMP/evil"
run "$STOAD" restore --data "$TMP/nothing" "$TMP/nosuch"
check "a file that is not there is refused" test "$STATUS" != 0 -a -s "$ERR"

# --- over what is there -----------------------------------------------------------

run "$STOAD" restore --data "$R" "$TMP/backup"
check "a folder that is there is not replaced" is "$STATUS" 5
check "and the way to do it is told" has '--force' "$ERR"
check_store "$R"
run "$STOAD" restore --force --data "$S" "$TMP/backup"
check "not even so while it is served" is "$STATUS" 5
as bob b whoami
expect 0 bob "and the server goes on"
run "$STOAD" restore --force --data "$R" "$TMP/backup"
expect 0 'the old folder is now' "--force puts the old one aside"
check_store "$(echo "$R".old-*)"
start_server "$R" --set port=0
as - guest read --json --max 1000 1
check "the restored one is served" is "$STATUS" 0
stop_server "$R"

# --- without a server ---------------------------------------------------------------

stop_server "$S"
run "$STOAD" backup --data "$S" "$TMP/offline"
expect 0 'backed up' "a backup is made without a server too"
run "$STOAD" restore --data "$TMP/r2" "$TMP/offline"
expect 0 'restored' "and restored"
DATA=$TMP/r2
run operator read --json --max 1000 1
check "with everything" is "$(wc -l <"$OUT")" "$before"

tap_done
