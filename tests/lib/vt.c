/* vt - a screen as somebody sees it: the bytes of the app, through libvterm. */
#include "tests/lib/vt.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include <cmocka.h>

#include "common/base/mem.h"
#include "common/text/utf8.h"
#include "screens/app_impl.h"
#include "screens/cp437.h"
#include "tests/lib/fixture.h"
#include "tests/lib/heap.h"
#include "tests/lib/vtlinks.h"

enum {
	WAITING_MAX = APP_CALLS_MAX,
	POOL_BYTES = 1024 * 1024 * 1024,
	WHY_MAX = 400,
	ADDRESS_SHOWN = 60,
	ANSI_WHITE = 7,
};

/* Each newterm() but the first loses a few hundred bytes of its own. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:new_prescr\n";
}

/* That it was used is expected: not a word of it. */
const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}

struct waiting {
	uint64_t call;
	char *line;
	char *body;
	char *id; /* of the request; "" for none */
	const struct command *command;
	json_t *args;
};

struct vt {
	struct app *app;
	struct term *term;
	VTerm *vterm;
	VTermScreen *screen;
	struct vtlinks *links;
	struct waiting waiting[WAITING_MAX];
	size_t waiting_n;
	int64_t viewer;
	char fingerprint[64]; /* empty: none */
	struct presence presence;
	struct site site;
	int64_t now_ms;
	int64_t seen; /* the last event told */
	int status;
	size_t bytes;
	struct buf last;
	struct arena arena;
};

struct term_pool *
vt_pool(void)
{
	static struct term_pool *pool;

	if (pool == NULL) {
		setlocale(LC_ALL, "C.UTF-8");
		assert_int_equal(term_pool_new(POOL_BYTES, &pool), ERR_NONE);
	}
	return pool;
}

/* Across everything that may have the pool make a screen. */
struct weighing {
	size_t heap;
	size_t screens;
};

static size_t pool_bytes;

size_t
vt_pool_bytes(void)
{
	return pool_bytes;
}

/* Without the cells of `term`, which change with its size; or NULL. */
static struct weighing
weigh(const struct term *term)
{
	const struct grid *g = term ? term_shown(term) : NULL;
	size_t cells = g ? (size_t)g->rows * (size_t)g->cols : 0;

	return (struct weighing){ heap_bytes() - cells * sizeof(struct tile),
		term_pool_stats(vt_pool()).screens };
}

static void
weigh_again(const struct term *term, struct weighing before)
{
	struct weighing now = weigh(term);

	if (now.screens > before.screens && now.heap > before.heap)
		pool_bytes += now.heap - before.heap;
}

static int64_t
now(void *arg)
{
	return ((const struct vt *)arg)->now_ms;
}

static void
forget(struct waiting *w)
{
	free(w->line);
	free(w->body);
	free(w->id);
	json_decref(w->args);
}

static char *
copy(struct str s)
{
	char *p = mem_zalloc(s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

static void
submit(void *arg, uint64_t call, const struct args *args, struct str body)
{
	struct vt *vt = arg;
	struct waiting *w = &vt->waiting[vt->waiting_n++];
	struct arena a = ARENA_INIT;

	w->call = call;
	w->line = copy(args_line(&a, args));
	w->body = copy(body);
	w->id = copy(args->id);
	w->command = args->command;
	w->args = args_to_json(args, false);
	arena_free(&a);
}

static void
quit(void *arg, int status)
{
	((struct vt *)arg)->status = status;
}

static void
vterm_start(struct vt *vt, int rows, int cols)
{
	vt->vterm = vterm_new(rows, cols);
	vterm_set_utf8(vt->vterm, 1);
	vt->screen = vterm_obtain_screen(vt->vterm);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
	vt->links = vtlinks_new(rows, cols);
}

/* What was sent last, so that a terminal of flesh can be shown it. */
static void
print_last(const struct vt *vt)
{
	print_error("sent last: ");
	for (size_t i = 0; i < vt->last.n; i++) {
		unsigned char c = (unsigned char)vt->last.p[i];

		print_error(c < ' ' || c == 0x7F ? "\\%03o" : "%c", c);
	}
	print_error("\n");
}

static void
step(struct vt *vt)
{
	char why[WHY_MAX];

	if (vt_step(vt, why, sizeof why))
		return;
	print_last(vt);
	fail_msg("%s\n%s", why, vt_screen(vt));
}

/* The key the viewer came with: their first. */
static void
take_key(struct vt *vt, struct store *store)
{
	struct arena a = ARENA_INIT;
	struct key_list keys;

	assert_int_equal(
	    store_key_list(store, &a, vt->viewer, &keys), ERR_NONE);
	if (keys.len)
		snprintf(vt->fingerprint, sizeof vt->fingerprint, "%.*s",
		    STR_ARG(keys.row[0].fingerprint));
	arena_free(&a);
}

static int64_t
seen_before(struct store *store, int64_t viewer)
{
	struct arena a = ARENA_INIT;
	struct member_row m = { 0 };

	if (store && viewer &&
	    store_member_get(store, &a, viewer, &m) != ERR_NONE)
		m.seen_ms = 0;
	arena_free(&a);
	return m.seen_ms;
}

struct vt *
vt_open_term(const struct screen_class *class, struct store *store,
    int64_t viewer, const char *arg, int rows, int cols, const char *term)
{
	struct vt *vt = mem_new(struct vt);
	struct weighing before;
	struct term_options options = {
		.term = str_from(term),
		.rows = rows,
		.cols = cols,
	};
	struct app_host host = {
		.arg = vt,
		.store = store,
		.viewer = viewer,
		.seen_ms = seen_before(store, viewer),
		.has_key = true,
		.site = &vt->site,
		.presence = &vt->presence,
		.now_ms = now,
		.submit = submit,
		.quit = quit,
	};

	vt->status = -1;
	vt->viewer = viewer;
	vt->site = (struct site){ STR("localhost"), 22 };
	vt->now_ms = VT_NOW_MS;
	if (store)
		assert_int_equal(store_event_last(store, &vt->seen), ERR_NONE);
	if (store && viewer)
		take_key(vt, store);
	host.fingerprint = str_from(vt->fingerprint);
	before = weigh(NULL);
	assert_int_equal(term_open(vt_pool(), &options, &vt->term), ERR_NONE);
	weigh_again(vt->term, before);
	vterm_start(vt, rows, cols);
	vt->app = app_new(&host, vt->term);
	assert_int_equal(app_push(vt->app, class, str_from(arg)), ERR_NONE);
	step(vt);
	return vt;
}

struct vt *
vt_open(const struct screen_class *class, struct store *store, int64_t viewer,
    const char *arg, int rows, int cols)
{
	return vt_open_term(
	    class, store, viewer, arg, rows, cols, "xterm-256color");
}

void
vt_close(struct vt *vt)
{
	app_free(vt->app);
	term_close(vt->term);
	vterm_free(vt->vterm);
	vtlinks_free(vt->links);
	for (size_t i = 0; i < vt->waiting_n; i++)
		forget(&vt->waiting[i]);
	buf_free(&vt->last);
	arena_free(&vt->arena);
	free(vt);
}

void
vt_type(struct vt *vt, const char *bytes)
{
	app_input(vt->app, str_from(bytes));
	while (app_more(vt->app))
		app_input(vt->app, STR(""));
	if (app_pending(vt->app))
		app_timeout(vt->app);
	step(vt);
}

void
vt_send(struct vt *vt, struct str bytes)
{
	app_input(vt->app, bytes);
	step(vt);
}

void
vt_resize(struct vt *vt, int rows, int cols)
{
	struct weighing before;

	vterm_set_size(vt->vterm, rows, cols);
	vtlinks_resize(vt->links, rows, cols);
	before = weigh(vt->term);
	app_resize(vt->app, rows, cols);
	weigh_again(vt->term, before);
	step(vt);
}

void
vt_wait(struct vt *vt, int64_t ms)
{
	for (; ms > 0; ms -= 2000) {
		vt->now_ms += ms < 2000 ? ms : 2000;
		app_tick(vt->app);
		step(vt);
	}
}

void
vt_event(struct vt *vt, const struct event_note *event)
{
	app_event(vt->app, event);
	step(vt);
}

const char *
vt_submitted(struct vt *vt)
{
	return vt->waiting_n ? vt->waiting[0].line : NULL;
}

const char *
vt_body(struct vt *vt)
{
	return vt->waiting_n ? vt->waiting[0].body : NULL;
}

const char *
vt_id(struct vt *vt)
{
	return vt->waiting_n ? vt->waiting[0].id : NULL;
}

void
vt_answer(struct vt *vt, const struct answer *answer)
{
	struct waiting w = vt->waiting[0];

	assert_true(vt->waiting_n > 0);
	vt->waiting_n--;
	memmove(
	    vt->waiting, vt->waiting + 1, vt->waiting_n * sizeof *vt->waiting);
	forget(&w);
	app_answer(vt->app, w.call, answer);
	step(vt);
}

/* The oldest call, run as its viewer; the answer goes to the app. */
static void
serve_one(struct vt *vt, struct fixture *f)
{
	const struct waiting *w = &vt->waiting[0];
	const struct caller who = { .member = vt->viewer,
		.fingerprint = vt->viewer ? NULL : "vt" };
	struct str why = STR(""), body = str_from(w->body);
	struct args args;
	struct outcome out = { 0 };
	struct answer answer = { 0 };

	out.err = args_from_json(&f->arena, w->command, w->args, &args, &why);
	args.id = str_from(w->id);
	if (out.err == ERR_NONE)
		out = fixture_order(f, &who, &args, body, body.n > 0);
	else
		out.message = why;
	if (out.became) {
		vt->viewer = out.became;
		app_identify(vt->app, out.became);
	}
	answer.err = out.err;
	answer.words = out.err ? out.message : out.rows.said;
	answer.rows = out.err ? NULL : &out.rows;
	vt_answer(vt, &answer);
}

void
vt_serve(struct vt *vt, struct fixture *f)
{
	struct event_note note[64];
	size_t n = 0;

	if (vt->now_ms < f->now_ms)
		vt->now_ms = f->now_ms;
	do {
		while (vt->waiting_n)
			serve_one(vt, f);
		assert_int_equal(
		    store_event_notes(f->store, vt->seen, 64, note, &n),
		    ERR_NONE);
		for (size_t i = 0; i < n; i++) {
			vt->seen = note[i].seq;
			vt_event(vt, &note[i]);
		}
	} while (n || vt->waiting_n);
}

void
vt_do(struct vt *vt, struct fixture *f, const char *bytes)
{
	vt_type(vt, bytes);
	vt_serve(vt, f);
}

int
vt_status(const struct vt *vt)
{
	return vt->status;
}

static VTermScreenCell
cell_at(const struct vt *vt, int row, int col)
{
	VTermScreenCell cell = { 0 };

	vterm_screen_get_cell(vt->screen, (VTermPos){ row, col }, &cell);
	return cell;
}

static void
add_row(struct vt *vt, struct buf *out, int row)
{
	int cols = term_cols(vt->term);
	size_t from = out->n;

	for (int col = 0; col < cols;) {
		VTermScreenCell cell = cell_at(vt, row, col);
		char utf8[UTF8_MAX_BYTES];

		if (cell.chars[0] == 0)
			buf_char(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++) {
			size_t n = utf8_encode((int32_t)cell.chars[i], utf8);

			buf_put(out, (struct str){ utf8, n });
		}
		col += cell.width > 1 ? cell.width : 1;
	}
	while (out->n > from && out->p[out->n - 1] == ' ')
		out->n--;
}

const char *
vt_row(struct vt *vt, int row)
{
	struct buf line = BUF_INIT(0);
	const char *s;

	arena_reset(&vt->arena);
	add_row(vt, &line, row);
	s = arena_cstr(&vt->arena, buf_str(&line));
	buf_free(&line);
	return s;
}

const char *
vt_screen(struct vt *vt)
{
	struct buf all = BUF_INIT(0);
	const char *s;

	arena_reset(&vt->arena);
	for (int row = 0; row < term_rows(vt->term); row++) {
		add_row(vt, &all, row);
		buf_char(&all, '\n');
	}
	s = arena_cstr(&vt->arena, buf_str(&all));
	buf_free(&all);
	return s;
}

static const struct tile *
tile_at(const struct vt *vt, int row, int col)
{
	return grid_tile(term_shown(vt->term), row, col);
}

const char *
vt_style(struct vt *vt, int row, int col)
{
	return style_name(tile_at(vt, row, col)->style);
}

bool
vt_on_selected(struct vt *vt, int row, int col)
{
	return tile_at(vt, row, col)->style & STYLE_ON_SELECTED;
}

bool
vt_reverse(struct vt *vt, int row, int col)
{
	return cell_at(vt, row, col).attrs.reverse;
}

bool
vt_bold(struct vt *vt, int row, int col)
{
	return cell_at(vt, row, col).attrs.bold;
}

struct str
vt_link(const struct vt *vt, int row, int col)
{
	return vtlinks_at(vt->links, row, col);
}

size_t
vt_bytes(const struct vt *vt)
{
	return vt->bytes;
}

struct str
vt_last(const struct vt *vt)
{
	return buf_str(&vt->last);
}

void
vt_here(struct vt *vt, struct presence_row *row, size_t len)
{
	vt->presence = (struct presence){ row, len };
	app_here(vt->app);
	step(vt);
}

void
vt_now(struct vt *vt, int64_t now_ms)
{
	vt->now_ms = now_ms;
}

void
vt_site(struct vt *vt, const char *host, int64_t port)
{
	vt->site = (struct site){ str_from(host), port };
	app_here(vt->app);
	step(vt);
}

void
vt_has_key(struct vt *vt, bool has_key)
{
	vt->app->host.has_key = has_key;
	app_here(vt->app);
	step(vt);
}

struct app *
vt_app(struct vt *vt)
{
	return vt->app;
}

struct term *
vt_term(struct vt *vt)
{
	return vt->term;
}

/* Whether a colour of libvterm is the one of a look. */
static bool
is_colour(const VTermColor *c, int16_t want, bool is_bg)
{
	bool plain =
	    is_bg ? VTERM_COLOR_IS_DEFAULT_BG(c) : VTERM_COLOR_IS_DEFAULT_FG(c);

	/* Some terminals have no "default" and say white on black instead. */
	if (want == LOOK_DEFAULT)
		return plain ||
		    (VTERM_COLOR_IS_INDEXED(c) &&
			c->indexed.idx == (is_bg ? 0 : ANSI_WHITE));
	return !plain && VTERM_COLOR_IS_INDEXED(c) && c->indexed.idx == want;
}

static bool
same_text(
    const struct grid *g, const struct tile *meant, const VTermScreenCell *seen)
{
	int32_t code[GRID_CODES];
	int n = grid_codes(g, meant, code);

	if (n == 1 && code[0] == ' ' && seen->chars[0] == 0)
		return true;
	for (int i = 0; i < n; i++) {
		if (seen->chars[i] != (uint32_t)code[i])
			return false;
	}
	return seen->chars[n] == 0 && seen->width == (char)meant->width;
}

static bool
same_look(struct vt *vt, const struct tile *meant, const VTermScreenCell *seen)
{
	struct look look = term_look(vt->term, meant->style);
	bool ink = meant->code != ' ' ||
	    (look.attrs & (LOOK_UNDERLINE | LOOK_REVERSE));

	if (seen->attrs.reverse != !!(look.attrs & LOOK_REVERSE) ||
	    !!seen->attrs.underline != !!(look.attrs & LOOK_UNDERLINE) ||
	    !is_colour(&seen->bg, look.bg, true))
		return false;
	/* Of a blank, the rest is not to be seen. */
	return !ink ||
	    (seen->attrs.bold == !!(look.attrs & LOOK_BOLD) &&
		is_colour(&seen->fg, look.fg, false));
}

static bool
compare(struct vt *vt, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);

	for (int row = 0; row < g->rows; row++) {
		for (int col = 0; col < g->cols; col++) {
			const struct tile *t = grid_tile(g, row, col);
			VTermScreenCell seen;
			bool text, look;

			if (t->width == 0)
				continue;
			seen = cell_at(vt, row, col);
			text = same_text(g, t, &seen);
			look = same_look(vt, t, &seen);
			if (text && look)
				continue;
			snprintf(why, why_max,
			    "%s %dx%d: cell %d,%d: %s differs: meant U+%04X "
			    "width %d style %s, seen U+%04X width %d bold %d "
			    "underline %d reverse %d fg %d/%d bg %d/%d",
			    term_entry(vt->term), g->cols, g->rows, row, col,
			    text ? "look" : "text", (unsigned)t->code, t->width,
			    style_name(t->style), seen.chars[0], seen.width,
			    seen.attrs.bold, seen.attrs.underline,
			    seen.attrs.reverse, seen.fg.type,
			    seen.fg.indexed.idx, seen.bg.type,
			    seen.bg.indexed.idx);
			return false;
		}
	}
	return true;
}

static bool
compare_cursor(struct vt *vt, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(vt->vterm), &at);
	if (g->cursor_row < 0 ||
	    (g->cursor_row == at.row && g->cursor_col == at.col))
		return true;
	snprintf(why, why_max, "%s: cursor meant %d,%d, seen %d,%d",
	    term_entry(vt->term), g->cursor_row, g->cursor_col, at.row, at.col);
	return false;
}

static bool
compare_link(struct vt *vt, int row, int col, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);
	uint16_t link = grid_tile(g, row, col)->link;
	struct str meant = STR(""), seen = vtlinks_at(vt->links, row, col);

	if (term_has_links(vt->term))
		meant = grid_address(g, link);
	if (str_eq(meant, seen))
		return true;
	snprintf(why, why_max,
	    "%s %dx%d: cell %d,%d: link differs: meant %.*s, seen %.*s",
	    term_entry(vt->term), g->cols, g->rows, row, col,
	    STR_ARG(str_slice(meant, 0, ADDRESS_SHOWN)),
	    STR_ARG(str_slice(seen, 0, ADDRESS_SHOWN)));
	return false;
}

static bool
compare_links(struct vt *vt, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);

	for (int row = 0; row < g->rows; row++) {
		for (int col = 0; col < g->cols; col++) {
			if (!compare_link(vt, row, col, why, why_max))
				return false;
		}
	}
	if (vtlinks_open(vt->links)) {
		snprintf(why, why_max, "a link is left open");
		return false;
	}
	return true;
}

bool
vt_step(struct vt *vt, char *why, size_t why_max)
{
	bool drawn = app_dirty(vt->app);
	struct str sent;

	/* Not kept from step to step: heaps are measured around this. */
	buf_free(&vt->last);
	sent = app_draw(vt->app);
	if (term_charset(vt->term) == CHARSET_CP437)
		cp437_decode(sent, &vt->last);
	else
		buf_put(&vt->last, sent);
	vt->bytes += sent.n;
	vterm_input_write(vt->vterm, vt->last.p, vt->last.n);
	vtlinks_write(vt->links, buf_str(&vt->last));
	/* What was compared before is as it was. */
	if (!drawn && sent.n == 0)
		return true;
	return compare(vt, why, why_max) && compare_cursor(vt, why, why_max) &&
	    compare_links(vt, why, why_max);
}
