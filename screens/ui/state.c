/* ui/state - the sign of where a question stands. */
#include "screens/ui/state.h"

#include "common/base/err.h"

struct str
state_word(struct str state)
{
	if (str_eq(state, STR("open")))
		return STR(_("waiting"));
	if (str_eq(state, STR("replied")))
		return STR(_("replied"));
	return str_eq(state, STR("solved")) ? STR(_("solved")) : STR("");
}

int32_t
state_replied(const struct canvas *c)
{
	return c->charset == CHARSET_UTF8 ? 0x2026 : ':';
}

void
state_sign(struct canvas *c, int row, int col, struct str state)
{
	static const struct {
		struct str state;
		unsigned style;
		int32_t sign;
	} signs[] = {
		{ STR_INIT("open"), STYLE_WARN, 0x25CC },
		{ STR_INIT("replied"), STYLE_DIM, 0 },
		{ STR_INIT("solved"), STYLE_GOOD, 0x2713 },
	};

	/* Words say it there: state_word(). */
	if (c->plain)
		return;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (str_eq(state, signs[i].state))
			canvas_hline(c, row, col, 1, signs[i].style,
			    signs[i].sign ? signs[i].sign : state_replied(c));
	}
}
