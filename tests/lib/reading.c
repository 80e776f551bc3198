/* reading - threads for tests of the reader, and the reader itself. */
#include "tests/lib/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

extern const struct screen_class thread_screen;

void
question(void)
{
	people_and_mod();
	fixture_ok(f, tom, "ask support No link on port 2 after sleep",
	    "It worked yesterday. After closing the lid, port 2 shows "
	    "**no link**.\n\n    jx link show 2");
	fixture_ok(f, mod, "tag 1 port", NULL);
	fixture_ok(f, mod, "tag 1 sleep", NULL);
	fixture_ok(f, mod, "reply 1.1",
	    "That is the driver. Try `jx link up 2` and tell us what it "
	    "says after that.");
	fixture_ok(f, tom, "reply 1.2", "> jx link up 2\n\nWorks!");
	fixture_ok(f, ann, "reply 1.1", "Spam");
	fixture_ok(f, mod, "delete --why spam 1.4", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, ann, "vote 1.2", NULL);
	fixture_ok(f, tom, "edit 1.3", "> jx link up 2\n\nIt works!");
}

void
chat(int replies, bool chain)
{
	people_and_mod();
	fixture_ok(f, tom, "post talk Chat", "w1.1");
	for (int i = 2; i <= replies + 1; i++)
		fixture_ok(f, tom,
		    fixture_line(f, "reply 1.%d w1.%d", chain ? i - 1 : 1, i),
		    NULL);
}

struct vt *
reader(int64_t who, const char *arg, int rows, int cols)
{
	return vt_open(&thread_screen, f->store, who, arg, rows, cols);
}

int
post_at(struct vt *vt)
{
	struct screen *s = app_top(vt_app(vt));
	struct arena a = ARENA_INIT;
	struct str at = s->class->place(s, &a);
	int64_t n = 0;

	str_cut(&at, '.');
	assert_true(str_int(at, 1, INT64_MAX, &n));
	arena_free(&a);
	return (int)n;
}

static void
draw_nothing(struct screen *s, struct canvas *c)
{
	(void)s;
	(void)c;
}

const struct screen_class cover_class = {
	.name = "cover",
	.draw = draw_nothing,
};
