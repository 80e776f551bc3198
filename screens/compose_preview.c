/*
 * compose_preview - how what is written will look, while it is written.
 *
 * It is laid out anew with every letter, so of a long text only what is near
 * the cursor is: from the begin of a block, as far as the window goes.
 */
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/compose_impl.h"

enum {
	WINDOW = 12 * 1024,    /* bytes: a millisecond and a half */
	EDGE = WINDOW / 8,     /* nearer to an end of it, it moves */
	SEEK_MAX = WINDOW / 4, /* how far a begin is looked for */
};

/* What goes on with a block above it does not begin one. */
static bool
begins_block(struct str line)
{
	return line.n && line.p[0] != ' ' && line.p[0] != '\t' &&
	    line.p[0] != '>';
}

/* The begin of a block, somewhat behind `at`; else of a line. */
static size_t
block_near(struct str text, size_t at)
{
	size_t from = at, start;
	struct text_fence fence;
	bool blank = false;

	while (from > 0 && text.p[from - 1] != '\n' && at - from < SEEK_MAX)
		from--;
	start = from = utf8_floor(text, from);
	fence = text_fence_at(text, from);
	while (from < text.n && from - start < SEEK_MAX) {
		size_t n = str_find(str_slice(text, from, text.n), '\n');
		struct str line = str_slice(text, from, n);
		bool code =
		    text_fence_line(&fence, line, text_line_parts(line));

		if (blank && (!code || fence.with) && begins_block(line))
			return from;
		/* Behind the end of code something begins, too. */
		blank = code ? fence.with == 0 : str_trim(line).n == 0;
		from += n + 1;
	}
	return start;
}

/* Which part of the text is shown; it stays while the cursor is in it. */
static void
choose(struct compose *st, struct str text)
{
	size_t cursor = editor_cursor(st->editor);
	size_t from = st->preview_from;
	bool whole = text.n <= WINDOW;
	bool inside = from < text.n && cursor >= from + (from ? EDGE : 0) &&
	    cursor <= from + WINDOW - EDGE;

	if (whole)
		st->preview_from = 0;
	else if (!inside)
		st->preview_from = cursor <= WINDOW / 2 ?
		    0 :
		    block_near(text, cursor - WINDOW / 2);
}

/* The part of the text from its begin to `to`; code stays code. */
static void
put_part(const struct compose *st, size_t to, struct buf *out)
{
	struct str text = editor_view(st->editor);
	struct text_fence fence = text_fence_at(text, st->preview_from);

	for (size_t i = 0; fence.with && i < fence.len; i++)
		buf_char(out, fence.with);
	if (fence.with)
		buf_char(out, '\n');
	text = str_slice(text, st->preview_from, to - st->preview_from);
	buf_put(out, str_slice(text, 0, utf8_floor(text, WINDOW)));
}

static void
lay_out(
    struct compose *st, struct arena *a, size_t to, int cols, struct doc *out)
{
	struct buf part = BUF_INIT(0);

	put_part(st, to, &part);
	doc_markdown(a, buf_str(&part),
	    &(struct doc_options){ .cols = cols < 1 ? 1 : cols,
		/* Where only lines are counted, no list of links. */
		.number_links = to == editor_bytes(st->editor) },
	    out);
	buf_free(&part);
}

/* All of it, and for where to look at it what is above the cursor's line. */
static void
refresh(struct compose *st, int cols)
{
	struct preview_key key = { editor_version(st->editor), 0, 0, cols };
	const struct preview_key *old = &st->preview_key;
	struct str before = editor_before(st->editor);
	struct arena a = ARENA_INIT;
	struct doc above = { 0 };

	choose(st, editor_view(st->editor));
	key.from = st->preview_from;
	key.line = editor_cursor(st->editor) - before.n;
	if (key.line < key.from)
		key.line = key.from;
	if (key.version == old->version && key.from == old->from &&
	    key.cols == old->cols && key.line == old->line)
		return;
	if (key.version != old->version || key.from != old->from ||
	    key.cols != old->cols) {
		arena_reset(&st->preview_arena);
		lay_out(st, &st->preview_arena, editor_bytes(st->editor), cols,
		    &st->preview_doc);
	}
	if (key.line > key.from)
		lay_out(st, &a, key.line, cols, &above);
	st->preview_above = above.lines;
	st->preview_key = key;
	arena_free(&a);
}

/* It follows the cursor. */
void
compose_preview_draw(struct compose *st, struct canvas *c)
{
	size_t rows = c->rows > 0 ? (size_t)c->rows : 0;
	size_t lines, first;

	if (rows == 0 || c->cols <= 0)
		return;
	refresh(st, c->cols);
	lines = st->preview_doc.lines;
	first = st->preview_above;
	first = first > rows / 2 ? first - rows / 2 : 0;
	if (first + rows > lines)
		first = lines > rows ? lines - rows : 0;
	doc_draw(&st->preview_doc, c, 0, 0, first, c->rows);
	if (editor_bytes(st->editor) == 0)
		canvas_text(c, 0, 0, c->cols, STYLE_DIM,
		    STR(_("Here it is as others will see it.")));
}
