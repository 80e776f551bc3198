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
	TYPED_MAX = 16, /* a letter in a text */
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_of_the_cursor_costs_little),
	};
	int failed;

	f = fixture_new();
	crowd = crowd_make(f);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_free(f);
	return failed;
}
