/* role - what somebody is here. */
#include "common/rules/role.h"

#include "common/base/err.h"

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

const char *
role_plural(enum role role)
{
	static const char *const plurals[] = {
		[ROLE_GUEST] = N_("everybody"),
		[ROLE_MEMBER] = N_("members"),
		[ROLE_MODERATOR] = N_("moderators"),
		[ROLE_STAFF] = N_("staff"),
		[ROLE_SYSOP] = N_("sysops"),
	};

	return _(plurals[role]);
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
