/* vt_impl - what the parts of tests/lib/vt.h share. */
#ifndef STOA_TESTS_LIB_VT_IMPL_H
#define STOA_TESTS_LIB_VT_IMPL_H

#include <vterm.h>

#include "screens/app_impl.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"
#include "tests/lib/vtlinks.h"

enum { VT_WAITING_MAX = APP_CALLS_MAX };

/* A command that nobody has answered yet. */
struct waiting {
	uint64_t call;
	char *line;
	char *body;
	char *id; /* of the request; "" for none */
	const struct command *command;
	json_t *args;
};

struct vt {
	struct app *app;
	struct term *term;
	VTerm *vterm;
	VTermScreen *screen;
	struct vtlinks *links;
	struct waiting waiting[VT_WAITING_MAX];
	size_t waiting_n;
	int64_t viewer;
	char fingerprint[64]; /* empty: none */
	struct presence presence;
	struct site site;
	int64_t now_ms;
	int64_t seen; /* the last event told */
	int status;
	size_t bytes;
	struct buf last;
	struct arena arena;
};

/* What stands in a cell of the emulated terminal. */
VTermScreenCell vt_cell(const struct vt *vt, int row, int col);

/* Keep a command that the app submitted; forget all of them. */
void
vt_submit(void *vt, uint64_t call, const struct args *args, struct str body);
void vt_forget(struct vt *vt);

/* Whether each cell, the cursor and links are as meant; else why not. */
bool vt_same(struct vt *vt, char *why, size_t why_max);

/* Draw and compare; fails the test, with all of the terminal. */
void vt_step_or_fail(struct vt *vt);

#endif
