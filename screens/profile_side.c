/* profile_side - beside the posts: the key's picture, when, and where. */
#include "screens/profile_impl.h"

enum {
	EDGE = 1, /* of the picture's frame */
	KIND_COLS = RANDOMART_COLS - 4,
	MONTH_CELLS = 2,
	COUNT_COLS = 5,
};

/* "ED25519", as ssh-keygen names it. */
static struct str
kind_of(struct str pubkey)
{
	static const struct {
		const char *begins;
		const char *kind;
	} kinds[] = {
		{ "ssh-ed25519", "ED25519" },
		{ "ssh-rsa", "RSA" },
		{ "ecdsa-", "ECDSA" },
		{ "sk-ssh-ed25519", "ED25519-SK" },
		{ "sk-ecdsa-", "ECDSA-SK" },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (str_starts(pubkey, str_from(kinds[i].begins)))
			return str_from(kinds[i].kind);
	}
	return STR("SSH");
}

/* The oldest that still lets them in: it changes least. */
static void
load_key(struct profile_side *side, struct store *s, int64_t member)
{
	struct arena a = ARENA_INIT;
	struct key_list keys;

	side->has_key = false;
	if (store_key_list(s, &a, member, &keys) == ERR_NONE) {
		for (size_t i = 0; i < keys.len && !side->has_key; i++) {
			const struct key_row *k = &keys.row[i];

			if (k->revoked_ms || !k->proven)
				continue;
			side->has_key =
			    randomart_draw(k->fingerprint, &side->art);
			side->kind = kind_of(k->pubkey);
		}
	}
	arena_free(&a);
}

void
profile_side_load(struct screen *s)
{
	struct profile *st = s->state;
	struct profile_side *side = &st->side;

	load_key(side, s->store, st->id);
	side->active = false;
	if (store_member_months(s->store, s->viewer, st->id, app_now_ms(s->app),
		side->month) != ERR_NONE)
		return;
	for (int i = 0; i < MEMBER_MONTHS; i++)
		side->active = side->active || side->month[i];
	side->boards = (struct member_board_list){ 0 };
	if (store_member_boards(s->store, &s->arena, s->viewer, st->id,
		PROFILE_BOARDS, &side->boards) != ERR_NONE)
		side->boards.len = 0;
}

bool
profile_side_is_empty(const struct profile_side *side)
{
	return !side->has_key && !side->active && side->boards.len == 0;
}

/* "+--[ED25519]------+" */
static void
draw_edge(struct canvas *c, int row, struct str words)
{
	int inner = RANDOMART_COLS;
	int left = (inner - (int)words.n - 2) / 2;

	canvas_hline(c, row, EDGE, inner, STYLE_BORDER, '-');
	canvas_put(c, row, 0, STYLE_BORDER, STR("+"));
	canvas_put(c, row, EDGE + inner, STYLE_BORDER, STR("+"));
	canvas_put(c, row, EDGE + left, STYLE_BORDER, STR("["));
	canvas_put(c, row, EDGE + left + 1, STYLE_DIM, words);
	canvas_put(
	    c, row, EDGE + left + 1 + (int)words.n, STYLE_BORDER, STR("]"));
}

/* Returns the row after it and a blank. */
static int
draw_key(const struct profile_side *side, struct canvas *c, int row)
{
	struct str kind = str_slice(
	    side->kind, 0, side->kind.n < KIND_COLS ? side->kind.n : KIND_COLS);

	if (!side->has_key || row + RANDOMART_ROWS + 2 > c->rows)
		return row;
	draw_edge(c, row++, kind);
	for (int i = 0; i < RANDOMART_ROWS; i++, row++) {
		canvas_put(c, row, 0, STYLE_BORDER, STR("|"));
		canvas_text(c, row, EDGE, RANDOMART_COLS, STYLE_ACCENT,
		    str_from(side->art.row[i]));
		canvas_put(
		    c, row, EDGE + RANDOMART_COLS, STYLE_BORDER, STR("|"));
	}
	draw_edge(c, row++, STR("SHA256"));
	return row + 1;
}

/* Eighths of a block; where there is none, a number stands for it. */
static void
draw_month(struct canvas *c, int row, int col, int64_t n, int64_t most)
{
	int64_t eighths = (n * 8 + most - 1) / most;

	if (n)
		canvas_hline(c, row, col, MONTH_CELLS - 1, STYLE_ACCENT,
		    0x2580 + (int32_t)eighths);
	else
		canvas_hline(c, row, col, 1, STYLE_DIM, '_');
}

static int
draw_months(const struct profile_side *side, struct canvas *c, int row)
{
	int64_t most = 1;

	if (!side->active || row + 2 > c->rows)
		return row;
	canvas_text(c, row++, 0, c->cols, STYLE_DIM, STR(_("Posts, by month")));
	for (int i = 0; i < MEMBER_MONTHS; i++)
		most = side->month[i] > most ? side->month[i] : most;
	for (int i = 0; i < MEMBER_MONTHS; i++)
		draw_month(c, row, i * MONTH_CELLS, side->month[i], most);
	return row + 2;
}

void
profile_side_draw(const struct profile_side *side, struct canvas *c)
{
	struct arena a = ARENA_INIT;
	int row = draw_key(side, c, 0);

	row = draw_months(side, c, row);
	if (side->boards.len && row + 2 <= c->rows)
		canvas_text(
		    c, row++, 0, c->cols, STYLE_DIM, STR(_("Writes on")));
	for (size_t i = 0; i < side->boards.len && row < c->rows; i++, row++) {
		const struct member_board *b = &side->boards.row[i];

		canvas_text(
		    c, row, 0, c->cols - COUNT_COLS - 1, STYLE_NORMAL, b->slug);
		canvas_text_right(c, row, c->cols - COUNT_COLS, COUNT_COLS,
		    STYLE_DIM,
		    b->posts < MEMBER_BOARD_COUNTED ?
			arena_printf(&a, "%lld", (long long)b->posts) :
			arena_printf(&a, "%lld+", (long long)b->posts));
	}
	arena_free(&a);
}
