/*
 * worker - the process that strangers talk to.
 *
 * It serves ssh connections that the master passes it, reads the store, and
 * asks the master for logins and for everything that changes something.
 * This header is for worker.c and its parts: login.c, call.c, door.c, talk.c.
 */
#ifndef STOA_SERVER_WORKER_H
#define STOA_SERVER_WORKER_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "common/base/config.h"
#include "common/command/command.h"
#include "common/rules/limits.h"
#include "server/conn.h"
#include "common/store/event.h"
#include "server/link.h"
#include "server/turns.h"
#include "server/watch.h"

enum { POOL_MAX = 64, FINGERPRINT_CHARS = 100, PUBKEY_CHARS = 4096 };

/* Why the server ends a session by itself. */
enum ending {
	ENDING_STOP,	/* it stops, or its master is gone */
	ENDING_REVOKED, /* the key somebody came with counts no more */
};

struct call;
struct door;
struct talk;
struct view;

/* What happened lately; screens that lag behind it look at everything. */
enum { NEWS_MAX = 256 };

struct worker {
	uv_loop_t loop;
	struct turns *turns;
	struct watch *watch;
	const char *dir;
	struct link *link;
	struct host *host;
	struct config *config;
	struct conn_limits limits;
	struct site site;
	struct arena arena; /* what lives as long as the worker */
	struct store *store;
	struct store *pool[POOL_MAX]; /* idle ones */
	size_t idle;
	struct call *slow_first, **slow_last; /* wait for an idle one */
	struct call *streams;
	struct term_pool *terms; /* made with the first view */
	struct view *views;
	struct event_note news[NEWS_MAX]; /* a ring, by seq of arrival … */
	int64_t news_count;		  /* … so many came so far */
	int64_t news_seq;		  /* the last event that was read */
	struct turn news_turn;
	bool here_changed;
	struct visitor *visitors;
	size_t visitor_count;
	struct presence presence; /* by session */
	struct speller *speller;  /* for the pool alone */
	size_t here_cap;
	int fd_sock;
	uv_poll_t fd_poll;
	uv_timer_t tick;
	uv_timer_t quit_timer;
	int64_t data_version;
	int64_t ticks;
	size_t waiting;	  /* calls the master has not answered */
	bool streams_lag; /* one has more to look at */
	bool draining;
	bool master_gone;
	int exit_status;
};

/* Somebody's connection, from the first byte. */
struct visitor {
	struct visitor *next, **at;
	struct worker *worker;
	struct conn *conn;
	int64_t visit; /* the master's number of it */
	/* While logging in: */
	char first_key[FINGERPRINT_CHARS + 1]; /* offered first */
	char first_pubkey[PUBKEY_CHARS + 1];
	char user[256];			     /* the name typed */
	char handle[LIMIT_HANDLE_BYTES + 1]; /* to join under; good so far */
	bool wrong;			     /* a password was refused */
	bool asking;			     /* the master was asked */
	/* Since login: */
	char session[33]; /* empty before */
	int64_t n;
	int64_t member_id;
	int64_t seen_ms; /* before this login; 0: never, or a guest */
	bool by_password;
	char fingerprint[FINGERPRINT_CHARS + 1]; /* proven; or empty */
	struct door *doors;
	/* Read marks that go to the master every two seconds. */
	int64_t mark_thread;
	int64_t mark_n;
};

/* server/login.c */
void login_auth(struct conn *c, const struct auth_request *r);
void login_closed(struct visitor *v);

/* server/door.c: channels. */
void door_exec(struct chan *chan, struct str line);
void door_shell(struct chan *chan);
void door_input(struct chan *chan, struct str bytes);
void door_eof(struct chan *chan);
void door_resize(struct chan *chan);
void door_drained(struct chan *chan);
void door_closed(struct chan *chan);
/* Every two seconds: keep what is being typed. */
void door_keep(struct visitor *v);
/*
 * The session ends by our will: tell why, keep drafts, leave.  True while a
 * command is still to be answered; the connection then ends by itself.
 */
bool door_drain(struct visitor *v, enum ending why);

/* server/call.c: running one command for a visitor. */

/* `status` is the exit status; what it had to say has been written. */
typedef void call_done(void *arg, int status);

/*
 * Run `args` (made in `arena`, which the call takes over) with what came on
 * standard input, writing to `chan`.  `done` follows once, unless the call
 * is forgotten.  NULL when it ended at once, after `done`.
 */
struct call *call_start(struct visitor *v, struct chan *chan,
    struct arena arena, const struct args *args, struct str body, bool has_body,
    call_done *done, void *arg);
/*
 * The same for a screen, which gets the rows; they are gone afterwards, as
 * `words` are: what was said, or why it failed.  `args` are copied.
 */
typedef void
call_answered(void *arg, enum err e, struct str words, const struct rows *rows);
struct call *call_ask(struct visitor *v, const struct args *args,
    struct str body, call_answered *answered, void *arg);
/* Ask before a text is typed whether its command could run at all. */
enum err call_ready(struct visitor *v, struct arena *a, const struct args *args,
    struct str *message);
/* Nobody waits any more: finish without a word. */
void call_forget(struct call *c);
/* Something was committed: streams look. */
void call_streams(struct worker *w);
/* A stream's reader has caught up. */
void call_go_on(struct call *c);
/* End a stream well; false when it is none. */
bool call_stop_stream(struct call *c);
/* Whether what it changes may be done although nobody waits for it. */
bool call_writes(const struct call *c);

/* Tell words to a channel, with the newlines its terminal wants. */
void put(struct chan *chan, struct str text);
void put_error(
    struct chan *chan, enum args_format format, enum err e, struct str message);

/* Send a quiet order nobody waits for. */
void call_quiet(
    struct visitor *v, const char *command, json_t *args, struct str body);
/* Send what was read since the last time. */
void call_flush_marks(struct visitor *v);

/* server/view.c: the screens of a channel. */

/*
 * NULL when its terminal cannot show screens, or there is no room.  `plain`:
 * in words alone, whatever the preferences say.
 */
struct view *view_open(struct visitor *v, struct chan *chan, bool plain);
void view_input(struct view *v, struct str bytes);
void view_eof(struct view *v);
void view_resize(struct view *v);
void view_drained(struct view *v);
/* Every two seconds: its screens keep what was typed, in a turn of the news. */
void view_keep(struct view *v);
void view_drain(struct view *v, enum ending why);
void view_close(struct view *v);
/* Something was committed: tell every view, a few milliseconds a turn. */
void views_news(struct worker *w);
/* Somebody joined: all that is open on their connection is theirs. */
void views_identify(struct visitor *v);
/* Who is here changed. */
void views_here(struct worker *w);

/* server/talk.c: the line conversation. */
struct talk *talk_open(struct visitor *v, struct chan *chan);
void talk_input(struct talk *t, struct str bytes);
void talk_eof(struct talk *t);
/* Keep what was typed since the last time, should this process die. */
void talk_keep(struct talk *t);
void talk_drained(struct talk *t);
void talk_drain(struct talk *t, enum ending why);
void talk_close(struct talk *t);

#endif
