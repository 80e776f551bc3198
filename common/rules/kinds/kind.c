/* kind - the table of board kinds. */
#include "common/rules/kinds/kind.h"

#include "common/rules/kinds/list.h"

#define X(name) extern const struct board_kind kind_##name;
BOARD_KINDS(X)
#undef X

static const struct board_kind *const kinds[] = {
#define X(name) &kind_##name,
	BOARD_KINDS(X)
#undef X
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

const struct board_kind *
board_kind_find(struct str name)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (str_eq(name, str_from(kinds[i]->name)))
			return kinds[i];
	}
	return NULL;
}

const struct board_kind *const *
board_kinds(size_t *out_n)
{
	*out_n = KINDS;
	return kinds;
}
