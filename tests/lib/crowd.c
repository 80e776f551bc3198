/* crowd - a community with something of everything. */
#include "tests/lib/crowd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { THREADS = 40, DEEP = 30, FLAT = 25 };

static const char *const words[] = {
	"No link on port 2 after sleep",
	"検索と日本語のテキスト、それは長い長い題名でございます",
	"שלום עולם and some Latin after it",
	"Boot loop \xf0\x9f\x94\xa5 after the \xf0\x9f\x91\xa9\xe2\x80\x8d"
	"\xf0\x9f\x94\xac update \xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
	"averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylong"
	"wordwithoutanyspaceatallthatgoesonandon",
	"e\xcc\x81\xcc\xa7 combining marks o\xcc\x88 and a tab-free title",
	"*stars* _and_ `code` [link](https://example.org/)",
};

static const char *const bodies[] = {
	"It worked yesterday.\n\n    $ jx link show 2\n    port 2  down\n\n"
	"Cable is fine in **port 1**.",
	"> > quoted twice\n> quoted once\n\n1. one\n2. two\n   - nested\n"
	"   - [x] done\n\n| a | b |\n|---|--:|\n| left | right |\n",
	"```c\nint main(void)\n{\n\treturn 0;\n}\n```\n\nSee "
	"<https://example.org/a?b=c> and [the page](https://example.org/).",
	"日本語の長い段落。日本語の長い段落。日本語の長い段落。日本語の長い段落。"
	"日本語の長い段落。日本語の長い段落。\n\nשלום, a mixed line.",
	"x",
	"# Heading\n\nA line that is so long that it has to be folded more than "
	"once on any screen that anybody is likely to use for reading it, and "
	"then some more of it.\n\n---\n\nThe end @ben #1.",
};

enum { WORDS = sizeof words / sizeof *words };
enum { BODIES = sizeof bodies / sizeof *bodies };

static int64_t
begin(struct fixture *f, int64_t who, const char *line, const char *body)
{
	struct outcome o = fixture_ok(f, who, line, body);

	return fixture_int(&o, 0, "thread");
}

static void
make_boards(struct fixture *f)
{
	fixture_do(f, "board-add lab --private --title \"The lab\"", NULL);
	fixture_do(f, "board-edit lab --let-in mira", NULL);
	for (int i = 0; i < 8; i++)
		fixture_do(f,
		    fixture_line(
			f, "board-add more%d --title \"More %d\"", i, i),
		    NULL);
}

static void
make_questions(struct fixture *f, struct crowd *c)
{
	const int64_t who[] = { c->ben, c->mira, c->ana };

	for (int i = 0; i < THREADS; i++) {
		int64_t id = begin(f, who[i % 3],
		    fixture_line(f, "ask --tags port,t%d support %s", i % 5,
			words[i % WORDS]),
		    bodies[i % BODIES]);

		for (int r = 0; r < i % 4; r++)
			fixture_ok(f, who[(i + r + 1) % 3],
			    fixture_line(
				f, "reply %lld.%d", (long long)id, r ? r : 1),
			    bodies[(i + r) % BODIES]);
		if (i % 4 == 3) {
			fixture_ok(f, who[i % 3],
			    fixture_line(f, "accept %lld.2", (long long)id),
			    NULL);
			c->solved = id;
		}
		if (i % 5 == 0 && who[i % 3] != c->ben)
			fixture_ok(f, c->ben,
			    fixture_line(f, "metoo %lld", (long long)id), NULL);
	}
}

static void
make_talk(struct fixture *f, struct crowd *c)
{
	c->deep =
	    begin(f, c->ben, "post talk A thread that goes deep", bodies[1]);
	for (int i = 1; i <= DEEP; i++)
		fixture_ok(f, i % 2 ? c->mira : c->ben,
		    fixture_line(f, "reply %lld.%d", (long long)c->deep, i),
		    bodies[i % BODIES]);
	for (int i = 0; i < FLAT; i++)
		fixture_ok(f, i % 2 ? c->ana : c->ben,
		    fixture_line(f, "reply %lld.1", (long long)c->deep),
		    bodies[i % BODIES]);
	fixture_ok(f, c->ana,
	    fixture_line(f, "vote %lld.1", (long long)c->deep), NULL);
}

struct crowd
crowd_make(struct fixture *f)
{
	struct crowd c = {
		.ana = fixture_join(f, "ana"),
		.ben = fixture_join(f, "ben"),
	};

	c.mira = fixture_join_as(f, "mira", "moderator");
	c.ida = fixture_join_as(f, "ida", "sysop");
	make_boards(f);
	make_questions(f, &c);
	make_talk(f, &c);
	c.hidden = begin(f, c.mira, "post lab Nobody else sees this", "secret");
	fixture_do(f, "post news Version two is out", "It is.");
	fixture_ok(f, c.ana,
	    fixture_line(f, "draft save reply %lld.1", (long long)c.deep),
	    "What I was about to say");
	return c;
}
