/*
 * Every registered screen, at three sizes and two colour depths, on an empty
 * and a full community: each of its keys, keys at random, and a resize at
 * every step.  Each step compares every cell with what was meant.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/utf8.h"
#include "tests/lib/chance.h"
#include "tests/lib/crowd.h"
#include "tests/lib/vt.h"

enum { RANDOM_KEYS = 60, SPEC_BYTES = 64 };

static const struct {
	int rows, cols;
} sizes[] = { { 24, 80 }, { 10, 40 }, { 40, 130 } };

static const char *const terms[] = { "xterm-256color", "linux" };

enum { SIZES = 3, TERMS = 2 };

extern const struct screen_class lobby_screen;

/* What a screen is opened with; others need nothing. */
static const struct {
	const char *name;
	const char *arg;
	bool needs_crowd;
} args[] = {
	{ "board", "support", false },
	{ "board", "talk", false },
	{ "thread", "1", true },
	{ "thread", "41.12", true },
	{ "compose", "ask support", false },
	{ "compose", "reply 1.1", true },
	{ "compose", "quote 41.3", true },
	{ "search", "port", true },
	{ "search", "", false },
	{ "profile", "ben", true },
	{ "art", "lobby", true },
	{ "art", "talk", true },
};

enum { ARGS = sizeof args / sizeof *args };

/* What a terminal sends for a key. */
static const char *
bytes_of(int32_t code, char out[SPEC_BYTES])
{
	static const struct {
		int32_t code;
		const char *bytes;
	} known[] = {
		{ KEYS_ENTER, "\r" },
		{ KEYS_TAB, "\t" },
		{ KEYS_TAB | KEYS_SHIFT, "\033[Z" },
		{ KEYS_BACKSPACE, "\177" },
		{ KEYS_ESC, "\033" },
		{ KEYS_UP, "\033[A" },
		{ KEYS_DOWN, "\033[B" },
		{ KEYS_RIGHT, "\033[C" },
		{ KEYS_LEFT, "\033[D" },
		{ KEYS_HOME, "\033[H" },
		{ KEYS_END, "\033[F" },
		{ KEYS_PGUP, "\033[5~" },
		{ KEYS_PGDN, "\033[6~" },
		{ KEYS_DELETE, "\033[3~" },
		{ KEYS_INSERT, "\033[2~" },
		{ KEYS_WHEEL_UP, "\033[<64;5;5M" },
		{ KEYS_WHEEL_DOWN, "\033[<65;5;5M" },
		{ KEYS_PRESS, "\033[<0;5;5M" },
		{ KEYS_F0 + 1, "\033OP" },
	};
	size_t n = 0;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].code == code)
			return known[i].bytes;
	}
	if (code & KEYS_ALT)
		out[n++] = '\033';
	code &= ~(KEYS_ALT | KEYS_SHIFT);
	if (code & KEYS_CTRL)
		out[n++] = (char)(code & 0x1F);
	else if (code < KEYS_FIRST)
		n += utf8_encode(code, out + n);
	out[n] = '\0';
	return out;
}

/* Over the lobby, as people come; who may not see it stays there. */
static struct vt *
open_at(struct fixture *f, const struct screen_class *class, int64_t viewer,
    const char *arg, size_t size, size_t term)
{
	struct vt *vt = vt_open_term(&lobby_screen, f->store, viewer, "",
	    sizes[size].rows, sizes[size].cols, terms[term]);
	enum err e = app_goto(vt_app(vt), str_from(class->name), str_from(arg));

	if (e != ERR_NONE && e != ERR_DENIED && e != ERR_CONFLICT)
		fail_msg("%s %s: %s", class->name, arg, err_name(e));
	vt_type(vt, "");
	return vt;
}

/* Each key of its table on a screen of its own, so that none is masked. */
static void
press_every_key(struct fixture *f, const struct screen_class *class,
    int64_t viewer, const char *arg)
{
	for (const struct binding *b = class->keys; b && b->key; b++) {
		size_t which = (size_t)(b - class->keys);
		struct vt *vt = open_at(
		    f, class, viewer, arg, which % SIZES, which % TERMS);
		char bytes[SPEC_BYTES];

		vt_type(vt, bytes_of(b->key, bytes));
		vt_serve(vt, f);
		vt_resize(vt, sizes[(which + 1) % SIZES].rows,
		    sizes[(which + 1) % SIZES].cols);
		vt_close(vt);
	}
}

static void
press_at_random(struct fixture *f, const struct screen_class *class,
    int64_t viewer, const char *arg, uint64_t *seed)
{
	static const char *const typed[] = { "j", "k", "\r", "q", " ", "\t",
		"\033[B", "\033[A", "\033", "n", "p", "]", "[", "z", "Z", "g",
		"G", "?", ":", "version\r", "/", "word\r", "\004", "\025", "r",
		"R", "c", "y", "o", "+", "A", "\\", "x", "1", "日", "\033[C",
		"\033[D", "\033[200~pasted\ntext\033[201~", "\020", "\007", "d",
		"u", "C", "m", "M", "s", "P", "@", "#", "e", "w", "D", "V" };
	struct vt *vt = open_at(f, class, viewer, arg, draw_number(seed, SIZES),
	    draw_number(seed, TERMS));

	for (int i = 0; i < RANDOM_KEYS && vt_status(vt) < 0; i++) {
		size_t size = draw_number(seed, SIZES);

		vt_type(
		    vt, typed[draw_number(seed, sizeof typed / sizeof *typed)]);
		vt_serve(vt, f);
		if (draw_number(seed, 3) == 0)
			vt_resize(vt, sizes[size].rows, sizes[size].cols);
	}
	vt_close(vt);
}

static void
try_one(struct fixture *f, const struct screen_class *class, int64_t viewer,
    const char *arg, uint64_t *seed)
{
	for (size_t size = 0; size < SIZES; size++) {
		for (size_t term = 0; term < TERMS; term++) {
			struct vt *vt =
			    open_at(f, class, viewer, arg, size, term);

			for (size_t i = 0; i < SIZES; i++)
				vt_resize(vt, sizes[i].rows, sizes[i].cols);
			vt_close(vt);
		}
	}
	press_every_key(f, class, viewer, arg);
	press_at_random(f, class, viewer, arg, seed);
}

static void
try_all(struct fixture *f, int64_t viewer, bool full)
{
	uint64_t seed = 7;
	size_t n;
	const struct screen_class *const *all = app_screens(&n);

	for (size_t i = 0; i < n; i++) {
		/* Answers are shown by the palette, which has them. */
		bool takes_args = all[i]->pane == PANE_OVERLAY ||
		    strcmp(all[i]->name, "output") == 0;

		for (size_t k = 0; k < ARGS; k++) {
			if (strcmp(args[k].name, all[i]->name) != 0)
				continue;
			takes_args = true;
			if (full || !args[k].needs_crowd)
				try_one(f, all[i], viewer, args[k].arg, &seed);
		}
		if (!takes_args)
			try_one(f, all[i], viewer, "", &seed);
	}
}

/* One that moves and is higher than any window, and a low one. */
static void
hang_pictures(struct fixture *f)
{
	struct buf file = BUF_INIT(0);

	for (int i = 1; i < 70; i++)
		buf_printf(
		    &file, "\x1B[2;%dH\x1B[1;33m o \x1B[%d;3H%d", i, i, i);
	buf_char(&file, '\0');
	fixture_do(f, "art --put lobby", file.p);
	fixture_do(f, "art --put talk",
	    "\x1B[1;5;37;44m\xB0\xB1\xB2 Talk \xB2\xB1\xB0\r\n\x02\x03");
	buf_free(&file);
}

static void
an_empty_community_shows_on_every_screen(void **state)
{
	struct fixture *f = fixture_new();
	int64_t ana = fixture_join(f, "ana");

	(void)state;
	try_all(f, ana, false);
	fixture_free(f);
}

static void
a_full_one_shows_on_every_screen(void **state)
{
	struct fixture *f = fixture_new();
	struct crowd c = crowd_make(f);

	(void)state;
	hang_pictures(f);
	try_all(f, c.ana, true);
	fixture_free(f);
}

static void
a_guest_sees_every_screen(void **state)
{
	struct fixture *f = fixture_new();

	(void)state;
	crowd_make(f);
	hang_pictures(f);
	try_all(f, GUEST, true);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_community_shows_on_every_screen),
		cmocka_unit_test(a_full_one_shows_on_every_screen),
		cmocka_unit_test(a_guest_sees_every_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
