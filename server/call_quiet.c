/* call - orders that nobody waits for: what was read, kept, looked for. */
#include <stdio.h>

#include "common/base/log.h"
#include "common/wire/rows.h"
#include "server/call_impl.h"

json_t *
call_mark_order(struct visitor *v)
{
	char what[64];

	if (v->mark_thread == 0)
		return NULL;
	snprintf(what, sizeof what, "%lld.%lld", (long long)v->mark_thread,
	    (long long)v->mark_n);
	v->mark_thread = 0;
	return json_pack("{s:s, s:s, s:{s:s}}", "session", v->session,
	    "command", "mark", "args", "what", what);
}

static void
on_quiet(void *arg, enum err e, const json_t *result, struct str message)
{
	struct worker *w = arg;

	(void)result;
	(void)message;
	w->waiting--;
	if (e != ERR_NONE && e != ERR_UNSURE)
		log_warn("a quiet order failed", "err", err_name(e));
}

static void
send_quiet(struct worker *w, json_t *params)
{
	w->waiting++;
	link_call(w->link, "run", params, on_quiet, w);
}

void
call_quiet(
    struct visitor *v, const char *command, json_t *args, struct str body)
{
	json_t *params = json_pack("{s:s, s:s, s:o}", "session", v->session,
	    "command", command, "args", args);

	if (body.n)
		json_object_set_new(params, "body", json_from_str(body));
	send_quiet(v->worker, params);
}

void
call_flush_marks(struct visitor *v)
{
	json_t *params = call_mark_order(v);

	if (params)
		send_quiet(v->worker, params);
}
