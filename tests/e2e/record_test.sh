#!/bin/bash
# record - the orders of a run, replayed into a fresh store, give the same.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

S=$TMP/s
REPLAY=$BUILD/tests/replay/replay
SSH_MUX=yes
init_server "$S" --record "$TMP/orders" --sample
start_server "$S" --record "$TMP/orders"
join_as alice alice "$CODE"
join_as bob bob
for thread in 1 2 3 4 5; do
	as - guest read "$thread"
	cat "$OUT"
done >"$TMP/sample"
check "the sample is there" has 'ssh guest@HOST' "$TMP/sample"
check "and names no port, which may be another" lacks '2222' "$TMP/sample"
as_asked $'carol\nlong enough\nlong enough\n' - join whoami
as_in $'a secret word\n' bob b password
as_in $'the text\nof it\n' bob b ask --tags a,b support A question
as_in $'with \0 and \xff in it' alice a reply 6
as alice a reply --id replayed-0123456789 6 'Once'
as alice a reply --id replayed-0123456789 6 'Once'
as bob b accept 6.2
as bob b accept --undo 6.2
as bob b accept 6.3
as alice a vote 6
as alice a vote 6 none
as alice a vote 6 down
as alice a metoo 6
as_in 'changed' bob b edit 6
as bob b edit --title Changed 6
as bob b tag --remove 6 a
as bob b reply 6 'to be removed'
as bob b delete 6.4
as bob b post talk Gone
as bob b delete 7
as bob b follow support watch
as bob b follow @alice mute
as bob b unmute @alice
as bob b mute @alice
as bob b save 6
as bob b save 6.2
as bob b save --undo 6
as bob b mark talk
as bob b mark --unread 6.2
as alice a read 6
as_in 'a draft' bob b draft save reply 6
as bob b draft drop 1
as_in 'another' bob b draft save reply 7
as_in 'me' bob b profile --bio --name Bob
as bob b rename robert
as alice a board-add --private --title "'Our own'" own
as alice a board-edit --let-in robert --moderator robert own
as bob b post own Hello
as alice a board-edit --close own
as alice a member-role robert moderator
as alice a setting community.name A new name
as alice a setting tags.max 3
as alice a invite for somebody
as bob b link --json
LINK=$(json_get "rows[0]['code']")
new_key second
as second join link "$LINK"
as second s keys --json
first_key=$(json_get "rows[0]['key']")
as second s keys rename "$(json_get "rows[-1]['key']")" second
as second s keys revoke "$first_key"
as second s nonsense
as second s reply 99 'to nothing'
printf '%s\n' '{"kind":"discussion","src":"x","id":"1","title":"Imported",
"author":"x#y","body":"one","replies":[{"id":"2","body":"two"}]}' |
	tr -d '\n' >"$TMP/lines"
run "$STOAD" import --data "$S" "$TMP/lines"
expect_status 0 "a run of everything there is"
SSH_MUX=
stop_server "$S"
start_server "$S" --record "$TMP/orders"
as alice a post talk after a restart
stop_server "$S"
check "the orders are recorded" test "$(wc -l <"$TMP/orders")" -gt 50
check "one to a line, as JSON" json_holds "$TMP/orders" \
	"all(isinstance(r['now'], int) and r['command'] for r in rows)"
check "for their owner alone" is "$(stat -c %a "$TMP/orders")" 600
check "without secrets" lacks "secret word|argon2|$LINK|$CODE|long enough" \
	"$TMP/orders"

if [[ -x $REPLAY ]]; then
	run "$REPLAY" "$TMP/orders" "$S"
	expect_status 0 "replayed into a fresh store they give the same rows"
else
	tap_skip "replayed into a fresh store they give the same rows" \
		"$REPLAY is not built"
fi

tap_done
