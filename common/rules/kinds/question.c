/* question - a board where one reply may be the answer. */
#include "common/base/err.h"
#include "common/rules/kinds/kind.h"

extern const struct board_kind kind_question;

const struct board_kind kind_question = {
	.name = "question",
	.title = N_("Questions and answers"),
	.start = ROLE_MEMBER,
	.asks = true,
};
