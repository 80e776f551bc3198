/* The column of people, and the count of what waits, beside any screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/boards.h"
#include "tests/lib/expect.h"
#include "tests/lib/vt.h"

enum { EDGE = 160, COLUMN = 27, CROWD = 60 };

static void
here(struct vt *vt, int64_t first, size_t n)
{
	static struct presence_row row[CROWD];

	for (size_t i = 0; i < n; i++)
		row[i] = (struct presence_row){
			.member_id = first + (int64_t)i,
			.since_ms = VT_NOW_MS - (int64_t)(n - i) * 60000,
			.session = (int64_t)i + 1,
		};
	vt_here(vt, row, n);
}

static void
people_stand_beside_from_160_columns(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	vt = lobby(ann, 24, EDGE - 1);
	expect_not_shown(vt, "Here now");
	vt_resize(vt, 24, EDGE);
	expect_in_row(vt, 1, "│ Here now");
	expect_in_row(vt, 3, "│ New here");
	expect_in_row(vt, 4, "│ @");
	here(vt, tom, 2);
	expect_in_row(vt, 1, "│ Here now               2");
	expect_in_row(vt, 2, "│ @tom                 2 m");
	vt_type(vt, "/");
	expect_in_row(vt, 2, "│ @tom                 2 m");
	vt_type(vt, "\033");
	fixture_ok(f, tom, "rename thomas", NULL);
	vt_serve(vt, f);
	expect_in_row(vt, 2, "│ @thomas");
	vt_resize(vt, 24, EDGE - 1);
	expect_not_shown(vt, "Here now");
	vt_leave(vt, f);
}

static void
those_without_room_are_counted(void **state)
{
	char handle[16];
	int64_t first = 0;
	struct vt *vt;

	(void)state;
	juniper();
	for (int i = 0; i < CROWD; i++) {
		int64_t id;

		snprintf(handle, sizeof handle, "m%d", i);
		id = fixture_join(f, handle);
		first = i ? first : id;
	}
	vt = lobby(ann, 24, EDGE);
	here(vt, first, CROWD);
	expect_in_row(vt, 1, "│ Here now              60");
	expect_in_row(vt, 12, "│ and 50 more members");
	expect_in_row(vt, 14, "│ New here");
	/* A low window has who is here alone. */
	vt_resize(vt, 12, EDGE);
	expect_not_shown(vt, "New here");
	expect_in_row(vt, 10, "│ and 52 more members");
	vt_resize(vt, 5, EDGE);
	vt_leave(vt, f);
}

static void
what_waits_is_counted_on_every_screen(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, tom, "ask support Why?", "x");
	vt = lobby(tom, 24, 80);
	expect_not_shown(vt, "✉");
	vt_type(vt, "@");
	fixture_ok(f, ann, "reply 1 Because", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "✉");
	/* Not at once: many may be here, and much may happen. */
	vt_wait(vt, 12000);
	expect_in_row(vt, 0, "✉ 1 ");
	vt_type(vt, "i");
	expect_top(vt, "lobby");
	expect_in_row(vt, 7, "▸ ● your question    Why?");
	vt_do(vt, f, "\r ");
	vt_do(vt, f, "q");
	expect_top(vt, "lobby");
	expect_not_shown(vt, "✉");
	vt_type(vt, "i");
	expect_in_row(vt, 23, "Nothing waits for you.");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_stand_beside_from_160_columns),
		cmocka_unit_test(those_without_room_are_counted),
		cmocka_unit_test(what_waits_is_counted_on_every_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
