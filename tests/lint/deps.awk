# deps - includes go downwards only; libraries stay where they belong.
#
# The law is section 1 of the design, as server/README.md and its neighbours
# tell it: server, client -> screens -> command -> wire, store -> rules ->
# text -> base.  Names the lines that break it and ends with 1.
BEGIN {
	base = " common/base"
	text = base " common/text"
	rules = text " common/rules"
	command = rules " common/store common/wire common/command"
	screens = command " screens"

	may["common/base"] = base
	may["common/text"] = text
	may["common/rules"] = rules
	may["common/store"] = rules " common/store"
	may["common/wire"] = rules " common/wire"
	may["common/command"] = command
	may["screens"] = screens
	may["server"] = screens " server"
	may["client"] = screens " client"
	may["tests"] = screens " server client tests"

	# Where a library's headers may be included, besides in tests.
	home["curses.h"] = home["ncurses.h"] = home["term.h"] = " screens"
	home["md4c.h"] = " screens"
	home["sqlite3.h"] = " common/store"
	home["glib.h"] = " common/base"
	home["libssh/"] = home["uv.h"] = " server client"
}

function layer(path,  k, best) {
	best = ""
	for (k in may)
		if (index(path, k "/") == 1 && length(k) > length(best))
			best = k
	return best
}

function wrong(words) {
	printf "%s:%d: %s\n", FILENAME, FNR, words
	bad = 1
}

FNR == 1 {
	from = layer(FILENAME)
	if (from == "")
		wrong("is in no layer")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	to = layer(part[2])
	# What the build makes is included by its place in the build folder.
	if (to == "")
		wrong("include \"" part[2] "\" by its path from the top")
	else if (index(may[from] " ", " " to " ") == 0)
		wrong(from " must not include " to)
}

/^[ \t]*#[ \t]*include[ \t]*</ {
	split($0, part, /[<>]/)
	for (k in home)
		if (index(part[2], k) == 1 && from != "tests" &&
		    index(home[k] " ", " " from " ") == 0)
			wrong(from " must not include <" part[2] ">")
}

END {
	exit bad
}
