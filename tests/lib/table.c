/* table - what a benchmark measured, for people and for programs. */
#include "tests/lib/table.h"

#include <stdlib.h>

static int
compare(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

void
table_head(void)
{
	printf("%-34s %-8s %6s %8s %8s %8s\n", "what", "by", "count", "p50 us",
	    "p99 us", "worst us");
}

void
table_row(const struct table *t, const char *what, const char *who, int64_t *us,
    size_t n)
{
	long long p50, p99, worst;

	if (n == 0)
		return;
	qsort(us, n, sizeof *us, compare);
	p50 = us[n / 2];
	p99 = us[(n * 99 + 99) / 100 - 1];
	worst = us[n - 1];
	printf("%-34s %-8s %6zu %8lld %8lld %8lld\n", what, who, n, p50, p99,
	    worst);
	fflush(stdout);
	if (t->json)
		fprintf(t->json,
		    "{\"bench\":\"%s\",\"what\":\"%s\",\"who\":\"%s\","
		    "\"count\":%zu,\"p50_us\":%lld,\"p99_us\":%lld,"
		    "\"worst_us\":%lld}\n",
		    t->bench, what, who, n, p50, p99, worst);
}
