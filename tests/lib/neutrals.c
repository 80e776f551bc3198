/* neutrals - threads of other forums, read for tests. */
#include "tests/lib/neutrals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/text/clean.h"
#include "common/text/utf8.h"

struct arena neutrals_arena;
struct neutral_notes neutrals_notes;

int
neutrals_start(void **state)
{
	(void)state;
	neutrals_notes = (struct neutral_notes){ 0 };
	return 0;
}

int
neutrals_end(void **state)
{
	(void)state;
	arena_free(&neutrals_arena);
	return 0;
}

struct neutral_thread
parse_neutral(struct str line)
{
	struct neutral_thread t;
	struct str why;
	enum err e =
	    neutral_parse(&neutrals_arena, line, &neutrals_notes, &t, &why);

	if (e)
		fail_msg("%.*s: %.*s", STR_ARG(str_slice(line, 0, 200)),
		    STR_ARG(why));
	return t;
}

static void
assert_same_reply(const struct neutral_reply *a, const struct neutral_reply *b)
{
	assert_true(str_eq(a->id, b->id) && str_eq(a->parent, b->parent));
	assert_true(str_eq(a->author, b->author) && str_eq(a->body, b->body));
	assert_true(a->type == b->type && a->accepted == b->accepted);
	assert_true(a->has_created == b->has_created &&
	    a->created_ms == b->created_ms && a->score == b->score);
}

/* parse_neutral(encode(x)) is x, and nothing is left to mend. */
static void
check_round_trip(const struct neutral_thread *t)
{
	struct str line = neutral_encode(&neutrals_arena, t), why;
	struct neutral_notes none = { 0 }, again = { 0 };
	struct neutral_thread u;
	enum err e = neutral_parse(&neutrals_arena, line, &again, &u, &why);

	if (e)
		fail_msg("%.*s: %.*s", STR_ARG(why), STR_ARG(line));
	assert_memory_equal(&none, &again, sizeof none);
	assert_true(u.kind == t->kind && u.has_created == t->has_created);
	assert_true(str_eq(u.src, t->src) && str_eq(u.id, t->id));
	assert_true(str_eq(u.board, t->board) && str_eq(u.title, t->title));
	assert_true(str_eq(u.author, t->author) && str_eq(u.body, t->body));
	assert_true(u.created_ms == t->created_ms && u.score == t->score);
	assert_true(u.views == t->views && str_eq(u.status, t->status));
	assert_true(str_eq(u.accepted, t->accepted) && str_eq(u.url, t->url));
	assert_true(str_eq(u.duplicate_of, t->duplicate_of));
	assert_true(str_eq(u.extra, t->extra) && u.tags == t->tags);
	for (size_t i = 0; i < t->tags; i++)
		assert_true(str_eq(u.tag[i], t->tag[i]));
	assert_int_equal(u.replies, t->replies);
	for (size_t i = 0; i < t->replies; i++)
		assert_same_reply(&u.reply[i], &t->reply[i]);
	assert_true(str_eq(neutral_encode(&neutrals_arena, &u), line));
}

void
check_neutral(const struct neutral_thread *t)
{
	assert_true(text_is_clean_line(t->title) && t->title.n > 0);
	assert_true(text_is_clean(t->body) && text_is_clean_line(t->board));
	assert_true(t->body.n <= NEUTRAL_BODY_MAX_BYTES);
	assert_true(text_chars(t->title) <= NEUTRAL_TITLE_MAX_CHARS);
	for (size_t i = 0; i < t->replies; i++) {
		assert_true(text_is_clean(t->reply[i].body));
		assert_true(text_is_clean_line(t->reply[i].author));
		assert_true(t->reply[i].body.n <= NEUTRAL_BODY_MAX_BYTES);
	}
	check_round_trip(t);
}
