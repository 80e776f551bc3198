/* sample - a small community to look around in. */
#include "server/sample.h"

#include "common/base/clock.h"
#include "common/wire/neutral.h"

enum { REPLIES_MAX = 4, TAGS_MAX = 3 };

struct sample_reply {
	const char *author;
	const char *parent; /* NULL: the first post */
	const char *body;
	int hours; /* after the thread began */
	bool accepted;
};

struct sample_thread {
	const char *board;
	enum neutral_kind kind;
	const char *author;
	const char *title;
	const char *tags[TAGS_MAX];
	const char *body;
	int hours_ago;
	struct sample_reply reply[REPLIES_MAX];
};

static const struct sample_thread threads[] = {
	{ "news", NEUTRAL_DISCUSSION, "sample-staff",
	    "Welcome: this is a sample community", { "welcome" },
	    "Everything you see here was written so that an empty board has\n"
	    "something to show. The people called sample-… are not people.\n\n"
	    "Things to try:\n\n"
	    "1. `ask support` something, and let a friend answer.\n"
	    "2. `accept` the answer that helped.\n"
	    "3. `search` for a word, or `watch` while others write.\n\n"
	    "A sysop clears the table with `delete --why sample THREAD`.",
	    72, { { 0 } } },
	{ "support", NEUTRAL_QUESTION, "sample-asker",
	    "How do I log in from my second computer?", { "ssh", "keys" },
	    "My key is on the laptop. On the desktop I have another key and\n"
	    "the server does not know me there.",
	    60,
	    { { "sample-helper", NULL,
		  "On the laptop, type `link`. It prints a line with a code\n"
		  "that works for an hour: type that line on the desktop.\n\n"
		  "Both keys are your account from then on; `keys` lists\n"
		  "them.",
		  1, true },
		{ "sample-asker", "r1", "Worked at once. Thank you!", 2,
		    false } } },
	{ "support", NEUTRAL_QUESTION, "sample-newcomer",
	    "Can I read the board without an account?", { "guests" },
	    "I would like to look around before I join.", 50,
	    { { "sample-helper", NULL,
		"Yes: `ssh guest@HOST`, with the same port as for joining.\n"
		"Nothing is asked; you see what is public.",
		3, false } } },
	{ "support", NEUTRAL_QUESTION, "sample-asker",
	    "How do I send a log file with my question?", { "ssh", "posting" },
	    "It is some 300 lines and I do not want to paste it.", 5,
	    { { 0 } } },
	{ "talk", NEUTRAL_DISCUSSION, "sample-newcomer",
	    "Which terminal do you use, and why?", { "terminals" },
	    "I am told that taste is everything.", 30,
	    { { "sample-helper", NULL,
		  "Whatever is on the machine in front of me. That is the\n"
		  "point of a board that speaks ssh.",
		  4, false },
		{ "sample-staff", "r1",
		    "And for those with none at all: `ssh HOST threads\n"
		    "support --json | jq`.",
		    8, false } } },
};

static void
take_replies(
    struct arena *a, const struct sample_thread *s, struct neutral_thread *t)
{
	t->reply = arena_array(a, struct neutral_reply, REPLIES_MAX);
	for (size_t i = 0; i < REPLIES_MAX && s->reply[i].body; i++) {
		const struct sample_reply *r = &s->reply[i];

		t->reply[t->replies++] = (struct neutral_reply){
			.id = arena_printf(a, "r%zu", i + 1),
			.parent = str_from(r->parent),
			.type = s->kind == NEUTRAL_QUESTION && !r->parent ?
			    NEUTRAL_ANSWER :
			    NEUTRAL_REPLY,
			.accepted = r->accepted,
			.has_created = true,
			.created_ms = t->created_ms + r->hours * CLOCK_HOUR_MS,
			.author = str_from(r->author),
			.body = str_from(r->body),
		};
		if (r->accepted)
			t->accepted = t->reply[t->replies - 1].id;
	}
}

static struct str
encode(struct arena *a, size_t i, int64_t now_ms)
{
	const struct sample_thread *s = &threads[i];
	struct neutral_thread t = {
		.kind = s->kind,
		.src = STR("sample"),
		.id = arena_printf(a, "%zu", i + 1),
		.board = str_from(s->board),
		.title = str_from(s->title),
		.author = str_from(s->author),
		.has_created = true,
		.created_ms = now_ms - s->hours_ago * CLOCK_HOUR_MS,
		.body = str_from(s->body),
	};

	t.tag = arena_array(a, struct str, TAGS_MAX);
	while (t.tags < TAGS_MAX && s->tags[t.tags]) {
		t.tag[t.tags] = str_from(s->tags[t.tags]);
		t.tags++;
	}
	take_replies(a, s, &t);
	return neutral_encode(a, &t);
}

enum err sample_import(struct operator* op)
{
	const struct args args = { .command = command_find(STR("import")) };
	int64_t now = clock_now_ms();
	enum err e = ERR_NONE;

	for (size_t i = 0;
	     e == ERR_NONE && i < sizeof threads / sizeof threads[0]; i++) {
		struct arena a = ARENA_INIT;
		struct outcome out;

		e = operator_send(op, NULL, &args, encode(&a, i, now), true);
		if (e == ERR_NONE)
			e = operator_receive(
			    op, &a, args.command->columns, &out);
		if (e == ERR_NONE)
			e = out.err;
		arena_free(&a);
	}
	return e;
}
