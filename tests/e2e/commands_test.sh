#!/bin/bash
# commands - every command over real ssh: answers, formats, statuses, limits.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

SSH_MUX=yes
start_server "$TMP/s"
join_as alice alice "$CODE"
join_as bob bob
join_as carol carol

# What people are told never holds what a terminal would obey: no C0 but
# newline (and CR, in CSV and on terminals), no C1, no bidi override, no NUL.
is_clean() {
	"$PYTHON" - "$@" <<'PY'
import re, sys
for name in sys.argv[1:]:
    text = open(name, "rb").read().decode("utf-8")
    bad = re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f"
                    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
    if bad:
        sys.exit(f"{name}: {bad.group()!r} in "
                 f"{text[max(0, bad.start() - 30):bad.end() + 30]!r}")
PY
}

is_csv() {
	"$PYTHON" - "$OUT" "$@" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8"),
                       strict=True))
assert len(rows) > 1 and len({len(r) for r in rows}) == 1, rows
assert open(sys.argv[1], "rb").read().endswith(b"\r\n")
PY
}

letters() { printf "%$1s" '' | tr ' ' "${2:-x}"; }

# --- a question, from asking to solved -----------------------------------

as_in $'It worked\n\n  yesterday.\n' alice a ask --tags ssh,Keys --json \
	support "Can't find the link"
expect_status 0 "ask takes the text from standard input"
expect_json "rows == [{'thread': 1, 'board': 'support',
	'title': \"Can't find the link\"}]" \
	"and a lone apostrophe in a title is text"
as bob b read 1
expect 0 "support › Can't find the link" "read shows the title"
expect_out '^  It worked$' "and the text"
expect_out 'tags keys,ssh' "and the tags, in lower case"
as bob b read 1 --json
expect_json "rows[0]['body'] == 'It worked\n\n  yesterday.' and
	rows[0]['state'] == 'open' and rows[0]['author'] == 'alice'" \
	"--json holds the text as it was sent"
as_in $'Try the other port\n' bob b reply 1 --json
expect_json "rows == [{'post': '1.2', 'thread': 1, 'n': 2}]" \
	"reply answers a thread"
as alice a reply 1.2 That was it, thanks "a lot"
expect 0 'Replied as 1.3' "reply takes the text behind the command too"
as bob b read 1 --json
expect_json "[(r['n'], r['parent'], r['kind']) for r in rows] ==
	[(1, 0, 'post'), (2, 1, 'answer'), (3, 2, 'comment')]
	and rows[2]['body'] == 'That was it, thanks a lot'
	and rows[0]['state'] == 'replied'" "replies know what they answer"
as bob b vote 1
expect 0 '1.1 now has \+1' "vote counts up"
as bob b vote 1
expect 5 'your vote already' "not twice"
as bob b vote 1 down
expect 0 '1.1 now has -1' "down replaces up"
as bob b vote 1 none
expect 0 '1.1 now has \+0' "and none takes it back"
as bob b vote 1.2
expect 4 'what you wrote' "nobody votes on what they wrote"
as bob b vote 1 sideways
expect 2 'up, down or none' "sideways is no vote"
as carol c metoo 1
expect 0 '1 has this' "metoo counts"
as carol c metoo 1
expect 5 'said so already' "once"
as alice a metoo 1
expect 4 'your own question' "and not for who asked"
as carol c metoo --undo 1
expect 0 '0 have this' "metoo --undo takes it back"
as carol c save 1.2
expect 0 '1.2 is saved' "save keeps a post"
as carol c saved --json
check "saved lists it" is "$(json_get "rows[0]['post']")" 1.2
as carol c save --undo 1.2
expect 0 'not saved any more' "save --undo lets it go"
as carol c mute @bob
expect 0 '@bob is muted' "mute takes a person"
as carol c muted --json
check "muted lists them" is "$(json_get "rows[0]['name']")" bob
as carol c unmute @bob
expect 0 'not muted any more' "unmute takes it back"
as carol c unmute @bob
expect 5 'is not muted' "once"
as carol c links 1
expect_status 0 "links looks for addresses"
as carol c copy 1.2 --json
check "copy gives a post as it was written" is \
	"$(json_get "rows[0]['post']")" 1.2
as carol c accept 1.2
expect 4 'only who asked' "others do not accept"
as alice a accept 1
expect 2 'which reply' "accept wants a reply"
as alice a accept 1.2 --json
expect_json "rows == [{'post': '1.2', 'state': 'solved'}]" "accept solves"
as alice a accept 1.2
expect 5 'accepted already' "once"
as alice a accept --undo 1.2
expect 0 'not accepted any more' "accept --undo opens it again"
as alice a accept 1.3
expect 0 'Solved by 1.3' "another reply may be accepted then"
as alice a threads --state solved support --json
expect_json "[r['thread'] for r in rows] == [1]" \
	"threads --state solved lists it"

# --- changing and removing -------------------------------------------------

as_in $'It never worked\n' alice a edit 1
expect 0 'Changed 1.1' "edit replaces the text"
as_in $'It never worked\n' alice a edit 1
expect 5 'what it says already' "but not by the same"
as alice a edit --title "'Where is the link?'" 1
expect 0 'Changed 1.1' "edit --title gives another title"
as carol c read 1
expect_out 'support › Where is the link\?' "which others see"
expect_out 'edited' "and that it was edited"
as bob b edit 1 no
expect 4 "1.1 is @alice's" "nobody edits the posts of others"
as alice a edit 1.2 better
expect 2 'say why' "a moderator says why"
as alice a edit --why typo 1.2 better
expect 0 'Changed 1.2' "and then may"
as carol c reply 1 'off topic'
as bob b delete 1.4
expect 4 "1.4 is @carol's" "nobody removes the posts of others"
as carol c delete 1.4
expect 0 'Removed 1.4' "delete takes back what one wrote"
as bob b read 1 --json
expect_json "rows[3]['hidden'] == 'by its author' and rows[3]['body'] == ''" \
	"others see that something was there, not what"
as carol c post talk "Hello and goodbye"
as carol c delete 2 --json
expect_json "rows[0]['thread_removed']" \
	"a thread that nobody replied to goes as a whole"
as bob b read 2
expect 3 'there is no thread 2' "and is not there any more"
as alice a delete --why spam 1.3
expect 0 'Removed 1.3' "a moderator removes with a reason"
as alice a threads support --json
expect_json "rows[0]['state'] == 'replied'" \
	"a question whose answer was removed is solved no more"

# --- tags, follows, marks, drafts --------------------------------------------

as alice a tag 1 Wi-Fi,routers
expect 0 'tagged: .*wi-fi' "tag adds tags"
as bob b tag 1 mine
expect 4 'only @alice and moderators' "others do not tag"
as alice a tag --remove 1 routers
expect 0 '^Thread 1 is tagged: [^r]*$' "tag --remove takes them off"
as carol c tag --json
expect_json "{'tag': 'ssh', 'threads': 1} in rows" "tag lists all tags"
as carol c follow support watch
expect 0 'watch' "follow a board"
as carol c follow @bob
as carol c follow tag:ssh mute
as carol c follow 1 --json
as carol c follow --json
expect_json "sorted((r['level'], r['name']) for r in rows) ==
	sorted([('watch', 'support'), ('track', 'bob'), ('mute', 'ssh'),
	('track', 'Where is the link?')])" "follow lists what is followed"
as carol c follow support sometimes
expect 2 'a level is' "sometimes is no level"
as carol c follow nosuch
expect 3 'no board' "what is not there cannot be followed"

new_key dan
join_as dan dan
as dan d unread --json
expect_json "[r['thread'] for r in rows] == [1]" "new members have unread threads"
as dan d read 1
as_until_read() { as dan d unread --json; [[ ! -s $OUT ]]; }
check "what was read as text counts as read" wait_until as_until_read
as bob b reply 1 more
as dan d unread --json
expect_json "[r['thread'] for r in rows] == [1]" "a reply makes it unread again"
as dan d mark 1
expect 0 'read up to post 5' "mark marks a thread read"
as dan d unread
expect 0 'Nothing new' "and it is"
as dan d mark --unread 1.2
as dan d unread --json
expect_json "[r['thread'] for r in rows] == [1]" "mark --unread keeps a post new"
as dan d mark support
expect 0 'All of support is read' "mark marks a board read"
as dan d boards --json
expect_json "[r['new'] for r in rows if r['board'] == 'support'] == [0]" \
	"and boards shows nothing new there"

as_in $'half a thought' dan d draft save reply 1
expect 0 'Saved as draft|half a thought' "draft save keeps a text"
as dan d draft --json
expect_json "rows[0]['place'] == 'reply 1' and
	rows[0]['text'] == 'half a thought'" "draft lists it"
draft=$(json_get "rows[0]['draft']")
as bob b draft show "$draft"
expect 3 'you have no draft' "nobody sees the drafts of others"
as dan d draft drop "$draft"
expect 0 'Dropped' "draft drop forgets it"
as dan d prefs zone Europe/Berlin
expect 0 'Europe/Berlin' "prefs sets a time zone"
as dan d prefs --json zone
expect_json "rows[0]['value'] == 'Europe/Berlin'" "and keeps it"
as bob b prefs --json zone
expect_json "rows[0]['value'] == 'UTC'" "for nobody else"
as dan d prefs theme pink
expect 2 'one of: auto dark light contrast' "prefs says what it takes"
as dan d prefs --reset
expect 0 'UTC' "and takes it all back"
as dan d draft
expect 0 'You have no drafts' "then there is none"

# --- members -------------------------------------------------------------------

as_in $'I like\nroutes.\n' bob b profile --name "'Bob B.'" --bio
expect 0 'Bob B' "profile sets a name and lines"
as carol c profile bob --json
expect_json "rows[0]['name'] == 'Bob B.' and rows[0]['bio'] == 'I like\nroutes.'
	and rows[0]['posts'] == 2" "which others see"
as bob b rename robert
expect 0 'You are @robert now' "rename takes another handle"
as bob bob whoami --json
expect_json "rows[0]['handle'] == 'robert'" "with the same key"
as carol c profile bob
expect 3 'no member' "the old handle is free"
as bob b rename alice
expect 5 'taken' "a handle that is taken is refused"
as bob b rename bob
as alice a members --json
expect_json "[r['handle'] for r in rows][:3] == ['alice', 'bob', 'carol']" \
	"members lists them"
as alice a members bo --json
expect_json "[r['handle'] for r in rows] == ['bob']" "and those who begin so"
as alice a who --json
expect_json "'alice' in [r['handle'] for r in rows]" "who lists who is here"
as alice a version --json
expect_json "rows[0]['community'] == 'Stoa'" "version tells what runs"

# --- running the place -----------------------------------------------------------

as bob b setting
expect 4 'for staffs|staff' "settings are for staff"
as alice a setting title.max_chars 20
expect 0 'title.max_chars' "the sysop changes a setting"
as alice a setting title.max_chars 0
expect 2 'whole number from 1 to 500' "within its bounds"
as alice a setting nosuch 1
expect 3 'no setting' "of those there are"
as_in x bob b post talk "$(letters 20)"
expect_status 0 "a title of title.max_chars is taken"
as_in x bob b post talk "$(letters 21)"
expect 6 'longer than 20' "one more is not"
as alice a setting title.max_chars default
as alice a board-add ideas --kind discussion --title "'Your ideas'" --about x
expect 0 'ideas' "board-add makes a board"
as alice a board-add ideas
expect 5 'already' "once"
as alice a board-add Ideas!
expect 2 'lower-case' "with a name of lower-case letters"
as alice a board-add poll --kind poll
expect 2 '--kind takes' "of a kind there is"
as bob b board-add mine
expect 4 'for sysops' "sysops alone make boards"
as_in x bob b post ideas First
expect_status 0 "members write on it"
as alice a board-edit --close ideas
as bob b post ideas Second
expect 4 'is closed' "not when it is closed"
as alice a board-edit --open --title "'Ideas'" ideas
expect_status 0 "board-edit opens it again"
as bob b ask ideas 'A question?'
expect 2 'not for questions; use: post' "ask is for boards of questions"
as bob b post support 'No question'
expect 2 'is for questions; use: ask' "and post is not"
as alice a member-role dan moderator
expect 0 'moderator' "member-role makes a moderator"
as dan d whoami --json
expect_json "rows[0]['role'] == 'moderator'" "who is one at once"
as dan d member-role bob moderator
expect 4 '' "moderators make no moderators"
as alice a member-role dan emperor
expect_status 2 "emperor is no role"
as alice a log-level debug
expect 0 'debug' "log-level changes the log"
as alice a log-level info
as alice a log-level loud
expect 2 'error, warn, info or debug' "to a level there is"
as bob b log-level
expect 4 'for sysops' "and for sysops alone"
run operator log-level info
expect 0 'info' "or the operator"
run operator --as bob log-level debug
expect 4 'for sysops' "who may not do as somebody what they may not"
run operator --as nobody log-level debug
expect 3 'no member "nobody"' "nor as nobody"

# --- searching ---------------------------------------------------------------------

as_in $'A xylophone plays in the attic\n' carol c post talk Music at night
as bob b search --json xylophone
expect_json "len(rows) == 1 and rows[0]['title'] == 'Music at night' and
	'[xylophone]' in rows[0]['snippet']" "search finds words of a text"
for query in 'xylo*' '"plays in"' 'xylophone -cellar' 'from:carol xylophone' \
	'board:talk attic' 'after:2020-01-01 attic' 'MUSIC'; do
	as bob b search --json -- "$query"
	expect_json "[r['title'] for r in rows] == ['Music at night']" \
		"search $query"
done
for query in 'xylophone -attic' 'from:bob xylophone' 'board:support attic' \
	'before:2020-01-01 attic' 'zzzz'; do
	as bob b search --json -- "$query"
	check "search $query finds nothing" test ! -s "$OUT" -a "$STATUS" = 0
done
as bob b search --json is:replied tag:ssh
expect_json "[r['thread'] for r in rows] == [1]" "search by state and tag"
as bob b search board:nosuch x
expect 3 'no board' "a board that is not there is named"
as bob b search 'AND OR NOT ( " * : ^ {'
check "operators of the index are just text" test "$STATUS" = 0 -o "$STATUS" = 2

as bob b search --json xylohpone
expect_json "len(rows) == 1 and rows[0]['post'] == '' and
	rows[0]['hint'] == 'xylophone'" "a near word is offered, in JSON too"
as bob b search xylohpone from:carol
expect 0 'Did you mean: search xylophone from:carol' "and in words"
as bob b search form:carol xylophone
expect 2 'did you mean from:' "a filter that is nearly one is told"
as bob b similar --json Music in the night
expect_json "[r['title'] for r in rows] == ['Music at night']" \
	"similar finds what is like a title"
as_in $'A kettle\n' bob b post talk Kettles
as - guest search kettle is:open
is_noted() {
	operator searched --json >"$TMP/noted" && json_holds "$TMP/noted" \
		"[r for r in rows if r['words'] == 'kettle' and r['found'] == 0 and
		  r['filters'] == 'is:open' and not r['member']]"
}
check "what a guest searched for is noted" wait_until is_noted
as bob b search teapot board:talk
led_to() {
	operator searched --json >"$TMP/noted" && json_holds "$TMP/noted" \
		"[r for r in rows if r['words'] == 'teapot' and r['member'] == 'bob'
		  and r['filters'] == 'board:talk']"
}
check "and what a member did" wait_until led_to
check "programs are not listened to" json_holds "$TMP/noted" \
	"not [r for r in rows if 'xylohpone' in r['words'] and
	      'from:carol' not in r['filters']]"
as_in $'No teapot here\n' bob b post talk Teapots
operator searched --json >"$TMP/noted"
check "a thread that is begun after it is what it led to" json_holds \
	"$TMP/noted" "[r['ledto'] > 0 for r in rows if r['words'] == 'teapot']
	== [True]"
as bob b searched
expect 4 'for staff' "only staff reads what was searched for"

# --- ids --------------------------------------------------------------------------

id=request-0123456789
as_in text bob b post --id "$id" --json talk Only once
cp "$OUT" "$TMP/first"
as_in text bob b post --id "$id" --json talk Only once
expect_status 0 "the same request with the same --id succeeds"
check "with the same answer" cmp "$OUT" "$TMP/first"
as bob b search --json Only once
expect_json "len(rows) == 1" "and is done once"
as_in text bob b post --id "$id" --json talk Only twice
expect 5 'used for something else' "other words under that id are a conflict"
as_in other bob b post --id "$id" --json talk Only once
expect 5 'used for something else' "so is another text"
as_in text carol c post --id "$id" --json talk Only once
expect_status 0 "ids of different members do not meet"
as_in x bob b post --id 123456789012345 talk X
expect 2 '16 to 64 characters' "an id of 15 characters is refused"
as_in x bob b post --id "$(letters 16)" talk X
expect_status 0 "one of 16 is taken"
as_in x bob b post --id "$(letters 64)" talk X
expect_status 0 "one of 64 is taken"
as_in x bob b post --id "$(letters 65)" talk X
expect 2 '16 to 64 characters' "one of 65 is refused"
as bob b vote --id "$(letters 16 v)" 1.2
as bob b vote --id "$(letters 16 v)" 1.1
expect_status 0 "an id of a request that failed is free"
as bob b invite --id "$(letters 16 i)"
as bob b invite --id "$(letters 16 i)"
expect 0 'done before; its answer is secret' "a secret answer is not repeated"
as bob b keys --id "$(letters 16 k)" rename 99 x
expect 3 'no key' "failures are not kept"

# --- statuses and formats -----------------------------------------------------------

as bob b frobnicate
expect 2 'there is no command "frobnicate"' "an unknown command"
as bob b threads
expect 2 'BOARD is missing; usage: threads' "a missing word"
as bob b threads talk too many
expect 2 'too many words' "a word too many"
as bob b threads --max 0 talk
expect 2 'from 1 to 1000' "a number out of bounds"
as bob b threads --frob talk
expect 2 'no option --frob' "an unknown option"
as bob b read 99999
expect 3 'no thread 99999' "what is not there"
as - guest reply 1 hello
expect 4 'members' "what one may not"
as bob b read xyz
expect 2 'is not a thread' "what is no thread"
as bob b read --json 99999
expect_json "not rows" "with --json an error leaves standard output empty"
cp "$ERR" "$OUT"
expect_json "len(rows) == 1 and rows[0]['error'] == 'MISSING' and
	rows[0]['status'] == 3 and rows[0]['message']" "and is JSON too"
as_in '' bob b reply 1
expect 2 'there is no text' "an empty text"
as bob b import
expect_status 4 "import is no command for people"

while read -r -a words; do
	as alice a "${words[0]}" --json "${words[@]:1}"
	expect_json "rows" "${words[*]}: --json is JSON Lines"
	as alice a "${words[0]}" --csv "${words[@]:1}"
	check "${words[*]}: --csv is RFC 4180" is_csv
	as alice a "${words[@]}"
	check "${words[*]}: text is told" test -s "$OUT" -a "$STATUS" = 0
done <<'READING'
help
whoami
boards
threads talk
read 1
unread
search xylophone
who
members
profile
keys
tag
follow
setting
version
log-level
READING

as alice a help --json
commands=$(json_get "' '.join(r['command'] for r in rows)")
check "help lists every command of the issue" is "$commands" \
"help join whoami boards threads read copy links unread search similar ask post \
reply accept vote metoo edit delete tag mark draft spell follow mute unmute muted save \
saved who members profile prefs watch keys link password account rename \
invite version art board-add board-edit member-role setting searched log-level"
thin=
for command in $commands; do
	as bob b help "$command"
	[[ $STATUS = 0 && $(wc -l <"$OUT") -ge 5 ]] || thin+=" $command"
	cp "$OUT" "$TMP/help"
	as bob b "$command" --help
	cmp -s "$OUT" "$TMP/help" || thin+=" $command--help"
done
check "help tells something of each, and --help the same" is "$thin" ""

# --- limits, at and one past -----------------------------------------------------------

as alice a setting post.max_bytes 100
as_in "$(letters 100)"$'\n' bob b reply 1
expect_status 0 "a text of post.max_bytes is taken"
as_in "$(letters 101)" bob b reply 1
expect 6 'the text has 101 bytes; here 100 are the most' "one byte more is not"
as alice a setting post.max_bytes 1048576
letters 1048576 >"$TMP/mib"
run ssh_as bob b reply 1 <"$TMP/mib"
expect_status 0 "a text of 1 MiB is taken where it may be"
printf 'yz' >>"$TMP/mib"
run ssh_as bob b reply 1 <"$TMP/mib"
expect 6 '1 MiB' "more than 1 MiB is refused while it comes"
as bob b delete 1.7
as alice a setting post.max_bytes default
as_in x bob b post --tags "$(letters 50)" talk T
expect_status 0 "a tag of 50 characters is taken"
as_in x bob b post --tags "$(letters 51)" talk T
expect 6 'at most 50' "one of 51 is not"
as_in x bob b post --tags a,b,c,d,e talk T
expect_status 0 "five tags are taken"
as_in x bob b post --tags a,b,c,d,e,f talk T
expect 6 'at most 5 tags' "six are not"
as bob b profile --name "$(letters 64)"
expect_status 0 "a name of 64 characters is taken"
as bob b profile --name "$(letters 65)"
expect 6 'longer than 64' "one of 65 is not"
as_in "$(letters 2000)" bob b profile --bio
expect_status 0 "2000 characters about oneself are taken"
as_in "$(letters 2001)" bob b profile --bio
expect 6 '2000 characters' "2001 are not"
as bob b reply 1 "$(letters 8184)"
expect_status 0 "a command line of 8192 bytes is taken"
as bob b reply 1 "$(letters 8185)"
expect 6 '8192 bytes' "one of 8193 is not"
as bob b search "$(letters 1000)"
expect 0 'Nothing found' "a search of 1000 bytes is taken"
as bob b search "$(letters 1001)"
expect 6 '1000 bytes' "one of 1001 is not"
as alice a setting drafts.max 2
for what in one two; do
	as_in x bob b draft save "reply $what"
done
expect_status 0 "drafts.max drafts are kept"
as_in x bob b draft save reply three
expect 6 'you have 2 drafts' "one more is not"
as_in y bob b draft save reply two
expect_status 0 "but one that is there may change"
as bob b keys --json
key=$(json_get "rows[0]['key']")
as bob b keys rename "$key" "$(letters 64)"
expect_status 0 "a name of a key has 64 characters"
as bob b keys rename "$key" "$(letters 65)"
expect_status 6 "a key's name ends at 64 characters"

# --- hostile text ---------------------------------------------------------------------

evil=$'\x1b]0;owned\x07\x1b[2J \xc2\x9b31m \xe2\x80\xaeback\xe2\x81\xa6'
evil+=$'\x9b\xff\xc0\xaf \x7f\x08 end'
as_in "$evil"$'\nsecond \x1b[1mline\n' bob b ask \
	--tags $'ta\x1b[31mg\xe2\x80\xae' --json support "T $evil"
expect_status 0 "hostile text is taken"
evil_thread=$(json_get "rows[0]['thread']")
printf 'a\0b \0 c\n' >"$TMP/nul"
run ssh_as bob b reply "$evil_thread" --json <"$TMP/nul"
expect_status 0 "so is NUL"
as bob b read --json "$evil_thread"
expect_json "rows[1]['body'] in ('ab  c', 'a b   c', 'a\ufffdb \ufffd c')" \
	"which is left out"
as bob b profile --name "'N $evil'"
as_in "bio $evil" bob b profile --bio
as bob b keys rename "$key" "K $evil"
as_in "D $evil" bob b draft save reply two
as bob b follow "$evil_thread"
new_key evil
as evil join join $'e\x1b[31mvil'
expect 2 'a handle is' "an escape in a handle is refused"
cp "$ERR" "$TMP/errors.evil"
for words in "$evil" "threads $evil" "read $evil" "profile $evil" \
	"search board:$evil" "vote 1 $evil" "help $evil" "threads --$evil" \
	"setting $evil" "boards --id $evil" "watch $evil" "rename $evil" \
	"link $evil" "member-role alice $evil" "board-add $evil" \
	"board-add --kind $evil x" "search before:$evil" "draft $evil"; do
	as alice a "$words"
	cat "$OUT" "$ERR" >>"$TMP/errors.evil"
	as alice a "$words --json"
	cat "$OUT" "$ERR" >>"$TMP/errors.evil"
done
check "no error gives it back raw" is_clean "$TMP/errors.evil"
dirty=
for format in '' --json --csv; do
	for words in "read $evil_thread" 'threads support' 'search end' \
		'unread ' 'tag ' 'profile bob' 'members ' 'who ' 'boards '; do
		as alice a "${words%% *}" $format "${words#* }"
		[[ $STATUS = 0 && -s $OUT ]] || dirty+=" $words $format (status)"
		is_clean "$OUT" >>"$TMP/dirty" 2>&1 || dirty+=" $words $format"
	done
	for words in keys draft follow profile 'draft show 3'; do
		as bob b "$words" $format
		is_clean "$OUT" >>"$TMP/dirty" 2>&1 || dirty+=" $words $format"
	done
	EXEC='exec' ssh_as alice a watch --since 0 $format support >"$TMP/watched" \
		2>&1 &
	PIDS+=($!)
	wait_until grep -q "T .*owned" "$TMP/watched"
	kill $!
	is_clean "$TMP/watched" >>"$TMP/dirty" 2>&1 || dirty+=" watch $format"
done
check "no command gives it back raw in any format" is "$dirty" ""
as alice a read "$evil_thread"
TERM=xterm run ssh_as alice a -tt read "$evil_thread" </dev/null
check "nor on a terminal" is_clean "$OUT"
check "nor does the log" is_clean "$LOG"

# --- conversations ----------------------------------------------------------------------

as_in $'ask support From a pipe\nfirst line\n..dotted\n.\nwhoami\nquit\n' bob b -T
expect 0 'Asked as [0-9]+' "commands can be piped in"
expect_out 'Come back soon' "up to quit"
as bob b search --json From a pipe
expect_json "len(rows) == 1" "the question is there"
as bob b read "$(json_get "rows[0]['thread']")" --json
expect_json "rows[0]['body'] == 'first line\n.dotted'" \
	"with a dot where two were typed"
as_in $'reply 1\nnot this\n~q\nread 99999\nquit\n' bob b -T
check "the status is that of the last command" is "$STATUS" 3
expect_out 'Given up' "~q gives a text up"
as_in $'reply 1\nto the very end' bob b -T
expect 0 'Replied as 1\.' "the end of input ends a text"
as_in $'password\nsecret words\nother words\npassword\nsecret words\n'\
$'secret words\nquit\n' carol c -T
expect_out 'The two differ' "a password is asked for twice"
expect_out 'Set\.' "and set when both agree"
as_asked $'secret words\n' - carol whoami --json
expect_json "rows[0]['handle'] == 'carol'" "and is the one typed"
as_in $'boards\nreply 1 hi\nquit\n' - guest -T
expect_out 'You are looking around as a guest. To join: ssh -p [0-9]+ join@' \
	"a guest is told how to join"
expect_err 'members. To join' "and does not write"
expect_out '^guest> ' "the prompt says guest"
new_key hal
as_in $'.bad\nalice\nhal\nask support I am new\nand have a question\n.\nquit\n' \
	hal join -T
expect_out 'Welcome to Stoa, @hal' "a new key joins in the conversation"
expect_out 'Asked as' "and asks at once"
expect_err 'a handle is 1 to 32' "after a handle that cannot be"
expect_err 'is taken' "and one that is taken"
new_key ida
as_in $'guest\nboards\nquit\n' ida join -T
expect_out 'support' "a new key may look around as a guest"
as_in $'quit\n' ida join -T
expect 0 'Come back soon' "or leave"

TERM=dumb run ssh_as bob b -tt < <(
	printf 'ask support From a dumb terminal\r'
	printf 'typo\x7f\x7fed\rand done\r.\rquit\r')
expect_out 'Asked as [0-9]+' "a dumb terminal has the same conversation"
as bob b search --json dumb terminal
as bob b read "$(json_get "rows[0]['thread']")" --json
expect_json "rows[0]['body'] == 'tyed\nand done'" "with a line to edit"
TERM=dumb run ssh_as bob b -tt reply 1 < <(printf 'typed\r\x04')
expect_out 'Replied as 1\.' "a command on a terminal takes its text up to ^D"
as_in $'password\nshort\nwhoami\nquit\n' carol c -T
expect_out 'too short; nothing was changed' \
	"one too short is told before it is typed again"
expect_out 'carol +member' "and the conversation goes on"
TERM=dumb run ssh_as carol c -tt password < <(printf 'secret words\r')
expect_out 'New password \(at least 8 characters, not shown\)' \
	"a password is asked for on a terminal"
expect_no_out 'secret words' "and not echoed"
TERM=dumb run ssh_as bob b -tt reply 1 < <(printf 'typed\r\x03')
expect_status 2 "^C gives the text up"

# --- connections that break ----------------------------------------------------------------

# cut KEY TEXT WORDS…: type TEXT, wait for $CUT_AFTER in the answer or the
# server's word that it has it, then lose the connection.
mkfifo "$TMP/fifo"
cut_off() {
	local key=$1 text=$2 ready=$3 pid

	shift 3
	EXEC='exec' SSH_MUX='' ssh_as "$key" x "$@" <"$TMP/fifo" >"$TMP/cut" 2>&1 &
	pid=$!
	exec 9>"$TMP/fifo"
	printf '%s' "$text" >&9
	wait_until eval "$ready"
	kill -KILL "$pid"
	exec 9>&-
	wait "$pid" 2>/dev/null
}
as bob b draft drop 1
as bob b draft drop 2
cut_off bob $'reply 1\na long thought\nthat is cut' \
	'grep -q "Type the text" "$TMP/cut"' -T
has_draft() {
	as bob b draft --json
	json_holds "$OUT" "[r for r in rows if r['place'] == 'reply 1']"
}
check "a text that is cut off is kept as a draft" wait_until has_draft
expect_json "[r['text'] for r in rows if r['place'] == 'reply 1']
	== ['a long thought\nthat is cut']" "to its last letter"
as_in $'reply 1\n~q\nquit\n' bob b -T
expect_out 'You began this' "and is offered when it is begun again"
as bob b read 1 --json --max 1000
posts=$(wc -l <"$OUT")
logins=$(grep -c 'msg=login' "$LOG")
more_logins() { (($(grep -c 'msg=login' "$LOG") > logins)); }
cut_off bob 'half a reply' more_logins reply 1
as bob b read 1 --json --max 1000
check "a command whose text breaks off does nothing" is "$(wc -l <"$OUT")" \
	"$posts"

tap_done
