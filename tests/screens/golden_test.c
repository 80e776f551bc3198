/*
 * Whole screens, as they were looked at and found good.
 *
 * What differs from tests/data/screens/ is shown line by line.  Where that is
 * what was meant, `make golden` writes the files anew; read the difference
 * before it lands.
 *
 * Below each screen stands what its parts mean, row by row.  How that looks in
 * each theme, with no colours, 8, 16, 256 or any, is in looks.txt; that a
 * terminal shows it so is for all other tests of screens.
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

enum { PATH_BYTES = 128, SIZES = 3, TYPED_MAX = 8 };

extern const struct screen_class lobby_screen, join_screen;

/* Typed from the lobby, a piece at a time. */
static const struct {
	const char *name;
	int rows, cols; /* 0: at all sizes */
	const char *typed[TYPED_MAX];
	const char *term; /* NULL: xterm-256color */
	bool plain;
} views[] = {
	{ "lobby", 0, 0, { "j" }, NULL, false },
	{ "board", 0, 0, { "2" }, NULL, false },
	{ "talk", 0, 0, { "3" }, NULL, false },
	{ "thread", 0, 0, { ":read 1\r" }, NULL, false },
	{ "thread-beside", 30, 130, { "2", "G", "\r" }, NULL, false },
	{ "compose", 40, 130,
	    { "2", "c", "Does the new pump need", "\t", "pump", "\t",
		"\033[200~It hums, **loudly**:\n\n- at night\n"
		"- when cold\n\n"
		"This it says:\n\n    $ pump --state\n    on\n\033[201~" },
	    NULL, false },
	{ "reply", 0, 0, { ":reply 1.2\r", "That did it, thank you." }, NULL,
	    false },
	{ "complete", 0, 0, { ":reply 1.2\r", "Thank you @" }, NULL, false },
	{ "find", 0, 0, { ":reply 1.2\r", "Oil, then oil\006", "oil\r" }, NULL,
	    false },
	{ "drafts", 0, 0, { ":drafts\r" }, NULL, false },
	{ "search", 0, 0, { "/", "pump\r" }, NULL, false },
	{ "who", 0, 0, { "@" }, NULL, false },
	{ "members", 0, 0, { ":members\r" }, NULL, false },
	{ "profile", 0, 0, { ":profile rosa\r" }, NULL, false },
	{ "keys", 0, 0, { ":keys\r" }, NULL, false },
	{ "unread", 0, 0, { ":unread\r" }, NULL, false },
	{ "settings", 0, 0, { ":settings\r", "j" }, NULL, false },
	{ "palette", 0, 0, { ":re" }, NULL, false },
	{ "help", 0, 0, { "?" }, NULL, false },
	{ "wrong", 0, 0, { "%" }, NULL, false },
	{ "answer", 0, 0, { ":boards\r" }, NULL, false },
	/* The same without symbols, with those of a PC, and in words. */
	{ "lobby-vt100", 24, 80, { "j" }, "vt100", false },
	{ "board-vt100", 24, 80, { "2" }, "vt100", false },
	{ "thread-vt100", 24, 80, { ":read 1\r" }, "vt100", false },
	{ "lobby-linux", 24, 80, { "j" }, "linux", false },
	{ "board-linux", 24, 80, { "2" }, "linux", false },
	{ "thread-linux", 24, 80, { ":read 1\r" }, "linux", false },
	{ "lobby-syncterm", 25, 80, { "j" }, "syncterm", false },
	{ "board-syncterm", 25, 80, { "2" }, "syncterm", false },
	{ "thread-syncterm", 25, 80, { ":read 1\r" }, "syncterm", false },
	{ "lobby-plain", 24, 80, { "j" }, NULL, true },
	{ "board-plain", 24, 80, { "2" }, NULL, true },
	{ "thread-plain", 24, 80, { ":read 1\r" }, NULL, true },
	{ "search-plain", 24, 80, { "/", "pump\r" }, NULL, true },
	{ "reply-plain", 24, 80, { ":reply 1.2\r", "That did it." }, NULL,
	    true },
};

enum { VIEWS = sizeof views / sizeof *views };

static const struct {
	int rows, cols;
} sizes[SIZES] = { { 24, 80 }, { 10, 40 }, { 40, 130 } };

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

/* What was got is what the file says; or becomes it. */
static int
compare_file(const char *path, struct buf *got)
{
	struct arena a = ARENA_INIT;
	int wrong;

	if (getenv("STOA_ACCEPT")) {
		mkdir("tests/data/screens", 0777);
		files_write(path, arena_cstr(&a, buf_str(got)));
	}
	wrong = compare_lines(path, files_read(&a, path), buf_str(got));
	arena_free(&a);
	buf_free(got);
	return wrong;
}

/* "4: dim 3-9, new* 12": what parts of a row mean, on the selected line. */
static void
put_styles(const struct grid *g, int row, struct buf *out)
{
	const char *before = "";

	for (int col = 0, to; col < g->cols; col = to) {
		unsigned style = grid_tile(g, row, col)->style;

		for (to = col + 1; to < g->cols; to++) {
			if (grid_tile(g, row, to)->style != style)
				break;
		}
		if (style == STYLE_NORMAL)
			continue;
		if (*before == '\0')
			buf_printf(out, "%d: ", row);
		buf_printf(out, "%s%s%s %d", before, style_name(style),
		    style & STYLE_ON_SELECTED ? "*" : "", col);
		if (to - col > 1)
			buf_printf(out, "-%d", to - 1);
		before = ", ";
	}
	if (*before)
		buf_char(out, '\n');
}

static int
check(struct vt *vt, const char *name)
{
	const struct grid *g = term_shown(vt_term(vt));
	struct buf got = BUF_INIT(0);
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "tests/data/screens/%s-%dx%d.txt", name,
	    g->cols, g->rows);
	buf_cstr(&got, vt_screen(vt));
	buf_cstr(&got, "--\n");
	if (g->cursor_row >= 0)
		buf_printf(
		    &got, "cursor %d %d\n", g->cursor_row, g->cursor_col);
	for (int row = 0; row < g->rows; row++)
		put_styles(g, row, &got);
	return compare_file(path, &got);
}

static void
put_colour(struct buf *out, const struct theme *t, int16_t colour, bool exact)
{
	uint32_t rgb;

	if (colour == LOOK_DEFAULT)
		buf_cstr(out, " -");
	else if (exact && theme_exact(t, colour, &rgb))
		buf_printf(out, " #%06x", rgb);
	else
		buf_printf(out, " %d", colour);
}

static void
put_look(struct buf *out, const struct theme *t, int depth, unsigned style)
{
	bool exact = depth == DEPTH_COUNT;
	struct look look =
	    theme_look(t, exact ? DEPTH_256 : (enum depth)depth, style);

	buf_printf(out, "  %s", style_name(style));
	put_colour(out, t, look.fg, exact);
	put_colour(out, t, look.bg, exact);
	buf_printf(out, "%s%s%s%s\n", look.attrs & LOOK_BOLD ? " bold" : "",
	    look.attrs & LOOK_DIM ? " dim" : "",
	    look.attrs & LOOK_UNDERLINE ? " underline" : "",
	    look.attrs & LOOK_REVERSE ? " reverse" : "");
}

/* Ink and ground of every style, "-" where it is the terminal's own. */
static void
themes_look_as_they_were_found_good(void **state)
{
	static const char *const depths[] = { "no colours", "8", "16", "256",
		"all" };
	struct buf got = BUF_INIT(0);
	size_t themes;
	const struct theme *const *all = theme_all(&themes);

	(void)state;
	for (size_t i = 0; i < themes; i++) {
		for (int d = i ? DEPTH_8 : DEPTH_MONO; d <= DEPTH_COUNT; d++) {
			buf_printf(
			    &got, "%s, %s\n", theme_name(all[i]), depths[d]);
			for (unsigned s = 0; s < STYLE_COUNT; s++)
				put_look(&got, all[i], d, s);
		}
	}
	assert_int_equal(compare_file("tests/data/screens/looks.txt", &got), 0);
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
	struct vt *vt = vt_open_term(&lobby_screen, f->store, ines, "", rows,
	    cols, views[i].term ? views[i].term : "xterm-256color");
	int wrong;

	app_set_pref(
	    vt_app(vt), PREF_PLAIN, views[i].plain ? STR("on") : STR("off"));
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
		cmocka_unit_test(themes_look_as_they_were_found_good),
		cmocka_unit_test(somebody_new_sees_the_first_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
