/*
 * settings - every number and choice that changes what a command does.
 *
 * The table is the whole list, with defaults and bounds; the store keeps a
 * row for each that was changed (command `setting`).  What belongs to a host,
 * such as addresses and pool sizes, is configuration instead.
 */
#ifndef STOA_RULES_SETTINGS_H
#define STOA_RULES_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/err.h"
#include "common/base/str.h"

enum setting_type { SETTING_INT, SETTING_TEXT, SETTING_CHOICE };

/* id, key, type, default, min, max (of a text: characters), choices, help */
#define SETTINGS(X)                                                            \
	X(COMMUNITY_NAME, "community.name", TEXT, "Stoa", 1, 60, "",           \
	    N_("what this community is called"))                               \
	X(COMMUNITY_RULES, "community.rules", TEXT,                            \
	    "Say what you tried and what you expected. | Argue about things, " \
	    "not about people. | Thank who helped you: accept their answer.",  \
	    0, LIMIT_SETTING_BYTES, "",                                        \
	    N_("lines newcomers read, | between; none: no lines"))             \
	X(COMMUNITY_MOTTO, "community.motto", TEXT,                            \
	    "Ask early, answer kindly.", 0, 100, "",                           \
	    N_("words under its name; none: no words"))                        \
	X(JOIN_POLICY, "join.policy", CHOICE, "open", 0, 0,                    \
	    "open invite closed", N_("who may join"))                          \
	X(POST_MAX_BYTES, "post.max_bytes", INT, "65536", 1, LIMIT_BODY_BYTES, \
	    "", N_("longest text of a post"))                                  \
	X(TITLE_MAX_CHARS, "title.max_chars", INT, "200", 1,                   \
	    LIMIT_TITLE_CHARS, "", N_("longest title of a thread"))            \
	X(TAGS_MAX, "tags.max", INT, "5", 0, LIMIT_TAGS, "",                   \
	    N_("most tags on a thread"))                                       \
	X(DRAFTS_MAX, "drafts.max", INT, "50", 1, 1000, "",                    \
	    N_("most drafts a member keeps"))                                  \
	X(SAVED_MAX, "saved.max", INT, "1000", 1, 100000, "",                  \
	    N_("most posts a member saves"))                                   \
	X(KEYS_MAX, "keys.max", INT, "20", 1, 100, "",                         \
	    N_("most ssh keys a member has"))                                  \
	X(LINK_MINUTES, "link.minutes", INT, "60", 1, 10080, "",               \
	    N_("how long a code for a second device works"))                   \
	X(INVITE_DAYS, "invite.days", INT, "90", 1, 3650, "",                  \
	    N_("how long an invitation works"))                                \
	X(INVITES_OPEN, "invite.open", INT, "5", 0, 1000, "",                  \
	    N_("most unused invitations a member holds"))                      \
	X(UNREAD_DAYS, "unread.days", INT, "14", 0, 3650, "",                  \
	    N_("how far back posts are new to a new member"))                  \
	X(REQUEST_DAYS, "request.days", INT, "400", 1, 3650, "",               \
	    N_("how long an --id is remembered"))                              \
	X(SEARCH_DAYS, "search.days", INT, "90", 1, 3650, "",                  \
	    N_("how long it is kept what was searched for"))

enum setting_id {
#define X(id, key, type, def, min, max, choices, help) SETTING_##id,
	SETTINGS(X)
#undef X
	    SETTING_COUNT,
};

struct setting_rule {
	const char *key;
	enum setting_type type;
	const char *def;
	int64_t min;
	int64_t max;
	const char *choices; /* separated by spaces */
	const char *help;
};

const struct setting_rule *setting_rule(enum setting_id id);

/* The setting of that key; false when there is none. */
bool setting_find(struct str key, enum setting_id *out);

/* Whether `value` is one this setting takes. */
bool setting_takes(enum setting_id id, struct str value);

#endif
