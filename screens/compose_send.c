/* compose_send - from what is written to a post, once. */
#include <stdio.h>
#include <string.h>

#include "common/base/rand.h"
#include "common/text/utf8.h"
#include "screens/compose_impl.h"
#include "screens/ui/ref.h"

static void
object(struct screen *s, enum compose_part part, struct str words)
{
	app_say(s->app, STYLE_WARN, words);
	compose_focus(s, part);
}

static bool
title_fits(struct screen *s, struct arena *a, struct str title)
{
	const struct compose *st = s->state;
	size_t chars = text_chars(title);

	if (title.n == 0)
		object(s, PART_TITLE,
		    STR(_("It needs a title: one line that says it.")));
	else if (chars > (size_t)st->title_max)
		object(s, PART_TITLE,
		    arena_printf(a,
			_("The title has %zu characters; here %lld are the "
			  "most."),
			chars, (long long)st->title_max));
	else
		return true;
	return false;
}

static bool
text_fits(struct screen *s, struct arena *a, struct str text)
{
	const struct compose *st = s->state;

	if (text.n == 0)
		object(s, PART_TEXT, STR(_("There is no text yet.")));
	else if (text.n > (size_t)st->text_max)
		object(s, PART_TEXT,
		    arena_printf(a,
			_("The text has %zu bytes; here %lld are the most. "
			  "Take out %zu."),
			text.n, (long long)st->text_max,
			text.n - (size_t)st->text_max));
	else
		return true;
	return false;
}

/* One for all tries of this text, so that it is posted once. */
static struct str
request_id(struct compose *st)
{
	unsigned char bytes[COMPOSE_ID_BYTES];

	if (st->id[0] == '\0') {
		rand_bytes(bytes, sizeof bytes);
		for (size_t i = 0; i < sizeof bytes; i++)
			snprintf(st->id + 2 * i, 3, "%02x", bytes[i]);
	}
	return str_from(st->id);
}

static size_t
sentence_end(struct str words)
{
	size_t n = 0;

	while (n < words.n &&
	    !(words.p[n] == '.' && (n + 1 == words.n || words.p[n + 1] == ' ')))
		n++;
	return n;
}

/* Whether the screen below shows the thread this is about. */
static bool
is_above_thread(struct screen *s)
{
	const struct compose *st = s->state;
	struct screen *below = app_below(s->app);
	struct arena a = ARENA_INIT;
	struct str place = STR("");
	struct ref ref;

	if (below && strcmp(below->class->name, "thread") == 0 &&
	    below->class->place)
		place = below->class->place(below, &a);
	(void)ref_parse(place, &ref);
	arena_free(&a);
	return ref.thread != 0 && ref.thread == st->thread;
}

/* The thread it is in now: the one below, or a new one in its place. */
static void
show_posted(struct screen *s, const struct answer *answer)
{
	struct compose *st = s->state;
	const struct screen_class *thread = app_screen(STR("thread"));
	const struct rows *rows = answer->rows;
	struct arena a = ARENA_INIT;
	struct str ref = st->ref, words = answer->words;

	/* "Asked as 2. See it: read 2": here it is seen already. */
	words = str_cut(&words, '\n');
	words = str_slice(words, 0, sentence_end(words));
	if (rows && rows->first && rows->columns)
		ref = compose_is_new(st) ?
		    ref_text(&a, rows->first->cell[0].number, 0) :
		    arena_dup(&a, rows->first->cell[0].text);
	if (app_top(s->app) != s || thread == NULL || is_above_thread(s) ||
	    app_replace(s->app, thread, ref) != ERR_NONE)
		app_close(s);
	app_say(s->app, STYLE_MESSAGE,
	    words.n ? arena_printf(&a, "%.*s.", STR_ARG(words)) :
		      STR(_("Posted.")));
	arena_free(&a);
}

static void
on_sent(struct screen *s, const struct answer *answer)
{
	struct compose *st = s->state;
	struct str words = app_words(answer);

	st->sending = false;
	s->dirty = true;
	if (answer->err == ERR_NONE) {
		compose_drop(s);
		st->over = true;
		show_posted(s, answer);
		return;
	}
	if (answer->err == ERR_UNSURE) {
		st->unsure = true;
		words = STR(_("It may have been posted. ^D sends it again, and "
			      "it is posted once."));
	} else if (answer->err == ERR_CONFLICT && st->unsure) {
		/* The id is taken: by what was sent before. */
		st->unsure = false;
		st->id[0] = '\0';
		words = STR(_("It was posted as it was before you changed it. "
			      "^D posts this, too."));
	}
	app_say(s->app, STYLE_BAD, words);
}

/* A title and a text go in one edit, where both changed. */
static struct str
edit_args(const struct compose *st, struct args *args, struct str title,
    struct str text)
{
	args_put(args, "post", st->ref);
	if (st->extra && str_trim(field_text(st->extra)).n)
		args_put(args, "why", str_trim(field_text(st->extra)));
	if (st->title == NULL || str_eq(title, st->thread_title))
		return text;
	args_put(args, "title", title);
	if (!str_eq(text, str_trim(st->about)))
		args_put(args, "text", text);
	return STR("");
}

static struct args
make_args(const struct compose *st, struct str title, struct str *text)
{
	static const char *const names[] = { "ask", "post", "reply", "edit" };
	struct args args = args_of(names[st->kind]);

	switch (st->kind) {
	case COMPOSE_ASK:
	case COMPOSE_POST:
		if (st->extra && str_trim(field_text(st->extra)).n)
			args_put(
			    &args, "tags", str_trim(field_text(st->extra)));
		args_put(&args, "board", st->board);
		args_put(&args, "title", title);
		break;
	case COMPOSE_REPLY:
		args_put(&args, "post", st->ref);
		break;
	case COMPOSE_EDIT:
		*text = edit_args(st, &args, title, *text);
		break;
	}
	return args;
}

void
compose_send(struct screen *s)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	struct str title =
	    st->title ? str_trim(field_text(st->title)) : STR("");
	struct str text;
	struct args args;

	if (st->sending)
		return;
	text = str_trim(editor_text(st->editor, &a));
	if ((st->title == NULL || title_fits(s, &a, title)) &&
	    text_fits(s, &a, text)) {
		args = make_args(st, title, &text);
		args.id = request_id(st);
		st->sending = true;
		s->dirty = true;
		if (app_submit(s, &args, text, on_sent) != ERR_NONE)
			st->sending = false;
	}
	arena_free(&a);
}
