/*
 * Whatever is typed, wherever, while whatever happens: the app lives, what
 * is on the terminal is what was meant, and nobody sees a private board.
 *
 * A byte is typed as it is, but for those that UTF-8 never has: each is
 * something that happens, said by the byte after it.
 */
#include "screens/app.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <sqlite3.h>

#include "common/base/log.h"
#include "common/store/sql.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/crowd.h"
#include "tests/lib/vt.h"

enum {
	HAPPENS = 0xF4,	 /* from here on */
	TYPED_MAX = 48,	 /* at once, before it is drawn */
	STEPS_MAX = 400, /* of one input */
	EVENTS_MAX = 16,
};

enum what {
	DO_ORDER, /* somebody else changes something */
	DO_SERVE, /* what was submitted is answered */
	DO_FAIL,  /* … badly */
	DO_RESIZE,
	DO_TIME,
	DO_EVENT,
	DO_OPEN,
	DO_HERE,
	DO_FRESH,
	DO_PASTE,
	DO_WORD,
	DO_BREAK, /* the store cannot be read for some steps */
};

static const char *const orders[] = {
	"delete 1.1",
	"delete 41.1",
	"delete --why spam 2.2",
	"delete 41.5",
	"edit --why typing 41.2",
	"board-edit support --read staff",
	"board-edit support --read guest",
	"board-edit talk --private",
	"board-edit talk --public",
	"board-edit talk --post staff",
	"board-edit talk --title \"Talk of the town\"",
	"board-edit talk --close",
	"board-edit news --slug olds",
	"board-edit support --kind discussion",
	"board-add fresh --title Fresh",
	"member-role ana moderator",
	"member-role ana member",
	"member-role mira member",
	"member-role ben staff",
	"member-role ben member",
	"reply 2.1",
	"post talk Something new",
	"ask support Another one",
	"accept 4.2",
	"tag 3 sound wifi",
	"setting community.name Elsewhere",
	"setting post.max-bytes 100",
	"setting title.max-chars 10",
};

static const char *const words[] = {
	":goto thread 41\r",
	":goto board support\r",
	":goto profile ben\r",
	":goto members\r",
	":goto who\r",
	":goto settings\r",
	":goto keys\r",
	":goto search port\r",
	":goto unread\r",
	":goto compose reply 41.1\r",
	":goto compose ask support\r",
	":goto compose edit 3.1\r",
	":reply 41.3\r",
	":threads --json support\r",
	":prefs keys=menu\r",
	":prefs keys=mutt\r",
	":prefs theme=mono\r",
	":prefs zone=Asia/Tokyo\r",
	":join newcomer\r",
	":delete 3.1\r",
	":boards\r",
	":help threads\r",
	":follow talk\r",
	":read 41\r",
	":profile ben\r",
	"\x1b[<0;10;5M",
	"\x1b[<65;10;5M",
	"\x1b[200~pasted\r\n\x1b]0;x\x07 words\n",
	"\x1b[201~",
	"\x1bP>|kitty(0.21)\x1b\\",
};

static const struct {
	int rows, cols;
} sizes[] = { { 24, 80 }, { 10, 40 }, { 5, 20 }, { 30, 130 }, { 60, 200 },
	{ 5, 50 } };

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

struct world {
	struct fixture *f;
	struct crowd crowd;
	sqlite3 *fresh; /* as it was at first */
	bool spoilt;
	int64_t now_ms;
	struct presence_row here[2];
};

static void
copy_store(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");

	check(b != NULL);
	check(sqlite3_backup_step(b, -1) == SQLITE_DONE);
	check(sqlite3_backup_finish(b) == SQLITE_OK);
}

static struct world *
the_world(void)
{
	static struct world w;

	if (w.f)
		return &w;
	w.f = fixture_new();
	w.crowd = crowd_make(w.f);
	w.now_ms = w.f->now_ms;
	w.here[0] = (struct presence_row){ w.crowd.ben, w.now_ms, 1 };
	w.here[1] = (struct presence_row){ 0, w.now_ms, 2 };
	check(sqlite3_open(":memory:", &w.fresh) == SQLITE_OK);
	copy_store(w.fresh, sql_handle(w.f->store));
	log_set_level(LOG_ERROR);
	return &w;
}

struct play {
	struct world *w;
	struct vt *vt;
	bool may_see; /* the private board */
	int broken;   /* steps for which the store is so */
	int steps;
};

static int
on_progress(void *arg)
{
	(void)arg;
	return 1;
}

static void
break_store(struct play *p, int steps)
{
	p->broken = steps;
	sqlite3_progress_handler(sql_handle(p->w->f->store), steps ? 1 : 0,
	    steps ? on_progress : NULL, NULL);
}

/*
 * Whether the title of the private board's thread is on the screen.  It is
 * not written here, where the fuzzer could learn it and type it.
 */
static bool
shows_hidden(const char *screen)
{
	static const char turned[] = "Opcpez!fmtf!tfft";
	size_t n = 0;

	for (; *screen && n < sizeof turned - 1; screen++)
		n = *screen + 1 == turned[n] ? n + 1 : 0;
	return n == sizeof turned - 1;
}

/* Draw, compare, and look for what is nobody's business. */
static void
look(struct play *p)
{
	char why[400];

	p->steps++;
	if (p->broken && p->broken == 1)
		break_store(p, 0);
	else if (p->broken)
		p->broken--;
	if (!vt_step(p->vt, why, sizeof why)) {
		fprintf(stderr, "%s\n%s\n", why, vt_screen(p->vt));
		abort();
	}
	if (!p->may_see && app_me(vt_app(p->vt))->role <= ROLE_MEMBER &&
	    shows_hidden(vt_screen(p->vt))) {
		fprintf(stderr, "seen:\n%s\n", vt_screen(p->vt));
		abort();
	}
}

static void
type(struct play *p, struct str bytes)
{
	struct app *app = vt_app(p->vt);

	app_input(app, bytes);
	while (app_more(app))
		app_input(app, STR(""));
	look(p);
}

static void
order(struct play *p, uint8_t which)
{
	struct fixture *f = p->w->f;
	const char *line = orders[which % COUNT(orders)];

	(void)fixture_do(f, line, "Words of somebody else.");
	p->w->spoilt = true;
}

static void
fail(struct play *p, uint8_t how)
{
	const struct answer answer = {
		.err = how % (ERR_UNSURE + 1),
		.words = how & 0x80 ? STR("") :
				      STR("no\033[2Jt \x9b"
					  "now\n"),
	};

	if (vt_submitted(p->vt))
		vt_answer(p->vt, &answer);
}

static void
event(struct play *p, uint8_t which)
{
	const struct event_note note = {
		.seq = 1,
		.kind = which % (EVENT_IMPORTED + 1),
		.audience = AUDIENCE_PUBLIC,
		.actor_id = 1 + which % 5,
		.board_id = 1 + which % 3,
		.thread_id = which,
		.n = 1 + which % 7,
		.ref_id = which,
	};

	vt_event(p->vt, &note);
}

static void
open_screen(struct play *p, uint8_t which)
{
	static const char *const args[] = { "", "3", "41.3", "support", "lab",
		"ben", "nobody", "reply 41.2", "post talk", "9999999999", "-1",
		"resume 1", "*" };
	size_t n;
	const struct screen_class *const *class = app_screens(&n);

	(void)app_push(vt_app(p->vt), class[which % n],
	    str_from(args[(which / n) % COUNT(args)]));
}

static void
resize(struct play *p, uint8_t which)
{
	size_t i = which % COUNT(sizes);

	vt_resize(p->vt, sizes[i].rows, sizes[i].cols);
}

static void
paste(struct play *p, uint8_t much)
{
	struct buf text = BUF_INIT(0);

	buf_cstr(&text, "\033[200~");
	for (unsigned i = 0; i < 20u * much; i++)
		buf_printf(&text, "line %u of many\r", i);
	if (much & 1)
		buf_cstr(&text, "\033[201~");
	type(p, buf_str(&text));
	buf_free(&text);
}

static void
happen(struct play *p, enum what what, uint8_t how)
{
	struct app *app = vt_app(p->vt);

	if (what == DO_ORDER || what == DO_SERVE)
		break_store(p, 0);
	switch (what) {
	case DO_ORDER:
		order(p, how);
		break;
	case DO_SERVE:
		p->w->spoilt = true;
		vt_serve(p->vt, p->w->f);
		break;
	case DO_FAIL:
		fail(p, how);
		break;
	case DO_RESIZE:
		resize(p, how);
		break;
	case DO_TIME:
		if (app_pending(app))
			app_timeout(app);
		app_tick(app);
		break;
	case DO_EVENT:
		event(p, how);
		break;
	case DO_OPEN:
		open_screen(p, how);
		break;
	case DO_HERE:
		vt_here(p->vt, p->w->here, how % 3);
		break;
	case DO_FRESH:
		app_refresh(app);
		break;
	case DO_PASTE:
		paste(p, how);
		break;
	case DO_WORD:
		type(p, str_from(words[how % COUNT(words)]));
		break;
	case DO_BREAK:
		break_store(p, how % 8);
		break;
	}
	look(p);
}

static void
play(struct play *p, const uint8_t *data, size_t size)
{
	size_t at = 0;

	while (at < size && vt_status(p->vt) < 0 && p->steps < STEPS_MAX) {
		size_t n = 0;

		while (at + n < size && n < TYPED_MAX && data[at + n] < HAPPENS)
			n++;
		if (n)
			type(p, (struct str){ (const char *)data + at, n });
		at += n;
		if (vt_status(p->vt) < 0 && at + 1 < size &&
		    data[at] >= HAPPENS) {
			happen(p, data[at] - HAPPENS, data[at + 1]);
			at += 2;
		} else if (at + 1 == size) {
			at++;
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	extern const struct screen_class lobby_screen;
	struct world *w = the_world();
	const int64_t who[] = { 0, w->crowd.ana, w->crowd.ben, w->crowd.mira,
		w->crowd.ida };
	static const char *const terms[] = { "xterm-256color", "vt100",
		"xterm-kitty", "linux", "syncterm", "screen" };
	struct play p = { .w = w };

	if (size < 2)
		return 0;
	p.may_see = data[0] % 5 >= 3;
	p.vt = vt_open_term(&lobby_screen, w->f->store, who[data[0] % 5], "",
	    24, 80, terms[data[1] % COUNT(terms)]);
	play(&p, data + 2, size - 2);
	break_store(&p, 0);
	vt_close(p.vt);
	if (w->spoilt)
		copy_store(sql_handle(w->f->store), w->fresh);
	w->spoilt = false;
	w->f->now_ms = w->now_ms;
	arena_reset(&w->f->arena);
	return 0;
}
