/*
 * Two hundred sessions of different terminals and sizes in one process,
 * resized at random while others type: half of them show noise, half are
 * visitors of one community (tests/lib/visitor).  After every step each cell
 * of every terminal that was touched is compared with what was meant.
 *
 * STOA_SOAK_SECONDS is how long (3 unless told); STOA_SOAK_SEED repeats a run.
 */
#include "screens/app.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/clock.h"
#include "tests/lib/chance.h"
#include "tests/lib/heap.h"
#include "tests/lib/visitor.h"
#include "tests/lib/vt.h"

enum {
	NOISES = 100,
	VISITORS = 100,
	SECONDS = 3,
	FIRST_LOOK = 256, /* steps before the heap is measured, then doubled */
	LOOKS_MAX = 40,
	/* 20 KiB a session: what they show differs from look to look. */
	GROWTH_MAX = 4 * 1024 * 1024,
	/* Until everybody had a large frame once, buffers still grow. */
	EARLY_GROWTH_MAX = 8 * 1024 * 1024,
	LOOKS_EARLY = 7,
};

static const char *const terms[] = { "xterm-256color", "xterm", "vt100",
	"linux", "screen", "screen-256color", "tmux-256color", "vt220",
	"rxvt-unicode-256color", "xterm-mono", "xterm-kitty", "foot", "ansi",
	"syncterm", "no-such-thing" };

static const struct {
	int rows;
	int cols;
} sizes[] = { { 24, 80 }, { 25, 80 }, { 10, 40 }, { 5, 20 }, { 30, 100 },
	{ 43, 132 }, { 50, 80 }, { 24, 132 }, { 17, 61 }, { 60, 200 },
	{ 100, 300 } };

/* Not the emoji of 2020 and later: libvterm 0.1.4 thinks they are narrow. */
static const char *const words[] = { "hello", "a", " ", "   ", "日本語", "漢",
	"é", "e\xCC\x81", "Καλημέρα", "●✓◌▲★⚑▸", "───│┌┐└┘├", "…", "👍",
	"👩‍💻", "🇩🇪", "❤️", "ﬁ", "ß", "mixed 日 width", "█▌▐",
	"0123456789", "\xCC\x81", "x\033[31m", "한국어", "ไทย", "עברית", "नमस्ते",
	"ｆｕｌｌ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"------------------------------------------------------------" };

/* The last two come to nothing. */
static const char *const urls[] = { "https://example.org/",
	"https://example.org/a/long/way?down=the&tree=of#files",
	"https://example.net/%E6%97%A5", "mailto:somebody@example.org",
	"http://[::1]:8080/;;x=\"y\"", "gopher://example.org:70/1/x", "a b",
	"https://example.org/\033\\" };

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* A screen of random pieces; keys change some of it, or all. */
struct noise {
	uint64_t seed;
	uint64_t extra; /* of the pieces that were typed last */
	uint64_t links;
	int cursor; /* steps to the right */
	int empty;  /* rows at the bottom */
	int scrolled;
};

static enum err
noise_open(struct screen *s, struct str arg)
{
	struct noise *st = s->state;

	int64_t n = 0;

	if (!str_int(arg, 0, INT32_MAX, &n))
		return ERR_INVALID;
	st->seed = (uint64_t)n * 2654435761u + 1;
	return ERR_NONE;
}

static void
draw_piece(struct canvas *c, uint64_t *seed, int row)
{
	int col = (int)draw_number(seed, (uint64_t)c->cols + 4) - 2;
	unsigned style = (unsigned)draw_number(seed, STYLE_COUNT);
	struct str word = str_from(words[draw_number(seed, COUNT(words))]);

	if (draw_number(seed, 4) == 0)
		style |= STYLE_ON_SELECTED;
	switch (draw_number(seed, 6)) {
	case 0:
		canvas_text(
		    c, row, col, 1 + (int)draw_number(seed, 30), style, word);
		break;
	case 1:
		canvas_text_right(c, row, col, 8, style, word);
		break;
	case 2:
		canvas_hline(
		    c, row, col, (int)draw_number(seed, 40), style, 0x2500);
		break;
	case 3:
		canvas_int(c, row, col, 5, style, (int64_t)*seed >> 40);
		break;
	default:
		canvas_put(c, row, col, style, word);
		break;
	}
}

/* Behind what is there, whatever it is, and over each other. */
static void
draw_links(struct canvas *c, uint64_t seed, int row)
{
	for (uint64_t n = draw_number(&seed, 4); n > 0; n--) {
		uint16_t link = canvas_url(
		    c, str_from(urls[draw_number(&seed, COUNT(urls))]));
		int col = (int)draw_number(&seed, (uint64_t)c->cols + 4) - 2;

		canvas_link(c, row, col, (int)draw_number(&seed, 20), link);
		if (draw_number(&seed, 3) == 0)
			draw_piece(c, &seed, row);
	}
}

static void
noise_draw(struct screen *s, struct canvas *c)
{
	const struct noise *st = s->state;
	struct canvas part;
	uint64_t seed;

	for (int row = 0; row < c->rows; row++) {
		seed = st->seed + (uint64_t)(row + st->scrolled) * 7919 + 1;
		for (int i = 0; i < 4 && row < c->rows - st->empty; i++)
			draw_piece(c, &seed, row);
		seed = st->seed + st->links * 31 +
		    (uint64_t)(row + st->scrolled) * 104729 + 1;
		if (draw_number(&seed, 3) > 0)
			draw_links(c, seed, row);
	}
	part = canvas_sub(c, 2, c->cols / 2, c->rows / 2, c->cols / 3);
	canvas_fill(&part, 0, 0, part.rows, part.cols, STYLE_NORMAL);
	canvas_box(&part, STYLE_BORDER);
	seed = st->extra + 1;
	for (int i = 0; i < 5; i++) {
		draw_piece(&part, &seed, 1 + i);
		draw_piece(c, &seed, (int)draw_number(&seed, 99));
	}
	if (st->empty)
		canvas_fill(c, c->rows - st->empty, 0, st->empty, c->cols,
		    STYLE_NORMAL);
	for (int row = c->rows - st->empty; row < c->rows; row++)
		canvas_link(c, row, row, 9,
		    canvas_url(c, str_from(urls[(row + st->empty) % 3])));
	if (st->extra % 3 == 0)
		canvas_cursor(c, (int)(st->extra % 50) % c->rows,
		    ((int)(st->extra % 301) + st->cursor) % c->cols);
}

static void
type(struct screen *s)
{
	((struct noise *)s->state)->extra += 6007;
	s->dirty = true;
}

static void
other_links(struct screen *s)
{
	((struct noise *)s->state)->links++;
	s->dirty = true;
}

static void
move_cursor(struct screen *s)
{
	((struct noise *)s->state)->cursor++;
	s->dirty = true;
}

static void
empty(struct screen *s)
{
	struct noise *st = s->state;

	st->empty = (st->empty + 2) % 5;
	s->dirty = true;
}

static void
scroll(struct screen *s)
{
	((struct noise *)s->state)->scrolled++;
	s->dirty = true;
}

static void
all_new(struct screen *s)
{
	((struct noise *)s->state)->seed += 104729;
	s->dirty = true;
}

static const struct binding noise_keys[] = {
	{ 'a', "type", type, NULL, 0 },
	{ 'j', "scroll", scroll, NULL, 0 },
	{ KEYS_DOWN, NULL, scroll, NULL, 0 },
	{ 'l', "other links", other_links, NULL, 0 },
	{ 'c', "cursor", move_cursor, NULL, 0 },
	{ 'e', "empty", empty, NULL, 0 },
	{ 'n', "all new", all_new, NULL, 0 },
	{ 0 },
};

static const struct screen_class noise_class = {
	.name = "noise",
	.title = "Noise",
	.state_size = sizeof(struct noise),
	.keys = noise_keys,
	.open = noise_open,
	.draw = noise_draw,
};

/* The same over all of the window, its first and last row too. */
static const struct screen_class over_class = {
	.name = "over",
	.state_size = sizeof(struct noise),
	.pane = PANE_OVERLAY,
	.keys = noise_keys,
	.open = noise_open,
	.draw = noise_draw,
};

static const char *const typed[] = { "a", "a", "aaa", "j", "\033[B", "n", "?",
	"l", "j", "c", "cc", "e", "q", "\014", "\033", "%",
	"\033[200~pasted\033[201~", "\033[<0;5;5M" };

static void
act(struct vt *vt, uint64_t *seed)
{
	uint64_t what = draw_number(seed, 40);
	size_t size = draw_number(seed, COUNT(sizes)), n;
	const struct theme *const *themes = theme_all(&n);

	if (what < 4)
		vt_resize(vt, sizes[size].rows, sizes[size].cols);
	else if (what == 4)
		app_set_theme(vt_app(vt), themes[draw_number(seed, n)]);
	else if (what == 5)
		app_set_ascii(vt_app(vt), draw_number(seed, 2));
	else if (what == 7) {
		/* The second has it drawn. */
		term_set_links(
		    vt_term(vt), (enum term_links)draw_number(seed, 3));
		app_set_ascii(vt_app(vt), draw_number(seed, 2));
	} else if (what == 6 && app_below(vt_app(vt)) == NULL)
		(void)app_push(vt_app(vt),
		    draw_number(seed, 2) ? &noise_class : &over_class,
		    STR("5"));
	vt_type(vt, typed[draw_number(seed, COUNT(typed))]);
}

static struct vt *
open_one(uint64_t *seed)
{
	size_t size = draw_number(seed, COUNT(sizes));

	char arg[16];

	snprintf(arg, sizeof arg, "%d", (int)draw_number(seed, 1000));
	return vt_open_term(&noise_class, NULL, 0, arg, sizes[size].rows,
	    sizes[size].cols, terms[draw_number(seed, COUNT(terms))]);
}

static int64_t
setting(const char *name, int64_t otherwise)
{
	const char *s = getenv(name);
	int64_t v = otherwise;

	if (s && !str_int(str_from(s), 1, INT32_MAX, &v))
		fail_msg("%s: not a number", name);
	return v;
}

struct soak {
	struct vt *noise[NOISES];
	struct visitor *visitor[VISITORS];
	struct town town;
	uint64_t seed;
	size_t heap[LOOKS_MAX];
	size_t looks;
};

/* Bytes that neither the pool nor the store account for. */
static size_t
heap_besides(void)
{
	size_t used = heap_bytes();
	size_t others = vt_pool_bytes() + fixture_store_bytes();

	return used > others ? used - others : 0;
}

/*
 * … once everybody is at the first screen and all windows are of one size,
 * for most of the rest is what libvterm keeps of them.
 */
static size_t
own_memory(struct soak *k)
{
	for (size_t i = 0; i < NOISES; i++)
		vt_resize(k->noise[i], TERM_ROWS, TERM_COLS);
	for (size_t i = 0; i < VISITORS; i++)
		visitor_go_home(k->visitor[i], TERM_ROWS, TERM_COLS);
	fixture_forget(k->town.f);
	return heap_besides();
}

/* By steps, not by the clock, so that a seed repeats all of it. */
static void
look_at_memory(struct soak *k)
{
	assert_true(k->looks < LOOKS_MAX);
	k->heap[k->looks++] = own_memory(k);
}

/*
 * The last look against the last but two, which was between a quarter and a
 * half of the steps.
 */
static void
expect_flat(const struct soak *k)
{
	size_t bound = k->looks > LOOKS_EARLY ? GROWTH_MAX : EARLY_GROWTH_MAX;

	if (k->looks > 2 &&
	    k->heap[k->looks - 1] > k->heap[k->looks - 3] + bound)
		fail_msg("the heap grows by more than %zu KiB", bound / 1024);
}

static void
soak_open(struct soak *k, struct fixture *f)
{
	struct crowd c = crowd_make(f);
	const int64_t who[] = { c.ana, c.ben, c.mira, GUEST, c.ana, c.ben };

	k->seed = (uint64_t)setting("STOA_SOAK_SEED", 42);
	k->town = (struct town){
		.f = f,
		.seed = k->seed * 2654435761u + 1,
		.threads = c.deep + 4,
		.visitor = k->visitor,
	};
	for (size_t i = 0; i < NOISES; i++)
		k->noise[i] = open_one(&k->seed);
	for (size_t i = 0; i < VISITORS; i++)
		k->visitor[k->town.visitors++] = visitor_new(
		    &k->town, who[i % COUNT(who)], terms[i % COUNT(terms)]);
}

static void
soak_close(struct soak *k)
{
	for (size_t i = 0; i < NOISES; i++)
		vt_close(k->noise[i]);
	k->town.visitors = 0;
	for (size_t i = 0; i < VISITORS; i++)
		visitor_free(k->visitor[i]);
}

static void
soak_step(struct soak *k)
{
	size_t i = draw_number(&k->seed, NOISES + VISITORS);

	if (i >= NOISES) {
		visitor_act(k->visitor[i - NOISES]);
		return;
	}
	act(k->noise[i], &k->seed);
	if (draw_number(&k->seed, 300) == 0) {
		vt_close(k->noise[i]);
		k->noise[i] = open_one(&k->seed);
	}
}

static void
report(const struct soak *k, size_t steps)
{
	const struct term_pool_stats stats = term_pool_stats(vt_pool());
	const struct town *t = &k->town;

	print_message("%zu steps, of visitors %lld: %lld orders, %lld rounds "
		      "of news, %lld posts, %lld refused, %lld came again\n",
	    steps, (long long)t->steps, (long long)t->orders,
	    (long long)t->news, (long long)t->posts, (long long)t->refused,
	    (long long)t->reopened);
	print_message("%zu screens, %zu KiB of them, store %zu KiB, heap "
		      "besides, each time steps had doubled:",
	    stats.screens, vt_pool_bytes() / 1024,
	    fixture_store_bytes() / 1024);
	for (size_t i = 0; i < k->looks; i++)
		print_message(" %zu", k->heap[i] / 1024);
	print_message(" KiB\n");
	assert_int_equal(stats.lent, NOISES + VISITORS);
	assert_int_equal(stats.abandoned, 0);
}

static void
two_hundred_sessions_show_what_was_meant(void **state)
{
	static struct soak k;
	struct fixture *f = fixture_new();
	int64_t seconds = setting("STOA_SOAK_SECONDS", SECONDS);
	size_t steps = 0, next = FIRST_LOOK, before;
	int64_t end;

	(void)state;
	(void)vt_pool();
	before = heap_besides();
	soak_open(&k, f);
	end = clock_mono_us() + seconds * 1000000;
	for (; clock_mono_us() < end; steps++) {
		soak_step(&k);
		if (steps == next) {
			look_at_memory(&k);
			next *= 2;
		}
	}
	look_at_memory(&k);
	report(&k, steps);
	expect_flat(&k);
	soak_close(&k);
	assert_int_equal(term_pool_stats(vt_pool()).lent, 0);
	print_message("before them: %zu KiB, after them: %zu KiB\n",
	    before / 1024, heap_besides() / 1024);
	/* What ncurses takes when it draws is not in vt_pool_bytes(). */
	assert_true(heap_besides() < before + GROWTH_MAX);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_hundred_sessions_show_what_was_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
