/*
 * md_code - colours in blocks of code: diffs, prompts, languages.
 *
 * Of text without a language only diffs and prompts are told, which look the
 * same everywhere; md_lexer() knows the languages.
 */
#include <string.h>

#include "screens/style.h"
#include "screens/ui/md.h"

enum {
	PROMPT_BYTES = 60, /* "name@host:/some/folder$ " */
	WORD_BYTES = 16,   /* of a language, and of a word of one */
	DIFF_LINES = 3,	   /* in which a diff without a name shows itself */
};

bool
md_in_list(const char *list, struct str word, bool no_case)
{
	char key[WORD_BYTES + 3] = " ";

	if (word.n == 0 || word.n > WORD_BYTES)
		return false;
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		if (c == ' ')
			return false;
		key[i + 1] =
		    no_case && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	key[word.n + 1] = ' ';
	return strstr(list, key) != NULL;
}

static unsigned
diff_style(struct str line)
{
	static const struct {
		const char *start;
		unsigned style;
	} signs[] = {
		{ "diff ", STYLE_STRONG },
		{ "--- ", STYLE_STRONG },
		{ "+++ ", STYLE_STRONG },
		{ "index ", STYLE_DIM },
		{ "@@", STYLE_ACCENT },
		{ "+", STYLE_GOOD },
		{ "-", STYLE_BAD },
		{ "\\ ", STYLE_DIM },
	};

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (str_starts(line, str_from(signs[i].start)))
			return signs[i].style;
	}
	return STYLE_CODE;
}

static void
paint(struct md_text *t, size_t from, size_t n, unsigned style)
{
	memset(t->style.p + from, (int)style, n);
}

static void
colour_diff(struct md_text *t, size_t from, size_t to)
{
	while (from < to) {
		struct str s = { t->text.p + from, to - from };
		size_t n = str_find(s, '\n');

		paint(t, from, n, diff_style(str_slice(s, 0, n)));
		from += n + 1;
	}
}

/* "$ ", ">>> ", "name@host:~$ " at the start of a line. */
static size_t
prompt_bytes(struct str line)
{
	size_t at;

	if (str_starts(line, STR("$ ")) || str_starts(line, STR("% ")))
		return 2;
	if (str_starts(line, STR(">>> ")) || str_starts(line, STR("... ")))
		return 4;
	at = str_find(str_slice(line, 0, PROMPT_BYTES), ' ');
	if (at < 2 || at + 1 >= line.n || line.p[at] != ' ' ||
	    strchr("$#%", line.p[at - 1]) == NULL ||
	    str_find(str_slice(line, 0, at), '@') == at)
		return 0;
	return at + 1;
}

static bool
has_prompt(struct str s)
{
	while (s.n) {
		struct str line = str_cut(&s, '\n');

		if (!str_starts(line, STR("... ")) && prompt_bytes(line))
			return true;
	}
	return false;
}

static void
colour_prompts(struct md_text *t, size_t from, size_t to)
{
	while (from < to) {
		struct str s = { t->text.p + from, to - from };
		size_t n = str_find(s, '\n');
		size_t prompt = prompt_bytes(str_slice(s, 0, n));

		paint(t, from, prompt, STYLE_DIM);
		if (prompt)
			paint(t, from + prompt, n - prompt, STYLE_STRONG);
		from += n + 1;
	}
}

bool
md_is_diff(struct str text, struct str language)
{
	struct str before = STR("");

	if (md_in_list(" diff patch udiff ", language, true))
		return true;
	if (language.n)
		return false;
	for (size_t i = 0; i < DIFF_LINES && text.n; i++) {
		struct str line = str_cut(&text, '\n');

		if (str_starts(line, STR("diff --git ")) ||
		    str_starts(line, STR("@@ -")) ||
		    (str_starts(before, STR("--- ")) &&
			str_starts(line, STR("+++ "))))
			return true;
		before = line;
	}
	return false;
}

void
md_colour(struct md_text *t, size_t from, size_t to, struct str language)
{
	struct str s;
	bool is_session;

	if (to <= from)
		return;
	s = str_slice(buf_str(&t->text), from, to - from);
	is_session = language.n == 0 ||
	    md_in_list(" console session shell-session shellsession pycon"
		       " sh-session terminal sh bash shell zsh ",
		language, true);
	if (md_is_diff(s, language))
		colour_diff(t, from, to);
	else if (is_session && has_prompt(s))
		colour_prompts(t, from, to);
	else
		(void)md_lexer(t, from, to, language);
}
