/*
 * zone - time zones by name, without touching TZ or anything global.
 *
 * A name is one of the tz database, "Europe/Berlin".  NULL stands for UTC
 * wherever a zone is taken, so that a name nobody knows costs no branch.
 *
 * Memory:  zone_open() gives a zone to be freed; zone_names() fills an arena.
 * Bounds:  names of ZONE_NAME_BYTES, ZONE_NAMES_MAX of them.
 * Threads: a zone may be read by several at once.
 * Units:   Unix milliseconds, UTC; offsets in milliseconds east of it.
 */
#ifndef STOA_BASE_ZONE_H
#define STOA_BASE_ZONE_H

#include "common/base/arena.h"
#include "common/base/clock.h"

enum { ZONE_NAME_BYTES = 64, ZONE_NAMES_MAX = 2000 };

struct zone;

/* Letters, digits, "_+/-"; not the beginning of a path. */
bool zone_name_is_valid(struct str name);
/* Whether this machine knows it. */
bool zone_is_known(struct str name);

/* NULL when it is not known. */
struct zone *zone_open(struct str name);
void zone_free(struct zone *zone);

int64_t zone_offset_ms(const struct zone *zone, int64_t at_ms);

enum zone_clock { ZONE_24H, ZONE_12H };

/* "Tue 16:42", "Tue 4:42 pm" */
struct clock_text
zone_day(const struct zone *zone, int64_t ms, enum zone_clock clock);

struct zone_list {
	struct str *name;
	size_t len;
};

/* "2026-11-22 16:42", "2026-11-22 4:42 pm" */
struct clock_text
zone_date(const struct zone *zone, int64_t ms, enum zone_clock clock);

/*
 * UTC, then those with a place, by name.  It reads a small file, so keep
 * them; only UTC when the machine has no list.
 */
struct zone_list zone_names(struct arena *a);

#endif
