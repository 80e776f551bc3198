/*
 * Whole screens, as they were looked at and found good.
 *
 * What differs from tests/data/screens/ is shown line by line.  Where that is
 * what was meant, STOA_ACCEPT=1 build/tests/screens/golden_test writes the
 * files anew; read the difference before it lands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "common/base/clock.h"
#include "tests/lib/files.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

enum { PATH_BYTES = 128, SIZES = 2, TYPED_MAX = 8 };

extern const struct screen_class lobby_screen, join_screen;

/* Typed from the lobby, a piece at a time. */
static const struct {
	const char *name;
	int rows, cols; /* 0: at all sizes */
	const char *typed[TYPED_MAX];
} views[] = {
	{ "lobby", 0, 0, { "j" } },
	{ "board", 0, 0, { "2" } },
	{ "talk", 0, 0, { "3" } },
	{ "thread", 0, 0, { ":read 1\r" } },
	{ "thread-beside", 30, 130, { "2", "G", "\r" } },
	{ "compose", 40, 130,
	    { "2", "c", "Does the new pump need", "\t", "pump", "\t",
		"\033[200~It hums, **loudly**:\n\n- at night\n"
		"- when cold\n\n"
		"This it says:\n\n    $ pump --state\n    on\n\033[201~" } },
	{ "reply", 0, 0, { ":reply 1.2\r", "That did it, thank you." } },
	{ "complete", 0, 0, { ":reply 1.2\r", "Thank you @" } },
	{ "find", 0, 0, { ":reply 1.2\r", "Oil, then oil\006", "oil\r" } },
	{ "drafts", 0, 0, { ":drafts\r" } },
	{ "search", 0, 0, { "/", "pump\r" } },
	{ "who", 0, 0, { "@" } },
	{ "members", 0, 0, { ":members\r" } },
	{ "profile", 0, 0, { ":profile rosa\r" } },
	{ "keys", 0, 0, { ":keys\r" } },
	{ "unread", 0, 0, { ":unread\r" } },
	{ "settings", 0, 0, { ":settings\r", "j" } },
	{ "palette", 0, 0, { ":re" } },
	{ "help", 0, 0, { "?" } },
};

enum { VIEWS = sizeof views / sizeof *views };

static const struct {
	int rows, cols;
} sizes[SIZES] = { { 24, 80 }, { 10, 40 } };

static int64_t ines, rosa, otto;

static void
later(struct fixture *f, int64_t ms)
{
	f->now_ms += ms;
}

static void
ask(struct fixture *f)
{
	fixture_ok(f, ines,
	    "ask --tags pump,cold support The pump stops when it is cold",
	    "Below five degrees it runs for a minute and stops.\n\n"
	    "    $ pump --state\n    waiting: oil 3 C\n\n"
	    "In the **warm** shed it works.");
	later(f, 3 * CLOCK_HOUR_MS);
	fixture_ok(f, rosa, "reply 1",
	    "It waits until the oil is warm.\n\n"
	    "1. Take the lid off.\n2. Set `min_oil` to 2.\n\n"
	    "See <https://example.org/pump>.");
	later(f, 5 * CLOCK_MINUTE_MS);
	fixture_ok(f, ines, "reply 1.2",
	    "> Set `min_oil` to 2.\n\nThat helps until three degrees.");
	fixture_ok(f, otto, "reply 1.3", "Then the sensor is the thing.");
	fixture_ok(f, otto, "vote 1.2", NULL);
	fixture_ok(f, otto, "metoo 1", NULL);
	later(f, CLOCK_DAY_MS);
	fixture_ok(f, otto,
	    "ask --tags roof support Which screws hold a roof of tin?",
	    "The old ones rust.");
	fixture_ok(f, rosa, "reply 2", "Those with a rubber disc.");
	fixture_ok(f, otto, "accept 2.2", NULL);
	later(f, 2 * CLOCK_HOUR_MS);
	fixture_ok(f, rosa,
	    "ask support Does the pump like rain water, and does it matter "
	    "how long the rain stood in the barrel before?",
	    "Mine is green by now.");
}

static struct fixture *
make_village(void)
{
	struct fixture *f = fixture_new();

	ines = fixture_join(f, "ines");
	rosa = fixture_join(f, "rosa");
	otto = fixture_join_as(f, "otto", "moderator");
	fixture_do(f, "setting community.name The Village", NULL);
	fixture_ok(f, rosa, "profile --bio --name \"Rosa from the mill\"",
	    "I mend pumps.\n\nAsk me about **oil**.");
	ask(f);
	later(f, CLOCK_HOUR_MS);
	fixture_ok(f, otto, "post talk What grows in your garden?",
	    "Here: beans, and 南瓜.");
	later(f, 40 * CLOCK_MINUTE_MS);
	fixture_ok(f, rosa, "reply 4", "Nothing yet. ☹");
	fixture_do(f, "post news The hall is open again", "Come and see.");
	later(f, 7 * CLOCK_MINUTE_MS);
	fixture_ok(f, ines, "draft save reply 4.1", "Leeks, and a");
	later(f, 2 * CLOCK_MINUTE_MS);
	return f;
}

/* How many lines differ; each is told. */
static int
compare_lines(const char *path, struct str want, struct str got)
{
	int wrong = 0;

	for (int line = 1; want.n || got.n; line++) {
		struct str w = str_cut(&want, '\n'), g = str_cut(&got, '\n');

		if (str_eq(w, g))
			continue;
		print_error("%s:%d:\nwant |%.*s|\n got |%.*s|\n", path, line,
		    STR_ARG(w), STR_ARG(g));
		wrong++;
	}
	return wrong;
}

/* What stands on the terminal is what the file says; or becomes it. */
static int
check(struct vt *vt, const char *name)
{
	struct arena a = ARENA_INIT;
	char path[PATH_BYTES];
	const char *got;
	int wrong;

	snprintf(path, sizeof path, "tests/data/screens/%s-%dx%d.txt", name,
	    term_cols(vt_term(vt)), term_rows(vt_term(vt)));
	got = vt_screen(vt);
	if (getenv("STOA_ACCEPT")) {
		mkdir("tests/data/screens", 0777);
		files_write(path, got);
	}
	wrong = compare_lines(path, files_read(&a, path), str_from(got));
	arena_free(&a);
	return wrong;
}

/* In a village of its own, for looking leaves marks. */
static int
show(size_t i, int rows, int cols)
{
	struct fixture *f = make_village();
	struct presence_row here[] = {
		{ .member_id = ines, .since_ms = f->now_ms },
		{ .member_id = otto,
		    .since_ms = f->now_ms - 12 * CLOCK_MINUTE_MS },
		{ .member_id = GUEST, .since_ms = f->now_ms },
	};
	struct vt *vt = vt_open(&lobby_screen, f->store, ines, "", rows, cols);
	int wrong;

	vt_here(vt, here, 3);
	vt_serve(vt, f); /* the clock, too */
	app_refresh(vt_app(vt));
	for (size_t k = 0; k < TYPED_MAX && views[i].typed[k]; k++) {
		vt_do(vt, f, views[i].typed[k]);
	}
	wrong = check(vt, views[i].name);
	vt_leave(vt, f);
	return wrong;
}

static void
screens_look_as_they_were_found_good(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		if (views[i].rows)
			wrong += show(i, views[i].rows, views[i].cols);
		for (size_t k = 0; k < SIZES && views[i].rows == 0; k++)
			wrong += show(i, sizes[k].rows, sizes[k].cols);
	}
	assert_int_equal(wrong, 0);
}

static void
somebody_new_sees_the_first_screen(void **state)
{
	struct fixture *f = make_village();
	int wrong = 0;

	(void)state;
	for (size_t k = 0; k < SIZES; k++) {
		struct vt *vt = vt_open(&join_screen, f->store, GUEST, "",
		    sizes[k].rows, sizes[k].cols);

		vt_serve(vt, f);
		vt_type(vt, "rosa");
		wrong += check(vt, "join");
		vt_close(vt);
	}
	assert_int_equal(wrong, 0);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_look_as_they_were_found_good),
		cmocka_unit_test(somebody_new_sees_the_first_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
