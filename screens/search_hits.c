/* search_hits - what was found: a page after another, as it is asked for. */
#include "screens/search_impl.h"

enum {
	PAGE = 50,
	HITS_MAX = 1000, /* then it is time for other words */
};

/* Columns of what the command answers. */
enum {
	AT_POST,
	AT_BOARD,
	AT_STATE,
	AT_AUTHOR,
	AT_CREATED,
	AT_TITLE,
	AT_SNIPPET,
	AT_THREAD,
	AT_N,
	AT_SCORE,
	AT_CURSOR,
	AT_MARKS,
	AT_FOUND,
	AT_HINT,
};

static int64_t
hit_id(void *arg, size_t i)
{
	return ((const struct search *)arg)->hit[i].id;
}

static struct list_rows
hit_rows(void *arg, size_t i, bool selected)
{
	(void)arg;
	(void)i;
	(void)selected;
	return (struct list_rows){ 0, 2 };
}

static void ask(struct screen *s, int64_t below);

/*
 * The answer comes later: nothing was added yet.  It may come at once, and
 * then must not change what is being drawn.
 */
static size_t
more_hits(void *arg, int way)
{
	struct search *st = arg;

	if (way > 0 && !st->drawing && !st->busy && !st->at_end && st->len)
		ask(st->screen, st->hit[st->len - 1].id);
	return 0;
}

static size_t
end_hits(void *arg, int way)
{
	more_hits(arg, way);
	return ((const struct search *)arg)->len;
}

static const struct list_model hit_model = {
	.id = hit_id,
	.rows = hit_rows,
	.draw = search_draw_hit,
	.more = more_hits,
	.end = end_hits,
};

void
search_start(struct screen *s)
{
	struct search *st = s->state;
	struct str words = str_trim(field_text(st->field));

	st->newer = st->busy;
	if (st->busy)
		return;
	arena_reset(&s->arena);
	arena_reset(&st->fresh);
	st->words = arena_dup(&s->arena, words);
	st->why = st->hint = STR("");
	st->hit = NULL;
	st->len = 0;
	st->found = 0;
	st->at_end = false;
	st->viewer = s->viewer.id;
	list_init(&st->list, &hit_model, st, 0);
	s->dirty = true;
	if (words.n)
		ask(s, 0);
}

static void
take(struct screen *s, struct hit *h, const struct cell *c)
{
	struct arena *a = &s->arena;

	h->thread = c[AT_THREAD].number;
	h->n = c[AT_N].number;
	h->id = c[AT_CURSOR].number;
	h->post = arena_dup(a, c[AT_POST].text);
	h->board = arena_dup(a, c[AT_BOARD].text);
	h->state = arena_dup(a, c[AT_STATE].text);
	h->author = arena_dup(a, c[AT_AUTHOR].text);
	h->title = arena_dup(a, c[AT_TITLE].text);
	h->snippet = arena_dup(a, c[AT_SNIPPET].text);
	h->marks = arena_dup(a, c[AT_MARKS].text);
	h->created_ms = c[AT_CREATED].number;
	h->score = c[AT_SCORE].number;
}

static void
append(struct screen *s, const struct rows *rows)
{
	struct search *st = s->state;
	size_t n = st->len + rows->len;
	struct hit *hit = arena_array(&s->arena, struct hit, n + 1);

	for (size_t i = 0; i < st->len; i++)
		hit[i] = st->hit[i];
	st->hit = hit;
	for (const struct row *r = rows->first; r; r = r->next) {
		/* Nothing found, but for what might have been meant. */
		if (r->cell[AT_POST].text.n == 0) {
			st->hint = arena_dup(&s->arena, r->cell[AT_HINT].text);
			continue;
		}
		take(s, &hit[st->len++], r->cell);
		/* Counts of later pages are those below them. */
		if (st->found == 0)
			st->found = r->cell[AT_FOUND].number;
	}
	st->at_end =
	    rows->len < PAGE || st->len >= HITS_MAX || st->by_relevance;
	list_reset(&st->list, st->len);
}

static void
on_found(struct screen *s, const struct answer *answer)
{
	struct search *st = s->state;

	st->busy = false;
	s->dirty = true;
	if (st->newer) {
		search_start(s);
		return;
	}
	if (answer->err == ERR_NONE && answer->rows) {
		append(s, answer->rows);
		return;
	}
	st->at_end = true;
	st->why = arena_dup(&s->arena, app_words(answer));
}

static void
ask(struct screen *s, int64_t below)
{
	struct search *st = s->state;
	struct arena a = ARENA_INIT;
	struct args args = args_of("search");

	args_put(&args, "max", arena_printf(&a, "%d", PAGE));
	if (below)
		args_put(
		    &args, "below", arena_printf(&a, "%lld", (long long)below));
	if (st->by_relevance)
		args_put(&args, "relevance", STR("yes"));
	args_put(&args, "words", st->words);
	/* Before: an answer may come at once. */
	st->busy = true;
	if (app_submit(s, &args, STR(""), on_found) != ERR_NONE) {
		st->busy = false;
		st->at_end = true;
	}
	arena_free(&a);
}
