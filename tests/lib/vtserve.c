/* The commands that screens submit, and running them. */
#include "tests/lib/vt_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/mem.h"

static void
forget(struct waiting *w)
{
	free(w->line);
	free(w->body);
	free(w->id);
	json_decref(w->args);
}

static char *
copy(struct str s)
{
	char *p = mem_zalloc(s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

void
vt_submit(void *arg, uint64_t call, const struct args *args, struct str body)
{
	struct vt *vt = arg;
	struct waiting *w = &vt->waiting[vt->waiting_n++];
	struct arena a = ARENA_INIT;

	w->call = call;
	w->line = copy(args_line(&a, args));
	w->body = copy(body);
	w->id = copy(args->id);
	w->command = args->command;
	w->args = args_to_json(args, false);
	arena_free(&a);
}

void
vt_forget(struct vt *vt)
{
	for (size_t i = 0; i < vt->waiting_n; i++)
		forget(&vt->waiting[i]);
}

const char *
vt_submitted(struct vt *vt)
{
	return vt->waiting_n ? vt->waiting[0].line : NULL;
}

const char *
vt_body(struct vt *vt)
{
	return vt->waiting_n ? vt->waiting[0].body : NULL;
}

const char *
vt_id(struct vt *vt)
{
	return vt->waiting_n ? vt->waiting[0].id : NULL;
}

void
vt_answer(struct vt *vt, const struct answer *answer)
{
	struct waiting w = vt->waiting[0];

	assert_true(vt->waiting_n > 0);
	vt->waiting_n--;
	memmove(
	    vt->waiting, vt->waiting + 1, vt->waiting_n * sizeof *vt->waiting);
	forget(&w);
	app_answer(vt->app, w.call, answer);
	vt_step_or_fail(vt);
}

/* The oldest call, run as its viewer; the answer goes to the app. */
static void
serve_one(struct vt *vt, struct fixture *f)
{
	const struct waiting *w = &vt->waiting[0];
	const struct caller who = { .member = vt->viewer,
		.fingerprint = vt->viewer ? NULL : "vt" };
	struct str why = STR(""), body = str_from(w->body);
	struct args args;
	struct outcome out = { 0 };
	struct answer answer = { 0 };

	out.err = args_from_json(&f->arena, w->command, w->args, &args, &why);
	args.id = str_from(w->id);
	if (out.err == ERR_NONE)
		out = fixture_order(f, &who, &args, body, body.n > 0);
	else
		out.message = why;
	if (out.became) {
		vt->viewer = out.became;
		app_identify(vt->app, out.became);
	}
	answer.err = out.err;
	answer.words = out.err ? out.message : out.rows.said;
	answer.rows = out.err ? NULL : &out.rows;
	vt_answer(vt, &answer);
}

void
vt_serve(struct vt *vt, struct fixture *f)
{
	struct event_note note[64];
	size_t n = 0;

	if (vt->now_ms < f->now_ms)
		vt->now_ms = f->now_ms;
	do {
		while (vt->waiting_n)
			serve_one(vt, f);
		assert_int_equal(
		    store_event_notes(f->store, vt->seen, 64, note, &n),
		    ERR_NONE);
		for (size_t i = 0; i < n; i++) {
			vt->seen = note[i].seq;
			vt_event(vt, &note[i]);
		}
	} while (n || vt->waiting_n);
}

void
vt_do(struct vt *vt, struct fixture *f, const char *bytes)
{
	vt_type(vt, bytes);
	vt_serve(vt, f);
}

void
vt_leave_at(struct vt *vt, struct fixture *f, const char *file, int line)
{
	vt_close(vt);
	fixture_free_at(f, file, line);
}
