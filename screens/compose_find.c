/*
 * compose_find - words in what is written: found while they are typed.
 *
 * The line that asks stands in the place of the rule above the text.  Each
 * match is selected, so that after Esc something else may be typed for it.
 */
#include "common/text/utf8.h"
#include "screens/compose_impl.h"
#include "screens/ui/prompt.h"

enum {
	LABEL_COLS = 7,
	COUNT_COLS = 14,
	COUNT_LEAST = 32,
	HINT_COLS = 44,
	HINT_LEAST = 78, /* columns; with fewer, the words need them */
};

static void
complain(struct screen *s)
{
	struct compose *st = s->state;
	const char *complaint = editor_complaint(st->editor);

	if (complaint)
		app_say(s->app, STYLE_WARN, str_from(complaint));
}

/* From where it was begun: what is typed more may match there, too. */
static void
find_from(struct compose *st, size_t from, int way)
{
	struct str words = field_text(st->find.field);

	st->find.none = words.n && !editor_find(st->editor, words, from, way);
	if (words.n == 0)
		editor_unselect(st->editor);
}

void
compose_find(struct screen *s)
{
	struct compose *st = s->state;
	struct str chosen = editor_selection(st->editor);

	if (compose_is_busy(s))
		return;
	compose_focus(s, PART_TEXT);
	if (st->find.field == NULL)
		st->find.field = field_new(EDITOR_FIND_MAX);
	st->find.from = editor_selection_start(st->editor);
	if (chosen.n && str_find(chosen, '\n') == chosen.n &&
	    text_chars(chosen) <= EDITOR_FIND_MAX)
		field_set(st->find.field, chosen);
	st->find.open = true;
	find_from(st, st->find.from, 1);
	s->dirty = true;
}

static void
step(struct compose *st, int way)
{
	size_t at = editor_selection_start(st->editor);

	if (editor_selection(st->editor).n && way > 0)
		at += editor_selection(st->editor).n;
	find_from(st, at, way);
	st->find.from = editor_selection_start(st->editor);
}

static void
replace(struct screen *s, struct str with)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	size_t n =
	    editor_replace_all(st->editor, field_text(st->find.field), with);

	if (n)
		app_say(s->app, STYLE_MESSAGE,
		    arena_printf(&a,
			n == 1 ? _("%zu replaced. ^Z takes it back.") :
				 _("%zu replaced. ^Z takes them back."),
			n));
	complain(s);
	st->find.open = false;
	s->dirty = true;
	compose_save(s, false);
	arena_free(&a);
}

/* With nothing is a way, too: they are taken out. */
static void
ask_for_other(struct screen *s)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	size_t nth, n;

	n = editor_matches(st->editor, field_text(st->find.field), &nth);
	if (n == 0)
		app_say(
		    s->app, STYLE_DIM, STR(_("There is nothing to replace.")));
	else
		(void)prompt_open(s,
		    &(struct prompt){
			.label = n == EDITOR_MATCHES_MAX ?
			    STR(_("Replace them all with")) :
			    arena_printf(&a,
				n == 1 ? _("Replace it with") :
					 _("Replace %zu with"),
				n),
			.placeholder = STR(_("nothing: take them out")),
			.enter = STR(_("replace")),
			.max_chars = EDITOR_FIND_MAX,
			.done = replace,
		    });
	arena_free(&a);
}

static void
type(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;
	uint64_t version = field_version(st->find.field);
	const char *complaint;

	(void)field_key(st->find.field, key);
	if (version != field_version(st->find.field))
		find_from(st, st->find.from, 1);
	complaint = field_complaint(st->find.field);
	if (complaint)
		app_say(s->app, STYLE_WARN, str_from(complaint));
}

bool
compose_find_key(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;

	if (!st->find.open)
		return false;
	s->dirty = true;
	switch (key->code) {
	case KEYS_ENTER:
	case KEYS_DOWN:
	case KEYS_CTRL | 'f':
	case KEYS_CTRL | 'n':
		step(st, 1);
		return true;
	case KEYS_UP:
	case KEYS_CTRL | 'p':
		step(st, -1);
		return true;
	case KEYS_CTRL | 'r':
		ask_for_other(s);
		return true;
	case KEYS_ESC:
		st->find.open = false;
		return true;
	case KEYS_TAB:
	case KEYS_TAB | KEYS_SHIFT:
	case KEYS_CTRL | 'd':
	case KEYS_CTRL | 'g':
		/* They would leave a text that is just being looked at. */
		return true;
	case KEYS_CTRL | 'c':
	case KEYS_CTRL | 'l':
	case KEYS_F0 + 1:
		return false;
	default:
		type(s, key);
		return true;
	}
}

static struct str
count(struct arena *a, struct compose *st)
{
	size_t nth, n;

	if (field_text(st->find.field).n == 0)
		return STR("");
	if (st->find.none)
		return STR(_("not there"));
	n = editor_matches(st->editor, field_text(st->find.field), &nth);
	return arena_printf(a,
	    n == EDITOR_MATCHES_MAX ? _("%zu of %zu+") : _("%zu of %zu"), nth,
	    n);
}

void
compose_find_draw(struct screen *s, struct canvas *c, int row, int cols)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	int right = 1 + cols;

	canvas_fill(c, row, 1, 1, cols, STYLE_NORMAL);
	canvas_text(c, row, 1, LABEL_COLS - 2, STYLE_ACCENT, STR(_("Find:")));
	if (cols >= HINT_LEAST) {
		right -= HINT_COLS;
		canvas_text_right(c, row, right, HINT_COLS, STYLE_DIM,
		    STR(_("Enter next  ↑ before  ^R replace  Esc close")));
	}
	if (right > COUNT_LEAST) {
		right -= COUNT_COLS;
		canvas_text_right(c, row, right, COUNT_COLS - 1,
		    st->find.none ? STYLE_WARN : STYLE_DIM, count(&a, st));
	}
	field_draw(st->find.field, c, row, LABEL_COLS, right - LABEL_COLS,
	    s->focused, STR(""));
	arena_free(&a);
}
