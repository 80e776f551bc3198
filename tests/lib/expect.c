/* expect - what a terminal should show, and which screen should be there. */
#include "tests/lib/expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLACE_BYTES = 200 };

static _Noreturn void
fail_seeing(struct expect_at at, struct vt *vt)
{
	print_error("%s", vt_screen(vt));
	_fail(at.file, at.line);
	abort();
}

static _Noreturn void
fail_row(struct expect_at at, struct vt *vt, int row, const char *how,
    const char *want)
{
	print_error("row %d:\n got \"%s\"\n%s \"%s\"\n", row, vt_row(vt, row),
	    how, want);
	fail_seeing(at, vt);
}

void
expect_row_at(struct expect_at at, struct vt *vt, int row, const char *want)
{
	if (strcmp(vt_row(vt, row), want) != 0)
		fail_row(at, vt, row, "want", want);
}

void
expect_start_at(struct expect_at at, struct vt *vt, int row, const char *want)
{
	if (strncmp(vt_row(vt, row), want, strlen(want)) != 0)
		fail_row(at, vt, row, "want at its beginning", want);
}

void
expect_in_row_at(
    struct expect_at at, struct vt *vt, int row, const char *words, bool there)
{
	if ((strstr(vt_row(vt, row), words) != NULL) != there)
		fail_row(at, vt, row, there ? "want in it" : "unwanted in it",
		    words);
}

void
expect_rows_at(struct expect_at at, struct vt *vt, const char *const *want)
{
	for (int row = 1; want[row - 1]; row++)
		expect_row_at(at, vt, row, want[row - 1]);
}

void
expect_shown_at(
    struct expect_at at, struct vt *vt, const char *words, bool there)
{
	if (shows(vt, words) == there)
		return;
	print_error(
	    "%s \"%s\" on\n", there ? "no" : "there is an unwanted", words);
	fail_seeing(at, vt);
}

const char *
top_name(struct vt *vt)
{
	return app_top(vt_app(vt))->class->name;
}

void
expect_top_at(struct expect_at at, struct vt *vt, const char *name)
{
	if (strcmp(top_name(vt), name) == 0)
		return;
	print_error("got screen %s, want %s\n", top_name(vt), name);
	fail_seeing(at, vt);
}

void
expect_opens_at(struct expect_at at, struct vt *vt, struct fixture *f,
    const char *name, const char *place)
{
	expect_top_at(at, vt, name);
	if (app_top(vt_app(vt))->class->place &&
	    strncmp(place_of(vt), place, strlen(place)) != 0) {
		print_error("got %s %s, want %s\n", name, place_of(vt), place);
		fail_seeing(at, vt);
	}
	/* An editor would take q for a letter. */
	app_pop(vt_app(vt));
	vt_type(vt, "\014");
	vt_serve(vt, f);
}

int
row_with(struct vt *vt, const char *words)
{
	int rows = term_rows(vt_term(vt));

	for (int row = 0; row < rows; row++) {
		if (strstr(vt_row(vt, row), words))
			return row;
	}
	return -1;
}

bool
shows(struct vt *vt, const char *words)
{
	return strstr(vt_screen(vt), words) != NULL;
}

const char *
place_of(struct vt *vt)
{
	static char text[PLACE_BYTES];
	struct screen *top = app_top(vt_app(vt));
	struct arena a = ARENA_INIT;
	struct str s = top->class->place(top, &a);

	snprintf(text, sizeof text, "%.*s", STR_ARG(s));
	arena_free(&a);
	return text;
}
