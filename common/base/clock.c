/* clock - what time it is, and how times are written. */
#include "common/base/clock.h"

#include <stdio.h>
#include <string.h>

int64_t
clock_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t
clock_mono_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
clock_cpu_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

struct tm
clock_utc(int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000 - (ms % 1000 < 0));
	struct tm tm = { 0 };

	gmtime_r(&seconds, &tm);
	return tm;
}

struct clock_text
clock_iso(int64_t ms)
{
	struct clock_text t = { "" };
	struct tm tm = clock_utc(ms);
	size_t n = strftime(t.text, sizeof t.text, "%Y-%m-%dT%H:%M:%S", &tm);
	int fraction = (int)((ms % 1000 + 1000) % 1000);

	snprintf(t.text + n, sizeof t.text - n, ".%03dZ", fraction);
	return t;
}

struct clock_text
clock_ago(int64_t ms, int64_t now_ms)
{
	static const struct {
		int64_t ms;
		const char *unit;
	} units[] = {
		{ (int64_t)365 * CLOCK_DAY_MS, "y" },
		{ CLOCK_DAY_MS, "d" },
		{ CLOCK_HOUR_MS, "h" },
		{ CLOCK_MINUTE_MS, "min" },
	};
	struct clock_text t = { "just now" };
	int64_t gap = now_ms - ms;
	bool future = gap < 0;

	if (future)
		gap = -gap;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (gap < units[i].ms)
			continue;
		snprintf(t.text, sizeof t.text,
		    future ? "in %lld %s" : "%lld %s ago",
		    (long long)(gap / units[i].ms), units[i].unit);
		break;
	}
	return t;
}

enum { WEEK_DAYS = 7, YEAR_DAYS = 365 };

static const struct unit {
	int64_t ms;
	const char *name;
} short_units[] = {
	{ (int64_t)YEAR_DAYS * CLOCK_DAY_MS, "y" },
	{ (int64_t)WEEK_DAYS * CLOCK_DAY_MS, "w" },
	{ CLOCK_DAY_MS, "d" },
	{ CLOCK_HOUR_MS, "h" },
	{ CLOCK_MINUTE_MS, "m" },
};

enum { SHORT_UNITS = sizeof short_units / sizeof short_units[0] };

struct clock_text
clock_age(int64_t ms, int64_t now_ms)
{
	struct clock_text t = { "now" };
	int64_t gap = now_ms - ms;

	for (size_t i = 0; i < SHORT_UNITS; i++) {
		if (gap < short_units[i].ms)
			continue;
		snprintf(t.text, sizeof t.text, "%lld %s",
		    (long long)(gap / short_units[i].ms), short_units[i].name);
		break;
	}
	return t;
}

struct clock_text
clock_span(int64_t ms)
{
	struct clock_text t = { "less than a minute" };

	for (size_t i = 0; i < SHORT_UNITS; i++) {
		const struct unit *u = &short_units[i];
		int64_t rest = 0;
		int n;

		if (ms < u->ms)
			continue;
		n = snprintf(t.text, sizeof t.text, "%lld %s",
		    (long long)(ms / u->ms), u->name);
		if (i + 1 < SHORT_UNITS)
			rest = ms % u->ms / u[1].ms;
		if (rest)
			snprintf(t.text + n, sizeof t.text - (size_t)n,
			    " %lld %s", (long long)rest, u[1].name);
		break;
	}
	return t;
}

static bool
take_int(struct str *s, size_t digits, int min, int max, int *out)
{
	int64_t v;

	if (s->n < digits || s->p[0] == '-' ||
	    !str_int(str_slice(*s, 0, digits), min, max, &v))
		return false;
	*out = (int)v;
	*s = str_slice(*s, digits, s->n);
	return true;
}

static bool
take_char(struct str *s, const char *any_of)
{
	if (s->n == 0 || s->p[0] == '\0' || strchr(any_of, s->p[0]) == NULL)
		return false;
	*s = str_slice(*s, 1, s->n);
	return true;
}

static bool
take_fraction(struct str *s, int *out_ms)
{
	int scale = 100;

	*out_ms = 0;
	if (!take_char(s, "."))
		return true;
	if (s->n == 0)
		return false;
	while (s->n && s->p[0] >= '0' && s->p[0] <= '9') {
		*out_ms += (s->p[0] - '0') * scale;
		scale /= 10;
		*s = str_slice(*s, 1, s->n);
	}
	return true;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool
clock_parse(struct str s, int64_t *out_ms)
{
	struct tm tm = { 0 };
	int year, month, ms = 0;

	if (!take_int(&s, 4, 1900, 9999, &year) || !take_char(&s, "-") ||
	    !take_int(&s, 2, 1, 12, &month) || !take_char(&s, "-") ||
	    !take_int(&s, 2, 1, month_days(year, month), &tm.tm_mday))
		return false;
	if (s.n && take_char(&s, "T ")) {
		if (!take_int(&s, 2, 0, 23, &tm.tm_hour) ||
		    !take_char(&s, ":") || !take_int(&s, 2, 0, 59, &tm.tm_min))
			return false;
		if (take_char(&s, ":") && !take_int(&s, 2, 0, 60, &tm.tm_sec))
			return false;
		if (!take_fraction(&s, &ms))
			return false;
		if (s.n && !take_char(&s, "Z"))
			return false;
	}
	if (s.n)
		return false;
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	*out_ms = (int64_t)timegm(&tm) * 1000 + ms;
	return true;
}
