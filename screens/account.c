/* account - what happened to the viewer's account, and from where. */
#include "common/base/clock.h"
#include "common/store/account.h"
#include "screens/app.h"
#include "screens/ui/go.h"
#include "screens/ui/list.h"

enum {
	TEXT_COL = 3,
	AGE_COLS = 7,
	TIMES_COLS = 7,
	WHAT_COLS = 20,
	FROM_COLS = 20,
	NARROW = 60,
};

struct account {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct account_list log;
	bool stale; /* something happened: fetch before drawing */
};

static const struct {
	const char *words;
	unsigned style;
} events[] = {
	[ACCOUNT_JOINED] = { N_("joined"), STYLE_NORMAL },
	[ACCOUNT_LOGIN] = { N_("came in"), STYLE_NORMAL },
	[ACCOUNT_REFUSED] = { N_("! wrong password"), STYLE_WARN },
	[ACCOUNT_KEY_ADDED] = { N_("a key was added"), STYLE_TITLE },
	[ACCOUNT_KEY_REVOKED] = { N_("a key was revoked"), STYLE_TITLE },
	[ACCOUNT_PASSWORD] = { N_("password was set"), STYLE_TITLE },
	[ACCOUNT_RENAMED] = { N_("renamed"), STYLE_TITLE },
	[ACCOUNT_ROLE] = { N_("another role"), STYLE_TITLE },
};

static int64_t
item_id(void *arg, size_t i)
{
	return ((const struct account *)arg)->log.row[i].id;
}

/* With what, or what came of it. */
static struct str
detail_of(struct arena *a, const struct account_row *r)
{
	if (r->what == ACCOUNT_RENAMED || r->what == ACCOUNT_JOINED)
		return arena_printf(a, "@%.*s", STR_ARG(r->detail));
	if (r->detail.n)
		return r->detail;
	if (r->what == ACCOUNT_LOGIN && r->key == 0)
		return STR(_("by password"));
	if (r->key == 0)
		return STR("");
	if (r->key_name.n)
		return arena_printf(
		    a, _("with key \"%.*s\""), STR_ARG(r->key_name));
	return arena_printf(a, _("with key %lld"), (long long)r->key);
}

static void
item_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	const struct account *st = arg;
	const struct account_row *r = &st->log.row[i];
	int64_t now_ms = app_now_ms(st->screen->app);
	int right = c->cols - 1 - AGE_COLS, col = TEXT_COL + WHAT_COLS;
	struct arena a = ARENA_INIT;

	(void)selected;
	canvas_text_right(c, 0, right, AGE_COLS, STYLE_DIM,
	    str_from(clock_age(r->at_ms, now_ms).text));
	right -= TIMES_COLS;
	if (r->times > 1)
		canvas_text_right(c, 0, right, TIMES_COLS, STYLE_DIM,
		    arena_printf(&a, "×%lld", (long long)r->times));
	canvas_text(c, 0, TEXT_COL, WHAT_COLS - 1, events[r->what].style,
	    str_from(_(events[r->what].words)));
	if (c->cols >= NARROW) {
		right -= FROM_COLS;
		canvas_text(c, 0, right + 1, FROM_COLS - 1, STYLE_DIM, r->addr);
	}
	canvas_text(c, 0, col, right - col, STYLE_NORMAL, detail_of(&a, r));
	arena_free(&a);
}

static const struct list_model model = { .id = item_id, .draw = item_draw };

static enum err
load(struct screen *s)
{
	struct account *st = s->state;

	st->stale = false;
	arena_reset(&s->arena);
	st->log = (struct account_list){ 0 };
	TRY(store_account_list(s->store, &s->arena, s->viewer.id, &st->log));
	list_reset(&st->list, st->log.len);
	return ERR_NONE;
}

static enum err
account_open(struct screen *s, struct str arg)
{
	struct account *st = s->state;

	(void)arg;
	st->screen = s;
	if (!go_is_member(s))
		return ERR_DENIED;
	list_init(&st->list, &model, st, 0);
	return load(s);
}

static void
account_draw(struct screen *s, struct canvas *c)
{
	struct account *st = s->state;
	struct canvas body = canvas_sub(c, 1, 0, c->rows - 2, c->cols);

	if (st->stale && load(s) != ERR_NONE)
		list_reset(&st->list, 0);
	canvas_text(c, 0, TEXT_COL, c->cols - TEXT_COL - 1, STYLE_DIM,
	    STR(_("Only you see this, the newest first.")));
	list_draw(&st->list, &body, s->focused);
	canvas_text(c, c->rows - 1, TEXT_COL, c->cols - TEXT_COL - 1, STYLE_DIM,
	    st->log.len ?
		STR(_("Was it not you? Enter: your keys. :password sets "
		      "another.")) :
		STR(_("Nothing has happened since this is kept.")));
}

static void
look_again(struct screen *s)
{
	((struct account *)s->state)->stale = true;
	s->dirty = true;
}

static void
account_event(struct screen *s, const struct event_note *note)
{
	if (note->ref_id == s->viewer.id &&
	    (note->audience == AUDIENCE_MEMBER ||
		note->kind == EVENT_MEMBER_RENAMED ||
		note->kind == EVENT_MEMBER_ROLE))
		look_again(s);
}

static void
see_keys(struct screen *s)
{
	go_to(s, STR("keys"), STR(""));
}

static const struct binding account_keys[] = {
	{ KEYS_ENTER, N_("your keys"), see_keys, NULL, 0 },
	LIST_KEYS,
	{ 0 },
};

extern const struct screen_class account_screen;

const struct screen_class account_screen = {
	.name = "account",
	.title = N_("Your account"),
	.command = "account",
	.state_size = sizeof(struct account),
	.keys = account_keys,
	.open = account_open,
	.draw = account_draw,
	.event = account_event,
	.again = look_again,
};
