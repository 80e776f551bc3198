/* zone - time zones by name, on GLib's GTimeZone. */
#include "common/base/zone.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/err.h"
#include "common/base/mem.h"

static const char names_path[] = "/usr/share/zoneinfo/zone.tab";

enum { LINE_MAX_BYTES = 512, HALF_DAY = 12 };

struct zone {
	GTimeZone *tz;
};

bool
zone_name_is_valid(struct str name)
{
	if (name.n == 0 || name.n > ZONE_NAME_BYTES || name.p[0] == '/')
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') &&
		    (c == '\0' || strchr("_+/-", c) == NULL))
			return false;
	}
	return true;
}

struct zone *
zone_open(struct str name)
{
	char id[ZONE_NAME_BYTES + 1] = "";
	struct zone *zone;
	GTimeZone *tz;

	if (!zone_name_is_valid(name))
		return NULL;
	memcpy(id, name.p, name.n);
	tz = g_time_zone_new_identifier(id);
	if (tz == NULL)
		return NULL;
	zone = mem_new(struct zone);
	zone->tz = tz;
	return zone;
}

void
zone_free(struct zone *zone)
{
	if (zone == NULL)
		return;
	g_time_zone_unref(zone->tz);
	free(zone);
}

bool
zone_is_known(struct str name)
{
	struct zone *zone = zone_open(name);

	zone_free(zone);
	return zone != NULL;
}

int64_t
zone_offset_ms(const struct zone *zone, int64_t at_ms)
{
	int64_t seconds =
	    at_ms / CLOCK_SECOND_MS - (at_ms % CLOCK_SECOND_MS < 0);
	gint at;

	if (zone == NULL)
		return 0;
	at =
	    g_time_zone_find_interval(zone->tz, G_TIME_TYPE_UNIVERSAL, seconds);
	if (at < 0)
		return 0;
	return (int64_t)g_time_zone_get_offset(zone->tz, at) * CLOCK_SECOND_MS;
}

struct clock_text
zone_day(const struct zone *zone, int64_t ms, enum zone_clock clock)
{
	static const char *const days[] = { N_("Sun"), N_("Mon"), N_("Tue"),
		N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat") };
	struct tm tm = clock_utc(ms + zone_offset_ms(zone, ms));
	struct clock_text t = { "" };
	int hour = tm.tm_hour % HALF_DAY;

	if (clock == ZONE_24H)
		snprintf(t.text, sizeof t.text, "%s %02d:%02d",
		    _(days[tm.tm_wday]), tm.tm_hour, tm.tm_min);
	else
		snprintf(t.text, sizeof t.text, "%s %d:%02d %s",
		    _(days[tm.tm_wday]), hour ? hour : HALF_DAY, tm.tm_min,
		    tm.tm_hour < HALF_DAY ? "am" : "pm");
	return t;
}

struct clock_text
zone_date(const struct zone *zone, int64_t ms, enum zone_clock clock)
{
	struct tm tm = clock_utc(ms + zone_offset_ms(zone, ms));
	struct clock_text t = { "" };
	int hour = tm.tm_hour % HALF_DAY;
	size_t n = strftime(t.text, sizeof t.text, "%Y-%m-%d ", &tm);

	if (clock == ZONE_24H)
		snprintf(t.text + n, sizeof t.text - n, "%02d:%02d", tm.tm_hour,
		    tm.tm_min);
	else
		snprintf(t.text + n, sizeof t.text - n, "%d:%02d %s",
		    hour ? hour : HALF_DAY, tm.tm_min,
		    tm.tm_hour < HALF_DAY ? "am" : "pm");
	return t;
}

static int
by_name(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return strcmp(x->p, y->p);
}

/* The third field of "AD\t+4230+00131\tEurope/Andorra\tcomment". */
static struct str
name_of(struct str line)
{
	if (str_starts(line, STR("#")))
		return STR("");
	str_cut(&line, '\t');
	str_cut(&line, '\t');
	return str_trim(str_cut(&line, '\t'));
}

struct zone_list
zone_names(struct arena *a)
{
	struct zone_list list = { arena_array(a, struct str, ZONE_NAMES_MAX),
		0 };
	char line[LINE_MAX_BYTES];
	FILE *f = fopen(names_path, "re");

	list.name[list.len++] = STR("UTC");
	while (f && list.len < ZONE_NAMES_MAX && fgets(line, sizeof line, f)) {
		struct str name = name_of(str_from(line));

		if (zone_name_is_valid(name))
			list.name[list.len++] = arena_dup(a, name);
	}
	if (f)
		fclose(f);
	qsort(list.name + 1, list.len - 1, sizeof *list.name, by_name);
	return list;
}
