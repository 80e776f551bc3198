/* profile_edit - a member changes what their profile says. */
#include "common/rules/limits.h"
#include "screens/profile_impl.h"
#include "screens/ui/prompt.h"

enum { BIO_BYTES = LIMIT_BIO_CHARS * 4 };

void
profile_draw_editor(struct screen *s, struct canvas *c)
{
	struct profile *st = s->state;
	struct canvas body = canvas_sub(c, PROFILE_TOP + 1, PROFILE_COL,
	    c->rows - PROFILE_TOP - 1, c->cols - PROFILE_COL - 1);
	const char *complaint = editor_complaint(st->editor);

	canvas_text(c, PROFILE_TOP, PROFILE_COL, c->cols - PROFILE_COL - 1,
	    complaint ? STYLE_WARN : STYLE_ACCENT,
	    complaint ?
		str_from(complaint) :
		STR(_("About you, in Markdown · ^D saves · Esc leaves")));
	editor_draw(st->editor, &body, s->focused);
}

static void
stop_editor(struct screen *s)
{
	struct profile *st = s->state;

	editor_free(st->editor);
	st->editor = NULL;
	st->sent = 0;
	s->dirty = true;
}

static void
on_named(struct screen *s, const struct answer *answer)
{
	if (app_failed(s, answer))
		return;
	profile_reload(s);
	app_say(s->app, STYLE_MESSAGE, STR(_("Saved.")));
}

/* What was typed since it was sent is not thrown away. */
static void
on_told(struct screen *s, const struct answer *answer)
{
	struct profile *st = s->state;

	st->sending = false;
	if (app_failed(s, answer))
		return;
	/* Another editor may be open by now, with versions of its own. */
	if (st->sent)
		st->saved = st->sent;
	if (st->sent && editor_version(st->editor) == st->sent)
		stop_editor(s);
	profile_reload(s);
	app_say(s->app, STYLE_MESSAGE, STR(_("Saved.")));
}

static void
save_name(struct screen *s, struct str name)
{
	struct args args = args_of("profile");

	args_put(&args, "name", name);
	(void)app_submit(s, &args, STR(""), on_named);
}

static void
save_bio(struct screen *s)
{
	struct profile *st = s->state;
	struct args args = args_of("profile");
	struct arena a = ARENA_INIT;
	struct str text;

	if (st->sending) {
		app_say(
		    s->app, STYLE_DIM, STR(_("It is on its way; one moment.")));
		return;
	}
	text = editor_text(st->editor, &a);
	args_put(&args, "bio", STR("yes"));
	st->sent = editor_version(st->editor);
	st->sending = true; /* the answer may come at once */
	/* A text with nothing in it would not count as one. */
	if (app_submit(s, &args, text.n ? text : STR("\n"), on_told) !=
	    ERR_NONE)
		st->sending = false;
	arena_free(&a);
}

static void
edit_what(struct screen *s, size_t which)
{
	struct profile *st = s->state;

	if (st->lost) {
		app_say(s->app, STYLE_WARN, profile_lost_words());
		return;
	}
	if (which == 0) {
		(void)prompt_open(s,
		    &(struct prompt){ .label = STR(_("Your name")),
			.initial = st->m.display,
			.placeholder = STR(_("empty: only your handle")),
			.enter = STR(_("save")),
			.max_chars = LIMIT_DISPLAY_CHARS,
			.done = save_name });
		return;
	}
	st->editor = editor_new(BIO_BYTES);
	editor_set(st->editor, st->m.bio);
	st->saved = editor_version(st->editor);
	s->dirty = true;
}

void
profile_edit(struct screen *s)
{
	static const struct {
		const char *words;
		int32_t key;
	} what[] = {
		{ N_("your name"), 'n' },
		{ N_("the lines about you"), 'a' },
	};
	struct menu_item item[2];

	if (!profile_is_own(s)) {
		app_say(s->app, STYLE_DIM,
		    STR(_("Only they can change what stands here.")));
		return;
	}
	for (size_t i = 0; i < 2; i++)
		item[i] = (struct menu_item){ str_from(_(what[i].words)),
			what[i].key };
	(void)menu_open(s, STR(_("Change")), item, 2, edit_what);
}

bool
profile_key(struct screen *s, const struct key *key)
{
	struct profile *st = s->state;

	if (st->editor == NULL)
		return false;
	s->dirty = true;
	if (key->code == (KEYS_CTRL | 'd')) {
		save_bio(s);
	} else if (key->code == KEYS_ESC) {
		if (editor_version(st->editor) == st->saved)
			stop_editor(s);
		else
			(void)confirm_open(s,
			    STR(_("Leave what you wrote about yourself?")),
			    stop_editor);
	} else {
		return editor_key(st->editor, key) || key->code < KEYS_FIRST;
	}
	return true;
}
