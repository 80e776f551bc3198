/* lobby_words - what the lobby says above its lines and below them. */
#include "common/base/clock.h"
#include "screens/lobby_impl.h"
#include "screens/ui/go.h"

enum { YEAR_DAYS = 365 };

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
	} else if (st->seen_ms) {
		canvas_text(c, row, LIST_SIGN_COL, cells, STYLE_DIM,
		    arena_printf(&a,
			_("Nothing waits for you since you were here %s."),
			clock_ago(st->seen_ms, app_now_ms(s->app)).text));
	} else {
		canvas_text(c, row, LIST_SIGN_COL, cells, STYLE_DIM,
		    arena_printf(&a,
			_("Nothing waits for you, @%.*s. Look around."),
			STR_ARG(app_me(s->app)->handle)));
	}
	arena_free(&a);
	return row + (st->small ? 1 : 2);
}

static bool
is_empty(const struct lobby *st)
{
	for (size_t i = 0; i < st->boards.len; i++) {
		if (st->boards.row[i].last_ms)
			return false;
	}
	return true;
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
