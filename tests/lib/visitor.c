/* visitor - somebody at an emulated terminal who does what people do. */
#include "tests/lib/visitor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/base/mem.h"
#include "common/store/event.h"
#include "tests/lib/chance.h"

enum {
	WORDS_MAX = 32 * 1024,
	POSTS_AT_ONCE = 100, /* before any is refused */
	STEPS_A_POST = 200,  /* from then on */
	POSTS_MAX = 1000,
	ROUNDS_MAX = 8, /* of news that make news */
	PASTE_LINES = 700,
};

struct visitor {
	struct town *town;
	struct vt *vt;
	int64_t viewer;
	const char *term;
	const char *const *plan; /* what is to be typed next; or NULL */
	char rest[WORDS_MAX];	 /* of a sequence that was cut */
};

extern const struct screen_class lobby_screen, join_screen;

static const struct {
	int rows;
	int cols;
} sizes[] = { { 24, 80 }, { 24, 80 }, { 25, 80 }, { 10, 40 }, { 5, 20 },
	{ 6, 21 }, { 30, 100 }, { 43, 132 }, { 40, 130 }, { 24, 119 },
	{ 24, 120 }, { 5, 300 }, { 100, 20 }, { 17, 61 }, { 60, 200 },
	{ 100, 300 } };

/* Single keys, by how often people press them, more or less. */
static const char *const keys[] = { "j", "j", "j", "\033[B", "k", "\033[A",
	"\r", "\r", "\r", "q", "q", "\033", " ", " ", " ", "\t", "\t", "n", "p",
	"]", "[", "J", "K", "g", "G", "z", "Z", "P", "y", "Y", "o", "d", "u",
	"s", "M", "m", "+", "-", "A", "\\", "w", "D", "C", "c", "r", "R", "e",
	"h", "l", "x", "a", "\033[C", "\033[D", "\033[5~", "\033[6~", "\033[H",
	"\033[F", "\004", "\025", "\020", "\024", "\014", "\033[<64;5;5M",
	"\033[<65;5;5M", "\033[<0;9;7M", "1", "2", "3", "?", "@", "/", "#", ":",
	"\177", "\033[3~", "\033OP", "\033\033", "\033[Z", "日", "é",
	"\033P>|XTerm(370)\033\\", "\033[1;5C", "\033[99~", "Q" };

/*
 * What takes more than one key.  '#' is a thread's number, '~' a post's,
 * '$' some words, '&' a longer text, '^' a paste and '|' Enter.
 */
static const char *const plans[][12] = {
	/* From the lobby, wherever one is. */
	{ "\033", "\033", "\033", "1", "2", "c", "$", "\t", "\t", "&", "\004" },
	{ "1", "3", "c", "$", "\t", "&", "\r", "\r", "$", "\020", "\020",
	    "\004" },
	{ "1", "2", "j", "\r", " ", " ", " ", "q", "j", "\r", "J", "J" },
	{ "1", "w", "\r", "r", "&", "\004" },
	{ "1", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\t",
	    "\t" },
	{ "1", "D", "$", "\004" },
	{ "2", "\\", "\\", "j", "m", "d", "\\", "s", "M", "C" },
	/* In threads. */
	{ ":read #|", "r", "&", "\r", "\r", "$", "\004" },
	{ ":read #.~|", "R", "\033[B", "\033[B", "$", "\004" },
	{ ":read #.~|", "R", "\033[F", "&", "\020", "\033[B", "\033" },
	{ ":read #|", "+", "J", "+", "J", "-", "A", "m", "J", "A" },
	{ ":read #.~|", "e", "$", "\004" },
	{ ":read #|", "z", "j", "z", "J", "Z", "P", "n", "p", "]", "[", "G" },
	{ ":read #|", "o", "j", "\r", "#~|", "y", "Y", "u", "d" },
	{ ":read #|", "r", "^", "^", "\033[A", "\032", "\031", "\004" },
	{ ":read #|", "r", "$", "\027", "\027", "\032", "\007", "y" },
	{ ":reply #.~ $|" },
	{ ":reply #.~|", "&", "\004" },
	{ ":ask support $|", "&", "\004" },
	{ ":post talk $|", "^", "\004" },
	/* Writing. */
	{ ":read #|", "r", "Hi @", "\t", ", @", "\033[B", "|", " :smi", "\t",
	    "\032", "\033" },
	{ ":read #|", "r", "Ask @a", "\033", "&", "\006", "a", "|" },
	{ ":read #|", "r", "- a|b", "\t", "|", "c", "\033[Z", "\036", "\033[A",
	    "\003", "\026", "\033" },
	{ ":read #|", "r", "^", "\006", "o", "\022", "00|", "\032", "\030",
	    "\030", "\026", "\004" },
	{ ":drafts|", "x", "j", "x", "u", "v", "q", "|", "$", "\033", "q" },
	/* Commands. */
	{ ":vote #.~|" },
	{ ":vote #.~ --undo|" },
	{ ":metoo #|" },
	{ ":accept #.~|" },
	{ ":delete #.~|" },
	{ ":tag # $|" },
	{ ":mark #|" },
	{ ":mark support|" },
	{ ":draft|", "j", "j", "q" },
	{ ":boards|", "j", "q" },
	{ ":threads support|", "j", "q" },
	{ ":read #.~ --json|", "j", " ", "q" },
	{ ":help reply|", "j", " ", "q" },
	{ ":unread|", "j", "j", "\r", " ", "q", "d", "C" },
	{ ":nonsense $|" },
	{ ":re", "\t", "\t", "\r", "\033" },
	{ ":a", "\033[A", "\033[A", "\033[B", "\033" },
	{ ":vote ", "\t", "\t", "\033[Z", "\033" },
	{ ":password|", "$", "\r", "\033" },
	{ ":link|", "q" },
	{ ":join some#|" },
	/* Search. */
	{ "/", "port|", "j", "n", "\r", "n", "q", "q" },
	{ ":search link is:solved|", "j", "\r", "q", "e", "$", "\r" },
	{ "/", "$|", "\r", "p", "q" },
	{ ":search \"|", "q" },
	/* People. */
	{ "@", "j", "\r", "j", "\r", "q", "q" },
	{ "@", "a", "\\", "m|", "j", "\r", "K", "r", "$|", "q" },
	{ ":profile|", "e", "$", "\t", "$", "\004" },
	{ ":profile ben|", "j", "j", "\r", "q" },
	{ ":keys|", "l", "q", "r", "$|", "x", "\033" },
	/* Settings. */
	{ ":settings|", "\r", "j", "\r", "j", "\r", "j", "\r", "x", "l", "h" },
	{ ":settings|", "G", "k", "k", "k", "\r", "$|", "\033", "q" },
	{ ":prefs theme mono|" },
	{ ":prefs theme light|" },
	{ ":prefs theme dark|" },
	{ ":prefs keymap mutt|" },
	{ ":prefs keymap menu|" },
	{ ":prefs keymap vim|" },
	{ ":prefs keymap slrn|" },
	{ ":prefs keymap default|" },
	{ ":prefs keymap default|" },
	{ ":prefs keys X=q x=Q|" },
	{ ":prefs --reset keys|" },
	{ ":prefs --reset|" },
	{ ":prefs symbols ascii|" },
	{ ":prefs symbols auto|" },
	{ ":prefs zone Europe/Berlin|" },
	{ ":prefs zone Asia/Kolkata|" },
	{ ":prefs clock 12|" },
	{ ":prefs mouse on|" },
	{ ":prefs links on|" },
	/* Help. */
	{ "?", "j", " ", "\033[6~", "g", "/", "reply|", "q" },
};

static const char *const words[] = { "No link on port 2", "日本語の題名",
	"Which terminal?", "e\xCC\x81te\xCC\x81", "שלום", "word",
	"https://example.org/", "#12 @ben", "*bold* `code`", "a  b", "👍 yes",
	"0123456789012345678901234567890123456789012345678901234567890123456",
	"port,sleep", "Europe/Rome", "ana" };

static const char *const texts[] = {
	"That is the driver. Try `jx link up 2` and see **what** it says.",
	"> quoted, and then more of it\r\rI do not think so.",
	"    $ jx log -k\r    down\r\rSee https://example.org/a?b=c for more.",
	"日本語の長い段落。日本語の長い段落。日本語の長い段落。日本語の長い段落。",
	"1. one\r2. two\r- three\r\r| a | b |\r|---|--:|\r| x | 1 |\r",
	"A line so long that it is folded more than once in most of windows.",
	"```c\rint main(void)\r{\r\treturn 0;\r}\r```\r",
	"x",
	"ok @ana, #1.2",
	"שלום and Latin, ไทย नमस्ते 한국어 ｆｕｌｌ",
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void
add_paste(struct town *t, struct buf *out)
{
	/* A few are longer than a piece of KEYS_PASTE_PIECE. */
	uint64_t lines = draw_number(&t->seed, 12) ?
	    1 + draw_number(&t->seed, 5) :
	    PASTE_LINES;

	buf_cstr(out, "\033[200~");
	for (uint64_t i = 0; i < lines; i++)
		buf_printf(out, "%s pasted %d\n",
		    words[draw_number(&t->seed, COUNT(words))], (int)i);
	buf_cstr(out, "\033[201~");
}

/* What of a plan is left to chance. */
static void
spell(struct town *t, const char *plan, struct buf *out)
{
	buf_reset(out);
	for (; *plan; plan++) {
		uint64_t often = draw_number(&t->seed, 8) ? 4 : 40;

		switch (*plan) {
		case '#':
			buf_printf(out, "%d",
			    1 +
				(int)draw_number(
				    &t->seed, (uint64_t)t->threads));
			break;
		case '~':
			buf_printf(
			    out, "%d", 1 + (int)draw_number(&t->seed, often));
			break;
		case '$':
			buf_cstr(
			    out, words[draw_number(&t->seed, COUNT(words))]);
			break;
		case '&':
			buf_cstr(
			    out, texts[draw_number(&t->seed, COUNT(texts))]);
			break;
		case '^':
			add_paste(t, out);
			break;
		case '|':
			buf_char(out, '\r');
			break;
		default:
			buf_char(out, *plan);
		}
	}
	buf_put(out, (struct str){ "", 1 });
}

static void
open_vt(struct visitor *v)
{
	struct town *t = v->town;
	size_t size = draw_number(&t->seed, COUNT(sizes));
	bool stranger = v->viewer == GUEST && draw_number(&t->seed, 3) == 0;

	v->vt =
	    vt_open_term(stranger ? &join_screen : &lobby_screen, t->f->store,
		v->viewer, "", sizes[size].rows, sizes[size].cols, v->term);
	v->plan = NULL;
	v->rest[0] = '\0';
}

struct visitor *
visitor_new(struct town *town, int64_t viewer, const char *term)
{
	struct visitor *v = mem_new(struct visitor);

	v->town = town;
	v->viewer = viewer;
	v->term = term;
	open_vt(v);
	return v;
}

void
visitor_free(struct visitor *v)
{
	vt_close(v->vt);
	free(v);
}

static bool
is_post(const char *line)
{
	return strncmp(line, "ask", 3) == 0 || strncmp(line, "post", 4) == 0 ||
	    strncmp(line, "reply", 5) == 0;
}

static bool
has_room(const struct town *t)
{
	return t->posts < POSTS_MAX &&
	    t->posts < POSTS_AT_ONCE + t->steps / STEPS_A_POST;
}

/* Run what was submitted, or refuse it, and tell them what is new. */
static void
serve(struct visitor *v)
{
	static const struct answer full = {
		.err = ERR_LIMIT,
		.words = { "That is enough for today.", 25 },
	};
	struct town *t = v->town;
	const char *line = vt_submitted(v->vt);

	for (; line; line = vt_submitted(v->vt)) {
		t->orders++;
		if (!is_post(line)) {
			vt_serve(v->vt, t->f);
		} else if (has_room(t)) {
			t->posts++;
			vt_serve(v->vt, t->f);
		} else {
			t->refused++;
			vt_answer(v->vt, &full);
		}
	}
	vt_serve(v->vt, t->f);
}

/* Everybody, until nothing that follows from it is new any more. */
static void
tell_all(struct town *t, int64_t since)
{
	int64_t last = since;
	int rounds = 0;

	for (;;) {
		assert_int_equal(
		    store_event_last(t->f->store, &since), ERR_NONE);
		if (since == last)
			break;
		last = since;
		assert_true(rounds++ < ROUNDS_MAX);
		t->news++;
		for (size_t i = 0; i < t->visitors; i++)
			serve(t->visitor[i]);
	}
	fixture_forget(t->f);
}

/* Type it, or a part of it: the rest comes when they do something again. */
static void
type(struct visitor *v, const char *bytes)
{
	size_t n = strlen(bytes);

	v->rest[0] = '\0';
	if (n > 1 && draw_number(&v->town->seed, 12) == 0) {
		size_t cut = 1 + draw_number(&v->town->seed, n - 1);

		snprintf(v->rest, sizeof v->rest, "%s", bytes + cut);
		vt_send(v->vt, (struct str){ bytes, cut });
		return;
	}
	vt_type(v->vt, bytes);
	while (app_more(vt_app(v->vt)))
		vt_type(v->vt, "");
}

static void
type_on(struct visitor *v)
{
	struct town *t = v->town;
	struct buf line = BUF_INIT(0);

	if (v->plan == NULL && draw_number(&t->seed, 3) == 0)
		v->plan = plans[draw_number(&t->seed, COUNT(plans))];
	if (v->rest[0]) {
		char rest[WORDS_MAX];

		snprintf(rest, sizeof rest, "%s", v->rest);
		type(v, rest);
	} else if (v->plan && *v->plan) {
		spell(t, *v->plan++, &line);
		type(v, line.p);
	} else {
		v->plan = NULL;
		type(v, keys[draw_number(&t->seed, COUNT(keys))]);
	}
	buf_free(&line);
}

static void
reopen(struct visitor *v)
{
	vt_close(v->vt);
	open_vt(v);
	v->town->reopened++;
}

/* Who is here, as a server would tell. */
static void
tell_presence(struct visitor *v)
{
	static struct presence_row here[] = {
		{ .member_id = 2, .since_ms = VT_NOW_MS },
		{ .member_id = 3, .since_ms = VT_NOW_MS },
		{ .member_id = 0, .since_ms = VT_NOW_MS },
		{ .member_id = 4, .since_ms = VT_NOW_MS },
	};

	vt_here(v->vt, here, draw_number(&v->town->seed, 1 + COUNT(here)));
}

void
visitor_act(struct visitor *v)
{
	struct town *t = v->town;
	uint64_t what = draw_number(&t->seed, 60);
	size_t size = draw_number(&t->seed, COUNT(sizes));
	int64_t last = 0;

	t->steps++;
	assert_int_equal(store_event_last(t->f->store, &last), ERR_NONE);
	if (what < 3) {
		vt_resize(v->vt, sizes[size].rows, sizes[size].cols);
	} else if (what == 3) {
		app_tick(vt_app(v->vt));
		vt_type(v->vt, "");
	} else if (what == 4) {
		tell_presence(v);
	} else if (what == 5 && draw_number(&t->seed, 5) == 0) {
		reopen(v);
	} else {
		type_on(v);
	}
	serve(v);
	if (vt_status(v->vt) >= 0)
		reopen(v);
	tell_all(t, last);
}

void
visitor_go_home(struct visitor *v, int rows, int cols)
{
	app_home(vt_app(v->vt));
	vt_resize(v->vt, rows, cols);
	serve(v);
}
