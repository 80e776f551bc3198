/*
 * role - what somebody is here, from a stranger to the sysop.
 *
 * Roles are ordered: each may all that those before it may.  Boards name the
 * lowest role that reads and posts by this rank.
 */
#ifndef STOA_RULES_ROLE_H
#define STOA_RULES_ROLE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/str.h"

enum role {
	ROLE_GUEST,
	ROLE_MEMBER,
	ROLE_MODERATOR,
	ROLE_STAFF,
	ROLE_SYSOP,
};

/* Who is asking; what they may see follows from it. */
struct viewer {
	int64_t id; /* member id; 0 for a guest */
	enum role role;
};

const char *role_name(enum role role);
/* "members", "staff", … */
const char *role_plural(enum role role);
bool role_parse(struct str name, enum role *out);

#endif
