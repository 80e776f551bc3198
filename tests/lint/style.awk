# style - what clang-format does not look at.
#
# Fails: a line over 80 columns (characters; a tab goes to the next eighth)
# unless nothing but one string or one word stands on it, which is better
# left whole; blanks at the end of a line or before a tab; words that put
# work off.
# Reports only, as "note": functions over 100 lines, files over 800.
function wrong(words) {
	printf "%s:%d: %s\n", FILENAME, FNR, words
	bad = 1
}

function columns(line,  part, n, i, cols) {
	gsub(/[\200-\277]/, "", line)	# the rest of a UTF-8 character
	n = split(line, part, "\t")
	cols = length(part[1])
	for (i = 2; i <= n; i++)
		cols += 8 - cols % 8 + length(part[i])
	return cols
}

function file_ends() {
	if (lines > 800)
		printf "note: %s: %d lines\n", file, lines
}

FNR == 1 {
	if (file != "")
		file_ends()
	file = FILENAME
	name = ""
	starts = 0
}

{
	lines = FNR
	is_c = FILENAME ~ /\.[ch]$/
}

/[ \t]$/ { wrong("blanks at the end") }
/\r/ { wrong("a carriage return") }
is_c && / \t/ { wrong("a blank before a tab") }
/TO[D]O|FIX[M]E/ { wrong("do it or write an issue") }

is_c && length($0) > 40 && columns($0) > 80 {
	if ($0 !~ /^[ \t]*(_\()?"([^"\\]|\\.)*"[),;]*$/ &&
	    $0 !~ /^[ \t]*[^ \t]+$/)
		wrong("longer than 80 columns")
}

is_c && /^[a-z_][A-Za-z0-9_ *]*\(/ && !/;$/ { name = $0 }
is_c && /^{/ { starts = FNR }
is_c && /^}/ && starts {
	if (FNR - starts > 100) {
		sub(/\(.*/, "", name)
		printf "note: %s:%d: %s is %d lines\n", FILENAME, starts, \
		    name, FNR - starts
	}
	starts = 0
}

END {
	file_ends()
	exit bad
}
