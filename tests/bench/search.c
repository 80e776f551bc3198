/*
 * search - how long searches take.
 *
 *	search DATA ROWS PART WHO < LINES
 *
 * Runs each of LINES (see words.c) as a worker's pool runs it: as a command,
 * in one read transaction, with the deadline of the configuration.  A row for
 * each kind, in the order in which they first come; WHO stands beside it.
 */
#include <locale.h>
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
	SAMPLES_MAX = 1000, /* of a kind; more are left out */
	KINDS_MAX = 64,
	DEADLINE_MS = 2000,
};

struct kind {
	char *what;
	size_t n;
	int64_t failed; /* as those that take too long do */
	int64_t wall_us[SAMPLES_MAX];
	int64_t cpu_us[SAMPLES_MAX];
};

struct bench {
	struct store *store;
	int64_t member; /* who wrote most */
	struct kind kind[KINDS_MAX];
	size_t kinds;
};

static enum err
run_line(struct bench *b, int64_t member, struct str line, struct arena *a)
{
	struct rows rows;
	struct command_ctx ctx = { .store = b->store,
		.arena = a,
		.out = &rows,
		.now_ms = clock_now_ms() };
	struct args args;
	struct str why;
	enum err e = args_parse(a, line, &args, &why);

	if (e != ERR_NONE)
		return e;
	rows_init(&rows, a, args.command->columns);
	store_set_deadline(b->store, DEADLINE_MS);
	e = command_identify(&ctx, member);
	if (e == ERR_NONE)
		e = command_run(args.command, &ctx, &args);
	store_set_deadline(b->store, 0);
	return e;
}

static struct kind *
kind_of(struct bench *b, const char *what)
{
	for (size_t i = 0; i < b->kinds; i++) {
		if (strcmp(b->kind[i].what, what) == 0)
			return &b->kind[i];
	}
	if (b->kinds == KINDS_MAX)
		table_must(ERR_LIMIT, what);
	b->kind[b->kinds].what = strdup(what);
	return &b->kind[b->kinds++];
}

static void
measure(struct bench *b, struct kind *k, int64_t member, struct str line)
{
	struct arena a = ARENA_INIT;
	int64_t wall, cpu;

	if (k->n == SAMPLES_MAX)
		return;
	wall = clock_mono_us();
	cpu = clock_cpu_us();
	k->failed += run_line(b, member, line, &a) != ERR_NONE;
	k->cpu_us[k->n] = clock_cpu_us() - cpu;
	k->wall_us[k->n++] = clock_mono_us() - wall;
	arena_free(&a);
}

/* Whoever wrote most has most to find among their own and the unread. */
static void
find_member(struct bench *b)
{
	static const char member_sql[] =
	    "SELECT id FROM member WHERE id > 1 ORDER BY posts DESC LIMIT 1";
	struct sql q = sql_begin(b->store, member_sql);

	table_must(sql_one_int(&q, 0, &b->member), member_sql);
}

static void
measure_lines(struct bench *b)
{
	char *text = NULL, *rest;
	size_t size = 0;
	ssize_t n;

	while ((n = getline(&text, &size, stdin)) > 0) {
		const char *what, *who;

		text[n - 1] = '\0';
		rest = text;
		what = strsep(&rest, "\t");
		who = strsep(&rest, "\t");
		if (rest == NULL)
			table_must(ERR_INVALID, text);
		measure(b, kind_of(b, what),
		    strcmp(who, "member") == 0 ? b->member : 0, str_from(rest));
	}
	free(text);
}

int
main(int argc, char **argv)
{
	static struct bench b;
	struct table table;
	int64_t failed = 0;

	if (argc != 5) {
		fprintf(stderr, "search DATA ROWS PART WHO < LINES\n");
		return 2;
	}
	setlocale(LC_ALL, "C.UTF-8");
	log_set_level(LOG_WARN);
	table_must(store_open_readonly(argv[1], &b.store), argv[1]);
	table_open(&table, argv[3], argv[2]);
	find_member(&b);
	measure_lines(&b);
	for (size_t i = 0; i < b.kinds; i++) {
		const struct kind *k = &b.kind[i];

		table_row(
		    &table, k->what, argv[4], k->wall_us, k->cpu_us, k->n);
		if (k->failed)
			table_count(&table, k->what, "failed", k->failed);
		failed += k->failed;
		free(k->what);
	}
	table_count(&table, "searches that failed", argv[4], failed);
	table_close(&table);
	store_close(b.store);
	return 0;
}
