/* discussion - a board to talk on. */
#include "common/base/err.h"
#include "common/rules/kinds/kind.h"

extern const struct board_kind kind_discussion;

const struct board_kind kind_discussion = {
	.name = "discussion",
	.title = N_("Discussion"),
	.start = ROLE_MEMBER,
};
