/*
 * words - searches as people might type them in a community.
 *
 *	words DATA EACH
 *
 * Words, phrases, authors and titles are taken from the posts in DATA
 * themselves.  Prints lines of three fields between tabs, EACH of a kind:
 * the kind, "guest" or "member", the command.  Kinds come by turns.
 * A common word is in one of 200 posts or more, a rare one in 20 at most.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/command/command.h"
#include "common/store/sql.h"
#include "common/store/store.h"
#include "tests/bench/lib/table.h"

enum {
	SOURCES = 4000, /* posts to take words from */
	WORDS_MAX = 1200,
	COMMON_OF = 200, /* a word that one of so many posts has */
	RARE = 20,
	FOUND = 12, /* the column of search that counts */
};

struct words {
	struct str word[WORDS_MAX];
	size_t n;
};

struct bench {
	struct store *store;
	struct arena arena;
	int64_t posts;
	struct words common, middle, rare, phrases, titles, authors, boards;
	uint64_t turn;
};

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

/* How many posts have it, as a guest would be told. */
static int64_t
count_of(struct bench *b, struct str word)
{
	struct arena a = ARENA_INIT;
	struct rows rows;
	struct command_ctx ctx = { .store = b->store,
		.arena = &a,
		.out = &rows,
		.now_ms = clock_now_ms() };
	struct args args;
	struct str why;
	int64_t n = 0;

	if (args_parse(&a,
		arena_printf(&a, "search --max 1 \"%.*s\"", STR_ARG(word)),
		&args, &why) != ERR_NONE)
		return 0;
	rows_init(&rows, &a, args.command->columns);
	if (command_identify(&ctx, 0) == ERR_NONE &&
	    command_run(args.command, &ctx, &args) == ERR_NONE && rows.first)
		n = rows.first->cell[FOUND].number;
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
	if (count >= b->posts / COMMON_OF && count > RARE)
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
	table_must(sql_end(&q), text);
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
	struct sql q = sql_begin(b->store, last_sql);

	table_must(sql_one_int(&q, 1, &b->posts), last_sql);
	for (int64_t i = 0; i < SOURCES; i++) {
		struct str body = STR("");

		q = sql_begin(b->store, body_sql);
		sql_int(&q, ":id", 1 + b->posts / SOURCES * i);
		if (sql_next(&q))
			body = sql_col_text(&q, 0, &b->arena);
		table_must(sql_end(&q), body_sql);
		take_words(b, body, i);
	}
	take_column(b, &b->titles, title_sql);
	take_column(b, &b->authors, author_sql);
	take_column(b, &b->boards, board_sql);
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

int
main(int argc, char **argv)
{
	struct bench b = { 0 };
	long each;

	if (argc != 3) {
		fprintf(stderr, "words DATA EACH\n");
		return 2;
	}
	log_set_level(LOG_WARN);
	table_must(store_open_readonly(argv[1], &b.store), argv[1]);
	prepare(&b);
	each = strtol(argv[2], NULL, 10);
	for (long i = 0; i < each; i++) {
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
			struct arena a = ARENA_INIT;
			struct str line = expand(&b, &a, kinds[k].line);

			printf("%s\t%s\t%.*s\n", kinds[k].what,
			    kinds[k].member ? "member" : "guest",
			    STR_ARG(line));
			arena_free(&a);
		}
	}
	store_close(b.store);
	arena_free(&b.arena);
	return fflush(stdout) == 0 ? 0 : 1;
}
