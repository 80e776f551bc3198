/* lobby_lately - what others did just now, the newest first. */
#include "common/base/clock.h"
#include "screens/lobby_impl.h"
#include "screens/ui/signs.h"

enum {
	LOOKED_AT = 100, /* of the newest events, at first */
	TEXT = LIST_COL + 1,
	WHO_COLS = 17,
	DID_COLS = 9,
	AGE_COLS = 6,
};

static const struct {
	const char *event;
	const char *did;
	unsigned style;
} kinds[] = {
	{ "thread.posted", N_("began"), STYLE_NORMAL },
	{ "post.replied", N_("replied"), STYLE_NORMAL },
	{ "thread.solved", N_("✓ solved"), STYLE_GOOD },
	{ "member.joined", N_("joined"), STYLE_NORMAL },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t
kind_of(struct str event)
{
	size_t i = 0;

	while (i < KINDS && !str_eq(event, str_from(kinds[i].event)))
		i++;
	return i;
}

/* One line a thread; the oldest has to go. */
static void
put_first(struct lately_list *list, struct lately_row row)
{
	size_t at = 0;

	while (at < list->len &&
	    (row.thread == 0 || list->row[at].thread != row.thread))
		at++;
	if (at == list->len && list->len < LOBBY_LATELY_MAX)
		list->len++;
	if (at == LOBBY_LATELY_MAX)
		at--;
	for (; at > 0; at--)
		list->row[at] = list->row[at - 1];
	list->row[0] = row;
}

static void
take(struct lobby *st, const struct event_row *e, struct str me)
{
	size_t kind = kind_of(e->kind);
	struct str who = e->actor.n ? e->actor : e->member;

	if (kind == KINDS || e->muted || who.n == 0 || str_eq(who, me) ||
	    (e->title.n == 0 && e->member.n == 0))
		return;
	put_first(&st->lately,
	    (struct lately_row){ .seq = e->seq,
		.at_ms = e->at_ms,
		.thread = e->thread_id,
		.n = e->n,
		.kind = kind,
		.who = who,
		.title = e->title });
}

enum err
lobby_lately_load(struct screen *s)
{
	struct lobby *st = s->state;
	struct event_list page;
	int64_t last;

	TRY(store_event_last(s->store, &last));
	if (last - st->lately_seq > LOOKED_AT)
		st->lately_seq = last - LOOKED_AT;
	if (st->lately.row == NULL)
		st->lately.row =
		    arena_array(&s->arena, struct lately_row, LOBBY_LATELY_MAX);
	if (last == st->lately_seq)
		return ERR_NONE;
	TRY(store_event_page(s->store, &s->arena, s->viewer, st->lately_seq, 0,
	    LOOKED_AT, &page));
	for (size_t i = 0; i < page.len; i++)
		take(st, &page.row[i], app_me(s->app)->handle);
	st->lately_seq = page.next;
	return ERR_NONE;
}

void
lobby_lately_forget(struct lobby *st)
{
	st->lately.len = 0;
	st->lately_seq = 0;
}

void
lobby_lately_keep(struct lobby *st, struct arena *a)
{
	struct lately_row *row =
	    arena_array(a, struct lately_row, LOBBY_LATELY_MAX);

	for (size_t i = 0; i < st->lately.len; i++) {
		row[i] = st->lately.row[i];
		row[i].who = arena_dup(a, row[i].who);
		row[i].title = arena_dup(a, row[i].title);
	}
	st->lately.row = row;
}

void
lobby_lately_row(
    struct canvas *c, int row, const struct lately_row *r, int64_t now_ms)
{
	struct arena a = ARENA_INIT;
	int who = c->cols < LOBBY_NARROW ? c->cols / 3 : WHO_COLS;
	int did = TEXT + who + 1, title = did + DID_COLS + 1;
	int age = c->cols - 1 - AGE_COLS;

	canvas_text(c, row, TEXT, who, STYLE_ACCENT,
	    arena_printf(&a, "@%.*s", STR_ARG(r->who)));
	canvas_text(c, row, did, DID_COLS, kinds[r->kind].style,
	    signs_words(c, &a, str_from(_(kinds[r->kind].did))));
	canvas_text(c, row, title, age - title, STYLE_NORMAL, r->title);
	canvas_text_right(c, row, age, AGE_COLS, STYLE_DIM,
	    str_from(clock_age(r->at_ms, now_ms).text));
	arena_free(&a);
}
