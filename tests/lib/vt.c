/* vt - a screen as somebody sees it: the bytes of the app, through libvterm. */
#include "tests/lib/vt_impl.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/mem.h"
#include "common/text/cp437.h"
#include "common/text/utf8.h"
#include "screens/latin1.h"
#include "tests/lib/heap.h"

enum { POOL_BYTES = 1024 * 1024 * 1024, WHY_MAX = 400 };

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

/* As a PC terminal shows it, with the pictures that it does not obey. */
static void
decode_pc(struct str bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i];
		int32_t code = cp437_picture(byte);
		char utf8[UTF8_MAX_BYTES];

		if (cp437_from_picture(code) != byte)
			code = cp437_to_code(byte);
		buf_put(out, (struct str){ utf8, utf8_encode(code, utf8) });
	}
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
		decode_pc(sent, &vt->last);
	else if (term_charset(vt->term) == CHARSET_LATIN1)
		latin1_decode(sent, &vt->last);
	else
		buf_put(&vt->last, sent);
	vt->bytes += sent.n;
	vterm_input_write(vt->vterm, vt->last.p, vt->last.n);
	vtlinks_write(vt->links, buf_str(&vt->last));
	/* What was compared before is as it was. */
	if (!drawn && sent.n == 0)
		return true;
	return vt_same(vt, why, why_max);
}

void
vt_step_or_fail(struct vt *vt)
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
		.submit = vt_submit,
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
	vt_step_or_fail(vt);
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
	vt_forget(vt);
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
	vt_step_or_fail(vt);
}

void
vt_send(struct vt *vt, struct str bytes)
{
	app_input(vt->app, bytes);
	vt_step_or_fail(vt);
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
	vt_step_or_fail(vt);
}

void
vt_wait(struct vt *vt, int64_t ms)
{
	for (; ms > 0; ms -= 2000) {
		vt->now_ms += ms < 2000 ? ms : 2000;
		app_tick(vt->app);
		vt_step_or_fail(vt);
	}
}

void
vt_event(struct vt *vt, const struct event_note *event)
{
	app_event(vt->app, event);
	vt_step_or_fail(vt);
}

int
vt_status(const struct vt *vt)
{
	return vt->status;
}

void
vt_here(struct vt *vt, struct presence_row *row, size_t len)
{
	vt->presence = (struct presence){ row, len, 0 };
	for (size_t i = 0; i < len; i++) {
		size_t k = 0;

		while (k < i &&
		    (row[i].member_id == 0 ||
			row[k].member_id != row[i].member_id))
			k++;
		vt->presence.people += k == i;
	}
	app_here(vt->app);
	vt_step_or_fail(vt);
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
	vt_step_or_fail(vt);
}

void
vt_has_key(struct vt *vt, bool has_key)
{
	vt->app->host.has_key = has_key;
	app_here(vt->app);
	vt_step_or_fail(vt);
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
