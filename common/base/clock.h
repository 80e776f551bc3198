/*
 * clock - what time it is, and how times are written.
 *
 * Only servers, clients and their loops read the clock; commands and screens
 * are told the time, so that they can be replayed and tested.
 *
 * Units: wall times are Unix milliseconds, UTC.
 */
#ifndef STOA_BASE_CLOCK_H
#define STOA_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "common/base/str.h"

enum {
	CLOCK_SECOND_MS = 1000,
	CLOCK_MINUTE_MS = 60 * CLOCK_SECOND_MS,
	CLOCK_HOUR_MS = 60 * CLOCK_MINUTE_MS,
	CLOCK_DAY_MS = 24 * CLOCK_HOUR_MS,
};

/* The wall clock. */
int64_t clock_now_ms(void);

/* A clock that never goes back, for measuring; microseconds. */
int64_t clock_mono_us(void);

/* What this thread has computed so far; microseconds. */
int64_t clock_cpu_us(void);

/* By the calendar, in UTC. */
struct tm clock_utc(int64_t ms);

struct clock_text {
	char text[32];
};

/* "2026-11-22T10:20:30.123Z" */
struct clock_text clock_iso(int64_t ms);

/* "just now", "5 min ago", "in 3 h", "2 d ago", "7 y ago". */
struct clock_text clock_ago(int64_t ms, int64_t now_ms);

/* How long ago in 4 columns, for lists: "now", "5 m", "23 h", "6 d", "51 w". */
struct clock_text clock_age(int64_t ms, int64_t now_ms);

/* A length of time in its two largest units: "3 h 10 m", "12 m", "2 d". */
struct clock_text clock_span(int64_t ms);

/* Parse ISO 8601 in UTC: a date, with a time and fraction if given. */
bool clock_parse(struct str s, int64_t *out_ms);

#endif
