/* calls - what workers ask of the master, and the orders among it. */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/member.h"
#include "common/wire/rows.h"
#include "server/calls_impl.h"
#include "server/folder.h"

struct pending *
pending_new(struct proc *p, int64_t id)
{
	struct pending *q = mem_new(struct pending);

	q->master = p->master;
	q->slot = p->slot;
	q->generation = p->generation;
	q->id = id;
	return q;
}

void
pending_free(struct pending *q)
{
	free(q->fingerprint);
	free(q->pubkey);
	free(q);
}

struct proc *
pending_asker(const struct pending *q)
{
	struct proc *p = &q->master->proc[q->slot];

	return p->generation == q->generation && p->link && q->id ? p : NULL;
}

void
pending_fail(const struct pending *q, enum err e, struct str words)
{
	struct proc *p = pending_asker(q);

	if (p)
		link_reply_error(p->link, q->id, e, words);
}

struct str
params_text(const json_t *params, const char *key)
{
	const json_t *v = json_object_get(params, key);

	return (struct str){ json_is_string(v) ? json_string_value(v) : "",
		json_is_string(v) ? json_string_length(v) : 0 };
}

/* Changes a member may still make just now. */
struct member_bucket {
	int64_t member_id;
	struct bucket bucket;
};

static int
compare_buckets(const void *a, const void *b)
{
	const struct member_bucket *x = a, *y = b;

	return (x->member_id > y->member_id) - (x->member_id < y->member_id);
}

/* A member's, whatever the session; each guest has one of their own. */
static struct bucket *
bucket_of(struct master *m, struct session *s)
{
	struct member_bucket probe = { .member_id = s->member_id };
	struct member_bucket **found, *b;

	if (s->member_id == 0)
		return &s->bucket;
	found = tfind(&probe, &m->write_buckets, compare_buckets);
	if (found)
		return &(*found)->bucket;
	b = mem_new(struct member_bucket);
	b->member_id = s->member_id;
	tsearch(b, &m->write_buckets, compare_buckets);
	return &b->bucket;
}

/* Admission: how often one of them changes things. */
static bool
may_write_now(struct master *m, struct session *s)
{
	int64_t rate = config_int(m->config, CONFIG_WRITES);
	int64_t now = clock_mono_us() / 1000;
	struct bucket *b = bucket_of(m, s);
	int64_t gap = now - b->filled_ms;

	if (rate == 0)
		return true;
	/* An empty one was never used: five seconds fill it. */
	b->tokens += (gap > 5000 ? 5000 : gap) * rate;
	if (b->tokens > rate * 5000)
		b->tokens = rate * 5000;
	b->filled_ms = now;
	if (b->tokens < 1000)
		return false;
	b->tokens -= 1000;
	return true;
}

void
calls_free_buckets(struct master *m)
{
	tdestroy(m->write_buckets, free);
	m->write_buckets = NULL;
}

static void
on_hashed(void *arg, enum err e, struct str hash, bool matches)
{
	struct job *j = arg;

	(void)matches;
	if (e != ERR_NONE) {
		j->outcome.err = e;
		j->done(j);
		return;
	}
	j->order.password_hash = arena_dup(&j->arena, hash);
	writer_put(j->writer, j);
}

static void
refuse_job(struct job *j, enum err e, const char *words)
{
	j->outcome.err = e;
	j->outcome.message = str_from(words);
	j->done(j);
}

void
calls_submit(struct master *m, struct job *j, struct str password)
{
	enum command_prepare prepare =
	    command_prepare(j->order.args.command, &j->order.args);
	enum err e;

	if (writer_waiting(m->writer) >=
	    (size_t)config_int(m->config, CONFIG_QUEUE)) {
		refuse_job(j, ERR_LIMIT,
		    _("the server is too busy; try again "
		      "in a moment"));
		return;
	}
	job_prepare_code(j);
	j->writer = m->writer;
	if (prepare != PREPARE_PASSWORD && password.n == 0) {
		writer_put(m->writer, j);
		return;
	}
	j->outcome.err = job_check_password(j, password);
	if (j->outcome.err != ERR_NONE) {
		j->done(j);
		return;
	}
	e = hasher_make(m->hasher, password,
	    (size_t)config_int(m->config, CONFIG_HASHES), on_hashed, j);
	if (e != ERR_NONE)
		refuse_job(j, e,
		    _("too many passwords are being set; try "
		      "again in a moment"));
}

json_t *
calls_outcome(const struct outcome *o)
{
	json_t *v = rows_to_json(&o->rows);

	if (o->became)
		json_object_set_new(v, "became", json_integer(o->became));
	return v;
}

/* A guest's session becomes a member's. */
static void
become(struct pending *q, const struct outcome *o)
{
	struct master *m = q->master;
	struct session *s = sessions_find(m->sessions, q->slot, q->handle);

	if (s && o->became)
		logins_become(m, s, o->became);
}

/* Who came with a key that counts no more has to leave. */
static void
end_revoked(struct master *m, int64_t member)
{
	for (struct session *s = sessions_first(m->sessions); s; s = s->next) {
		struct arena a = ARENA_INIT;
		struct proc *p = &m->proc[s->worker];
		struct member_row whose;

		if (s->member_id == member && s->fingerprint && s->proven &&
		    p->link &&
		    store_member_by_key(m->reader, &a, str_from(s->fingerprint),
			&whose) == ERR_MISSING)
			link_notice(
			    p->link, "end", json_pack("[I]", (json_int_t)s->n));
		arena_free(&a);
	}
}

/* The file says nothing that works no more. */
static void
forget_code(struct master *m, const struct job *j)
{
	if (j->outcome.err == ERR_NONE && j->order.code.n && j->outcome.became)
		folder_check_sysop_code(m->dir, j->order.code);
}

static void
end_sessions(struct master *m, const struct job *j)
{
	if (j->outcome.err == ERR_NONE && j->wrote &&
	    j->order.args.command == command_find(STR("keys")))
		end_revoked(m, j->order.member);
}

void
calls_after(struct master *m, const struct job *j)
{
	forget_code(m, j);
	end_sessions(m, j);
}

static void
on_ordered(struct job *j)
{
	struct pending *q = j->arg;
	struct proc *p = pending_asker(q);

	if (j->outcome.err == ERR_NONE)
		become(q, &j->outcome);
	/* Before the answer, which whoever waits for it may act on. */
	forget_code(q->master, j);
	if (p && j->outcome.err == ERR_NONE)
		link_reply(p->link, q->id, calls_outcome(&j->outcome));
	else
		pending_fail(q, j->outcome.err, j->outcome.message);
	end_sessions(q->master, j);
	pending_free(q);
	job_free(j);
}

/* The key counts where it was proven, or to add it after a password. */
static void
take_key(struct job *j, const struct session *s)
{
	bool links = j->order.args.command == command_find(STR("link"));

	if (s->fingerprint == NULL || (!s->proven && !links))
		return;
	j->order.fingerprint = arena_dup(&j->arena, str_from(s->fingerprint));
	j->order.pubkey = arena_dup(&j->arena, str_from(s->pubkey));
	j->order.key_unproven = !s->proven;
}

static void
set_log_level(void *arg, enum log_level level)
{
	log_set_level(level);
	procs_tell(arg, "log_level", json_pack("[s]", log_level_name(level)));
}

const struct host_calls *
calls_host(struct master *m, struct arena *a)
{
	struct host_calls *h = arena_new(a, struct host_calls);

	*h = (struct host_calls){ set_log_level, m };
	return h;
}

/* What concerns this process, not the store, is done at once. */
static void
run_host(struct pending *q, struct job *j)
{
	struct command_ctx ctx = {
		.store = q->master->reader,
		.site = &q->master->site,
		.host = calls_host(q->master, &j->arena),
	};

	job_run(j, &ctx);
	on_ordered(j);
}

enum err
calls_take_order(struct job *j, const json_t *params, struct str *password)
{
	const struct command *c = command_find(params_text(params, "command"));
	const json_t *body = json_object_get(params, "body");

	if (c == NULL)
		return ERR_INVALID;
	TRY(args_from_json(&j->arena, c, json_object_get(params, "args"),
	    &j->order.args, &j->outcome.message));
	j->order.args.id = arena_dup(&j->arena, params_text(params, "id"));
	j->order.has_body = body != NULL;
	if (c->body == BODY_SECRET)
		*password = params_text(params, "body");
	else
		TRY(command_body_from_json(c, &j->arena, body, &j->order.body));
	return ERR_NONE;
}

static void
handle_run(struct proc *p, int64_t id, const json_t *params)
{
	struct master *m = p->master;
	struct session *s = sessions_find(m->sessions, p->slot,
	    json_string_value(json_object_get(params, "session")));
	struct pending *q = pending_new(p, id);
	struct job *j = job_new();
	struct str password = STR("");
	enum command_mode mode;

	j->arg = q;
	j->done = on_ordered;
	j->outcome.err =
	    s ? calls_take_order(j, params, &password) : ERR_DENIED;
	if (j->outcome.err != ERR_NONE) {
		on_ordered(j);
		return;
	}
	memcpy(q->handle, s->handle, sizeof q->handle);
	j->order.member = s->member_id;
	take_key(j, s);
	mode = command_mode(j->order.args.command, &j->order.args);
	if (mode == COMMAND_HOST)
		run_host(q, j);
	else if (mode != COMMAND_WRITE && mode != COMMAND_QUIET)
		refuse_job(j, ERR_INVALID, "");
	else if (!may_write_now(m, s))
		refuse_job(j, ERR_LIMIT,
		    _("that is faster than anybody types; "
		      "wait a moment"));
	else
		calls_submit(m, j, password);
}

void
calls_handle(
    struct proc *p, int64_t id, const char *method, const json_t *params)
{
	if (strcmp(method, "run") == 0)
		handle_run(p, id, params);
	else if (strcmp(method, "login") == 0)
		logins_handle(p, id, params);
	else if (strcmp(method, "logout") == 0)
		logins_logout(p, params);
	else if (strcmp(method, "closed") == 0)
		logins_closed(p, params);
	else
		log_warn(
		    "a worker asks for something unknown", "method", method);
}
