/* table - hands what a benchmark measured to the one that writes the table. */
#include "tests/bench/lib/table.h"

#include <stdlib.h>

void
table_must(enum err e, const char *what)
{
	if (e == ERR_NONE)
		return;
	fprintf(stderr, "bench: %s: %s\n", what, err_text(e));
	exit(1);
}

void
table_open(struct table *t, const char *part, const char *path)
{
	t->part = part;
	t->out = fopen(path, "ae");
	if (t->out == NULL)
		table_must(ERR_IO, path);
}

void
table_close(struct table *t)
{
	if (fclose(t->out) != 0)
		table_must(ERR_IO, t->part);
}

static void
put(FILE *out, const int64_t *us, size_t n)
{
	for (size_t i = 0; us && i < n; i++)
		fprintf(out, i ? ",%lld" : "%lld", (long long)us[i]);
	fputc('\t', out);
}

void
table_row(const struct table *t, const char *what, const char *who,
    const int64_t *wall_us, const int64_t *cpu_us, size_t n)
{
	fprintf(t->out, "%s\t%s\t%s\tus\t", t->part, what, who);
	put(t->out, wall_us, n);
	put(t->out, cpu_us, n);
	fputc('\n', t->out);
	fflush(t->out);
}

void
table_count(
    const struct table *t, const char *what, const char *who, int64_t count)
{
	fprintf(t->out, "%s\t%s\t%s\tcount\t%lld\t\t\n", t->part, what, who,
	    (long long)count);
	fflush(t->out);
}
