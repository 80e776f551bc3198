/* compose - write a question, a thread, a reply, or anew what was written. */
#include <string.h>

#include "screens/compose_impl.h"
#include "screens/ui/prompt.h"

enum { ABOUT_PAGE = 5 };

static bool
has_part(const struct compose *st, enum compose_part part)
{
	switch (part) {
	case PART_ABOUT:
		return st->kind == COMPOSE_REPLY && !st->folded;
	case PART_TITLE:
		return st->title != NULL;
	case PART_EXTRA:
		return st->extra != NULL;
	case PART_TEXT:
	case PART_COUNT:
		break;
	}
	return part == PART_TEXT;
}

void
compose_focus(struct screen *s, enum compose_part part)
{
	struct compose *st = s->state;

	/* Before it is left, or now that it is gone back to. */
	if (st->part != part && st->title)
		compose_alike_ask(s);
	compose_list_close(st);
	st->find.open = false;
	st->part = part;
	s->dirty = true;
}

struct compose_mark
compose_now(const struct compose *st)
{
	return (struct compose_mark){
		.title = st->title ? field_version(st->title) : 0,
		.extra = st->extra ? field_version(st->extra) : 0,
		.text = editor_version(st->editor),
	};
}

bool
compose_same(struct compose_mark a, struct compose_mark b)
{
	return a.title == b.title && a.extra == b.extra && a.text == b.text;
}

static bool
is_blank(const struct field *f)
{
	return f == NULL || str_trim(field_text(f)).n == 0;
}

bool
compose_is_empty(const struct compose *st)
{

	return is_blank(st->title) && is_blank(st->extra) &&
	    str_trim(editor_view(st->editor)).n == 0;
}

bool
compose_is_new(const struct compose *st)
{
	return st->kind == COMPOSE_ASK || st->kind == COMPOSE_POST;
}

bool
compose_is_busy(struct screen *s)
{
	const struct compose *st = s->state;

	if (st->sending)
		app_say(
		    s->app, STYLE_DIM, STR(_("It is on its way; one moment.")));
	return st->sending;
}

static enum err
compose_open(struct screen *s, struct str arg)
{
	struct compose *st = s->state;

	TRY(compose_begin(s, arg));
	st->tried_ms = app_now_ms(s->app);
	st->alike.at = COMPOSE_ALIKE_MAX;
	st->list.left = SIZE_MAX;
	st->part = st->title && is_blank(st->title) ? PART_TITLE : PART_TEXT;
	return ERR_NONE;
}

static void
compose_close(struct screen *s)
{
	struct compose *st = s->state;

	compose_save(s, true);
	field_free(st->title);
	field_free(st->extra);
	field_free(st->find.field);
	editor_free(st->editor);
	arena_free(&st->about_arena);
	arena_free(&st->preview_arena);
	arena_free(&st->trouble_arena);
	arena_free(&st->alike.arena);
	arena_free(&st->list.arena);
	arena_free(&st->spell.arena);
}

/* The next part there is, or the one before; round and round. */
static void
go(struct screen *s, int by)
{
	struct compose *st = s->state;
	int part = (int)st->part;

	do
		part = (part + by + PART_COUNT) % PART_COUNT;
	while (!has_part(st, (enum compose_part)part));
	compose_focus(s, (enum compose_part)part);
}

/* The part above, if there is one. */
static bool
go_up(struct screen *s)
{
	struct compose *st = s->state;

	for (int part = (int)st->part - 1; part >= 0; part--) {
		if (has_part(st, (enum compose_part)part)) {
			compose_focus(s, (enum compose_part)part);
			return true;
		}
	}
	return false;
}

static void
about_key(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;
	int last;

	s->dirty = true;
	switch (key->code) {
	case KEYS_DOWN:
	case 'j':
	case KEYS_WHEEL_DOWN:
		last = st->about_first;
		st->about_first++;
		/* At its end, down to what is written. */
		if ((size_t)last + 1 >= st->about_doc.lines)
			compose_focus(s, PART_TEXT);
		break;
	case KEYS_UP:
	case 'k':
	case KEYS_WHEEL_UP:
		st->about_first--;
		break;
	case KEYS_PGDN:
	case ' ':
		st->about_first += ABOUT_PAGE;
		break;
	case KEYS_PGUP:
		st->about_first -= ABOUT_PAGE;
		break;
	case KEYS_ENTER:
		compose_focus(s, PART_TEXT);
		break;
	default:
		break;
	}
}

static void
line_key(struct screen *s, struct field *f, const struct key *key)
{
	const char *complaint;

	if (key->code == KEYS_ENTER || key->code == KEYS_DOWN)
		go(s, 1);
	else if (key->code == KEYS_UP)
		(void)go_up(s);
	else
		(void)field_key(f, key);
	complaint = field_complaint(f);
	if (complaint)
		app_say(s->app, STYLE_WARN, str_from(complaint));
}

static void
title_key(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;

	line_key(s, st->title, key);
	compose_alike_typed(s, key);
}

/* Here it can be put in again, whatever the terminal thinks of it. */
static void
tell_copied(struct screen *s, bool cut)
{
	struct compose *st = s->state;
	struct str copied = editor_copied(st->editor);

	if (copied.n &&
	    !app_copy(s->app, copied,
		cut ? STR(_("Cut. ^V puts it in.")) :
		      STR(_("Copied. ^V puts it in."))))
		app_say(s->app, STYLE_MESSAGE,
		    cut ? STR(_("Cut. ^V puts it in, here alone.")) :
			  STR(_("Copied for here alone: ^V puts it in.")));
}

static void
text_key(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;
	uint64_t before = editor_version(st->editor);
	const char *complaint;

	if (key->code == KEYS_UP && editor_at_top(st->editor) &&
	    !editor_selects(st->editor) && go_up(s))
		return;
	(void)editor_key(st->editor, key);
	if (key->code == KEYS_PASTE)
		compose_list_close(st);
	else
		compose_list_update(s, before);
	tell_copied(s, editor_version(st->editor) != before);
	complaint = editor_complaint(st->editor);
	if (complaint)
		app_say(s->app, STYLE_WARN, str_from(complaint));
}

/* Keys that are no text, and are in the tables. */
static bool
is_command(int32_t code)
{
	switch (code) {
	case KEYS_ESC:
	case KEYS_CTRL | 'c':
	case KEYS_CTRL | 'd':
	case KEYS_CTRL | 'p':
	case KEYS_CTRL | 's':
	case KEYS_CTRL | 't':
	case KEYS_CTRL | 'g':
	case KEYS_CTRL | 'l':
		return true;
	default:
		return code > KEYS_F0 && code <= KEYS_LAST;
	}
}

/* While something is selected, Esc leaves that first and ^C copies it. */
static bool
is_of_selection(const struct compose *st, int32_t code)
{
	return st->part == PART_TEXT && editor_selects(st->editor) &&
	    (code == KEYS_ESC || code == (KEYS_CTRL | 'c'));
}

/* Tab in a list or in code stays in the text. */
static bool
nest(struct compose *st, int32_t code)
{
	int by = code == KEYS_TAB	    ? 1 :
	    code == (KEYS_TAB | KEYS_SHIFT) ? -1 :
					      0;

	return by && st->part == PART_TEXT && editor_nest(st->editor, by);
}

static bool
compose_key(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;

	if (compose_find_key(s, key) ||
	    (st->part == PART_TITLE && compose_alike_key(s, key)))
		return true;
	if (st->part == PART_TEXT && !st->sending && compose_list_key(s, key))
		return true;
	if (is_command(key->code) && !is_of_selection(st, key->code))
		return false;
	if (compose_is_busy(s))
		return true;
	s->dirty = true;
	if (key->code == (KEYS_CTRL | 'f'))
		compose_find(s);
	else if (key->code == (KEYS_CTRL | 'o'))
		compose_spell(s);
	else if (key->code == KEYS_ESC)
		(void)editor_unselect(st->editor);
	else if (nest(st, key->code))
		compose_list_close(st);
	else if (key->code == KEYS_TAB)
		go(s, 1);
	else if (key->code == (KEYS_TAB | KEYS_SHIFT))
		go(s, -1);
	else if (st->part == PART_ABOUT)
		about_key(s, key);
	else if (st->part == PART_TITLE)
		title_key(s, key);
	else if (st->part == PART_EXTRA)
		line_key(s, st->extra, key);
	else
		text_key(s, key);
	compose_save(s, false);
	return true;
}

static void
compose_tick(struct screen *s)
{
	struct compose *st = s->state;

	compose_save(s, false);
	compose_spell_tick(s);
	if (st->title)
		compose_alike_ask(s);
	if (st->saved_ms)
		s->dirty = true;
}

static void
compose_event(struct screen *s, const struct event_note *note)
{
	struct compose *st = s->state;

	if (st->kind != COMPOSE_REPLY || note->thread_id != st->thread ||
	    note->kind != EVENT_POST_REPLIED || note->actor_id == s->viewer.id)
		return;
	st->replies++;
	s->dirty = true;
}

static struct str
compose_crumbs(struct screen *s, struct arena *a)
{
	const struct compose *st = s->state;
	static const char *const words[] = { N_("Ask"), N_("New thread"),
		N_("Reply"), N_("Edit") };

	if (st->thread_title.n == 0)
		return arena_printf(a, "%.*s › %s", STR_ARG(st->board_title),
		    _(words[st->kind]));
	return arena_printf(a, "%.*s › %.*s › %s", STR_ARG(st->board_title),
	    STR_ARG(st->thread_title), _(words[st->kind]));
}

static struct str
compose_place(struct screen *s, struct arena *a)
{
	const struct compose *st = s->state;

	return arena_dup(a, st->place);
}

static void
preview(struct screen *s)
{
	struct compose *st = s->state;

	if (app_cols(s->app) >= COMPOSE_SIDE_COLS)
		st->no_preview = !st->no_preview;
	else
		st->preview = !st->preview;
	s->dirty = true;
}

static void
fold(struct screen *s)
{
	struct compose *st = s->state;

	if (st->kind != COMPOSE_REPLY) {
		app_say(s->app, STYLE_DIM, STR(_("Nothing is answered here.")));
		return;
	}
	st->folded = !st->folded;
	if (st->part == PART_ABOUT)
		st->part = PART_TEXT;
	s->dirty = true;
}

static bool
is_untouched(const struct compose *st)
{
	return compose_same(compose_now(st), st->begun) && !st->drafted;
}

static void
drop(struct screen *s)
{
	struct compose *st = s->state;

	compose_drop(s);
	st->over = true;
	app_close(s);
	app_say(s->app, STYLE_MESSAGE, STR(_("Given up; the draft is gone.")));
}

static void
give_up(struct screen *s)
{
	struct compose *st = s->state;

	if (compose_is_busy(s))
		return;
	if (is_untouched(st)) {
		st->over = true;
		app_pop(s->app);
		return;
	}
	(void)confirm_open(
	    s, STR(_("Give up what you wrote? Its draft goes, too.")), drop);
}

static void
leave_all_the_same(struct screen *s)
{
	app_close(s);
}

static void
leave(struct screen *s)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	bool kept = !is_untouched(st) && !compose_is_empty(st);

	if (st->sending) {
		(void)confirm_open(s,
		    STR(_("It is on its way. Leave before it is there? The "
			  "text stays as a draft.")),
		    leave_all_the_same);
	} else if (st->trouble.n) {
		(void)confirm_open(s,
		    arena_printf(&a,
			_("This text could not be kept as a draft (%.*s). "
			  "Leave all the same?"),
			STR_ARG(st->trouble)),
		    leave_all_the_same);
	} else if (app_below(s->app) == NULL) {
		app_pop(s->app);
	} else {
		app_close(s);
		if (kept)
			app_say(s->app, STYLE_MESSAGE,
			    STR(_("Kept as a draft: it is back when you come "
				  "here again.")));
	}
	arena_free(&a);
}

static bool
compose_drafts(const struct screen *s)
{
	const struct compose *st = s->state;

	return !st->over && !is_untouched(st) && !compose_is_empty(st);
}

/* Not in the table below: what is typed into a text no preset changes. */
static const struct binding compose_typed_keys[] = {
	{ KEYS_CTRL | 'f', N_("find, and replace"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'o', N_("the next misspelt word"), NULL, NULL, 0 },
	{ '#', N_("offers threads; @ people, :na emoji"), NULL, NULL, 0 },
	{ KEYS_TAB | KEYS_SHIFT, N_("an item out again (Tab: in)"), NULL, NULL,
	    0 },
	EDITOR_KEYS,
	{ 0 },
};

static const struct binding *
compose_typing(const struct screen *s)
{
	const struct compose *st = s->state;
	bool line =
	    st->part == PART_TITLE || st->part == PART_EXTRA || st->find.open;

	return line ? field_keys : compose_typed_keys;
}

/* What would do nothing here, or something else than it says. */
static bool
compose_applies(const struct screen *s, int32_t key)
{
	const struct compose *st = s->state;
	bool alike = st->part == PART_TITLE && st->alike.shown > 0;
	int parts = 0;

	if (st->find.open) /* its own line tells them */
		return key == (KEYS_CTRL | 'l');
	switch (key) {
	case KEYS_TAB:
		if (st->part == PART_TEXT && editor_may_nest(st->editor, 1))
			return false;
		/* What is answered is read, not filled in. */
		for (int part = 0; part < PART_COUNT; part++)
			parts += has_part(st, (enum compose_part)part) &&
			    (part != PART_ABOUT || st->part == PART_ABOUT);
		return parts > 1;
	case KEYS_CTRL | 'p':
		return !alike;
	case KEYS_CTRL | 'n':
		return alike;
	case KEYS_CTRL | 's':
		return st->alike.shown > 0;
	case KEYS_CTRL | 't':
		return st->kind == COMPOSE_REPLY;
	default:
		return true;
	}
}

static const struct binding compose_keys[] = {
	/* Here they are letters: the help names other ways. */
	{ 'q', NULL, NULL, NULL, 0 },
	{ 'Q', NULL, NULL, NULL, 0 },
	{ ':', NULL, NULL, NULL, 0 },
	{ '?', NULL, NULL, NULL, 0 },
	{ '/', NULL, NULL, NULL, 0 },
	{ '@', NULL, NULL, NULL, 0 },
	{ KEYS_LEFT, NULL, NULL, NULL, 0 },
	{ KEYS_CTRL | 'd', N_("post"), compose_send, NULL, 0 },
	{ KEYS_CTRL | 'p', N_("preview"), preview, NULL, 0 },
	{ KEYS_TAB, N_("next field"), NULL, NULL, 0 },
	{ KEYS_ESC, N_("keep draft"), leave, NULL, 0 },
	{ KEYS_CTRL | 'g', N_("give up"), give_up, NULL, 0 },
	{ KEYS_CTRL | 't', N_("fold answered"), fold, NULL, BINDING_QUIET },
	{ KEYS_CTRL | 'n', N_("choose similar"), NULL, NULL, BINDING_QUIET },
	{ KEYS_CTRL | 's', N_("already solved"), compose_alike_solved, NULL,
	    BINDING_QUIET },
	{ 0 },
};

extern const struct screen_class compose_screen;

const struct screen_class compose_screen = {
	.name = "compose",
	.title = N_("Writing"),
	.state_size = sizeof(struct compose),
	.keys = compose_keys,
	.open = compose_open,
	.draw = compose_draw,
	.crumbs = compose_crumbs,
	.place = compose_place,
	.applies = compose_applies,
	.typing = compose_typing,
	.key = compose_key,
	.event = compose_event,
	.tick = compose_tick,
	.drafts = compose_drafts,
	.close = compose_close,
};
