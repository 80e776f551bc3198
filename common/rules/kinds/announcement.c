/* announcement - a board where the people in charge speak first. */
#include "common/base/err.h"
#include "common/rules/kinds/kind.h"

extern const struct board_kind kind_announcement;

const struct board_kind kind_announcement = {
	.name = "announcement",
	.title = N_("Announcements"),
	.start = ROLE_STAFF,
};
