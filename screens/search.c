/* search - words on top, and the posts that have them. */
#include "common/rules/limits.h"
#include "screens/search_impl.h"
#include "screens/ui/go.h"

extern const struct screen_class search_screen;
static const struct screen_class typing_class;

/* While somebody types, keys are others, and the bottom line says so. */
static void
type(struct screen *s, bool typing)
{
	((struct search *)s->state)->typing = typing;
	s->class = typing ? &typing_class : &search_screen;
	s->dirty = true;
}

static enum err
search_open(struct screen *s, struct str arg)
{
	struct search *st = s->state;
	struct arena a = ARENA_INIT;
	struct args args;
	struct str why;

	st->screen = s;
	st->field = field_new(LIMIT_SEARCH_BYTES);
	type(s, arg.n == 0);
	/* As a command line has it, with its options. */
	if (arg.n &&
	    args_parse(&a, arena_printf(&a, "search %.*s", STR_ARG(arg)), &args,
		&why) == ERR_NONE) {
		st->by_relevance = args_has(&args, "relevance");
		arg = args_text(&args, "words");
	}
	field_set(st->field, arg);
	search_start(s);
	arena_free(&a);
	return ERR_NONE;
}

static void
search_close(struct screen *s)
{
	struct search *st = s->state;

	field_free(st->field);
	arena_free(&st->fresh);
}

static struct str
search_crumbs(struct screen *s, struct arena *a)
{
	const struct search *st = s->state;

	if (st->words.n == 0)
		return STR(_("Search"));
	return arena_printf(a, _("Search › %.*s"), STR_ARG(st->words));
}

static struct str
search_place(struct screen *s, struct arena *a)
{
	return arena_dup(a, ((const struct search *)s->state)->words);
}

static bool
search_key(struct screen *s, const struct key *key)
{
	struct search *st = s->state;

	if (!st->typing)
		return false;
	s->dirty = true;
	switch (key->code) {
	case KEYS_ENTER:
		if (str_trim(field_text(st->field)).n == 0)
			return true;
		field_history_add(st->field, field_text(st->field));
		type(s, false);
		search_start(s);
		return true;
	case KEYS_ESC:
		/* Without anything found there is nothing to go to. */
		if (st->words.n == 0)
			return false;
		type(s, false);
		return true;
	case KEYS_DOWN:
	case KEYS_TAB:
		if (!field_key(st->field, key) && st->len)
			type(s, false);
		return true;
	default:
		return field_key(st->field, key);
	}
}

/* Which of what was found is worth reading. */
static void
note_opened(struct screen *s, struct str post)
{
	struct args args = args_of("searched");

	args_put(&args, "opened", str_cut(&post, '.'));
	args_put(&args, "words", ((struct search *)s->state)->words);
	(void)app_submit(s, &args, STR(""), app_ignore);
}

static void
open_hit(struct screen *s)
{
	struct search *st = s->state;

	if (st->len) {
		struct str post = st->hit[st->list.cursor].post;

		note_opened(s, post);
		go_to(s, STR("thread"), post);
	} else if (st->hint.n && !st->busy) {
		field_set(st->field, st->hint);
		field_history_add(st->field, field_text(st->field));
		search_start(s);
	}
}

static void
turn_order(struct screen *s)
{
	struct search *st = s->state;

	if (st->busy || st->words.n == 0)
		return;
	st->by_relevance = !st->by_relevance;
	field_set(st->field, st->words);
	search_start(s);
}

static void
edit_words(struct screen *s)
{
	type(s, true);
}

static bool
search_step(struct screen *s, int by, struct arena *a, struct str *arg)
{
	const struct search *st = s->state;

	if (!list_step(s, by))
		return false;
	*arg = arena_dup(a, st->hit[st->list.cursor].post);
	return true;
}

static void
search_event(struct screen *s, const struct event_note *note)
{
	struct search *st = s->state;

	if (note->thread_id == 0)
		return;
	for (size_t i = 0; i < st->len; i++) {
		if (st->hit[i].thread == note->thread_id)
			st->hit[i].stale = s->dirty = true;
	}
}

/* Somebody else may see something else. */
static void
search_again(struct screen *s)
{
	struct search *st = s->state;

	if (st->viewer != s->viewer.id && st->words.n)
		search_start(s);
	for (size_t i = 0; s->behind && i < st->len; i++)
		st->hit[i].stale = true;
	s->dirty = true;
}

static const struct binding *
search_typing(const struct screen *s)
{
	return ((const struct search *)s->state)->typing ? field_keys : NULL;
}

static bool
search_applies(const struct screen *s, int32_t key)
{
	const struct search *st = s->state;

	switch (key) {
	case KEYS_ENTER:
	case 'o':
		return st->len > 0;
	case 'n':
	case 'p':
		return st->len > 1;
	case KEYS_TAB:
		return s->viewer.id != 0;
	default:
		return true;
	}
}

static bool
typing_applies(const struct screen *s, int32_t key)
{
	const struct search *st = s->state;

	switch (key) {
	case KEYS_ENTER:
		return str_trim(field_text(st->field)).n > 0;
	case KEYS_DOWN:
		return st->len > 0;
	case KEYS_TAB:
		return false;
	default:
		return true;
	}
}

static const struct binding search_keys[] = {
	{ KEYS_ENTER, N_("open"), open_hit, NULL, 0 },
	{ 'l', NULL, open_hit, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_hit, NULL, 0 },
	{ '/', N_("other words"), edit_words, NULL, 0 },
	{ 'e', NULL, edit_words, NULL, 0 },
	{ 'o', N_("other order"), turn_order, NULL, 0 },
	{ 'n', N_("next"), list_down, NULL, 0 },
	{ 'p', N_("previous"), list_up, NULL, 0 },
	LIST_KEYS,
	{ 0 },
};

/* For the bottom line and the help alone: search_key() takes them. */
static const struct binding typing_keys[] = {
	{ KEYS_ENTER, N_("search"), NULL, NULL, 0 },
	{ KEYS_DOWN, N_("to results"), NULL, NULL, 0 },
	{ KEYS_ESC, N_("leave"), NULL, NULL, 0 },
	{ 0 },
};

/* clang-format off */
#define SEARCH_METHODS                                                     \
	.name = "search",                                                  \
	.title = N_("Search"),                                             \
	.command = "search",                                               \
	.state_size = sizeof(struct search),                               \
	.pane = PANE_INDEX,                                                \
	.open = search_open,                                               \
	.draw = search_draw,                                               \
	.crumbs = search_crumbs,                                           \
	.place = search_place,                                             \
	.typing = search_typing,                                           \
	.key = search_key,                                                 \
	.event = search_event,                                             \
	.again = search_again,                                             \
	.step = search_step,                                               \
	.close = search_close
/* clang-format on */

static const struct screen_class typing_class = {
	SEARCH_METHODS,
	.keys = typing_keys,
	.applies = typing_applies,
};

const struct screen_class search_screen = {
	SEARCH_METHODS,
	.keys = search_keys,
	.applies = search_applies,
};
