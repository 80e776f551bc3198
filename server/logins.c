/* logins - who comes in and who leaves. */
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/mem.h"
#include "common/rules/limits.h"
#include "common/store/member.h"
#include "common/store/secret.h"
#include "common/wire/rows.h"
#include "server/calls_impl.h"

static char *
copy_of(const json_t *params, const char *key)
{
	struct str s = params_text(params, key);

	return s.n ? mem_strdup(s.p) : NULL;
}

static struct visit *
find_visit(struct proc *p, int64_t id)
{
	for (struct visit *v = p->visits; v; v = v->next) {
		if (v->id == id)
			return v;
	}
	return NULL;
}

static void
tell_here(struct master *m, const struct session *s)
{
	procs_tell(m, "here",
	    json_pack("[I, I, I]", (json_int_t)s->n, (json_int_t)s->member_id,
		(json_int_t)s->since_ms));
}

/* Note when a member was here; nobody waits for it. */
static void
on_seen(struct job *j)
{
	job_free(j);
}

static void
put_seen(struct master *m, const struct session *s, const char *from)
{
	struct job *j = job_new();

	j->order.member = s->member_id;
	j->order.is_operator = true;
	if (s->fingerprint && s->proven)
		j->order.fingerprint =
		    arena_dup(&j->arena, str_from(s->fingerprint));
	j->order.args = args_of("seen");
	if (from)
		args_put(&j->order.args, "from",
		    arena_dup(&j->arena, str_from(from)));
	j->done = on_seen;
	writer_put(m->writer, j);
}

/* Their owner hears of wrong passwords. */
static void
put_refused(const struct pending *q)
{
	struct proc *p = pending_asker(q);
	struct visit *v = p ? find_visit(p, q->visit) : NULL;
	struct job *j;

	if (v == NULL || q->member_id == 0)
		return;
	j = job_new();
	j->order.member = q->member_id;
	j->order.is_operator = true;
	j->order.args = args_of("seen");
	args_put(&j->order.args, "refused", STR("1"));
	args_put(
	    &j->order.args, "from", arena_dup(&j->arena, str_from(v->addr)));
	j->done = on_seen;
	writer_put(q->master->writer, j);
}

void
logins_become(struct master *m, struct session *s, int64_t member)
{
	s->member_id = member;
	tell_here(m, s);
	put_seen(m, s, NULL);
}

/* Who has no row. */
static const struct member_row guest = { .handle = STR_INIT("") };

/* The login is good: make a session and tell the worker. */
static void
let_in(struct pending *q, const struct member_row *member, bool proven)
{
	struct proc *p = pending_asker(q);
	struct master *m = q->master;
	struct visit *v = p ? find_visit(p, q->visit) : NULL;
	struct session *s;

	if (v == NULL)
		return;
	if (!v->logged_in)
		m->strangers--;
	v->logged_in = true;
	s = sessions_add(m->sessions, p->slot, member->id,
	    str_from(q->fingerprint), str_from(q->pubkey), proven,
	    clock_now_ms());
	/* When they were last seen, which is about to be now. */
	link_reply(p->link, q->id,
	    json_pack("{s:s, s:I, s:I, s:o, s:I}", "session", s->handle, "n",
		(json_int_t)s->n, "member", (json_int_t)member->id, "handle",
		json_from_str(member->handle), "seen",
		(json_int_t)member->seen_ms));
	tell_here(m, s);
	if (member->id)
		put_seen(m, s, v->addr);
}

static void
login_key(struct pending *q, struct str user, bool joins)
{
	struct arena a = ARENA_INIT;
	struct member_row member;
	enum err e = store_member_by_key(
	    q->master->reader, &a, str_from(q->fingerprint), &member);

	if (e == ERR_MISSING)
		e = store_member_by_pending_key(q->master->reader, &a,
		    str_from(q->fingerprint), user, &member);

	if (e == ERR_NONE)
		let_in(q, &member, true);
	else if (e == ERR_MISSING && joins)
		let_in(q, &guest, true);
	else
		pending_fail(q, e == ERR_MISSING ? ERR_DENIED : e, STR(""));
	pending_free(q);
	arena_free(&a);
}

static void
on_checked(void *arg, enum err e, struct str hash, bool matches)
{
	struct pending *q = arg;
	struct arena a = ARENA_INIT;
	struct member_row member = { 0 };

	(void)hash;
	if (e == ERR_NONE && matches)
		e = store_member_get(
		    q->master->reader, &a, q->member_id, &member);
	else if (e == ERR_NONE)
		e = ERR_DENIED;
	if (e == ERR_DENIED)
		put_refused(q);
	if (e == ERR_NONE)
		let_in(q, &member, false);
	else
		pending_fail(q, e, STR(""));
	pending_free(q);
	arena_free(&a);
}

/* An unknown name costs as much time as a wrong password. */
static void
login_password(struct pending *q, const json_t *params)
{
	struct master *m = q->master;
	struct arena a = ARENA_INIT;
	struct str password = params_text(params, "password"), hash = STR("");
	struct member_row member;
	enum err e;

	if (store_member_by_handle(m->reader, &a, params_text(params, "user"),
		&member) == ERR_NONE) {
		q->member_id = member.id;
		if (store_password_get(m->reader, &a, member.id, &hash) !=
		    ERR_NONE)
			hash = STR("");
	}
	e = password.n > LIMIT_PASSWORD_BYTES ?
	    ERR_DENIED :
	    hasher_check(m->hasher, password, hash,
		(size_t)config_int(m->config, CONFIG_HASHES), on_checked, q);
	if (e != ERR_NONE) {
		pending_fail(q, e, STR(""));
		pending_free(q);
	}
	arena_free(&a);
}

static void
on_joined(struct job *j)
{
	struct pending *q = j->arg;
	struct member_row member = { .id = j->outcome.became };

	if (j->outcome.err == ERR_NONE) {
		member.handle = args_text(&j->order.args, "handle");
		let_in(q, &member, false);
	} else {
		pending_fail(q, j->outcome.err,
		    j->outcome.message.n ? j->outcome.message :
					   str_from(err_text(j->outcome.err)));
	}
	pending_free(q);
	job_free(j);
}

/* A new member without a key: handle and password come together. */
static void
login_join(struct pending *q, const json_t *params)
{
	struct job *j = job_new();
	struct str why = STR("");
	json_t *args = json_object();
	enum err e;

	json_object_set(args, "handle", json_object_get(params, "handle"));
	if (params_text(params, "code").n)
		json_object_set(args, "code", json_object_get(params, "code"));
	e = args_from_json(
	    &j->arena, command_find(STR("join")), args, &j->order.args, &why);
	json_decref(args);
	j->done = on_joined;
	j->arg = q;
	if (e != ERR_NONE) {
		j->outcome.err = e;
		j->outcome.message = why;
		on_joined(j);
		return;
	}
	calls_submit(q->master, j, params_text(params, "password"));
}

void
logins_handle(struct proc *p, int64_t id, const json_t *params)
{
	struct pending *q = pending_new(p, id);
	const char *how = json_string_value(json_object_get(params, "how"));

	q->visit = json_integer_value(json_object_get(params, "visit"));
	q->fingerprint = copy_of(params, "fingerprint");
	q->pubkey = copy_of(params, "pubkey");
	if (how && strcmp(how, "key") == 0) {
		login_key(q, params_text(params, "user"),
		    json_is_true(json_object_get(params, "joins")));
	} else if (how && strcmp(how, "password") == 0) {
		login_password(q, params);
	} else if (how && strcmp(how, "join") == 0) {
		login_join(q, params);
	} else if (how && strcmp(how, "guest") == 0) {
		let_in(q, &guest, false);
		pending_free(q);
	} else {
		pending_fail(q, ERR_INVALID, STR(""));
		pending_free(q);
	}
}

static void
drop_session(struct master *m, struct session *s)
{
	procs_tell(m, "gone", json_pack("[I]", (json_int_t)s->n));
	if (s->member_id)
		put_seen(m, s, NULL);
	sessions_drop(m->sessions, s);
}

void
logins_logout(struct proc *p, const json_t *params)
{
	struct session *s = sessions_find(p->master->sessions, p->slot,
	    json_string_value(json_object_get(params, "session")));

	if (s)
		drop_session(p->master, s);
}

void
logins_closed(struct proc *p, const json_t *params)
{
	struct master *m = p->master;
	const struct source_limits limits = {
		.penalty_ms = config_int(m->config, CONFIG_PENALTY_MS),
	};
	struct visit *v =
	    find_visit(p, json_integer_value(json_object_get(params, "visit")));

	if (v == NULL)
		return;
	if (json_is_true(json_object_get(params, "penalty")))
		sources_penalize(v->source, &limits, clock_mono_us() / 1000);
	m->strangers -= !v->logged_in;
	sources_leave(m->sources, v->source);
	*v->at = v->next;
	if (v->next)
		v->next->at = v->at;
	p->visit_count--;
	free(v->addr);
	free(v);
}

void
calls_forget_worker(struct master *m, int slot)
{
	struct session *s = sessions_first(m->sessions);

	while (s) {
		struct session *next = s->next;

		if (s->worker == slot)
			drop_session(m, s);
		s = next;
	}
}

void
calls_presence(struct master *m, struct arena *a, struct presence *out)
{
	out->row = arena_array(
	    a, struct presence_row, sessions_count(m->sessions) + 1);
	out->len = 0;
	for (struct session *s = sessions_first(m->sessions); s; s = s->next)
		out->row[out->len++] = (struct presence_row){
			.member_id = s->member_id,
			.since_ms = s->since_ms,
			.session = s->n,
		};
}
