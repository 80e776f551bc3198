#!/bin/bash
# screens - what people see, through OpenSSH in real terminals: joining,
# what is new, asking, a live answer, accepting; resizes; drafts that outlive
# a worker and a server; reading on, search, settings; long pastes; terminals
# of old PCs and ones that can show nothing; the client.
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
sees "it asks for a handle" a 'Handle: +.such as'
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
sees "the same in a large window" b 'Handle: +.such as'
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
sees "the title stays" a 'Title: +No link on port 2 after sleep'
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
write_ssh "$TMP/ssh-carol"
see_open c 80 24 env HOME="$TMP/home" SSH_AUTH_SOCK= \
	"$BUILD/stoa" -p "$PORT" -i "$TMP/carol" carol@127.0.0.1
sees "the client asks whether it is the right server" c 'yes'
see_type c yes
see_keys c Enter
sees "the client shows the same screens" c 'Boards +new'
see_resize c 100 30
see_keys c Q
sees "and leaves with their status" c 'ended with 0'

# --- reading on with Space ------------------------------------------------------------

# Posts of more than a page, on three boards, with marks at both ends.
long_post() {
	echo "begin-$1"
	seq -f "line %g of $1" 30
	echo "end-$1"
}
operator board-add ideas --title Ideas >"$OUT" 2>&1
operator setting post.max_bytes 200000 >"$OUT" 2>&1
new_key dave
as dave join join dave
as dave x mark support
as dave x mark talk
as_in "$(long_post 1)" bob x ask support "The first to read"
first=$(sed -n 's/.*: read \([0-9]*\).*/\1/p' "$OUT")
as_in "$(long_post 2)" alice x reply "$first"
as_in "$(long_post 3)" bob x post talk "The second to read"
as_in "$(long_post 4)" bob x post ideas "The third to read"

see_ssh d 80 24 dave x
sees "the lobby counts four new posts" d 'Support .* 2 '
: >"$TMP/walk"
walk() {
	local before now i

	for i in $(seq 40); do
		before=$(see_now d)
		see_keys d "$1"
		differs() { now=$(see_now d) && [[ $now != "$before" ]]; }
		wait_until differs
		see_now d >>"$TMP/walk"
		see_has d '(All read|Nothing new)' && return
	done
	return 1
}
see_keys d Tab
sees "Tab opens the first new post" d 'begin-'
see_now d >>"$TMP/walk"
check "Space reads on to the end of all that is new" walk Space
visited() { grep -oE "$1-[0-9]" "$TMP/walk" | uniq | tr '\n' ' '; }
each_once() {
	is "$(visited "$1" | tr ' ' '\n' | grep . | sort | tr '\n' ' ')" \
		"$1-1 $1-2 $1-3 $1-4 "
}
check "each post was come to once" each_once begin
check "and each was read to its end, once" each_once end
as dave x unread --json
check "nothing is new after that" is "$(wc -c <"$OUT")" 0
see_keys d 1

# --- search, people, keys, settings -----------------------------------------------------

see_keys d /
see_type d 'driver'
see_keys d Enter
sees "search finds words in posts" d 'No link on port 2 after sleep'
see_keys d Enter
sees "and opens the post" d 'Try jx link up 2'
see_keys d q q @
sees "@ shows who is here" d '@dave .*<1 m'
see_keys d q ':'
see_type d keys
see_keys d Enter
sees "the keys are listed" d 'SHA256:.*'
see_keys d l
sees "l makes a code for another device" d 'ssh .* link '
code=$(see_now d | grep -A 3 'ssh .* link ' | grep -oE '[0-9a-z]+(-[0-9a-z]+)+' |
	tail -n 1)
new_key dave2
as dave2 join link "$code"
as dave2 x whoami
expect 0 dave "the code adds the other key"
sees "which is seen, live" d 'SHA256:.*'
see_keys d x q ':'
see_type d settings
see_keys d Enter
sees "settings begin with the default" d 'Colours +auto'
see_keys d Enter Enter
sees "Enter changes the theme" d 'Colours +light'
see_keys d j j j Enter
see_type d 'Asia/Kolkata'
see_keys d Enter
sees "and the time zone" d 'Time zone +Asia/Kolkata'
in_zone() {
	see_has d " $(TZ=Asia/Kolkata date +%H:%M)\$" ||
		see_has d " $(TZ=Asia/Kolkata date -d '1 minute ago' +%H:%M)\$"
}
check "the clock follows at once" wait_until in_zone
see_keys d Q
sees "dave leaves" d 'ended with 0'
see_close d
see_ssh d 80 24 dave2 x
sees "another login comes to the lobby" d 'Boards +new'
check "its clock is the one that was set" wait_until in_zone
see_keys d ':'
see_type d settings
see_keys d Enter
sees "the theme was kept, too" d 'Colours +light'
see_keys d q

# --- much at once -----------------------------------------------------------------------

see_keys d ':'
see_type d 'post talk Typed in a storm'
see_keys d Enter
sees "a thread is begun" d 'Typed in a storm'
storm=
for i in $(seq 24); do
	see_type d "word$i "
	storm+="word$i "
	see_resize d $((30 + i * 37 % 120)) $((6 + i * 11 % 40))
done
see_resize d 80 24
sees "after a storm of resizes the last word stands there" d 'word24'
see_keys d C-d
sees "and it is posted" d '@dave'
body_is() { # THREAD FILE
	run ssh_as dave x read "$1" --json </dev/null
	json_get 'rows[0]["body"]' | diff -q - "$2"
}
number_of() { # TITLE
	run ssh_as dave x threads talk --json </dev/null
	json_get "[r['thread'] for r in rows if r['title'] == '$1'][0]"
}
echo "${storm% }" >"$TMP/storm"
check "no letter of it was lost" body_is "$(number_of 'Typed in a storm')" \
	"$TMP/storm"

see_keys d q q ':'
see_type d 'post talk A long paste'
see_keys d Enter
sees "another is begun" d 'A long paste'
seq -f 'line %g of a paste: Größe, 日本' 2900 >"$TMP/long"
in_tmux load-buffer -b long "$TMP/long"
in_tmux paste-buffer -p -b long -t d
sees "100 KB are pasted" d 'line 2900 of a paste'
see_keys d C-d
sees "and posted" d 'line 1 of a paste'
check "they arrived whole" body_is "$(number_of 'A long paste')" "$TMP/long"

# --- taken back while it is read ------------------------------------------------------------

as bob x reply "$(number_of 'Typed in a storm')" "Soon to be taken back"
see_keys d q q ':'
see_type d "read $(number_of 'Typed in a storm')"
see_keys d Enter
sees "a reply is read" d 'Soon to be taken back'
as bob x delete "$(number_of 'Typed in a storm').2"
sees_no "its words go from the open screen" d 'Soon to be taken back'
see_resize d 40 10
sees "40x10 shows that thread" d 'word24'
see_keys d q q
see_resize d 80 24

# --- terminals ---------------------------------------------------------------------------

# see_as NAME TERM FILTER KEY USER: a login from a terminal of that name.
see_as() {
	write_ssh "$TMP/ssh-$4"
	see_open "$1" 80 24 bash -c "env TERM=$2 $TMP/ssh-$4 -tt $5@127.0.0.1 | $3"
}
cat >"$TMP/cp437.py" <<'PY'
import os
while True:
    some = os.read(0, 65536)
    if not some:
        break
    os.write(1, some.decode("cp437").encode())
PY
as_in 'Groesse: Größe; £ ½ │ and ♥.' bob x post talk 'Größe and £'
see_as lin linux cat dave x
sees "TERM=linux shows the lobby" lin 'Boards +new'
see_as pc ansi-bbs "$PYTHON -u $TMP/cp437.py" - guest
sees "an old PC terminal shows the lobby" pc 'Boards +new'
see_keys pc 3
sees "its own characters are right" pc 'Größe and £'
see_keys pc Enter
sees "in texts, too" pc 'Groesse: Größe; £ ½'
plain_pc() { see_lacks pc '[├Γ][┐òöéûÇ]|\?\?'; }
check "nothing is mojibake" plain_pc

# The environment that ssh sends: a locale without UTF-8, no colours.
symbols='[│─▸●◌☻›]'
colours() {
	in_tmux capture-pane -p -e -t "$1" |
		grep -qE $'\e\\[([0-9;]*;)?([34][0-8]|9[0-7])[;m]'
}
no_colours() { ! colours "$1"; }
see_open utf 80 24 "$TMP/ssh--" -o 'SetEnv=LANG=de_DE.UTF-8' guest@127.0.0.1
sees "with a locale of UTF-8" utf 'Boards +new'
check "there are symbols" see_has utf "$symbols"
check "and colours" colours utf
see_open latin 80 24 "$TMP/ssh--" \
	-o 'SetEnv=LC_CTYPE=de_DE.ISO-8859-1 LANG=C.UTF-8 NO_COLOR=1' \
	guest@127.0.0.1
sees "with another locale, and NO_COLOR" latin 'Boards +new'
check "there are none" see_lacks latin "$symbols"
check "and no colours" no_colours latin
see_open plain 80 24 env LC_ALL=C HOME="$TMP/home" SSH_AUTH_SOCK= \
	"$BUILD/stoa" -p "$PORT" -i "$TMP/carol" carol@127.0.0.1
sees "the client sends its locale, too" plain 'Boards +new'
check "and gets no symbols" see_lacks plain "$symbols"
as carol x prefs symbols unicode
expect_status 0 "a member may want them all the same"
see_open plain2 80 24 "$TMP/ssh-carol" -o 'SetEnv=LC_ALL=C' x@127.0.0.1
sees "then" plain2 'Boards +new'
check "there are some" see_has plain2 "$symbols"

# Plain screens, and what to do when it looks wrong.
see_open words 80 24 "$TMP/ssh-carol" -t x@127.0.0.1 plain
sees "in words alone" words '^  1, News, '
check "without boxes and signs" see_lacks words "$symbols"
see_keys words %
sees "one key says that it looks wrong" words 'Which line looks right'
see_keys words 5
sees "a number says what looks right" words '> 5  ASCII'
see_keys words q 3
sees "and that is kept" words 'Talk'
see_keys words Q

# --- a guest walks -------------------------------------------------------------------------

see_keys g q q
sees "a guest comes back to the lobby" g '3 Talk'
see_keys g 3
sees "a guest opens a board" g 'Größe and £'
see_keys g Enter
sees "and a thread" g 'Groesse'
see_keys g ' ' ' ' ' ' Tab
sees "and is told that nothing is kept new for guests" g \
	'(Nothing new|All read|The end|for members|no more)'
see_keys g q q 1 @
sees "a guest sees who is here" g '@dave'

# --- the server ends -----------------------------------------------------------------------

see_keys d ':'
see_type d 'post talk Never posted'
see_keys d Enter
sees "a last one is begun" d 'Never posted'
see_type d 'the words of the last moment'
sees "it is typed" d 'the last moment'
kill -TERM "$SERVER"
sees "the screens say that the server stops" d 'kept as a draft'
await_end "$S"
start_server "$S" --set workers.count=2
see_ssh d2 80 24 dave x
sees "after a restart the draft is offered" d2 'you were writing'
see_keys d2 D
sees "with the words of the last moment" d2 'the words of the last moment'

tap_done
