/*
 * search - how long searches take in a large community, and whether keys on
 * other screens wait for them.
 *
 *	search DATA JSON
 *
 * Words, phrases, authors and titles are taken from the posts in DATA
 * themselves.  Each search runs as a worker's pool runs it: as a command, in
 * one read transaction, with the deadline of the configuration.  Times are of
 * the clock on the wall, in microseconds; `cpu` beside them is what the
 * thread used, which others on the machine do not change.  In the end keys
 * are typed on a screen while two threads search for all they can.
 * DATA is upgraded when it is older, so let it be a copy.
 */
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/command/command.h"
#include "common/store/search.h"
#include "common/store/sql.h"
#include "common/store/store.h"
#include "screens/app.h"
#include "screens/termpool.h"
#include "tests/lib/table.h"

enum {
	SAMPLES = 100,
	SOURCES = 4000, /* posts to take words from */
	WORDS_MAX = 1200,
	DEADLINE_MS = 2000,
	COMMON = 5000,
	RARE = 20,
	KEYS = 3000,
	KEY_PAUSE_US = 2000,
	SEARCHERS = 2,
	POOL_BYTES = 64 * 1024 * 1024,
};

struct words {
	struct str word[WORDS_MAX];
	size_t n;
};

struct bench {
	struct table table;
	const char *dir;
	struct store *store;
	struct arena arena;
	int64_t member; /* who wrote most */
	struct words common, middle, rare, phrases, titles, authors, boards;
	uint64_t turn;
	int64_t failed;
	struct app *app;
};

static void
must(enum err e, const char *what)
{
	if (e == ERR_NONE)
		return;
	fprintf(stderr, "search: %s: %s\n", what, err_text(e));
	exit(1);
}

static void
keep(struct words *w, struct str word)
{
	if (w->n < WORDS_MAX)
		w->word[w->n++] = word;
}

/* The next of them, and on from the first again. */
static struct str
next(struct bench *b, const struct words *w)
{
	b->turn = b->turn * 6364136223846793005u + 1442695040888963407u;
	return w->n ? w->word[(b->turn >> 33) % w->n] : STR("nothing");
}

static enum err
run_line(struct bench *b, struct store *s, int64_t member, struct str line,
    struct arena *a, struct rows *rows)
{
	struct command_ctx ctx = {
		.store = s, .arena = a, .out = rows, .now_ms = clock_now_ms()
	};
	struct args args;
	struct str why;
	enum err e = args_parse(a, line, &args, &why);

	(void)b;
	if (e != ERR_NONE)
		return e;
	rows_init(rows, a, args.command->columns);
	store_set_deadline(s, DEADLINE_MS);
	e = command_identify(&ctx, member);
	if (e == ERR_NONE)
		e = command_run(args.command, &ctx, &args);
	store_set_deadline(s, 0);
	return e;
}

static int64_t
count_of(struct bench *b, struct str word)
{
	struct arena a = ARENA_INIT;
	struct rows rows;
	int64_t n = 0;
	enum err e = run_line(b, b->store, 0,
	    arena_printf(&a, "search --max 1 \"%.*s\"", STR_ARG(word)), &a,
	    &rows);

	if (e == ERR_NONE && rows.first)
		n = rows.first->cell[12].number;
	arena_free(&a);
	return n;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first word of `text` from `at` on that is letters alone. */
static struct str
word_at(struct str text, size_t at)
{
	size_t end;

	while (at < text.n && is_letter(text.p[at]))
		at++;
	while (at < text.n && !is_letter(text.p[at]))
		at++;
	for (end = at; end < text.n && is_letter(text.p[end]);)
		end++;
	return str_slice(text, at, end - at);
}

static void
take_words(struct bench *b, struct str body, int64_t n)
{
	size_t at = body.n ? (size_t)n * 7919 % body.n : 0;
	struct str word = word_at(body, at);
	size_t from = (size_t)(word.p - body.p);
	struct str after = str_slice(body, from + word.n, body.n);
	int64_t count;

	if (word.n < 3 || word.n > 20)
		return;
	count = count_of(b, word);
	if (count >= COMMON)
		keep(&b->common, word);
	else if (count > RARE)
		keep(&b->middle, word);
	else if (count)
		keep(&b->rare, word);
	if (after.n > 1 && after.p[0] == ' ' && is_letter(after.p[1])) {
		struct str second = word_at(after, 0);

		keep(&b->phrases,
		    arena_printf(&b->arena, "\"%.*s %.*s\"", STR_ARG(word),
			STR_ARG(second)));
	}
}

static void
take_column(struct bench *b, struct words *w, const char *text)
{
	struct sql q = sql_begin(b->store, text);

	while (sql_next(&q))
		keep(w, sql_col_text(&q, 0, &b->arena));
	must(sql_end(&q), text);
}

static void
prepare(struct bench *b)
{
	static const char last_sql[] = "SELECT max(id) FROM post";
	static const char body_sql[] =
	    "SELECT body FROM post WHERE id >= :id LIMIT 1";
	static const char title_sql[] =
	    "SELECT title FROM thread WHERE id % 37 = 5 LIMIT 1000";
	static const char author_sql[] =
	    "SELECT handle FROM member WHERE posts > 0 AND id > 1"
	    " ORDER BY posts DESC LIMIT 500";
	static const char board_sql[] = "SELECT slug FROM board"
					" WHERE threads > 0";
	static const char member_sql[] =
	    "SELECT id FROM member WHERE id > 1 ORDER BY posts DESC LIMIT 1";
	struct sql q = sql_begin(b->store, last_sql);
	int64_t last;

	must(sql_one_int(&q, 1, &last), last_sql);
	q = sql_begin(b->store, member_sql);
	must(sql_one_int(&q, 0, &b->member), member_sql);
	for (int64_t i = 0; i < SOURCES; i++) {
		struct str body = STR("");

		q = sql_begin(b->store, body_sql);
		sql_int(&q, ":id", 1 + last / SOURCES * i);
		if (sql_next(&q))
			body = sql_col_text(&q, 0, &b->arena);
		must(sql_end(&q), body_sql);
		take_words(b, body, i);
	}
	take_column(b, &b->titles, title_sql);
	take_column(b, &b->authors, author_sql);
	take_column(b, &b->boards, board_sql);
	printf("%lld posts; words: %zu common, %zu between, %zu rare\n",
	    (long long)last, b->common.n, b->middle.n, b->rare.n);
}

/* A word with a slip in it. */
static struct str
slip(struct bench *b, struct arena *a, struct str word)
{
	char *p = arena_cstr(a, word);
	size_t at;

	b->turn += 1;
	at = b->turn % (word.n - 1);
	if (p[at] == p[at + 1]) {
		p[at] = 'q';
	} else {
		char c = p[at];

		p[at] = p[at + 1];
		p[at + 1] = c;
	}
	return str_from(p);
}

/*
 * %c a common word, %m one between, %r a rare one, %p a phrase, %b a board,
 * %a an author, %t a title, %3 and %6 so many letters, %s and %S words with
 * a slip (the latter twice), %x letters at random, %y a year, %n a month.
 */
static struct str
expand(struct bench *b, struct arena *a, const char *text)
{
	struct buf out = BUF_INIT(0);
	struct str line;

	for (; *text; text++) {
		uint64_t r;

		if (*text != '%') {
			buf_char(&out, *text);
			continue;
		}
		b->turn += 0x9e3779b97f4a7c15u;
		r = b->turn >> 20;
		switch (*++text) {
		case 'c':
			buf_put(&out, next(b, &b->common));
			break;
		case 'm':
			buf_put(&out, next(b, &b->middle));
			break;
		case 'r':
			buf_put(&out, next(b, &b->rare));
			break;
		case 'p':
			buf_put(&out, next(b, &b->phrases));
			break;
		case 'b':
			buf_put(&out, next(b, &b->boards));
			break;
		case 'a':
			buf_put(&out, next(b, &b->authors));
			break;
		case 't':
			buf_put(&out, next(b, &b->titles));
			break;
		case '3':
			buf_put(&out, str_slice(next(b, &b->common), 0, 3));
			break;
		case '6':
			buf_put(&out, str_slice(next(b, &b->middle), 0, 6));
			break;
		case 's':
			buf_put(&out, slip(b, a, next(b, &b->middle)));
			break;
		case 'S':
			buf_put(
			    &out, slip(b, a, slip(b, a, next(b, &b->middle))));
			break;
		case 'y':
			buf_printf(&out, "%d", 2003 + (int)(r % 23));
			break;
		case 'n':
			buf_printf(&out, "%02d", 1 + (int)(r % 12));
			break;
		default:
			for (int i = 0; i < 8; i++, r /= 26)
				buf_char(&out, (char)('a' + r % 26));
		}
	}
	line = arena_dup(a, buf_str(&out));
	buf_free(&out);
	return line;
}

static int64_t
used_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static const struct kind {
	const char *what;
	const char *line;
	bool member;
} kinds[] = {
	{ "common", "search --max 50 %c", false },
	{ "between", "search --max 50 %m", false },
	{ "rare", "search --max 50 %r", false },
	{ "two words", "search --max 50 %c %m", false },
	{ "two common words", "search --max 50 %c %c", false },
	{ "three letters, prefix", "search --max 50 %3*", false },
	{ "six letters, prefix", "search --max 50 %6*", false },
	{ "phrase", "search --max 50 %p", false },
	{ "common, by relevance", "search --max 50 --relevance %c", false },
	{ "between, by relevance", "search --max 50 --relevance %m", false },
	{ "common, of a board", "search --max 50 %c board:%b", false },
	{ "common, of an author", "search --max 50 %c from:%a", false },
	{ "common, solved", "search --max 50 %c is:solved", false },
	{ "common, before a day", "search --max 50 %c before:%y-%n-15", false },
	{ "common, since a day", "search --max 50 %c after:%y-%n-15", false },
	{ "common, with a score", "search --max 50 %c score:>4", false },
	{ "a score alone", "search --max 50 score:3", false },
	{ "common, in titles", "search --max 50 %c in:title", false },
	{ "common, unread", "search --max 50 %c is:unread", true },
	{ "unread alone", "search --max 50 is:unread", true },
	{ "mine", "search --max 50 is:mine %m", true },
	{ "common, not another", "search --max 50 %c -%c", false },
	{ "nothing, one slip", "search --max 50 %s%s", false },
	{ "a slip in it", "search --max 50 %s", false },
	{ "two slips in it", "search --max 50 %S", false },
	{ "nothing at all", "search --max 50 %x", false },
	{ "similar to a title", "similar %t", false },
	{ "similar, common words", "similar %c %c %c %c %c", false },
	{ "similar, common and rare", "similar how do I %c a %m with %r",
	    false },
};

/* Each as long as it took on the wall; what the thread used goes beside. */
static void
measure(struct bench *b, const struct kind *k)
{
	int64_t wall[SAMPLES], cpu[SAMPLES];

	for (size_t i = 0; i < SAMPLES; i++) {
		struct arena a = ARENA_INIT;
		struct str line = expand(b, &a, k->line);
		struct rows rows;
		enum err e;

		cpu[i] = used_us();
		wall[i] = clock_mono_us();
		e = run_line(
		    b, b->store, k->member ? b->member : 0, line, &a, &rows);
		wall[i] = clock_mono_us() - wall[i];
		cpu[i] = used_us() - cpu[i];
		if (e != ERR_NONE) {
			b->failed++;
		}
		arena_free(&a);
	}
	table_row(&b->table, k->what, "wall", wall, SAMPLES);
	table_row(&b->table, k->what, "cpu", cpu, SAMPLES);
}

/* One that searches until it is told to end. */
struct searcher {
	pthread_t thread;
	struct bench *bench; /* for its words */
	const char *dir;
	atomic_bool *end;
	int64_t done;
	uint64_t turn;
};

static void *
search_on(void *arg)
{
	struct searcher *me = arg;
	struct bench mine = *me->bench;
	struct store *s;

	mine.turn = me->turn;
	must(store_open_readonly(me->dir, &s), me->dir);
	for (size_t i = 0; !atomic_load(me->end); i++) {
		const struct kind *k =
		    &kinds[i % (sizeof kinds / sizeof *kinds)];
		struct arena a = ARENA_INIT;
		struct rows rows;

		(void)run_line(&mine, s, k->member ? mine.member : 0,
		    expand(&mine, &a, k->line), &a, &rows);
		arena_free(&a);
		me->done++;
	}
	store_close(s);
	return NULL;
}

static int64_t
now(void *arg)
{
	(void)arg;
	return clock_now_ms();
}

static void
submit(void *arg, uint64_t number, const struct args *args, struct str body)
{
	struct answer answer = { .words = STR("") };

	(void)args;
	(void)body;
	app_answer(((struct bench *)arg)->app, number, &answer);
}

static void
quit(void *arg, int status)
{
	(void)arg;
	(void)status;
}

/* Keys on a board, a few hundred a second, each until its frame is there. */
static void
type_keys(struct bench *b, const char *what)
{
	const struct term_options options = {
		.term = STR("xterm-256color"), .rows = 24, .cols = 80
	};
	const struct site site = { STR_INIT("localhost"), 22 };
	const struct app_host host = { .arg = b,
		.store = b->store,
		.site = &site,
		.now_ms = now,
		.submit = submit,
		.quit = quit };
	struct timespec pause = { 0, KEY_PAUSE_US * 1000L };
	struct term_pool *pool;
	struct term *term;
	int64_t *us = mem_zalloc(KEYS * sizeof *us);

	must(term_pool_new(POOL_BYTES, &pool), "terminals");
	must(term_open(pool, &options, &term), "terminal");
	b->app = app_new(&host, term);
	must(app_goto(b->app, STR("lobby"), STR("")), "lobby");
	must(app_goto(b->app, STR("board"), b->boards.word[0]), "board");
	(void)app_draw(b->app);
	for (size_t i = 0; i < KEYS; i++) {
		nanosleep(&pause, NULL);
		us[i] = clock_mono_us();
		app_input(b->app, i % 40 < 20 ? STR("j") : STR("k"));
		(void)app_draw(b->app);
		us[i] = clock_mono_us() - us[i];
	}
	table_row(&b->table, what, "wall", us, KEYS);
	app_free(b->app);
	term_close(term);
	term_pool_free(pool);
	free(us);
}

static void
type_while_searching(struct bench *b)
{
	struct searcher searcher[SEARCHERS] = { 0 };
	atomic_bool end = false;
	int64_t done = 0;

	type_keys(b, "a key, nobody searching");
	for (size_t i = 0; i < SEARCHERS; i++) {
		searcher[i] = (struct searcher){
			.bench = b, .dir = b->dir, .end = &end, .turn = i + 1
		};
		if (pthread_create(&searcher[i].thread, NULL, search_on,
			&searcher[i]) != 0)
			must(ERR_LIMIT, "thread");
	}
	type_keys(b, "a key, two searching all the time");
	atomic_store(&end, true);
	for (size_t i = 0; i < SEARCHERS; i++) {
		pthread_join(searcher[i].thread, NULL);
		done += searcher[i].done;
	}
	printf("%lld searches meanwhile\n", (long long)done);
}

int
main(int argc, char **argv)
{
	struct bench *b = mem_new(struct bench);
	struct store *s;

	if (argc != 3) {
		fprintf(stderr, "search DATA JSON\n");
		return 2;
	}
	setlocale(LC_ALL, "C.UTF-8");
	log_set_level(LOG_WARN);
	must(store_open(argv[1], &s), argv[1]);
	b->dir = argv[1];
	must(store_open_readonly(argv[1], &b->store), argv[1]);
	b->table = (struct table){ "search", fopen(argv[2], "ae") };
	if (b->table.json == NULL)
		must(ERR_IO, argv[2]);
	prepare(b);
	table_head();
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		measure(b, &kinds[i]);
	type_while_searching(b);
	fclose(b->table.json);
	store_close(b->store);
	store_close(s);
	arena_free(&b->arena);
	if (b->failed)
		printf("%lld failed\n", (long long)b->failed);
	free(b);
	return 0;
}
