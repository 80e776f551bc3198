#!/bin/bash
# ending - a key is revoked while somebody is here with it: every session of
# that key ends at once, with a word, a status and a terminal as it was.
# shellcheck disable=SC2317 # functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/tmux.sh
. "$(dirname "$0")/../lib/tmux.sh"

start_server "$TMP/s"
join_as alice alice "$CODE"

# key_of NAME: the number of that key, as its owner's other key sees it.
key_of() {
	as alice x keys --json
	json_get "[r['key'] for r in rows if r['fingerprint'] == '$(
		ssh-keygen -lf "$TMP/$1.pub" | cut -d' ' -f2)'][0]"
}

add_key() { # NAME
	new_key "$1"
	as alice x link --json
	as "$1" join link "$(json_get "rows[0]['code']")"
	expect_status 0 "another key is added"
}

# Out of the alternate screen, with a cursor.
restored() {
	is "$(in_tmux display-message -p -t "$1" \
		'#{alternate_on} #{cursor_flag}')" '0 1'
}

# --- with screens, by one's own hand ---------------------------------------------

add_key other
see_ssh own 80 24 other x
sees "screens show" own 'Boards +new'
see_keys own ':'
see_type own keys
see_keys own Enter
sees "the keys are listed" own 'this one'
see_has own '▸.*this one' || see_keys own j
see_keys own x
sees "it is said what that does" own 'You leave *│'
see_keys own y
sees "revoking one's own key ends the session" own 'ended with 4'
sees "with a word" own '^Your key was revoked\.$'
check "and the terminal is as it was" restored own
as other alice whoami
expect_status 255 "the key lets nobody in"

# --- from elsewhere, while something is written -------------------------------------

add_key third
see_ssh far 80 24 third x
sees "another session" far 'Boards +new'
see_keys far ':'
see_type far 'post talk Half a thread'
see_keys far Enter
sees "something is begun" far 'Half a thread'
see_keys far Tab Tab
see_type far 'half a thought'
sees "and typed" far 'half a thought'
key=$(key_of third)
as alice x keys revoke "$key"
expect_status 0 "its key is revoked from elsewhere"
sees "that ends it, with a word about the draft" far \
	'Your key was revoked. What you were writing is kept'
sees "and its status" far 'ended with 4'
check "the terminal is as it was" restored far
as alice x draft --json
expect_out 'half a thought' "the draft is kept"

# --- lines, streams, commands -----------------------------------------------------

add_key fourth
write_ssh "$TMP/ssh-fourth"
see_open lines 80 24 env TERM=dumb "$TMP/ssh-fourth" x@127.0.0.1
sees "a conversation in lines" lines '^alice>'
EXEC="exec" ssh_as fourth x watch --json >"$TMP/watch" 2>"$TMP/watch.err" \
	</dev/null &
watch=$!
PIDS+=("$watch")
mkfifo "$TMP/typing"
EXEC="exec" ssh_as fourth x ask support "Never asked" <"$TMP/typing" \
	>"$TMP/ask" 2>&1 &
ask=$!
PIDS+=("$ask")
exec 9>"$TMP/typing"
check "a text is waited for" wait_until has 'type the text' "$TMP/ask"
echo "Half a question" >&9
SSH_MUX=yes
as fourth x whoami
expect_status 0 "a connection stays open for more"
SSH_MUX=
hears() {
	run ssh_as alice x metoo --json 1 </dev/null
	has . "$TMP/watch"
}
as_in "What?" alice x ask support "Something to hear of"
check "a stream runs" wait_until hears
key=$(key_of fourth)
as alice x keys revoke "$key"
expect_status 0 "their key is revoked"
sees "the lines end with a word" lines '^Your key was revoked\.$'
sees "and that status" lines 'ended with 4'
wait "$watch"
check "so does a stream" is $? 4
check "in words" has 'your key was revoked' "$TMP/watch.err"
wait "$ask"
check "and a text that is not whole" is $? 4
exec 9>&-
check "of which nothing came" lacks 'Never asked' <(ssh_as alice x \
	threads support </dev/null)
SSH_MUX=yes
as fourth x whoami
SSH_MUX=
expect_status 255 "the open connection serves nobody any more"
as alice x whoami
expect_status 0 "who revoked it is still in"

tap_done
