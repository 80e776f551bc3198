/* lobby_words - what the lobby says above its lines and below them. */
#include "common/base/clock.h"
#include "screens/lobby_impl.h"
#include "screens/ui/go.h"

enum { YEAR_DAYS = 365 };

static bool
is_empty(const struct lobby *st)
{
	for (size_t i = 0; i < st->boards.len; i++) {
		if (st->boards.row[i].last_ms)
			return false;
	}
	return true;
}

/* To whom nothing is addressed; all the same there may be much to read. */
static struct str
quiet_words(struct screen *s, struct arena *a, int cols)
{
	const struct lobby *st = s->state;
	long long n = st->unread;
	const char *plus = st->unread_more ? "+" : "";

	if (is_empty(st))
		return arena_printf(a,
		    _("Nothing waits for you, @%.*s. Look around."),
		    STR_ARG(app_me(s->app)->handle));
	if (n == 0 && st->away)
		return arena_printf(a,
		    _("Nothing is new since you were here %s."),
		    clock_ago(st->seen_ms, app_now_ms(s->app)).text);
	if (n == 0)
		return cols < LOBBY_NARROW ?
		    STR(_("Nothing is new.")) :
		    STR(_("Nothing is addressed to you, and nothing is new."));
	if (cols < LOBBY_NARROW)
		return n == 1 ?
		    STR(_("1 post is new: Tab reads it.")) :
		    arena_printf(
			a, _("%lld%s posts are new: Tab reads them."), n, plus);
	if (n == 1)
		return STR(_("Nothing is addressed to you; "
			     "1 post is new: Tab reads it."));
	return arena_printf(a,
	    _("Nothing is addressed to you; "
	      "%lld%s posts are new: Tab reads them."),
	    n, plus);
}

int
lobby_welcome(struct screen *s, struct canvas *c, int row)
{
	const struct lobby *st = s->state;
	struct arena a = ARENA_INIT;
	int cells = c->cols - 2;

	if (s->viewer.id == 0) {
		struct str join = go_join_way(s, &a);

		canvas_text(c, row, LIST_SIGN_COL, cells, STYLE_NORMAL,
		    arena_printf(&a,
			c->cols < 50	 ? _("To join: %.*s") :
			    c->cols < 70 ? _("A guest reads. To join: %.*s") :
					   _("You look around as a guest. To "
					     "write, join: %.*s"),
			STR_ARG(join)));
	} else if (st->since.len || st->small) {
		arena_free(&a);
		return row;
	} else {
		canvas_text(c, row, LIST_SIGN_COL, cells, STYLE_DIM,
		    quiet_words(s, &a, c->cols));
	}
	arena_free(&a);
	return row + (st->small ? 1 : 2);
}

/*
 * What came from an archive may have waited for years, and no answer now
 * would reach who asked: of that no more than the count is told.
 */
static struct str
waiting_words(const struct lobby *st, struct arena *a, int64_t now, int cols)
{
	int64_t waits = now - st->longest;
	bool old = waits >= (int64_t)YEAR_DAYS * CLOCK_DAY_MS;
	struct clock_text span = clock_span(waits);
	long long n = st->waiting;
	const char *plus = st->many ? "+" : "";

	if (cols < LOBBY_NARROW && n == 1)
		return STR(_("1 waits · w"));
	if (cols < LOBBY_NARROW)
		return arena_printf(a, _("%lld%s wait · w"), n, plus);
	if (n == 1 && old)
		return STR(
		    _("1 person waits for an answer.   w see the question"));
	if (n == 1)
		return arena_printf(a,
		    _("1 person waits for an answer: %s.   "
		      "w see the question"),
		    span.text);
	if (old)
		return arena_printf(a,
		    _("Nobody has answered %lld%s people yet.   w see them"), n,
		    plus);
	return arena_printf(a,
	    _("Nobody has answered %lld%s people yet. Longest: %s   "
	      "w see them"),
	    n, plus, span.text);
}

struct str
lobby_last_words(struct screen *s, struct arena *a, int cols)
{
	const struct lobby *st = s->state;

	if (st->boards.len == 0)
		return s->viewer.role >= ROLE_SYSOP ?
		    STR(_("There is no board yet. Make one: "
			  ":board-add support --kind question")) :
		    STR(_("There is no board here yet that you may read."));
	if (is_empty(st))
		return s->viewer.id && cols >= LOBBY_NARROW ?
		    STR(_("Nothing is written here yet. c on a board writes "
			  "the first words.")) :
		    STR(_("Nothing is written here yet."));
	if (st->waiting == 0)
		return STR("");
	return waiting_words(st, a, app_now_ms(s->app), cols);
}
