/*
 * settings_impl - what the files of the settings share.
 *
 * Only screens/settings*.c include this.
 */
#ifndef STOA_SCREENS_SETTINGS_IMPL_H
#define STOA_SCREENS_SETTINGS_IMPL_H

#include "screens/app.h"
#include "screens/ui/list.h"

struct settings {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	bool busy; /* an answer is awaited */
	/* Changed since, to be sent after that; values in the arena. */
	bool waiting[PREF_COUNT];
	struct str want[PREF_COUNT];
	struct arena zones_arena;
	struct zone_list zones; /* once they were asked for */
};

/* settings.c: seen at once, kept when it is its turn. */
void settings_set(struct screen *s, enum pref_id id, struct str value);

/* settings_ask.c: what is typed, not chosen. */
void settings_ask_keys(struct screen *s);
void settings_ask_zone(struct screen *s);

#endif
