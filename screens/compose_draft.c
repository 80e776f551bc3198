/* compose_draft - what is written is kept while it is written. */
#include <string.h>

#include "common/base/clock.h"
#include "common/store/mark.h"
#include "common/text/utf8.h"
#include "screens/compose_impl.h"

/*
 * A draft has a title and a text; tags stand in a line of their own before
 * the text, so that `draft show` is worth reading.
 */
#define TAGS_LINE "Tags: "

static struct str
with_tags(struct arena *a, const struct compose *st, struct str text)
{
	struct str tags;

	if (st->extra == NULL)
		return text;
	tags = str_trim(field_text(st->extra));
	if (tags.n == 0 && !str_starts(text, STR(TAGS_LINE)))
		return text;
	return arena_printf(
	    a, TAGS_LINE "%.*s\n\n%.*s", STR_ARG(tags), STR_ARG(text));
}

static struct str
take_tags(struct compose *st, struct str text)
{
	struct str line;

	if (st->extra == NULL || !str_starts(text, STR(TAGS_LINE)))
		return text;
	line = str_cut(&text, '\n');
	field_set(
	    st->extra, str_trim(str_slice(line, sizeof TAGS_LINE - 1, line.n)));
	if (str_starts(text, STR("\n")))
		text = str_slice(text, 1, text.n);
	return text;
}

static void
keep_mark(char to[COMPOSE_MARK_MAX], struct str mark)
{
	size_t n = mark.n < COMPOSE_MARK_MAX ? mark.n : COMPOSE_MARK_MAX - 1;

	if (n)
		memcpy(to, mark.p, n);
	to[n] = '\0';
}

/* Only a draft this session knows gives way to what is written here. */
static void
put_over(struct arena *a, const struct compose *st, struct args *args)
{
	args_put(args, "over",
	    st->known[0] || st->sent[0] ?
		arena_printf(a, "%s,%s", st->known, st->sent) :
		STR("none"));
}

void
compose_load(struct screen *s)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	struct draft_row draft;

	if (store_draft_at(s->store, &a, s->viewer.id, st->place, &draft) ==
	    ERR_NONE) {
		if (st->title && draft.title.n)
			field_set(st->title, draft.title);
		editor_set(st->editor, take_tags(st, draft.body));
		st->drafted = true;
		keep_mark(
		    st->known, store_draft_mark(&a, draft.title, draft.body));
		st->kept = compose_now(st);
		app_say(s->app, STYLE_MESSAGE,
		    arena_printf(&a,
			_("Your draft of %s is back. ^G drops it."),
			clock_ago(draft.updated_ms, app_now_ms(s->app)).text));
	}
	arena_free(&a);
}

/* Columns of what `draft` answers. */
enum { AT_PLACE = 1, AT_MARK = 5 };

/* Another session may be writing the same: then this is a draft beside it. */
static void
take_saved(struct screen *s, const struct row *r)
{
	struct compose *st = s->state;
	struct str place = r->cell[AT_PLACE].text;

	keep_mark(st->known, r->cell[AT_MARK].text);
	if (str_eq(place, st->place))
		return;
	st->place = arena_dup(&s->arena, place);
	app_say(s->app, STYLE_WARN,
	    STR(_("This is being written elsewhere, too: what you write here "
		  "is kept beside it, as a draft of its own.")));
}

static void
on_saved(struct screen *s, const struct answer *answer)
{
	struct compose *st = s->state;

	st->saving = false;
	s->dirty = true;
	arena_reset(&st->trouble_arena);
	st->trouble = STR("");
	if (answer->err == ERR_NONE) {
		st->saved_ms = app_now_ms(s->app);
		st->drafted = true;
		if (answer->rows && answer->rows->first)
			take_saved(s, answer->rows->first);
		return;
	}
	/* It is tried again, with the next key or a little later. */
	st->kept = (struct compose_mark){ 0 };
	st->trouble = arena_dup(&st->trouble_arena, app_words(answer));
}

static void
save(struct screen *s)
{
	struct compose *st = s->state;
	struct args args = args_of("draft");
	struct arena a = ARENA_INIT;
	struct str text = editor_text(st->editor, &a);
	struct str title =
	    st->title ? str_trim(field_text(st->title)) : STR("");

	/* A title that is too long is only clipped here. */
	title = str_slice(title, 0, text_chars_bytes(title, LIMIT_TITLE_CHARS));
	text = with_tags(&a, st, text);
	if (title.n)
		args_put(&args, "title", title);
	put_over(&a, st, &args);
	keep_mark(st->sent, store_draft_mark(&a, title, str_trim(text)));
	args_put(&args, "action", STR("save"));
	args_put(&args, "what", st->place);
	/* The answer may come at once. */
	st->saving = true;
	st->kept = compose_now(st);
	if (app_submit(s, &args, text, on_saved) != ERR_NONE) {
		st->saving = false;
		st->kept = (struct compose_mark){ 0 };
	}
	arena_free(&a);
}

void
compose_save(struct screen *s, bool now)
{
	struct compose *st = s->state;
	int64_t now_ms = app_now_ms(s->app);
	int64_t every_ms = COMPOSE_SAVE_MS *
	    (int64_t)(1 + editor_bytes(st->editor) / COMPOSE_SAVE_BYTES);

	if (st->over || compose_same(compose_now(st), st->kept))
		return;
	if (!now && (st->saving || now_ms - st->tried_ms < every_ms))
		return;
	st->tried_ms = now_ms;
	if (!compose_is_empty(st))
		save(s);
	else
		compose_drop(s);
}

void
compose_drop(struct screen *s)
{
	struct compose *st = s->state;
	struct args args = args_of("draft");
	struct arena a = ARENA_INIT;

	st->kept = compose_now(st);
	if (!st->drafted && !st->saving)
		return;
	put_over(&a, st, &args);
	args_put(&args, "action", STR("drop"));
	args_put(&args, "what", st->place);
	if (app_submit(s, &args, STR(""), app_ignore) == ERR_NONE)
		st->drafted = false;
	arena_free(&a);
}
