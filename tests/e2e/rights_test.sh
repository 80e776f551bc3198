#!/bin/bash
# rights - who sees what: every reading command, by everybody there is.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

# Boards by who reads them; each has one thread by alice, with the words
# "ubiquity" and marker-BOARD, the tag tag-BOARD, and a reply by alice.
BOARDS=(open lounge bench vault staffroom)
declare -A THREAD=()
declare -A SEES=(
	[guest]="open"
	[bob]="open lounge"
	[mod]="open lounge bench"
	[gil]="open lounge vault"
	[pat]="open lounge vault"
	[stella]="open lounge bench vault staffroom"
	[alice]="open lounge bench vault staffroom"
)
VIEWERS=(guest bob mod gil pat stella alice)

SSH_MUX=yes
start_server "$TMP/s" --set limits.channels=50
join_as alice alice "$CODE"
for name in bob mod gil pat stella; do
	join_as "$name" "$name"
done
as alice a member-role mod moderator
as alice a member-role stella staff
as alice a board-add --kind question open
as alice a board-add --kind question --read member lounge
as alice a board-add --kind question --read moderator --post moderator bench
as alice a board-add --kind question --private vault
as alice a board-add --kind question --read staff --post staff staffroom
as alice a board-edit --let-in gil vault
as alice a board-edit --moderator pat vault
for board in "${BOARDS[@]}"; do
	as_in "All of ubiquity-$board: ubiquity marker-$board" alice a ask --json \
		--tags "tag-$board" "$board" "Title ubiquity marker-$board"
	THREAD[$board]=$(json_get "rows[0]['thread']")
	as alice a reply "${THREAD[$board]}" "ubiquity reply marker-$board"
done
check "there is a thread on each board" test "${THREAD[staffroom]}" -gt 0

# by VIEWER WORDS…: as that viewer.
by() {
	local viewer=$1

	shift
	case $viewer in
	guest) as - guest "$@" ;;
	*) as "$viewer" me "$@" ;;
	esac
}

sees() { [[ " ${SEES[$1]} " = *" $2 "* ]]; }

# The Python list of what VIEWER sees, each with PREFIX.
seen_list() {
	local board list=

	for board in ${SEES[$1]}; do
		list+="'${2:-}$board',"
	done
	echo "sorted([$list])"
}

# What is hidden answers in the words of what was never there.
same_as_missing() { # VIEWER THING MISSING WORDS-WITH-@
	local viewer=$1 thing=$2 missing=$3 words=$4

	by "$viewer" "${words//@/$missing}"
	sed "s/\b$missing\b/@/g" "$ERR" >"$TMP/missing"
	[[ $STATUS != 0 ]] || return 1
	status=$STATUS
	by "$viewer" "${words//@/$thing}"
	sed "s/\b$thing\b/@/g" "$ERR" >"$TMP/hidden"
	[[ $STATUS = "$status" && ! -s $OUT ]] &&
		cmp -s "$TMP/missing" "$TMP/hidden"
}

for viewer in bob mod gil stella; do
	by "$viewer" unread --json
	expect_json "sorted(r['board'] for r in rows) == $(seen_list "$viewer")" \
		"$viewer: unread"
done
by guest unread
expect 4 'members' "guest: unread is for members"

for viewer in "${VIEWERS[@]}"; do
	by "$viewer" boards --json
	expect_json "sorted(r['board'] for r in rows if r['board'] not in
		('news', 'support', 'talk')) == $(seen_list "$viewer")" \
		"$viewer: boards"
	by "$viewer" search --json ubiquity
	expect_json "sorted({r['board'] for r in rows}) ==
		$(seen_list "$viewer") and len(rows) ==
		2 * len($(seen_list "$viewer"))" "$viewer: search"
	by "$viewer" search --json --relevance ubiquity
	expect_json "sorted({r['board'] for r in rows}) == $(seen_list "$viewer")" \
		"$viewer: search by relevance"
	by "$viewer" search --max 1 ubiquity
	n=$(wc -w <<<"${SEES[$viewer]}")
	expect 0 "^$((2 * n)) found, 1 shown" "$viewer: search counts what is seen"
	by "$viewer" search --json from:alice
	expect_json "sorted({r['board'] for r in rows}) == $(seen_list "$viewer")" \
		"$viewer: search by author"
	by "$viewer" tag --json
	expect_json "sorted(r['tag'] for r in rows) ==
		$(seen_list "$viewer" tag-)" "$viewer: tags"
	wrong=
	for board in "${BOARDS[@]}"; do
		thread=${THREAD[$board]}
		if sees "$viewer" "$board"; then
			by "$viewer" threads "$board" --json
			[[ $STATUS = 0 ]] || wrong+=" threads $board"
			by "$viewer" read "$thread"
			grep -q "marker-$board" "$OUT" || wrong+=" read $board"
			by "$viewer" search --json "marker-$board"
			[[ $(wc -l <"$OUT") = 2 ]] || wrong+=" search $board"
			by "$viewer" search --json "board:$board" ubiquity
			[[ $(wc -l <"$OUT") = 2 ]] || wrong+=" board:$board"
			by "$viewer" search --json "tag:tag-$board"
			[[ $(wc -l <"$OUT") = 1 ]] || wrong+=" tag:$board"
			continue
		fi
		by "$viewer" search "marker-$board"
		grep -q '^Nothing found' "$OUT" || wrong+=" search $board"
		for words in 'threads @' 'search board:@ x' 'watch @' 'unread @' \
			'follow @' 'mute @' 'mark @' 'ask @ title' 'post @ title' \
			'board-edit --close @'; do
			same_as_missing "$viewer" "$board" nosuch "$words" ||
				wrong+=" ${words//@/$board}"
		done
		for words in 'search tag:@ x' 'follow tag:@' 'mute tag:@'; do
			same_as_missing "$viewer" "tag-$board" nosuch "$words" ||
				wrong+=" ${words//@/tag-$board}"
		done
		for words in 'read @' 'read @.2' 'reply @ x' 'vote @' 'metoo @' \
			'accept @.2' 'edit @ x' 'delete @' 'tag @ x' 'mark @' \
			'mark --unread @' 'follow @' 'threads --after @ open' \
			'copy @' 'links @' 'save @' 'mute @' 'unmute @'; do
			same_as_missing "$viewer" "$thread" 9999 "$words" ||
				wrong+=" ${words//@/$board}"
		done
	done
	check "$viewer: what is seen is whole, what is hidden was never there" \
		is "$wrong" ""
done

# --- the sweep: no marker in anything that anybody may ask for ---------------

# sweep VIEWER: all reading commands in all formats, into $TMP/sweep.
sweep() {
	local viewer=$1 format words name

	for format in '' --json --csv; do
		for words in boards unread "unread open" "search ubiquity" \
			"search --relevance ubiq*" "search from:alice" \
			"search title -nothing" "search is:replied" \
			"search after:2020-01-01 of" who members "members al" \
			"profile alice" profile tag follow help "help read" \
			version whoami keys draft setting log-level "threads news" \
			"threads open" "read ${THREAD[open]}"; do
			name=${words%% *}
			echo "$name $format ${words#"$name"}"
		done
	done >"$TMP/words"
	echo quit >>"$TMP/words"
	case $viewer in
	guest) ssh_as - guest -T ;;
	*) ssh_as "$viewer" me -T ;;
	esac <"$TMP/words" >"$TMP/sweep" 2>&1
	for format in '' --json --csv; do
		watch_for "$viewer" all $format --since 0
		wait_until grep -q "$LAST_EVENT" "$TMP/watch.$viewer.all"
		cat "$TMP/watch.$viewer.all" >>"$TMP/sweep"
	done
	has 'Come back soon' "$TMP/sweep" && has '^version,|program,version' \
		"$TMP/sweep"
}

# watch_for VIEWER NAME WORDS…: into $TMP/watch.VIEWER.NAME, in the background.
watch_for() {
	local file=$TMP/watch.$1.$2 viewer=$1

	shift 2
	case $viewer in
	guest) set -- - guest watch "$@" ;;
	*) set -- "$viewer" me watch "$@" ;;
	esac
	: >"$file"
	EXEC='exec' ssh_as "$@" >"$file" 2>&1 </dev/null &
	PIDS+=($!)
}

as alice a post talk "everybody sees: the last event"
LAST_EVENT='everybody sees: the last event'
for viewer in "${VIEWERS[@]}"; do
	wrong=
	sweep "$viewer" || wrong=" (not swept)"
	for board in "${BOARDS[@]}"; do
		if sees "$viewer" "$board"; then
			grep -q "marker-$board" "$TMP/sweep" || wrong+=" no $board"
		else
			grep -qE "marker-$board|tag-$board|$board" "$TMP/sweep" &&
				wrong+=" $board"
		fi
	done
	check "$viewer: nothing tells of a hidden board, in any format" \
		is "$wrong" ""
done

# --- watch, live -------------------------------------------------------------

for viewer in "${VIEWERS[@]}"; do
	watch_for "$viewer" live --json
done
watch_for gil vault --json vault
watch_for bob lounge --json lounge
# A watcher is there when it tells the first of these.
heard() { # TEXT VIEWER.NAME…
	local text=$1 name

	shift
	for name; do
		grep -q "$text" "$TMP/watch.$name" || return 1
	done
}
everyone=("${VIEWERS[@]/%/.live}")
ping_until_heard() {
	as alice a post talk "ping"
	as alice a ask lounge "ping"
	as alice a ask vault "ping"
	heard '"ping"' "${everyone[@]}" gil.vault bob.lounge
}
check "seven watchers are told of a post" wait_until ping_until_heard
for board in "${BOARDS[@]}"; do
	as alice a ask "$board" "live marker-$board"
done
as bob b link
as alice a setting title.max_chars 150
as alice a post talk "sentinel"
as alice a ask lounge "sentinel"
as alice a ask vault "sentinel"
check "and go on to the end" wait_until heard sentinel "${everyone[@]}" \
	gil.vault bob.lounge
for viewer in "${VIEWERS[@]}"; do
	cp "$TMP/watch.$viewer.live" "$OUT"
	expect_json "sorted(r['title'][12:] for r in rows
		if r['title'].startswith('live marker')) ==
		$(seen_list "$viewer")" "$viewer: watch tells what may be seen"
	moderates=False
	[[ " mod stella alice " = *" $viewer "* ]] && moderates=True
	expect_json "any(r['event'].startswith('setting') for r in rows)
		== $moderates" "$viewer: settings are told to moderators alone"
	own=False
	[[ $viewer = bob ]] && own=True
	expect_json "any(r['event'].startswith('key') for r in rows) == $own" \
		"$viewer: keys are told to their owner alone"
done
cp "$TMP/watch.gil.vault" "$OUT"
expect_json "{r['board'] for r in rows} == {'vault'}" \
	"watch BOARD tells of that board alone"

# --- rights that end ----------------------------------------------------------

as gil g follow "${THREAD[vault]}"
as gil g read "${THREAD[vault]}"
as alice a board-edit --put-out gil vault
as alice a ask vault "after gil left marker-late"
as alice a post talk "after all that"
check "a watcher goes on" wait_until heard 'after all that' gil.live pat.live
check "but hears no more of a board that it may not read" \
	lacks marker-late "$TMP/watch.gil.live"
check "which others may" has marker-late "$TMP/watch.pat.live"
SEES[gil]="open lounge"
LAST_EVENT='after all that'
sweep gil
check "who was put out finds no trace of the board" \
	lacks 'vault|marker-late' "$TMP/sweep"
as alice a board-edit --public vault
by guest read "${THREAD[vault]}"
expect 0 marker-vault "a board made public is everybody's"

# --- who may do what ------------------------------------------------------------

declare -A KNOWS=()
for viewer in "${VIEWERS[@]}"; do
	by "$viewer" help --json
	KNOWS[$viewer]=$(json_get "' '.join(r['command'] for r in rows)")
done
check "guests are offered what guests may" is "${KNOWS[guest]}" \
	"help join whoami boards threads read copy links search similar tag who members \
profile watch link version"
check "members are offered more" test "${#KNOWS[bob]}" -gt "${#KNOWS[guest]}"
check "moderators the same by name" is "${KNOWS[mod]}" "${KNOWS[bob]}"
check "staff settings" is "${KNOWS[stella]}" "${KNOWS[bob]} setting searched"
check "the sysop everything" is "${KNOWS[alice]}" \
	"${KNOWS[bob]} board-add board-edit member-role setting searched log-level"
wrong=
for command in "ask open t" "post talk t" "reply ${THREAD[open]} x" \
	"accept ${THREAD[open]}.2" "vote ${THREAD[open]}" \
	"metoo ${THREAD[open]}" "edit ${THREAD[open]} x" \
	"delete ${THREAD[open]}" "tag ${THREAD[open]} x" "mark open" draft \
	unread follow "mute open" "unmute open" muted "save ${THREAD[open]}" saved \
	keys invite password "rename x" "profile --name x" link \
	"profile" setting "board-add x" "board-edit open" "member-role bob staff" \
	log-level import expire seen found; do
	by guest "$command"
	[[ $STATUS = 4 ]] || wrong+=" guest:$command=$STATUS"
done
for command in setting "board-add x" "board-edit open" \
	"member-role bob staff" log-level import expire seen "found x" \
	"accept ${THREAD[open]}.2" "edit ${THREAD[open]} x" \
	"delete ${THREAD[open]}" "tag ${THREAD[open]} x" "ask staffroom x"; do
	by bob "$command"
	[[ $STATUS = 4 || $STATUS = 3 ]] || wrong+=" bob:$command=$STATUS"
done
for command in setting "board-add x" "board-edit open" \
	"member-role bob staff" log-level; do
	by mod "$command"
	[[ $STATUS = 4 ]] || wrong+=" mod:$command=$STATUS"
done
for command in "setting post.max_bytes 5" "board-add x" log-level; do
	by stella "$command"
	[[ $STATUS = 4 ]] || wrong+=" stella:$command=$STATUS"
done
check "what is not one's own is refused" is "$wrong" ""
by mod accept "${THREAD[open]}.2"
expect 0 Solved "a moderator accepts"
by mod edit --why tidy "${THREAD[open]}.2" tidied
expect 0 Changed "and edits"
by pat edit --why tidy "${THREAD[vault]}.2" tidied
expect 0 Changed "a board's moderator does on that board"
by pat edit --why tidy "${THREAD[lounge]}.2" tidied
expect 4 '' "and on no other"
by mod delete --why off "${THREAD[open]}"
expect 0 'Removed thread' "a moderator removes a thread"
by guest read "${THREAD[open]}"
expect 3 'no thread' "which nobody reads any more"

tap_done
