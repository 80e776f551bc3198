/*
 * md_lexer - colours in code, by a table of families of languages.
 *
 * Comments, strings and the words of a language, found in one pass from left
 * to right; what a family does not know stays plain.
 */
#include <string.h>

#include "common/text/utf8.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum { SHORT_BYTES = 12 }; /* of a character in quotes, with its escapes */

enum {
	TRIPLE = 1,   /* three quotes go over lines */
	DOUBLED = 2,  /* a quote twice is one, and '\' is no escape */
	NO_CASE = 4,  /* SELECT is select */
	SHORT = 8,    /* '…' holds one character, or is no string */
	APART = 16,   /* a comment begins where a word could */
	RAW_TICK = 32 /* `…` goes over lines */
};

struct family {
	const char *names; /* of languages, each between spaces */
	const char *words; /* its own, the same */
	const char *comment;
	const char *open, *close; /* of a comment over lines; or NULL */
	const char *quotes;
	unsigned flags;
};

static const struct family families[] = {
	{ " c h cpp c++ cc cxx hpp objc java cs csharp c# go golang rust rs"
	  " kotlin kt swift scala dart zig d glsl hlsl arduino ino verilog ",
	    " if else for while do switch case default break continue return"
	    " goto struct union enum class interface trait impl typedef"
	    " static const extern inline void int char long short unsigned"
	    " signed float double bool auto new delete this super public"
	    " private protected try catch finally throw throws import package"
	    " namespace using template func fn let var val mut match type"
	    " defer range map chan select async await yield pub use mod"
	    " where override virtual abstract final true false null nil"
	    " nullptr sizeof ",
	    "//", "/*", "*/", "\"'`", SHORT | RAW_TICK },
	{ " js javascript jsx mjs ts typescript tsx php ",
	    " if else for while do switch case default break continue return"
	    " function class extends implements interface enum const let var"
	    " new delete this super import export from as async await yield"
	    " try catch finally throw typeof instanceof in of void null"
	    " undefined true false public private protected static echo"
	    " namespace use ",
	    "//", "/*", "*/", "\"'`", RAW_TICK },
	{ " sh bash shell zsh ksh fish dash make makefile dockerfile awk ",
	    " if then else elif fi for while until do done case esac in"
	    " function return local export set unset exit break continue"
	    " shift source alias trap ",
	    "#", NULL, NULL, "\"'", APART },
	{ " py python python3 py3 cython starlark ",
	    " if elif else for while break continue return def class import"
	    " from as try except finally raise with lambda yield pass in is"
	    " not and or global nonlocal assert async await del match case"
	    " None True False self ",
	    "#", NULL, NULL, "\"'", TRIPLE },
	{ " sql sqlite mysql postgres postgresql psql plsql tsql ",
	    " select from where and or not in is null as on join left right"
	    " inner outer full cross using group by order having limit"
	    " offset union all distinct insert into values update set delete"
	    " create alter drop table index view trigger primary key"
	    " foreign references unique default check with recursive case"
	    " when then else end begin commit rollback exists like between"
	    " asc desc if returning ",
	    "--", "/*", "*/", "'\"", DOUBLED | NO_CASE },
	{ " json jsonc json5 jsonl ", " true false null ", "//", "/*", "*/",
	    "\"", 0 },
	{ " fsharp fs f# ocaml ml sml reason ",
	    " let rec in fun function match with when if then else elif for"
	    " to do done while type module open of and as begin end mutable"
	    " member static interface inherit abstract override new try"
	    " finally raise yield return use async seq not null true false ",
	    "//", "(*", "*)", "\"'", SHORT | TRIPLE },
	{ " lua haskell hs lean lean4 elm ada vhdl ",
	    " if then else elseif end for while do repeat until function"
	    " local return let in where case of data type class instance"
	    " module import theorem lemma def example by fun match with have"
	    " show nil true false and or not ",
	    "--", NULL, NULL, "\"'", SHORT },
	{ " yaml yml toml ini conf config properties ruby rb perl pl r elixir"
	  " ex nix tcl cmake gdscript ",
	    " if else elsif elif end def do class module return unless while"
	    " until foreach function sub my use require begin rescue ensure"
	    " true false yes no null nil ",
	    "#", NULL, NULL, "\"'", APART },
	{ " lisp scheme elisp clojure clj racket asm nasm ",
	    " define defun defn let lambda if cond fn do quote ", ";", "#|",
	    "|#", "\"", 0 },
};

/* What is coloured: `at` is where it goes on, `style` a byte for each. */
struct scan {
	const struct family *f;
	struct str s;
	char *style;
	size_t at;
};

static struct str
rest_of(const struct scan *c)
{
	return str_slice(c->s, c->at, c->s.n);
}

static void
take(struct scan *c, size_t n, unsigned style)
{
	n = n < c->s.n - c->at ? n : c->s.n - c->at;
	memset(c->style + c->at, (int)style, n);
	c->at += n;
}

/* From `from` to behind `close`, or to the end of all. */
static size_t
bytes_until(struct str s, size_t from, const char *close)
{
	size_t n = strlen(close);
	const char *p =
	    from < s.n ? memmem(s.p + from, s.n - from, close, n) : NULL;

	return p ? (size_t)(p - s.p) + n : s.n;
}

/* One character in quotes, with its escape; 0: the quote is only a quote. */
static size_t
char_bytes(struct str s)
{
	int32_t code;
	size_t n = 1;

	if (s.n < 3)
		return 0;
	if (s.p[1] != '\\')
		n += utf8_decode(str_slice(s, 1, s.n), &code);
	else
		n = 3 + str_find(str_slice(s, 3, SHORT_BYTES), '\'');
	return n < s.n && s.p[n] == '\'' ? n + 1 : 0;
}

/* A string at the start of `s`, up to its line's end if it has no other. */
static size_t
string_bytes(const struct family *f, struct str s)
{
	char quote = s.p[0];
	bool over = quote == '`' && f->flags & RAW_TICK;
	size_t at = 1;

	if (quote == '\'' && f->flags & SHORT)
		return char_bytes(s);
	while (at < s.n && (over || s.p[at] != '\n')) {
		if (s.p[at] == '\\' && !(f->flags & DOUBLED)) {
			at += at + 1 < s.n && s.p[at + 1] != '\n' ? 2 : 1;
			continue;
		}
		if (s.p[at++] != quote)
			continue;
		if (!(f->flags & DOUBLED) || at == s.n || s.p[at] != quote)
			return at;
		at++;
	}
	return at;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

static bool
take_string(struct scan *c)
{
	struct str s = rest_of(c);
	const char triple[4] = { s.p[0], s.p[0], s.p[0], '\0' };
	size_t n;

	if (strchr(c->f->quotes, s.p[0]) == NULL)
		return false;
	/* "it's" in text of few signs. */
	if (c->f->flags & APART && c->at && is_word(c->s.p[c->at - 1]))
		n = 0;
	else if (c->f->flags & TRIPLE && str_starts(s, str_from(triple)))
		n = bytes_until(s, 3, triple);
	else
		n = string_bytes(c->f, s);
	take(c, n ? n : 1, n ? STYLE_GOOD : STYLE_CODE);
	return true;
}

static bool
take_comment(struct scan *c)
{
	const struct family *f = c->f;
	struct str s = rest_of(c);

	if (f->open && str_starts(s, str_from(f->open))) {
		take(c, bytes_until(s, strlen(f->open), f->close), STYLE_DIM);
		return true;
	}
	if (!str_starts(s, str_from(f->comment)) ||
	    (f->flags & APART && c->at &&
		strchr(" \n;(", c->s.p[c->at - 1]) == NULL))
		return false;
	take(c, str_find(s, '\n'), STYLE_DIM);
	return true;
}

static void
take_word(struct scan *c)
{
	struct str s = rest_of(c);
	size_t n = 0;
	bool own;

	while (n < s.n && is_word(s.p[n]))
		n++;
	own = n > 1 &&
	    md_in_list(c->f->words, str_slice(s, 0, n), c->f->flags & NO_CASE);
	take(c, n ? n : 1, own ? STYLE_STRONG : STYLE_CODE);
}

bool
md_lexer(struct md_text *t, size_t from, size_t to, struct str language)
{
	struct scan c = { .s = { t->text.p + from, to - from },
		.style = t->style.p + from };

	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
		if (md_in_list(families[i].names, language, true))
			c.f = &families[i];
	}
	while (c.f && c.at < c.s.n) {
		if (!take_comment(&c) && !take_string(&c))
			take_word(&c);
	}
	return c.f != NULL;
}
