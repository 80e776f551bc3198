/* ui/people - how members are shown, wherever they are. */
#include "screens/ui/people.h"

struct str
people_role(enum role role)
{
	if (role <= ROLE_MEMBER)
		return STR("");
	return str_from(_(role_name(role)));
}

void
people_name(struct canvas *c, int row, int col, int cells, int handle_cols,
    const struct member_row *m)
{
	struct arena a = ARENA_INIT;
	struct str handle = arena_printf(&a, "@%.*s", STR_ARG(m->handle));
	int used = canvas_text(c, row, col,
	    handle_cols && handle_cols < cells ? handle_cols : cells,
	    STYLE_TITLE, handle);

	if (handle_cols > used)
		used = handle_cols;
	used += handle_cols ? 1 : 2;
	if (m->display.n && used < cells)
		canvas_text(
		    c, row, col + used, cells - used, STYLE_DIM, m->display);
	arena_free(&a);
}

bool
people_here(const struct presence *p, int64_t member)
{
	for (size_t i = 0; i < p->len; i++) {
		if (p->row[i].member_id == member)
			return true;
	}
	return false;
}
