/* ui/picture - the art of the lobby or a board: read, and drawn. */
#include "screens/ui/picture.h"

#include <string.h>

#include "common/store/art.h"
#include "screens/app.h"
#include "screens/paint.h"

static bool
is_blank(const struct art *art, int row)
{
	const struct art_cell *c = &art->cell[(size_t)row * (size_t)art->cols];

	for (int i = 0; i < art->cols; i++) {
		if (c[i].code != ' ' || c[i].bg != PAINT_BLACK)
			return false;
	}
	return true;
}

/* What of it there is by now. */
static void
look(struct picture *p)
{
	const struct art *art = &p->art;

	art_look(p->reader, &p->art);
	p->rows = art->rows;
	while (p->rows > 0 && is_blank(art, p->rows - 1))
		p->rows--;
	/* Who says how wide it is means the blanks at its right, too. */
	p->cols = art->has_sauce && art->sauce.cols == art->cols ?
	    art->cols :
	    art->used_cols;
}

void
picture_free(struct picture *p)
{
	arena_free(&p->arena);
	*p = (struct picture){ .there = false };
}

/*
 * Keep the cells and the words alone: the file is gone, and so is what its
 * lines took while they grew.
 */
static void
settle(struct picture *p)
{
	struct arena fresh = ARENA_INIT;
	struct art *art = &p->art;
	size_t cells = (size_t)p->rows * (size_t)art->cols;
	struct art_cell *cell = arena_array(&fresh, struct art_cell, cells);

	if (cells)
		memcpy(cell, art->cell, cells * sizeof *cell);
	art->cell = cell;
	art->rows = p->rows;
	art->sauce.title = arena_dup(&fresh, art->sauce.title);
	art->sauce.author = arena_dup(&fresh, art->sauce.author);
	art->sauce.group = arena_dup(&fresh, art->sauce.group);
	art->sauce.date = art->sauce.font = art->sauce.comments = STR("");
	p->reader = NULL;
	arena_free(&p->arena);
	p->arena = fresh;
}

void
picture_load(struct picture *p, struct screen *s, int64_t board, bool whole)
{
	struct art_row row;

	picture_free(p);
	if (prefs_is(app_prefs(s->app), PREF_ART, STR("off")) ||
	    store_art_get(s->store, &p->arena, board, &row) != ERR_NONE) {
		picture_free(p);
		return;
	}
	p->there = true;
	p->bytes = row.file.n;
	p->reader = art_begin(&p->arena, row.file);
	(void)picture_more(p, whole ? ART_BYTES_MAX : 0);
	if (whole)
		settle(p);
}

bool
picture_more(struct picture *p, size_t bytes)
{
	bool more = art_more(p->reader, bytes);

	look(p);
	return more;
}

bool
picture_fits(const struct picture *p, int rows, int cols)
{
	return p->there && p->rows <= rows - PICTURE_BELOW && p->cols <= cols &&
	    p->cols <= PICTURE_WIDE;
}

static uint8_t
colour(uint32_t c)
{
	if (c & ART_RGB)
		return paint_nearest((uint8_t)(c >> 16 & 0xFF),
		    (uint8_t)(c >> 8 & 0xFF), (uint8_t)(c & 0xFF));
	return (uint8_t)c;
}

void
picture_draw(const struct picture *p, struct canvas *c, int from)
{
	int cols = p->cols < c->cols ? p->cols : c->cols;
	int left = (c->cols - cols) / 2;

	for (int row = 0; row < c->rows && from + row < p->art.rows; row++) {
		const struct art_cell *cell =
		    &p->art.cell[(size_t)(from + row) * (size_t)p->art.cols];

		for (int i = 0; i < cols; i++) {
			if (cell[i].code == 0)
				continue;
			canvas_paint(c, row, left + i, cell[i].code,
			    colour(cell[i].fg), colour(cell[i].bg));
		}
	}
}

struct str
picture_words(const struct picture *p, struct arena *a)
{
	const struct sauce *s = &p->art.sauce;
	struct str by = s->author, words = STR("");

	if (by.n && s->group.n)
		by = arena_printf(
		    a, "%.*s, %.*s", STR_ARG(by), STR_ARG(s->group));
	else if (by.n == 0)
		by = s->group;
	if (s->title.n)
		words = arena_printf(a, "“%.*s”", STR_ARG(s->title));
	if (by.n == 0)
		return words;
	return words.n ?
	    arena_printf(a, _("%.*s by %.*s"), STR_ARG(words), STR_ARG(by)) :
	    arena_printf(a, _("by %.*s"), STR_ARG(by));
}
