/* ui/say - the words of commands as sentences. */
#include "screens/ui/say.h"

#include "common/command/command.h"

/* Whether they end in what is to be typed as it stands. */
static bool
ends_in_a_line(struct str words)
{
	struct str tail = STR("");

	for (size_t i = words.n; i >= 2 && tail.n == 0; i--) {
		if (words.p[i - 2] == ':' && words.p[i - 1] == ' ')
			tail = str_slice(words, i, words.n);
	}
	if (str_starts(tail, STR("ssh ")) || str_starts(tail, STR("http")))
		return true;
	return tail.n && command_find(str_cut(&tail, ' '));
}

static bool
has_end(struct str words)
{
	static const struct str ends[] = { STR_INIT("."), STR_INIT("!"),
		STR_INIT("?"), STR_INIT(":"), STR_INIT("…") };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str last = str_slice(words,
		    words.n - (words.n < ends[i].n ? words.n : ends[i].n),
		    words.n);

		if (str_eq(last, ends[i]))
			return true;
	}
	return false;
}

struct str
say_sentence(struct arena *a, struct str words)
{
	const char *stop;
	char first;

	words = str_trim(words);
	if (words.n == 0 || str_find(words, '\n') < words.n)
		return words;
	stop = has_end(words) || ends_in_a_line(words) ? "" : ".";
	first = words.p[0];
	if (first >= 'a' && first <= 'z')
		first = (char)(first - 'a' + 'A');
	return arena_printf(
	    a, "%c%.*s%s", first, STR_ARG(str_slice(words, 1, words.n)), stop);
}

void
say_also(struct buf *out, struct str words)
{
	if (words.n == 0)
		return;
	if (out->n)
		buf_cstr(out, " · ");
	buf_put(out, words);
}

void
say_list(struct buf *out, struct str commas)
{
	while (commas.n) {
		buf_put(out, str_cut(&commas, ','));
		if (commas.n)
			buf_cstr(out, ", ");
	}
}
