/*
 * What keys cost: the bytes that are sent for each, on terminals of several
 * kinds.  At 2,400 bit/s 240 bytes take a second.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/clock.h"
#include "tests/lib/crowd.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

enum {
	ROWS = 24,
	COLS = 80,
	MOVE_MAX = 64,	/* a step of the cursor */
	TYPED_MAX = 24, /* a letter in a text */
	PATH_MAX_KEYS = 4,
	STEPS = 3,
};

extern const struct screen_class lobby_screen;

static const char *const terms[] = { "xterm-256color", "xterm-kitty",
	"tmux-256color", "screen", "linux", "vt100", "syncterm" };

/* How one comes there from the lobby; all have a few lines to move on. */
static const struct {
	const char *name;
	const char *path[PATH_MAX_KEYS];
} lists[] = {
	{ "lobby", { "" } },
	{ "board", { "2" } },
	{ "unread", { ":unread\r" } },
	{ "search", { "/", "a*\r" } },
	{ "members", { ":members\r" } },
	{ "settings", { ":settings\r" } },
	{ "output", { ":boards\r" } },
	{ "help", { "?" } },
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct fixture *f;
static struct crowd crowd;

static struct vt *
sit(const char *term, int64_t who)
{
	struct vt *vt =
	    vt_open_term(&lobby_screen, f->store, who, "", ROWS, COLS, term);

	vt_serve(vt, f);
	return vt;
}

static void
go(struct vt *vt, const char *const path[PATH_MAX_KEYS])
{
	for (int i = 0; i < PATH_MAX_KEYS && path[i]; i++)
		vt_do(vt, f, path[i]);
}

static int
cost(struct vt *vt, const char *key)
{
	size_t before = vt_bytes(vt);

	vt_type(vt, key);
	return (int)(vt_bytes(vt) - before);
}

static int
measure(const char *term, size_t list)
{
	struct vt *vt = sit(term, crowd.ana);
	int most = 0;

	go(vt, lists[list].path);
	app_slow(vt_app(vt), true);
	vt_type(vt, "");
	for (int i = 0; i < 2 * STEPS; i++) {
		int n = cost(vt, i < STEPS ? "j" : "k");

		most = n > most ? n : most;
	}
	vt_close(vt);
	return most;
}

static void
a_step_of_the_cursor_costs_little(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t t = 0; t < COUNT(terms); t++) {
		for (size_t i = 0; i < COUNT(lists); i++) {
			int n = measure(terms[t], i);

			if (n <= MOVE_MAX)
				continue;
			print_error("%s, %s: %d bytes for a move\n", terms[t],
			    lists[i].name, n);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

/* On a fast link, too, a key costs what it changes, and no more. */
static void
other_keys_cost_what_they_show(void **state)
{
	static const struct {
		const char *before[PATH_MAX_KEYS];
		const char *key;
		int most;
	} keys[] = {
		{ { "2" }, "j", 1000 },	      /* two bars and the details */
		{ { "2c" }, "x", TYPED_MAX }, /* a letter of a title … */
		{ { "2c", "\t", "\t" }, "x", TYPED_MAX }, /* … of a text */
		{ { "/" }, "x", TYPED_MAX },
		{ { "2" }, "\014", 5500 }, /* all of it */
		{ { "2" }, "~", 300 },	   /* words at the bottom */
		{ { "1" }, "\r", 2500 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct vt *vt = sit("xterm-256color", crowd.ana);
		int n;

		go(vt, keys[i].before);
		(void)cost(vt, "");
		/* The first one takes a hint away. */
		if (keys[i].most == TYPED_MAX)
			(void)cost(vt, "a");
		n = cost(vt, keys[i].key);
		if (n > keys[i].most)
			fail_msg("%s after %s: %d bytes", keys[i].key,
			    keys[i].before[0], n);
		vt_close(vt);
	}
}

/* The terminal says when the first screen was there. */
static void
a_slow_link_is_found_out(void **state)
{
	static const struct {
		int64_t ms;
		bool slow;
	} cases[] = { { 0, false }, { 300, false }, { 2500, false },
		{ 2501, true }, { 9000, true } };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct vt *vt =
		    vt_open(&lobby_screen, f->store, crowd.ana, "", ROWS, COLS);

		assert_true(
		    str_starts(str_slice(vt_last(vt), vt_last(vt).n - 4, 4),
			STR("\033[5n")));
		vt_now(vt, VT_NOW_MS + cases[i].ms);
		vt_type(vt, "\033[0n");
		assert_int_equal(cost(vt, "j") < 100, cases[i].slow);
		/* Another answer says nothing. */
		vt_now(vt, VT_NOW_MS + 60 * 1000);
		vt_type(vt, "\033[0n");
		(void)cost(vt, "j");
		assert_int_equal(cost(vt, "k") < 100, cases[i].slow);
		vt_close(vt);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_of_the_cursor_costs_little),
		cmocka_unit_test(other_keys_cost_what_they_show),
		cmocka_unit_test(a_slow_link_is_found_out),
	};
	int failed;

	f = fixture_new();
	crowd = crowd_make(f);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_free(f);
	return failed;
}
