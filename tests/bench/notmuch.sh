# shellcheck shell=bash
#
# notmuch - the part of `run` that sets notmuch beside stoad, for scale.
#
# Both take in the same posts: SET_POSTS of the set, whole threads, for stoad
# as JSON Lines and for notmuch as mail.  Both look for the same words.

part_notmuch() {
	local posts sample=$TMP/sample.jsonl

	if ! command -v notmuch >/dev/null; then
		note notmuch "skipped" "apt install notmuch"
		return 0
	fi
	if [[ ! -f $SET ]]; then
		note notmuch "skipped" "SET is not here: $SET"
		return 0
	fi
	say "notmuch: the posts as mail"
	posts=$(unpacked "$SET" 2>/dev/null | "$PYTHON" "$HERE/mail.py" \
		"$SET_POSTS" "$sample" "$TMP/mail" 2>>"$BENCH_LOG")
	[[ -n $posts ]] || return
	row notmuch "posts" "" "count" "$posts" "" "${SET##*/}"
	row notmuch "size" "JSON Lines" "MB" \
		"$(in_mb "$(wc -c <"$sample")")" "" ""
	say "notmuch: both import $posts posts"
	beside_stoad "$sample" && beside_notmuch || return
	say "notmuch: both search"
	lines "$TMP/small" || return
	awk -F '\t' '$1 == "common" || $1 == "rare" || $1 == "two words" ||
		$1 == "nothing at all"' "$TMP/lines" >"$TMP/few"
	logged "$TOOLS/search" "$TMP/small" "$ROWS" notmuch stoad \
		<"$TMP/few" || return
	logged "$PYTHON" "$HERE/notmuch.py" "$ROWS" <"$TMP/few"
}

beside_stoad() {
	import "$TMP/small" "$1" || return
	imported stoad
	row notmuch "size" "stoad" "MB" \
		"$(in_mb "$(store_bytes "$TMP/small")")" "" ""
}

beside_notmuch() {
	local index=$TMP/mail/.notmuch/xapian mail

	export NOTMUCH_CONFIG=$TMP/notmuch
	printf '%s\n' '[database]' "path=$TMP/mail" '[user]' 'name=Nobody' \
		'primary_email=nobody@posts.invalid' '[maildir]' \
		'synchronize_flags=false' >"$NOTMUCH_CONFIG"
	mail=$(bytes_of "$TMP/mail")
	logged "$TOOLS/took" "$TMP/took" notmuch new || return
	read -r WALL_US CPU_US PEAK_KIB <"$TMP/took"
	imported notmuch
	row notmuch "size" "the mail" "MB" "$(in_mb "$mail")" "" ""
	row notmuch "size" "notmuch's index" "MB" \
		"$(in_mb "$(bytes_of "$index")")" "" ""
	row notmuch "size" "notmuch's index and mail" "MB" \
		"$(in_mb $(($(bytes_of "$index") + mail)))" "" ""
}

# Bytes in files, not in blocks: a file a post would look larger than it is.
bytes_of() { du --apparent-size -sb "$1" | cut -f 1; }

# imported WHO: what the import took.
imported() {
	row notmuch "import, wall" "$1" "s" "$(in_s "$WALL_US")" "" ""
	row notmuch "import, cpu" "$1" "s" "$(in_s "$CPU_US")" "" ""
	row notmuch "import, peak memory" "$1" "MB" \
		"$(in_mb $((PEAK_KIB * 1024)))" "" ""
}
