#!/bin/bash
# screens - what people see, through OpenSSH in real terminals: joining,
# what is new, asking, a live answer, accepting; resizes; drafts that outlive
# a worker; terminals that can show nothing; the client.
# shellcheck disable=SC2317 # functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/tmux.sh
. "$(dirname "$0")/../lib/tmux.sh"

allow_error 'msg="worker ended"'
S=$TMP/s
start_server "$S" --set workers.count=2
rm -f "$S.orders" # an order is recorded after its commit: kill -9 is below

# --- joining -------------------------------------------------------------------

new_key alice
new_key bob
see_ssh a 80 24 alice join
sees "a new key meets the first screen" a 'Welcome to Stoa'
sees "it asks for a handle" a 'Handle +such as'
see_type a sysop
sees "a reserved name is told while it is typed" a 'sysop +[^ ]'
see_keys a C-u
see_type a alice
sees "a free one, too" a 'alice +✓ free'
see_keys a Enter
sees "joining leads to the lobby" a 'Boards +new +waiting +last'
sees "it greets" a 'Welcome to Stoa, @alice'
sees "it tells who is here" a '1 here'
see_keys a j
sees "the footer names keys" a 'Enter open .*\? help'

see_ssh b 130 40 bob join
sees "the same in a large window" b 'Handle +such as'
see_type b alice
sees "a taken name is told" b 'alice +taken'
see_keys b C-u
see_type b bob
see_keys b Enter
sees "the second is in" b 'Welcome to Stoa, @bob'
sees "the first sees two here" a '2 here'

# --- asking and answering ---------------------------------------------------------

see_keys a 2
sees "an empty board says how to begin" a 'c '
see_keys a c
sees "c asks" a 'Ask in Support'
see_type a 'No link on port 2 after sleep'
see_keys a Tab Tab
see_type a 'It worked **yesterday**.'
see_keys a Enter Enter
see_type a '    $ jx link show 2'
see_keys a C-p
sees "the preview shows the code with its gutter" a '1 │ \$ jx link show 2'
see_resize a 60 18
sees "a small window keeps the text" a 'It worked'
see_resize a 80 24
sees "the title stays" a 'Title +No link on port 2 after sleep'
see_keys a C-d
sees "the question is posted and opened" a '◌ waiting'
sees "its author is named" a '@alice'

see_keys b 2
sees "the other finds it as new" b '●.*◌ No link on port 2 after sleep'
see_keys b Enter
sees "it opens beside the list" b '│.*@alice.*▲ 0'
see_keys b r
sees "r replies" b 'Reply'
see_type b 'That is the driver. Try jx link up 2.'
see_keys b C-d
sees "the reply stands in the thread" b '@bob .*#2'
sees "and on the asker's open screen, live" a '@bob .*#2'
sees "with its words" a 'Try jx link up 2'
see_keys a J A
sees "the asker accepts it" a '✓ accepted'
sees "the helper sees that, live" b '✓ solved'

# --- reading on -------------------------------------------------------------------

run ssh_as bob x post talk "Which terminal" "And why?" </dev/null
run ssh_as bob x post talk "Which editor" "And why not?" </dev/null
see_keys a q q
sees "the lobby counts what is new" a 'Talk .* 2 '
see_keys a Tab
sees "Tab opens the next that is new" a 'And why'
see_keys a Tab
sees "and the one after" a 'And why'
see_keys a Tab
sees "until all is read" a '(All read|Nothing new)'
see_keys a ':'
see_type a 'unread'
see_keys a Enter
sees "the palette opens what a command reads" a 'You have read it all'
see_keys a '?'
sees "? lists the keys" a 'Keys ›'
see_keys a q q

# --- a draft outlives its worker -----------------------------------------------------

see_keys a ':'
see_type a 'reply 1'
see_keys a Enter
sees "a reply is begun" a 'Reply'
see_type a 'half a thought that nobody sent'
drafted() { run ssh_as alice x draft --json </dev/null; has 'half a thought' "$OUT"; }
check "it is kept as a draft while it is typed" wait_until drafted
worker_of() {
	grep 'msg=login' "$LOG" | head -n 1 | sed 's/.*proc=worker\([0-9]*\).*/\1/'
}
pid=$(sed -n "s/.*msg=\"worker started\" worker=$(worker_of) pid=//p" "$LOG" |
	tail -n 1)
kill -KILL "$pid"
sees "the killed worker's session ends" a 'ended with 255'
see_ssh a2 80 24 alice x
sees "the lobby offers the draft" a2 'you were writing'
see_keys a2 D
sees "and it goes on where it ended" a2 'half a thought that nobody sent'
see_type a2 ' before'
see_keys a2 C-d
sees "it can be sent" a2 'nobody sent before'
check "the draft is gone then" wait_until \
	eval 'run ssh_as alice x draft --json </dev/null; [[ ! -s $OUT ]]'
see_resize a2 40 10
sees "a window of 40x10 is usable" a2 'nobody sent'
see_keys a2 Q
sees "Q leaves with status 0" a2 'ended with 0'

# --- others ---------------------------------------------------------------------------

see_open dumb 80 24 env TERM=dumb "$TMP/ssh-alice" x@127.0.0.1
sees "a dumb terminal gets the line conversation" dumb '^alice>'
see_ssh g 80 24 - guest
sees "a guest looks around" g 'Boards'
see_keys g 2 Enter
sees "and reads" g 'jx link show 2'
see_keys g r
sees "and is told how to join" g 'ssh .*join@'

new_key carol
as carol join join carol
see_open c 80 24 env HOME="$TMP/home" SSH_AUTH_SOCK= \
	"$BUILD/stoa" -p "$PORT" -i "$TMP/carol" carol@127.0.0.1
sees "the client asks whether it is the right server" c 'yes'
see_type c yes
see_keys c Enter
sees "the client shows the same screens" c 'Boards +new'
see_resize c 100 30
see_keys c Q
sees "and leaves with their status" c 'ended with 0'

tap_done
