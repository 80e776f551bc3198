/*
 * reading - what it costs to look at things in a large community.
 *
 *	reading DATA ROWS [WORDS]
 *
 * Opens screens on the store in DATA as a worker does, without ssh: as a
 * member who has read nothing, as one who has read all, and as a guest; and
 * tells for each step how long the screen and its frame took, on the wall's
 * clock and of the processor, which others who use the machine change little.
 * The two members are added to DATA, which should be a copy.  With words,
 * only steps that have them in their names.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/sql.h"
#include "common/store/store.h"
#include "screens/app.h"
#include "screens/termpool.h"
#include "tests/bench/lib/table.h"

enum {
	SAMPLES = 100,
	HERE = 1000, /* members, as the screen "who" lists them */
	POOL_BYTES = 64 * 1024 * 1024,
	LINE_BYTES = 256,
};

enum who { UNREAD, READ, GUEST, WHO };

static const char *const who_names[WHO] = { "unread", "read", "guest" };

struct bench {
	struct store *store;
	struct term_pool *pool;
	struct table table;
	struct arena arena;
	struct presence presence;
	struct site site;
	int64_t now_ms;
	int64_t member[WHO];
	struct str thread, board, questions, author; /* the largest */
	int64_t posts;				     /* of the thread */
	struct app *app;			     /* that is looked at now */
};

/* A place to go to, or keys to type there. */
struct step {
	const char *what;
	const char *screen;
	const char *arg;    /* see expand() */
	const char *before; /* typed there first, not measured; or NULL */
	const char *keys;   /* what is measured; NULL: going there */
	bool on;	    /* the next sample goes on where this ended */
};

static int64_t
now(void *arg)
{
	return ((const struct bench *)arg)->now_ms;
}

/* Every command is done at once, and changes nothing. */
static void
submit(void *arg, uint64_t number, const struct args *args, struct str body)
{
	struct bench *b = arg;
	struct answer answer = { .words = STR("") };

	(void)args;
	(void)body;
	app_answer(b->app, number, &answer);
}

static void
quit(void *arg, int status)
{
	(void)arg;
	(void)status;
}

static void
run_sql(struct store *s, const char *text)
{
	struct sql q = sql_begin(s, text);

	table_must(sql_run(&q), text);
}

static int64_t
number(struct store *s, const char *text)
{
	struct sql q = sql_begin(s, text);
	int64_t n;

	table_must(sql_one_int(&q, 0, &n), text);
	return n;
}

static struct str
text_of(struct bench *b, const char *text)
{
	struct sql q = sql_begin(b->store, text);
	struct str out = STR("");

	if (sql_next(&q))
		out = sql_col_text(&q, 0, &b->arena);
	while (sql_next(&q))
		continue;
	table_must(sql_end(&q), text);
	return out;
}

static const char bench_unread_sql[] =
    "SELECT id FROM member WHERE handle = 'bench_unread'";
static const char bench_read_sql[] =
    "SELECT id FROM member WHERE handle = 'bench_read'";

/* The members, and what they have read. */
static void
prepare(const char *dir)
{
	struct store *s;

	table_must(store_open(dir, &s), dir);
	table_must(store_begin(s), "begin");
	run_sql(s,
	    "INSERT OR IGNORE INTO member (handle, joined_at) VALUES"
	    " ('bench_unread', 1000), ('bench_read', 1000)");
	run_sql(s,
	    "INSERT OR REPLACE INTO board_mark SELECT m.id, b.id,"
	    " CASE m.handle WHEN 'bench_read' THEN b.seq ELSE 0 END"
	    " FROM member m CROSS JOIN board b"
	    " WHERE m.handle IN ('bench_read', 'bench_unread')");
	table_must(store_commit(s), "commit");
	store_close(s);
}

static void
find_largest(struct bench *b)
{
	b->thread = text_of(
	    b, "SELECT CAST(id AS TEXT) FROM thread ORDER BY seq DESC LIMIT 1");
	b->posts = number(
	    b->store, "SELECT seq FROM thread ORDER BY seq DESC LIMIT 1");
	b->board =
	    text_of(b, "SELECT slug FROM board ORDER BY threads DESC LIMIT 1");
	b->questions = text_of(b,
	    "SELECT slug FROM board WHERE kind = 'question'"
	    " ORDER BY threads DESC LIMIT 1");
	b->author = text_of(b,
	    "SELECT handle FROM member WHERE id <> 1"
	    " ORDER BY posts DESC LIMIT 1");
	b->now_ms = number(b->store, "SELECT max(bumped_at) FROM thread");
	b->member[UNREAD] = number(b->store, bench_unread_sql);
	b->member[READ] = number(b->store, bench_read_sql);
}

static void
fill_presence(struct bench *b)
{
	struct sql q = sql_begin(
	    b->store, "SELECT id FROM member ORDER BY posts DESC LIMIT :max");

	b->presence.row = arena_array(&b->arena, struct presence_row, HERE);
	sql_int(&q, ":max", HERE);
	while (sql_next(&q))
		b->presence.row[b->presence.len++] =
		    (struct presence_row){ .member_id = sql_col_int(&q, 0),
			    .since_ms = b->now_ms };
	table_must(sql_end(&q), "presence");
}

/* %T the thread, %B and %Q boards, %A the author, %N a post by turns. */
static void
expand(const struct bench *b, const char *text, int nth, struct buf *out)
{
	buf_reset(out);
	for (; *text; text++) {
		if (*text != '%') {
			buf_char(out, *text);
			continue;
		}
		switch (*++text) {
		case 'T':
			buf_put(out, b->thread);
			break;
		case 'B':
			buf_put(out, b->board);
			break;
		case 'Q':
			buf_put(out, b->questions);
			break;
		case 'A':
			buf_put(out, b->author);
			break;
		default:
			buf_printf(out, "%lld",
			    (long long)(1 + b->posts * nth / SAMPLES));
		}
	}
}

static struct term *
open_app(struct bench *b, enum who who)
{
	const struct term_options options = {
		.term = STR("xterm-256color"), .rows = 40, .cols = 100
	};
	const struct app_host host = { .arg = b,
		.store = b->store,
		.viewer = b->member[who],
		.site = &b->site,
		.presence = &b->presence,
		.now_ms = now,
		.submit = submit,
		.quit = quit };
	struct term *term;

	table_must(term_open(b->pool, &options, &term), "terminal");
	b->app = app_new(&host, term);
	table_must(app_goto(b->app, STR("lobby"), STR("")), "lobby");
	(void)app_draw(b->app);
	return term;
}

static void
close_app(struct bench *b, struct term *term)
{
	app_free(b->app);
	term_close(term);
}

static void
type(struct bench *b, struct str keys)
{
	app_input(b->app, keys);
	while (app_more(b->app))
		app_input(b->app, STR(""));
	(void)app_draw(b->app);
}

static void
go_to(struct bench *b, const struct step *step, int nth)
{
	struct buf text = BUF_INIT(0);

	expand(b, step->arg, nth, &text);
	table_must(app_goto(b->app, str_from(step->screen), buf_str(&text)),
	    step->what);
	(void)app_draw(b->app);
	if (step->before) {
		expand(b, step->before, nth, &text);
		type(b, buf_str(&text));
	}
	buf_free(&text);
}

struct times {
	int64_t wall_us[SAMPLES];
	int64_t cpu_us[SAMPLES];
};

static void
sample(struct bench *b, const struct step *step, int nth, struct times *t)
{
	struct buf keys = BUF_INIT(0);
	int64_t wall, cpu;

	if (step->keys)
		expand(b, step->keys, nth, &keys);
	wall = clock_mono_us();
	cpu = clock_cpu_us();
	if (step->keys)
		type(b, buf_str(&keys));
	else
		go_to(b, step, nth);
	t->cpu_us[nth] = clock_cpu_us() - cpu;
	t->wall_us[nth] = clock_mono_us() - wall;
	buf_free(&keys);
}

static void
measure(struct bench *b, const struct step *step, enum who who)
{
	struct times t;
	struct term *term = NULL;

	for (int i = 0; i < SAMPLES; i++) {
		if (!step->on || i == 0) {
			term = open_app(b, who);
			if (step->keys)
				go_to(b, step, i);
		}
		sample(b, step, i, &t);
		if (!step->on || i == SAMPLES - 1)
			close_app(b, term);
	}
	table_row(&b->table, step->what, who_names[who], t.wall_us, t.cpu_us,
	    SAMPLES);
}

static const struct step steps[] = {
	{ "the lobby", "lobby", "", NULL, NULL, false },
	{ "a board", "board", "%B", NULL, NULL, false },
	{ "a board, unread", "board", "%B unread", NULL, NULL, false },
	{ "a board, newest", "board", "%B newest", NULL, NULL, false },
	{ "a board, score", "board", "%B score", NULL, NULL, false },
	{ "a board, mine", "board", "%B mine", NULL, NULL, false },
	{ "a board of questions", "board", "%Q", NULL, NULL, false },
	{ "questions, unanswered", "board", "%Q open", NULL, NULL, false },
	{ "questions, replied", "board", "%Q replied", NULL, NULL, false },
	{ "questions, solved", "board", "%Q solved", NULL, NULL, false },
	{ "the end of a board", "board", "%B", NULL, "G", false },
	{ "a page down a board", "board", "%B", NULL, "\033[6~", true },
	{ "the longest thread", "thread", "%T", NULL, NULL, false },
	{ "the last page of the longest thread", "thread", "%T", NULL, "G",
	    false },
	{ "a page up from there", "thread", "%T", "G", "\033[5~", true },
	{ "a page down from its start", "thread", "%T", "g", "\033[6~", true },
	{ "a post of it by number", "thread", "%T", NULL, "#%N\r", true },
	{ "any post of it", "thread", "%T.%N", NULL, NULL, false },
	{ "folding all of it", "thread", "%T", NULL, "Z", true },
	{ "back to it from the help", "thread", "%T", "?", "q", false },
	{ "the next unread, from the lobby", "lobby", "", NULL, "\t", false },
	{ "the next unread, from its end", "thread", "%T", "G", "\t", false },
	{ "what is unread", "unread", "", NULL, NULL, false },
	{ "who wrote most", "profile", "%A", NULL, NULL, false },
	{ "the members", "members", "", NULL, NULL, false },
	{ "who is here", "who", "", NULL, NULL, false },
};

int
main(int argc, char **argv)
{
	struct bench b = { .site = { STR_INIT("localhost"), 22 } };

	if (argc != 3 && argc != 4) {
		fprintf(stderr, "reading DATA ROWS [WORDS]\n");
		return 2;
	}
	setlocale(LC_ALL, "C.UTF-8");
	mem_keep_freed();
	log_set_level(LOG_WARN);
	prepare(argv[1]);
	table_must(store_open_readonly(argv[1], &b.store), argv[1]);
	table_must(term_pool_new(POOL_BYTES, &b.pool), "terminals");
	table_open(&b.table, "reading", argv[2]);
	find_largest(&b);
	fill_presence(&b);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (argc == 4 && strstr(steps[i].what, argv[3]) == NULL)
			continue;
		for (enum who who = 0; who < WHO; who++)
			measure(&b, &steps[i], who);
	}
	table_close(&b.table);
	term_pool_free(b.pool);
	store_close(b.store);
	arena_free(&b.arena);
	return 0;
}
