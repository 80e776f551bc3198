/*
 * view - the screens of one channel: from its bytes to the app and back.
 *
 * Nothing is drawn while bytes wait to leave, or more than a few are on their
 * way; what happens meanwhile becomes one frame.  Input is looked at in
 * pieces, and news reach the views of a worker over several turns of its loop,
 * so that nobody holds the others up.
 */
#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/store.h"
#include "screens/app.h"
#include "server/locale.h"
#include "server/worker.h"

enum {
	EARLY_BYTES = 64 * 1024, /* waiting input from which the peer waits */
	EARLY_MAX_BYTES = 4 * 1024 * 1024, /* above what a peer may send */
	TURN_BYTES = 16 * 1024, /* input given to the app at once … */
	TURN_US = 1000,		/* … and looked at before others' turn */
	NEWS_PAGE = 64,
	NEWS_PAGES = 4,	    /* read in one turn */
	NEWS_TURN_US = 800, /* told in one turn, then others' */
	HANDLES = 4,
	AHEAD_BYTES = 512, /* on their way, beyond which no frame follows */
	LOOK_MS = 50,	   /* … and how often one looks whether they came */
	SLOW_MS = 1500,	   /* … and from when on that is a slow link */
	MIB = 1024 * 1024,
};

/* A command that a screen waits for. */
struct asked {
	struct view *view;
	uint64_t number; /* the app's; 0: free */
	struct call *call;
};

struct view {
	struct view *next, **at; /* of the worker's */
	struct visitor *visitor;
	struct chan *chan;
	struct term *term;
	struct app *app;
	struct buf early;   /* input not looked at yet */
	int64_t told;	    /* news so far, as the worker counts them */
	bool due;	    /* to be looked at in a turn of the news */
	bool keep_due;	    /* and its screens keep what was typed */
	bool over;	    /* the last bytes were written */
	int status;	    /* to leave with; -1: not yet */
	struct turn turn;   /* goes on with the input */
	uv_timer_t alone;   /* an Esc that nothing follows */
	uv_timer_t resized; /* the last of several */
	uv_timer_t carried; /* what is on its way may have come */
	int64_t behind_us;  /* since when there is too much; 0: is not */
	uv_timer_t frame;   /* while something moves */
	int closing;	    /* handles that are not closed yet */
	struct asked asked[APP_CALLS_MAX];
};

static int64_t
now(void *arg)
{
	(void)arg;
	return clock_now_ms();
}

static void on_carried(uv_timer_t *timer);

/*
 * Whether the link still carries what was sent: then a frame would only come
 * later, and show what is gone by then.  One look after the other tells how
 * slow it is.
 */
static bool
is_behind(struct view *v)
{
	int64_t now_us = clock_mono_us();

	if (chan_on_way(v->chan) <= AHEAD_BYTES) {
		v->behind_us = 0;
		return false;
	}
	if (v->behind_us == 0)
		v->behind_us = now_us;
	else if (now_us - v->behind_us > SLOW_MS * INT64_C(1000))
		app_slow(v->app, true);
	uv_timer_start(&v->carried, on_carried, LOOK_MS, 0);
	return true;
}

static void
draw(struct view *v)
{
	struct worker *w = v->visitor->worker;
	struct str frame;
	const char *was;

	if (v->over || chan_queued(v->chan) || !app_dirty(v->app) ||
	    is_behind(v))
		return;
	was = watch_doing(w->watch, "drawing");
	frame = app_draw(v->app);
	chan_write(v->chan, frame);
	if (frame.n > AHEAD_BYTES)
		uv_timer_start(&v->carried, on_carried, LOOK_MS, 0);
	(void)watch_doing(w->watch, was);
}

static void
on_carried(uv_timer_t *timer)
{
	struct view *v = container_of(timer, struct view, carried);

	if (!v->over && !is_behind(v))
		draw(v);
}

/* The terminal as it was, a word, and the end. */
static void
finish(struct view *v, const char *words, int status)
{
	if (v->over)
		return;
	v->over = true;
	chan_write(v->chan, app_leave(v->app));
	chan_write(v->chan, str_from(words));
	chan_write(v->chan, STR("\r\n"));
	chan_exit(v->chan, status);
}

static void
quit(void *arg, int status)
{
	((struct view *)arg)->status = status;
}

static void on_frame(uv_timer_t *timer);

/* After the app had its turn: what is there to show? */
static void
settle(struct view *v)
{
	if (v->status >= 0)
		finish(v, _("Come back soon."), v->status);
	else
		draw(v);
	if (!v->over && app_moves(v->app) &&
	    !uv_is_active((uv_handle_t *)&v->frame))
		uv_timer_start(&v->frame, on_frame, APP_FRAME_MS, 0);
}

/* However slow the line is: what it does not take is left out. */
static void
on_frame(uv_timer_t *timer)
{
	struct view *v = container_of(timer, struct view, frame);

	if (v->over)
		return;
	app_frame(v->app);
	settle(v);
}

static void
on_answered(void *arg, enum err e, struct str words, const struct rows *rows)
{
	struct asked *q = arg;
	struct view *v = q->view;
	const struct answer answer = { e, words, rows };
	uint64_t number = q->number;

	q->number = 0;
	q->call = NULL;
	views_identify(v->visitor);
	app_answer(v->app, number, &answer);
	settle(v);
}

/* There are as many places as the app has calls under way. */
static void
submit(void *arg, uint64_t number, const struct args *args, struct str body)
{
	struct view *v = arg;
	struct asked *q = v->asked;
	struct call *call;

	while (q->number)
		q++;
	q->view = v;
	q->number = number;
	call = call_ask(v->visitor, args, body, on_answered, q);
	if (q->number == number)
		q->call = call;
}

static enum err
open_terminal(struct worker *w, const struct chan_pty *pty, struct term **out)
{
	const struct term_options options = {
		.term = str_from(pty->term),
		.rows = pty->rows,
		.cols = pty->cols,
	};
	size_t mib = (size_t)config_int(w->config, CONFIG_WORKERS_SCREENS_MIB);

	if (w->terms == NULL)
		TRY(term_pool_new(mib * MIB, &w->terms));
	return term_open(w->terms, &options, out);
}

static struct app *
make_app(struct view *v)
{
	struct worker *w = v->visitor->worker;
	const struct app_host host = {
		.arg = v,
		.store = w->store,
		.viewer = v->visitor->member_id,
		.seen_ms = v->visitor->seen_ms,
		.has_key = v->visitor->fingerprint[0] != '\0',
		.fingerprint = str_from(v->visitor->fingerprint),
		.site = &w->site,
		.presence = &w->presence,
		.now_ms = now,
		.submit = submit,
		.quit = quit,
	};

	return app_new(&host, v->term);
}

static void
take_environment(struct view *v, bool plain)
{
	struct str lc_all = chan_env(v->chan, CHAN_LC_ALL);
	struct str lc_ctype = chan_env(v->chan, CHAN_LC_CTYPE);
	struct str lang = chan_env(v->chan, CHAN_LANG);

	const struct surroundings around = {
		.utf8 = locale_has_utf8(lc_all, lc_ctype, lang),
		.latin1 = locale_is_latin1(lc_all, lc_ctype, lang),
		.ascii = locale_lacks_utf8(lc_all, lc_ctype, lang),
		.mono = chan_env(v->chan, CHAN_NO_COLOR).n > 0,
		.rgb = locale_has_rgb(chan_env(v->chan, CHAN_COLORTERM)),
		.ground = locale_ground(chan_env(v->chan, CHAN_COLORFGBG)),
		.plain = plain,
	};

	app_environment(v->app, &around);
}

static void
enlist(struct view *v)
{
	struct worker *w = v->visitor->worker;

	v->told = w->news_count;
	v->next = w->views;
	v->at = &w->views;
	if (w->views)
		w->views->at = &v->next;
	w->views = v;
	uv_timer_init(&w->loop, &v->alone);
	uv_timer_init(&w->loop, &v->resized);
	uv_timer_init(&w->loop, &v->carried);
	uv_timer_init(&w->loop, &v->frame);
	v->closing = HANDLES;
}

struct view *
view_open(struct visitor *visitor, struct chan *chan, bool plain)
{
	struct view *v;
	struct term *term;
	struct str first;
	enum err e = open_terminal(visitor->worker, chan_pty(chan), &term);

	if (e == ERR_LIMIT)
		put(chan,
		    STR(_("There is no room for screens just now; here is "
			  "the plain way.\n")));
	if (e != ERR_NONE)
		return NULL;
	v = mem_new(struct view);
	v->visitor = visitor;
	v->chan = chan;
	v->term = term;
	v->status = -1;
	v->early.max = EARLY_MAX_BYTES;
	v->app = make_app(v);
	take_environment(v, plain);
	enlist(v);
	first = app_may_join(v->app) ? STR("join") : STR("lobby");
	if (app_goto(v->app, first, STR("")) != ERR_NONE)
		finish(v,
		    _("The first screen cannot be shown; the sysop's "
		      "log says why."),
		    err_exit_code(ERR_IO));
	else
		app_welcome(v->app);
	settle(v);
	return v;
}

static void on_turn(struct turn *turn);

static void
on_alone(uv_timer_t *timer)
{
	struct view *v = container_of(timer, struct view, alone);

	app_timeout(v->app);
	settle(v);
}

/* A piece of what came, then the others' turn. */
static void
feed(struct view *v)
{
	struct str bytes = app_more(v->app) ?
	    STR("") :
	    str_slice(buf_str(&v->early), 0, TURN_BYTES);
	struct worker *w = v->visitor->worker;
	const char *was = watch_doing(w->watch, "input");
	size_t taken = bytes.n;
	int64_t end = clock_mono_us() + TURN_US;

	uv_timer_stop(&v->alone);
	app_input(v->app, bytes);
	while (app_more(v->app) && v->status < 0 && clock_mono_us() < end)
		app_input(v->app, STR(""));
	buf_consume(&v->early, taken);
	settle(v);
	(void)watch_doing(w->watch, was);
	if (v->over)
		return;
	if (v->early.n || app_more(v->app))
		turn_wait(w->turns, &v->turn, on_turn);
	else if (app_pending(v->app))
		uv_timer_start(&v->alone, on_alone, APP_TIMEOUT_MS, 0);
	chan_pause(v->chan, v->early.n > EARLY_BYTES);
}

static void
on_turn(struct turn *turn)
{
	feed(container_of(turn, struct view, turn));
}

void
view_input(struct view *v, struct str bytes)
{
	if (v->over)
		return;
	buf_put(&v->early, bytes);
	if (v->early.full)
		finish(v, _("That is more than can be taken in at once."),
		    err_exit_code(ERR_LIMIT));
	else if (turn_waits(&v->turn))
		chan_pause(v->chan, v->early.n > EARLY_BYTES);
	else
		feed(v);
}

/* No more keys will come. */
void
view_eof(struct view *v)
{
	finish(v, "", 0);
}

static void
on_resized(uv_timer_t *timer)
{
	struct view *v = container_of(timer, struct view, resized);
	const struct chan_pty *pty = chan_pty(v->chan);

	app_resize(v->app, pty->rows, pty->cols);
	settle(v);
}

void
view_resize(struct view *v)
{
	if (!v->over)
		uv_timer_start(&v->resized, on_resized, APP_RESIZE_MS, 0);
}

void
view_drained(struct view *v)
{
	draw(v);
}

void
view_keep(struct view *v)
{
	v->due = v->keep_due = true;
	views_news(v->visitor->worker);
}

static const char *
revoked_words(const struct view *v)
{
	if (app_drafts(v->app))
		return _("Your key was revoked. What you were writing is kept "
			 "as a draft.");
	return _("Your key was revoked.");
}

static const char *
stopping_words(const struct view *v)
{
	/* Nobody is there to keep what was typed last. */
	if (v->visitor->worker->master_gone)
		return _("The server is gone. What you were writing is "
			 "kept as a draft, but for the last few seconds.");
	if (app_drafts(v->app))
		return _("The server is stopping. What you were writing is "
			 "kept as a draft.");
	return _("The server is stopping. Come back in a moment.");
}

void
view_drain(struct view *v, enum ending why)
{
	if (why == ENDING_REVOKED)
		finish(v, revoked_words(v), err_exit_code(ERR_DENIED));
	else
		finish(v, stopping_words(v), err_exit_code(ERR_OFFLINE));
}

static void
on_closed(uv_handle_t *handle)
{
	struct view *v = handle->data;

	if (--v->closing > 0)
		return;
	buf_wipe(&v->early);
	free(v);
}

static void
close_handle(struct view *v, uv_handle_t *handle)
{
	handle->data = v;
	uv_close(handle, on_closed);
}

void
view_close(struct view *v)
{
	v->over = true;
	*v->at = v->next;
	if (v->next)
		v->next->at = v->at;
	/* Screens that close may still send what was being written. */
	app_free(v->app);
	for (size_t i = 0; i < APP_CALLS_MAX; i++) {
		if (v->asked[i].number && v->asked[i].call)
			call_forget(v->asked[i].call);
	}
	term_close(v->term);
	turn_drop(v->visitor->worker->turns, &v->turn);
	close_handle(v, (uv_handle_t *)&v->alone);
	close_handle(v, (uv_handle_t *)&v->resized);
	close_handle(v, (uv_handle_t *)&v->carried);
	close_handle(v, (uv_handle_t *)&v->frame);
}

/* Read what happened since; true when there may be more. */
static bool
read_news(struct worker *w)
{
	struct event_note page[NEWS_PAGE];
	size_t n = NEWS_PAGE;

	for (int i = 0; i < NEWS_PAGES && n == NEWS_PAGE; i++) {
		if (store_event_notes(
			w->store, w->news_seq, NEWS_PAGE, page, &n) != ERR_NONE)
			return false;
		for (size_t k = 0; k < n; k++)
			w->news[w->news_count++ % NEWS_MAX] = page[k];
		if (n)
			w->news_seq = page[n - 1].seq;
	}
	return n == NEWS_PAGE;
}

static void
tell(struct view *v)
{
	struct worker *w = v->visitor->worker;
	bool keep = v->keep_due;

	v->due = v->keep_due = false;
	if (v->over) {
		v->told = w->news_count;
		return;
	}
	if (w->news_count - v->told > NEWS_MAX) {
		app_refresh(v->app);
		v->told = w->news_count;
	}
	for (; v->told < w->news_count; v->told++)
		app_event(v->app, &w->news[v->told % NEWS_MAX]);
	if (keep)
		app_tick(v->app);
	settle(v);
}

/* Who was not reached comes first next time, however much happens. */
static void
begin_with(struct worker *w, struct view *v)
{
	struct view *last = v;

	if (v == w->views)
		return;
	while (last->next)
		last = last->next;
	last->next = w->views;
	w->views->at = &last->next;
	*v->at = NULL;
	w->views = v;
	v->at = &w->views;
}

/* As many as a turn has time for; true when there are more. */
static bool
tell_some(struct worker *w)
{
	int64_t end = clock_mono_us() + NEWS_TURN_US;
	bool more = read_news(w);

	for (struct view *v = w->views; v; v = v->next) {
		if (v->told == w->news_count && !v->due)
			continue;
		if (clock_mono_us() > end) {
			begin_with(w, v);
			return true;
		}
		tell(v);
	}
	return more;
}

static void
on_news_turn(struct turn *turn)
{
	struct worker *w = container_of(turn, struct worker, news_turn);
	const char *was = watch_doing(w->watch, "news");
	bool more = false;

	/* One look at the store for all of them: each by itself takes locks. */
	if (store_read_begin(w->store) == ERR_NONE) {
		more = tell_some(w);
		store_read_end(w->store);
	}
	if (more)
		views_news(w);
	(void)watch_doing(w->watch, was);
}

void
views_news(struct worker *w)
{
	turn_wait(w->turns, &w->news_turn, on_news_turn);
}

void
views_identify(struct visitor *visitor)
{
	struct worker *w = visitor->worker;

	for (struct view *v = w->views; v; v = v->next) {
		if (v->visitor != visitor || v->over ||
		    app_me(v->app)->id == visitor->member_id)
			continue;
		app_identify(v->app, visitor->member_id);
		v->due = true;
		views_news(w);
	}
}

void
views_here(struct worker *w)
{
	for (struct view *v = w->views; v; v = v->next) {
		app_here(v->app);
		v->due = true;
	}
	if (w->views)
		views_news(w);
}
