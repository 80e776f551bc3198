#!/bin/bash
# accounts - who you are: keys, names, codes, passwords, from the outside.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# How many members there are, the robot with them.
members() { operator members --max 1000 --json | wc -l; }
policy() { operator setting join.policy "$1" >/dev/null; }

# expect_who HANDLE SENTENCE: of a run of `whoami --json`.
expect_who() {
	[[ $STATUS = 0 ]] || : >"$OUT"
	expect_json "len(rows) == 1 and rows[0]['handle'] == '$1'" "$2"
}

start_server "$TMP/s"
for key in alice u1 u2 u3 u4 bob eve; do
	new_key "$key"
done

# --- joining with a key --------------------------------------------------

before=$(members)
as_in $'quit\n' alice join
expect 0 'This key is new here. Choose a handle' \
	"a new key that joins is asked for a handle"
as alice join whoami --json
expect_who guest "a new key that has no handle yet is a guest"
as alice join ask support "may I?"
expect 4 'members' "and may not write"
check "nothing was created before a handle was chosen" is "$(members)" "$before"

check "the sysop's code is in the folder" test -s "$TMP/s/sysop-code"
as alice join join alice "$CODE"
expect 0 'Welcome to .*@alice.*You are the sysop' \
	"join HANDLE CODE makes the sysop in one line"
check "the used code is gone from the folder" test ! -e "$TMP/s/sysop-code"
check "there is one member more" is "$(members)" "$((before + 1))"
as u1 join join mallory "$CODE"
expect 4 'code is wrong, used or too old' "the sysop's code works once"
as alice join join again
expect 5 'member already' "who is a member cannot join again"

before=$(members)
while read -r status handle; do
	as u1 join join "$handle"
	expect_status "$status" "the handle \"$handle\" is refused"
done <<'HANDLES'
5 alice
5 ALICE
5 guest
5 join
5 robot
5 sysop
2 .dot
2 dot.
2 a/b
2 Ωmega
2 abcdefghijabcdefghijabcdefghijabc
HANDLES
check "refused handles create nothing" is "$(members)" "$before"
as u1 join join abcdefghijabcdefghijabcdefghijab
expect 0 Welcome "a handle of 32 bytes is taken"
as u4 join join
expect 2 'HANDLE is missing' "join without a handle says how"

# --- a known key, whatever else is said ------------------------------------

for name in alice bob root nobody 'a b' sysop robot; do
	as alice "$name" whoami --json
	expect_who alice "a known key is its member under the name \"$name\""
done
start_agent u2 u3 alice
as agent bob whoami --json
expect_who alice "a known key is found behind two unknown ones of an agent"
as agent join whoami --json
expect_json "rows[0]['handle'] == 'guest' and rows[0]['key'] == '$(
	ssh-keygen -lf "$TMP/u2.pub" | cut -d' ' -f2)'" \
	"join counts the first key offered, although a known one follows"
start_agent alice u2
as agent join whoami --json
expect_who alice "join with a known key first logs in"

SSH_MORE=(-v)
as alice guest whoami --json
SSH_MORE=()
expect_err 'Authenticated to .* using "none"' "guest is never asked for a key"
expect_json "rows[0]['handle'] == 'guest' and rows[0]['key'] == ''" \
	"guest is a guest, with a known key at hand"

# --- without a key -----------------------------------------------------

as u2 alice whoami
expect_status 255 "an unknown key alone lets nobody in"
as_asked $'\n' u2 alice whoami --json
expect_who guest "Enter at the question is a guest"
sed 's/alice/NAME/g' "$PROMPTS" >"$TMP/prompt.alice"
expect_prompt='\(alice@.*\) Password for alice \(Enter: look around as a guest\)'
check "the question names who was typed" has "$expect_prompt" "$PROMPTS"
as_asked $'\n' - nosuch whoami
expect_out 'ssh -p [0-9]+ join@' "a guest is told the one line that joins"
sed 's/nosuch/NAME/g' "$PROMPTS" >"$TMP/prompt.nosuch"
check "the question is the same for every name" \
	cmp "$TMP/prompt.alice" "$TMP/prompt.nosuch"
as_asked $'whatever is it\n' - nosuch whoami
cp "$ERR" "$TMP/refused.nosuch"
as_asked $'whatever is it\n' - alice whoami
expect_status 255 "a password that was never set lets nobody in"
sed 's/alice/nosuch/g' "$ERR" >"$TMP/refused.alice"
check "and is refused in the same words as an unknown name" \
	cmp "$TMP/refused.alice" "$TMP/refused.nosuch"
as_asked $'x\n' - $'e\x1b[31mvil' whoami
check "a name with an escape in it is not shown raw" \
	lacks $'\x1b' "$PROMPTS"

# --- passwords -----------------------------------------------------------

as_in $'seven 7\n' alice a password
expect 2 '8 to 256 bytes' "a password of 7 bytes is refused"
as_in "$(printf '%257s' '' | tr ' ' x)"$'\n' alice a password
expect_status 2 "a password of 257 bytes is refused"
as_in "$(printf '%256s' '' | tr ' ' x)"$'\n' alice a password
expect_out '^Set' "a password of 256 bytes is taken"
as_in $'correct horse\n' alice a password
expect_out '^Set. From a device without a key: ssh .*alice@' \
	"a password is set"
as_asked $'correct horse\n' - alice whoami --json
expect_who alice "and logs in"
as_asked $'correct horse\n' - ALICE whoami --json
expect_who alice "under the handle in any case"
as_asked $'correct horse\n' u2 alice whoami --json
expect_who alice "after an unknown key too"
as_asked $'correct horse\n' - bob whoami
expect_status 255 "but not under another name"
SSH_PROMPTS=5
as_asked $'wrong one\nwrong two\nwrong three\ncorrect horse\n' - alice whoami
SSH_PROMPTS=1
expect 255 'Too many authentication failures' \
	"three wrong passwords close the connection"
check "the third was the last that was asked for" \
	is "$(wc -l <"$PROMPTS")" 3
as alice a account --json
check "their owner is told of them, and from where" is "$(json_get \
	'[(r["times"], r["from"]) for r in rows if r["what"] == "refused"][0]
	')" "(3, '127.0.0.1')"
as bob b account --json
check "and nobody else" is \
	"$(json_get '[r for r in rows if r["what"] == "refused"]')" \
	"[]"

# --- joining without a key -----------------------------------------------

before=$(members)
as_asked $'carol\nlong enough\nlong enough\n' - join whoami --json
expect_who carol "without a key, join asks for a handle and a password"
check "it asked three things, with their rules" \
	is "$(cut -d' ' -f2- "$PROMPTS" | tr '\n' '|')" \
	"Handle (1 to 32 letters and digits, with _ . - inside): |New password\
 (at least 8 characters, not shown): |Once more: |"
as_asked $'long enough\n' - carol whoami --json
expect_who carol "and that password logs in"
as_asked $'dave\nlong enough\nnot the same\nlong enough\nlong enough\n' \
	- join whoami --json
expect_who dave "two passwords that differ are asked for again"
check "without the handle" is "$(wc -l <"$PROMPTS")" 5
as_asked $'carol\nerin\nlong enough\nlong enough\n' - join whoami --json
expect_who erin "a handle that is taken is told when it is typed"
check "before any password" is "$(wc -l <"$PROMPTS")" 4
as_asked $'-x-\nfay\nshort\nshort\nlong enough\nlong enough\n' - join \
	whoami --json
expect_who fay "so is a malformed one; and a password that is too short"
as_asked $'sysop\na b\n\ngil\nlong enough\nlong enough\n' - join whoami
expect_status 255 "the third handle that will not do is the last"
check "and no password was asked for" is "$(grep -c Handle "$PROMPTS")" \
	"$(wc -l <"$PROMPTS")"
check "four joined so" is "$(members)" "$((before + 4))"

# --- invitations and policies ----------------------------------------------

invite() {
	as alice a invite --json "$@"
	INVITE=$(json_get "rows[0]['code']")
}
policy invite
as bob join join bob
expect 4 'needs an invitation' "policy invite: not without an invitation"
as bob join join bob wrong-code
expect 4 'wrong, used or too old' "nor with a made-up one"
invite for bob
as bob join join bob "$INVITE"
expect 0 'Welcome .*@bob' "an invitation lets one in"
as bob b profile --json
expect_json "rows[0]['inviter'] == 'alice'" "and it is known whose it was"
as u2 join join bob2 "$INVITE"
expect 4 'wrong, used or too old' "an invitation works once"
invite
as_asked "gina"$'\nlong enough\nlong enough\n'"$INVITE"$'\n' - join \
	whoami --json
expect_who gina "without a key, the invitation is asked for too"
policy closed
invite=$INVITE
as alice a invite
expect 4 'no new members' "policy closed: no invitations"
as u2 join join bob2
expect 4 'no new members' "and nobody joins"
as u2 join join bob2 "$invite"
expect_status 4 "nor with an old invitation"
as bob b whoami --json
expect_who bob "members still come in"
policy open
statuses=
for _ in 1 2 3 4 5 6; do
	as bob b invite
	statuses+=$STATUS
done
check "a member holds five unused invitations, not six" is "$statuses" 000006

# --- linking ---------------------------------------------------------------

link_code() {
	as "$1" x link --json
	LINK=$(json_get "rows[0]['code']")
}
as alice a link
expect 0 'ssh -p [0-9]+ join@.* link [a-z0-9-]{20,}' "link makes a one-time code"
link_code alice
as u2 join link "$LINK"
expect 0 'This device is @alice now' "join@ link CODE adds a second device"
as u2 whatever whoami --json
expect_who alice "which is the account from then on"
as u3 join link "$LINK"
expect 4 'wrong, used' "the code works once"
link_code alice
as u3 join join harry "$LINK"
expect 2 'adds a device to an account' "it is no invitation"
as bob b link "$LINK"
expect 4 'for another account' "and adds no key that is another member's"
as - guest link "$LINK"
expect 4 'come with the key' "nor anything for a guest without a key"
as_asked $'correct horse\n' u3 alice link "$LINK"
expect 0 'is added. Use it' "after a password, link CODE adds the key offered"
as u3 x whoami
expect_status 255 "which counts for nobody under another name"
as u3 alice whoami --json
expect_who alice "but for its owner under hers"
as u3 x whoami --json
expect_who alice "and, having signed there, under any name"
link_code alice
as_in "link $LINK"$'\nwhoami\nquit\n' u4 join
expect 0 'This device is @alice now' "on the join screen link CODE works too"
expect_out '^alice> .*alice|alice +sysop' "and the conversation goes on as her"
as u2 join link "$LINK"
expect_status 4 "a used code is refused to a known key as well"

# --- keys --------------------------------------------------------------------

as alice a keys --json
expect_json "len(rows) == 4 and [r['this'] for r in rows].count(True) == 1" \
	"keys lists them all and says which this is"
id_of() { # of key file $1, in the last list
	json_get "[r['key'] for r in rows if r['fingerprint'] == '$(
		ssh-keygen -lf "$TMP/$1.pub" | cut -d' ' -f2)'][0]"
}
u2=$(id_of u2)
as alice a keys rename "$u2" "the old laptop"
expect 0 'called "the old laptop"' "a key is given a name"
as alice a keys
expect 0 'the old laptop' "which the list shows"
as bob b keys revoke "$u2"
expect 3 'you have no key' "nobody revokes the keys of others"
as alice a keys revoke "$u2"
expect 0 'is revoked' "a key is revoked"
as u2 alice whoami
expect_status 255 "and lets nobody in any more"
as alice a keys revoke "$u2"
expect_status 3 "a revoked key cannot be revoked again"
as bob b keys --json
bob=$(id_of bob)
as bob b keys revoke "$bob"
expect 5 'last key and you have no password' "the last key asks once"
as bob b keys --yes revoke "$bob"
expect 5 'are you sure' "and once more"
as bob b keys --yes --really revoke "$bob"
expect 0 'is revoked' "and goes when both are answered"
as bob bob whoami
expect_status 255 "then there is no way in"
run operator link --for bob --json
expect_status 0 "stoad do link --for makes a code"
LINK=$(json_get "rows[0]['code']")
as eve join link "$LINK"
expect 0 'This device is @bob now' "that lets a member in again"
as eve x whoami --json
expect_who bob "with a new key"
as alice a link --for bob
expect 4 'own shell' "over ssh nobody makes a code for others"

# --- certificates ------------------------------------------------------------

new_key ca
cp "$TMP/alice" "$TMP/certed"
cp "$TMP/alice.pub" "$TMP/certed.pub"
ssh-keygen -q -s "$TMP/ca" -I x -n alice "$TMP/certed.pub" 2>"$TMP/sign"
SSH_MORE=(-o PubkeyAcceptedAlgorithms=ssh-ed25519-cert-v01@openssh.com)
as certed alice whoami
SSH_MORE=()
expect_status 255 "a certificate is refused"
as certed alice whoami --json
expect_who alice "the plain key that follows it is not"

# --- other kinds of keys -----------------------------------------------------

for type in rsa ecdsa; do
	new_key "$type" "$type"
	as "$type" join join "with-$type"
	expect 0 Welcome "a key of type $type joins"
	as "$type" x whoami --json
	expect_who "with-$type" "and logs in"
done

tap_done
