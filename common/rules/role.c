/* role - what somebody is here. */
#include "common/rules/role.h"

static const char *const names[] = {
	[ROLE_GUEST] = "guest",
	[ROLE_MEMBER] = "member",
	[ROLE_MODERATOR] = "moderator",
	[ROLE_STAFF] = "staff",
	[ROLE_SYSOP] = "sysop",
};

const char *
role_name(enum role role)
{
	return names[role];
}

bool
role_parse(struct str name, enum role *out)
{
	for (int i = ROLE_GUEST; i <= ROLE_SYSOP; i++) {
		if (!str_eq(name, str_from(names[i])))
			continue;
		*out = (enum role)i;
		return true;
	}
	return false;
}
