/*
 * compose_spell - words that no dictionary has, underlined, and others for
 * them.
 *
 * Checking goes on elsewhere (command `spell`), when typing pauses: never on
 * a key's way.  Who set no language has it from the first ^O on.
 */
#include "common/text/spell.h"

#include "common/text/utf8.h"
#include "screens/compose_impl.h"

enum { TEXT_MAX = 64 * 1024 };

/* The dictionary the viewer wants; "en" where they said nothing. */
static struct str
language(const struct screen *s)
{
	const struct prefs *prefs = app_prefs(s->app);

	return prefs_is(prefs, PREF_SPELL, STR("off")) ?
	    STR("en") :
	    prefs->value[PREF_SPELL];
}

/* What is near the cursor of a long text: from the begin of a line. */
static struct str
part(const struct compose *st)
{
	struct str text = editor_view(st->editor);
	size_t from, line;

	if (text.n <= TEXT_MAX)
		return text;
	from = editor_cursor(st->editor);
	from = from > TEXT_MAX / 2 ? from - TEXT_MAX / 2 : 0;
	line = str_find(str_slice(text, from, text.n), '\n');
	text =
	    str_slice(text, line < TEXT_MAX / 4 ? from + line : from, text.n);
	return str_slice(text, 0, utf8_floor(text, TEXT_MAX));
}

/* They belong to the word that was chosen then, and to no other. */
static void
on_suggested(struct screen *s, const struct answer *answer)
{
	struct compose *st = s->state;
	struct str word = editor_selection(st->editor);

	if (st->spell.chosen_version != editor_version(st->editor) ||
	    st->spell.chosen != editor_selection_start(st->editor) ||
	    word.n == 0 || answer->err != ERR_NONE || answer->rows == NULL)
		return;
	if (answer->rows->first == NULL) {
		app_say(s->app, STYLE_DIM, app_words(answer));
		return;
	}
	compose_list_words(st, word.n, answer->rows);
	s->dirty = true;
}

static void
suggest(struct screen *s)
{
	struct compose *st = s->state;
	struct args args = args_of("spell");

	st->spell.chosen = editor_selection_start(st->editor);
	st->spell.chosen_version = editor_version(st->editor);
	args_put(&args, "language", language(s));
	args_put(&args, "word", editor_selection(st->editor));
	(void)app_submit(s, &args, STR(""), on_suggested);
}

static void
go_to_next(struct screen *s)
{
	struct compose *st = s->state;
	size_t from =
	    editor_selection_start(st->editor) + editor_selection(st->editor).n;

	compose_list_close(st);
	if (editor_find_marked(st->editor, from))
		suggest(s);
	else
		app_say(s->app, STYLE_GOOD,
		    STR(_("Every word is in the dictionary.")));
	s->dirty = true;
}

static void
take_words(struct compose *st, const struct rows *rows)
{
	struct str *word;
	size_t n = 0;

	editor_mark_words(st->editor, NULL, 0);
	arena_reset(&st->spell.arena);
	word = arena_array(&st->spell.arena, struct str, rows->len + 1);
	for (const struct row *r = rows->first; r; r = r->next)
		word[n++] = arena_dup(&st->spell.arena, r->cell[0].text);
	editor_mark_words(st->editor, word, n);
}

static void
on_checked(struct screen *s, const struct answer *answer)
{
	struct compose *st = s->state;
	bool asked = st->spell.asked;

	st->spell.busy = st->spell.asked = false;
	if (answer->err != ERR_NONE || answer->rows == NULL) {
		/* Not again every two seconds. */
		st->spell.on = false;
		st->spell.over = true;
		if (asked)
			app_say(s->app, STYLE_WARN, app_words(answer));
		return;
	}
	take_words(st, answer->rows);
	if (asked && st->part == PART_TEXT && !st->find.open)
		go_to_next(s);
	s->dirty = true;
}

static void
check(struct screen *s)
{
	struct compose *st = s->state;
	struct args args = args_of("spell");

	args_put(&args, "language", language(s));
	st->spell.checked = editor_version(st->editor);
	/* The answer may come at once. */
	st->spell.busy = true;
	if (app_submit(s, &args, part(st), on_checked) != ERR_NONE)
		st->spell.busy = st->spell.asked = false;
}

void
compose_spell(struct screen *s)
{
	struct compose *st = s->state;

	if (st->part != PART_TEXT)
		compose_focus(s, PART_TEXT);
	st->spell.on = true;
	if (st->spell.busy) {
		st->spell.asked = true;
	} else if (st->spell.checked == editor_version(st->editor)) {
		go_to_next(s);
	} else {
		st->spell.asked = true;
		check(s);
	}
}

void
compose_spell_tick(struct screen *s)
{
	struct compose *st = s->state;

	if (!st->spell.over &&
	    !prefs_is(app_prefs(s->app), PREF_SPELL, STR("off")))
		st->spell.on = true;
	if (st->spell.on && !st->spell.busy && !st->sending &&
	    st->spell.checked != editor_version(st->editor) &&
	    editor_bytes(st->editor))
		check(s);
}
