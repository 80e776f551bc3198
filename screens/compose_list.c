/*
 * compose_list - what the word before the cursor may become, in a small list.
 *
 * It follows what is typed and takes no letter away.  Tab and Enter take the
 * chosen one, unless it stands there already; Esc leaves the list until
 * another word is begun.
 */
#include "common/text/utf8.h"
#include "screens/compose_impl.h"
#include "screens/ui/frame.h"

enum {
	ROWS = 6,
	FRAME_ROWS = 2,
	FRAMED_LEAST = 3, /* with fewer rows inside, a frame costs too much */
	FOOT_COLS = 12,	  /* inside, so that the keys can be told */
	EDGE_COLS = 4,	  /* of a frame */
	BLANK_COLS = 2,	  /* at the sides of a list without one */
	GAP = 2,
	WORDS_COLS = 40,
	SEARCH_MAX = 8,
	SEARCH_LEAST = 3, /* letters of a word that is searched for */
	AT_TITLE = 5,	  /* columns of what `search` answers */
	AT_THREAD = 7,
};

void
compose_list_close(struct compose *st)
{
	struct compose_list *l = &st->list;

	l->kind = SUGGEST_NONE;
	l->list.len = 0;
	l->moved = false;
	arena_reset(&l->arena);
}

static struct str
typed_of(const struct compose *st)
{
	struct str before = editor_before(st->editor);

	return str_slice(before, before.n - st->list.typed, before.n);
}

/* Whether the chosen one stands there as it is. */
static bool
is_there(const struct compose *st)
{
	return str_eq(st->list.list.row[st->list.at].text, typed_of(st));
}

/* Whether there is something to choose. */
static bool
is_open(const struct compose *st)
{
	return st->list.list.len > 1 ||
	    (st->list.list.len == 1 && !is_there(st));
}

static void
take(struct screen *s)
{
	struct compose *st = s->state;
	struct compose_list *l = &st->list;
	struct arena a = ARENA_INIT;
	const char *complaint;

	editor_replace(
	    st->editor, l->typed, arena_dup(&a, l->list.row[l->at].text));
	complaint = editor_complaint(st->editor);
	if (complaint)
		app_say(s->app, STYLE_WARN, str_from(complaint));
	arena_free(&a);
	l->left = l->from;
	compose_list_close(st);
}

static void
move(struct compose_list *l, int by)
{
	l->moved = true;
	if (by > 0)
		l->at = l->at + 1 < l->list.len ? l->at + 1 : 0;
	else
		l->at = l->at > 0 ? l->at - 1 : l->list.len - 1;
}

/*
 * A sign alone is no word yet, and "#word" may be meant as it is: Enter there
 * is a new line.
 */
static bool
enter_takes(const struct compose *st)
{
	return st->list.moved ||
	    (st->list.typed > 1 && !is_there(st) &&
		st->list.kind != SUGGEST_THREADS);
}

bool
compose_list_key(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;
	struct compose_list *l = &st->list;

	if (!is_open(st) || l->no_room)
		return false;
	s->dirty = true;
	switch (key->code) {
	case KEYS_TAB:
		take(s);
		return true;
	case KEYS_ENTER:
		if (!enter_takes(st))
			return false;
		take(s);
		return true;
	case KEYS_DOWN:
	case KEYS_CTRL | 'n':
		move(l, 1);
		return true;
	case KEYS_UP:
	case KEYS_CTRL | 'p':
	case KEYS_TAB | KEYS_SHIFT:
		move(l, -1);
		return true;
	case KEYS_ESC:
		l->left = l->from;
		compose_list_close(st);
		return true;
	default:
		return false;
	}
}

/* The word, without its sign. */
static struct str
word_of(const struct compose *st)
{
	struct str typed = typed_of(st);

	return str_slice(typed, 1, typed.n);
}

static void on_found(struct screen *s, const struct answer *answer);

/* Titles of the whole community, behind the latest of this board. */
static void
search_titles(struct screen *s)
{
	struct compose *st = s->state;
	struct compose_list *l = &st->list;
	struct args args = args_of("search");
	struct arena a = ARENA_INIT;
	struct str word = word_of(st);

	if (l->busy || text_chars(word) < SEARCH_LEAST)
		return;
	args_put(&args, "max", arena_printf(&a, "%d", (int)SEARCH_MAX));
	args_put(
	    &args, "words", arena_printf(&a, "in:title %.*s*", STR_ARG(word)));
	/* A program asks: words nobody sent are not kept as searches. */
	args.format = FORMAT_JSON;
	l->busy = true;
	l->asked = editor_version(st->editor);
	/* The answer may come at once. */
	if (app_submit(s, &args, STR(""), on_found) != ERR_NONE)
		l->busy = false;
	arena_free(&a);
}

static void
add_found(struct compose_list *l, const struct row *r)
{
	struct str text = arena_printf(
	    &l->arena, "#%lld", (long long)r->cell[AT_THREAD].number);
	bool known = r->cell[AT_THREAD].number == 0;

	for (size_t i = 0; i < l->list.len; i++)
		known = known || str_eq(l->list.row[i].text, text);
	if (!known)
		choices_add(&l->list, text,
		    arena_dup(&l->arena, r->cell[AT_TITLE].text));
}

static void
on_found(struct screen *s, const struct answer *answer)
{
	struct compose *st = s->state;
	struct compose_list *l = &st->list;

	l->busy = false;
	if (l->kind != SUGGEST_THREADS)
		return;
	if (l->asked != editor_version(st->editor)) {
		/* The word was gone on with. */
		search_titles(s);
		return;
	}
	if (answer->err != ERR_NONE || answer->rows == NULL)
		return;
	for (const struct row *r = answer->rows->first; r; r = r->next)
		add_found(l, r);
	s->dirty = true;
}

/* Who is answered is meant more often than anybody else. */
static void
put_first(struct compose_list *l, struct str handle)
{
	for (size_t i = 0; i < l->list.len; i++) {
		struct choice c = l->list.row[i];

		if (!str_eq(str_slice(c.text, 1, c.text.n), handle))
			continue;
		for (; i > 0; i--)
			l->list.row[i] = l->list.row[i - 1];
		l->list.row[0] = c;
		return;
	}
}

static bool
is_number(struct str word)
{
	return word.n && word.p[0] >= '0' && word.p[0] <= '9';
}

static void
fill(struct screen *s, struct str typed)
{
	struct compose *st = s->state;
	struct compose_list *l = &st->list;

	switch (l->kind) {
	case SUGGEST_PEOPLE:
		suggest_people(s, &l->arena, st->thread, typed, true, &l->list);
		if (st->kind == COMPOSE_REPLY)
			put_first(l, st->author);
		break;
	case SUGGEST_THREADS:
		suggest_threads(s, &l->arena, st->board_id, typed, &l->list);
		if (!is_number(typed))
			search_titles(s);
		break;
	case SUGGEST_EMOJI:
		suggest_emoji(&l->arena, typed, l->charset, &l->list);
		break;
	case SUGGEST_WORDS:
	case SUGGEST_NONE:
		break;
	}
}

void
compose_list_update(struct screen *s, uint64_t before)
{
	struct compose *st = s->state;
	struct compose_list *l = &st->list;
	struct suggest_word w;
	size_t from;

	if (editor_version(st->editor) == before) {
		compose_list_close(st);
		return;
	}
	w = suggest_word(editor_before(st->editor));
	from = editor_cursor(st->editor) - w.typed.n - 1;
	compose_list_close(st);
	if (w.kind == SUGGEST_NONE)
		l->left = SIZE_MAX;
	if (w.kind == SUGGEST_NONE || from == l->left ||
	    editor_selects(st->editor) || editor_in_code(st->editor))
		return;
	l->left = SIZE_MAX;
	l->kind = w.kind;
	l->from = from;
	l->typed = w.typed.n + 1;
	l->list = (struct choices){ 0 };
	l->at = l->first = 0;
	l->no_room = false;
	fill(s, w.typed);
}

void
compose_list_words(struct compose *st, size_t typed, const struct rows *rows)
{
	struct compose_list *l = &st->list;

	compose_list_close(st);
	l->kind = SUGGEST_WORDS;
	l->from = editor_cursor(st->editor) - typed;
	l->typed = typed;
	l->list = (struct choices){ 0 };
	l->at = l->first = 0;
	l->no_room = false;
	for (const struct row *r = rows->first; r; r = r->next)
		choices_add(
		    &l->list, arena_dup(&l->arena, r->cell[0].text), STR(""));
}

static int
cells_of(const struct choices *list, bool words)
{
	size_t most = 0;

	for (size_t i = 0; i < list->len; i++) {
		size_t n =
		    text_cells(words ? list->row[i].words : list->row[i].text);

		most = n > most ? n : most;
	}
	return (int)most;
}

/* Where the rows of the list go. */
struct spot {
	int row; /* with its frame, if it has one */
	int col;
	int rows; /* without the frame */
	int cols;
	bool framed;
};

/* Below the line that is written, or else above it; never over it. */
static struct spot
find_spot(const struct compose_list *l, const struct canvas *c, int row,
    int col, int cols)
{
	struct spot at = { .rows = ROWS, .cols = cols };
	int below = c->rows - row - 1, room = below > row ? below : row;

	if ((int)l->list.len < at.rows)
		at.rows = (int)l->list.len;
	at.framed = room >= FRAMED_LEAST + FRAME_ROWS;
	if (at.framed && at.cols < FOOT_COLS)
		at.cols = FOOT_COLS;
	at.cols += at.framed ? EDGE_COLS : BLANK_COLS;
	if (at.rows > room - (at.framed ? FRAME_ROWS : 0))
		at.rows = room - (at.framed ? FRAME_ROWS : 0);
	room = at.rows + (at.framed ? FRAME_ROWS : 0);
	at.row = below >= room ? row + 1 : row - room;
	if (at.cols > c->cols)
		at.cols = c->cols;
	at.col = col - (int)l->typed - (at.framed ? EDGE_COLS : BLANK_COLS) / 2;
	if (at.col + at.cols > c->cols)
		at.col = c->cols - at.cols;
	if (at.col < 0)
		at.col = 0;
	return at;
}

static void
draw_rows(struct compose_list *l, struct canvas *c, int texts)
{
	size_t rows = (size_t)c->rows;

	if (l->at < l->first)
		l->first = l->at;
	if (l->at >= l->first + rows)
		l->first = l->at - rows + 1;
	for (size_t i = l->first; i < l->list.len && i - l->first < rows; i++) {
		int row = (int)(i - l->first), left = c->cols - texts - GAP;

		canvas_text(c, row, 0, texts < c->cols ? texts : c->cols,
		    STYLE_NORMAL, l->list.row[i].text);
		if (left > 0)
			canvas_text(c, row, texts + GAP, left, STYLE_DIM,
			    l->list.row[i].words);
		if (i == l->at)
			canvas_select(c, row, 0, c->cols);
	}
}

void
compose_list_draw(struct screen *s, struct canvas *c)
{
	struct compose *st = s->state;
	struct compose_list *l = &st->list;
	int texts = cells_of(&l->list, false);
	int words = cells_of(&l->list, true), row, col;
	struct canvas in;
	struct spot at;

	l->charset = c->charset;
	/* A number says nothing without its title. */
	if (!s->focused || l->list.len == 0 ||
	    (!is_open(st) && l->kind != SUGGEST_THREADS))
		return;
	words = words > WORDS_COLS ? WORDS_COLS : words;
	editor_cell(st->editor, &row, &col);
	at = find_spot(l, c, row, col, texts + (words ? words + GAP : 0));
	l->no_room = at.rows < 1;
	if (l->no_room)
		return;
	if (at.framed) {
		in = frame_draw(
		    c, at.row, at.col, at.rows + FRAME_ROWS, at.cols, STR(""));
		frame_foot(c, at.row + at.rows + 1, at.col, at.cols,
		    STR(_("Tab takes")));
	} else {
		canvas_fill(c, at.row, at.col, at.rows, at.cols, STYLE_NORMAL);
		in = canvas_sub(c, at.row, at.col + BLANK_COLS / 2, at.rows,
		    at.cols - BLANK_COLS);
	}
	draw_rows(l, &in, texts);
}
