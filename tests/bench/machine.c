/*
 * machine - what this machine needs for a thing that every store does.
 *
 *	machine DATA ROWS
 *
 * Looks up posts in DATA by their key, a thousand a sample, and always the
 * same ones, so that they are in memory: by this, times of two machines
 * compare.  DATA is upgraded first when it is older, so let it be a copy.
 */
#include <stdio.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/store/sql.h"
#include "common/store/store.h"
#include "tests/bench/lib/table.h"

enum { SAMPLES = 200, LOOKUPS = 1000, STRIDE = 7919 };

static int64_t
last_post(struct store *s)
{
	static const char last_sql[] = "SELECT max(id) FROM post";
	struct sql q = sql_begin(s, last_sql);
	int64_t last;

	table_must(sql_one_int(&q, 1, &last), last_sql);
	return last;
}

static void
look_up(struct store *s, int64_t last)
{
	static const char body_sql[] = "SELECT body FROM post WHERE id = :id";
	struct arena a = ARENA_INIT;

	for (int64_t i = 0; i < LOOKUPS; i++) {
		struct sql q = sql_begin(s, body_sql);

		sql_int(&q, ":id", 1 + i * STRIDE % last);
		while (sql_next(&q))
			(void)sql_col_text(&q, 0, &a);
		table_must(sql_end(&q), body_sql);
	}
	arena_free(&a);
}

int
main(int argc, char **argv)
{
	int64_t wall[SAMPLES], cpu[SAMPLES], last;
	struct table table;
	struct store *s;

	if (argc != 3) {
		fprintf(stderr, "machine DATA ROWS\n");
		return 2;
	}
	log_set_level(LOG_WARN);
	table_must(store_open(argv[1], &s), argv[1]);
	store_close(s);
	table_must(store_open_readonly(argv[1], &s), argv[1]);
	table_open(&table, "machine", argv[2]);
	last = last_post(s);
	look_up(s, last);
	for (size_t i = 0; i < SAMPLES; i++) {
		wall[i] = clock_mono_us();
		cpu[i] = clock_cpu_us();
		look_up(s, last);
		cpu[i] = clock_cpu_us() - cpu[i];
		wall[i] = clock_mono_us() - wall[i];
	}
	table_row(&table, "1000 look-ups", "by key", wall, cpu, SAMPLES);
	table_close(&table);
	store_close(s);
	return 0;
}
