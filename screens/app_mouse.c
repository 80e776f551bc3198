/* app_mouse - clicks, for who wants them: whatever they do, a key does too. */
#include "screens/app_impl.h"

enum { NAME_BYTES = 64, BUTTON = 1 };

/*
 * The key that the bottom line names at a column, or before it: names and
 * words are told apart by their styles.
 */
static int32_t
key_named(const struct canvas *c, int col)
{
	struct arena a = ARENA_INIT;
	char name[NAME_BYTES];
	size_t n = 0;
	int32_t key = KEYS_NONE;
	int row = c->rows - 1, from = col < c->cols ? col : c->cols - 1;
	struct str text;

	while (from >= 0 &&
	    canvas_cell(c, &a, row, from, &text) != STYLE_FOOTER_KEY)
		from--;
	while (from > 0 &&
	    canvas_cell(c, &a, row, from - 1, &text) == STYLE_FOOTER_KEY)
		from--;
	for (; from >= 0 && from < c->cols &&
	     canvas_cell(c, &a, row, from, &text) == STYLE_FOOTER_KEY;
	     from++) {
		for (size_t i = 0; i < text.n && n < sizeof name; i++)
			name[n++] = text.p[i];
	}
	if (!keys_parse((struct str){ name, n }, &key))
		key = KEYS_NONE;
	arena_free(&a);
	return key;
}

bool
app_click(struct app *app, const struct key *key, int32_t *out)
{
	struct grid shown;
	struct canvas c;

	if (app->term == NULL || key->code != KEYS_PRESS ||
	    key->button != BUTTON)
		return false;
	app->click_row = key->row;
	shown = *term_shown(app->term);
	c = canvas_of(&shown, term_charset(app->term));
	if (key->row != c.rows - 1 || app->said.n)
		return false;
	*out = key_named(&c, key->col);
	return *out != KEYS_NONE;
}

int
app_click_row(const struct app *app)
{
	return app->click_row;
}
