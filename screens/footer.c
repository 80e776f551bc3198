/* footer - the keys that matter, in one line, from the key tables. */
#include "screens/footer.h"

#include <stdio.h>
#include <string.h>

#include "common/text/utf8.h"
#include "screens/app.h"

enum {
	GAP = 2,
	NARROW_COLS = 30, /* less has room for the keys one needs most */
};

const struct binding *
binding_find(const struct binding *table, int32_t key)
{
	for (; table && table->key; table++) {
		if (table->key == key)
			return table;
	}
	return NULL;
}

static void
add_name(struct key_line *line, int32_t key)
{
	struct key_name name = keys_name(key);
	size_t n = strlen(line->keys), more = strlen(name.text);

	if (n + more + 2 > sizeof line->keys)
		return;
	if (n)
		line->keys[n++] = ' ';
	memcpy(line->keys + n, name.text, more + 1);
}

/* What is there to be read alone is taken as pressed: typing is, too. */
static void
add_key(struct key_line *line, const struct keyset *keyset,
    const struct binding *b, const struct binding *first)
{
	int32_t pressed[KEYSET_PRESSED_MAX] = { b->key };
	size_t n = 1;

	if (first->run || first->command)
		n = keyset_pressed(keyset, b->key, pressed);
	for (size_t i = 0; i < n; i++)
		add_name(line, pressed[i]);
}

/* Whether `b` does what the one before it does. */
static bool
is_same(const struct binding *b, const struct binding *before)
{
	return b->key && b->help == NULL && b->run == before->run &&
	    b->command == before->command;
}

/* What goes into a text that is typed. */
static bool
is_typed(int32_t key)
{
	return (key >= ' ' && key < KEYS_FIRST) || key == KEYS_LEFT ||
	    key == KEYS_RIGHT;
}

static bool
is_shown(const struct key_look *look, const struct binding *b)
{
	return !binding_find(look->above, b->key) &&
	    !(look->typing && is_typed(b->key));
}

/* "1 2 3 4 5 6 7 8 9" takes too much room. */
static void
join_digits(struct key_line *line)
{
	if (strcmp(line->keys, "1 2 3 4 5 6 7 8 9") == 0)
		snprintf(line->keys, sizeof line->keys, "1-9");
}

/*
 * The footer wants few of them, and of those only the first key or two:
 * names of keys take a while to put together.
 */
static bool
next_line(const struct binding **at, const struct key_look *look, bool loud,
    struct key_line *out)
{
	const struct binding *b = *at;
	struct key_line line = { .keys = "" };

	for (; b && b->key; b++) {
		const struct binding *first = b;
		bool quiet = first->flags & BINDING_QUIET;
		bool wanted = first->help && !(loud && quiet);

		if (wanted && is_shown(look, b))
			add_key(&line, look->keyset, b, first);
		while (is_same(b + 1, first)) {
			b++;
			if (wanted && !(loud && line.keys[0]) &&
			    is_shown(look, b))
				add_key(&line, look->keyset, b, first);
		}
		if (wanted && line.keys[0]) {
			join_digits(&line);
			line.key = first->key;
			line.help = first->help;
			if ((first->flags & BINDING_COUNT) &&
			    keyset_counts(look->keyset))
				line.help = N_("how often");
			line.moves = first->flags & BINDING_MOVE;
			*at = b + 1;
			*out = line;
			return true;
		}
	}
	return false;
}

bool
key_line_next(const struct binding **at, const struct key_look *look,
    struct key_line *out)
{
	return next_line(at, look, false, out);
}

static int
cells_of(const struct key_line *line)
{
	return (int)text_cells(str_from(line->keys)) + 1 +
	    (int)text_cells(str_from(_(line->help)));
}

static int
put(struct canvas *c, int col, const struct key_line *line)
{
	col = canvas_put(c, 0, col, STYLE_FOOTER_KEY, str_from(line->keys));
	return canvas_put(c, 0, col + 1, STYLE_FOOTER, str_from(_(line->help)));
}

/* One key is enough where room is short: the first. */
static void
shorten(struct key_line *line)
{
	char *space = strchr(line->keys, ' ');

	if (space && space != line->keys)
		*space = '\0';
}

/*
 * Draw those of a table that fit before `end`, but for the `but` and those
 * that would do nothing; returns the column after.
 */
static int
put_table(struct canvas *c, int col, int end, const struct screen *s,
    const struct binding *table, const struct key_look *look, const char *but)
{
	struct key_line line;

	while (next_line(&table, look, true, &line)) {
		bool idle;

		shorten(&line);
		idle = s->class->applies && !s->class->applies(s, line.key);
		/* Where bytes are dear, nothing moves: its place is kept. */
		if (line.help == but || (idle && !c->thrifty))
			continue;
		if (col + cells_of(&line) > end) {
			if (c->cols < NARROW_COLS)
				continue;
			break;
		}
		if (!idle)
			put(c, col, &line);
		col += cells_of(&line) + GAP;
	}
	return col;
}

/* Whatever else fits, what comes last does: the key of the help. */
static struct key_line
last_of(const struct binding *table, const struct key_look *look)
{
	struct key_line line, last = { .keys = "" };

	while (next_line(&table, look, true, &line))
		last = line;
	shorten(&last);
	return last;
}

/* What goes back, in that table, quietly or not; no keys: nothing. */
static struct key_line
back_of(const struct binding *table, const struct key_look *look, bool quietly)
{
	struct key_line line = { .keys = "" };
	const char *help;

	while (table && table->key &&
	    (table->run != app_back ||
		(!quietly && table->flags & BINDING_QUIET)))
		table++;
	help = table ? table->help : NULL;
	if (help && next_line(&table, look, false, &line))
		shorten(&line);
	/* While one types it may be a letter: what follows is not it. */
	if (line.help != help)
		line.keys[0] = '\0';
	return line;
}

/* Where little fits: one or two of the screen, back, and the help's key. */
static void
draw_narrow(struct canvas *c, const struct screen *s,
    const struct binding *everywhere, const struct key_look *own,
    const struct key_look *rest)
{
	struct key_line help = last_of(everywhere, rest);
	struct key_line back = back_of(s->class->keys, own, false);
	int end = c->cols - 1, col;

	if (back.keys[0] == '\0')
		back = back_of(everywhere, rest, true);
	if (app_below(s->app) == NULL)
		back.keys[0] = '\0';
	if (help.keys[0])
		end -= (int)text_cells(str_from(help.keys)) + GAP;
	if (back.keys[0])
		end -= cells_of(&back) + GAP;
	col = put_table(c, 1, end, s, s->class->keys, own, back.help);
	if (back.keys[0])
		col = put(c, col, &back) + GAP;
	if (help.keys[0])
		canvas_put(c, 0, col, STYLE_FOOTER_KEY, str_from(help.keys));
}

void
footer_draw(struct canvas *c, const struct screen *s,
    const struct binding *everywhere, const struct keyset *keyset)
{
	const struct binding *screen = s->class->keys;
	bool typing = s->class->typing && s->class->typing(s);
	const struct key_look own = { NULL, keyset, typing };
	const struct key_look rest = { screen, keyset, typing };
	struct key_line help = last_of(everywhere, &rest);
	int cells = help.keys[0] ? cells_of(&help) : 0;
	int end = c->cols - 1 - (cells ? cells + GAP : 0);
	int col;

	canvas_fill(c, 0, 0, 1, c->cols, STYLE_FOOTER);
	if (c->cols < NARROW_COLS) {
		draw_narrow(c, s, everywhere, &own, &rest);
		return;
	}
	col = put_table(c, 1, end, s, screen, &own, NULL);
	col = put_table(c, col, end, s, everywhere, &rest, help.help);
	if (cells && col + cells < c->cols)
		put(c, col, &help);
}
