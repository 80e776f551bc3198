/* calls - what workers ask of the master: logins, orders, farewells. */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/rules/limits.h"
#include "common/store/member.h"
#include "common/store/secret.h"
#include "common/wire/rows.h"
#include "server/folder.h"
#include "server/master.h"

/* A call of a worker that is answered later. */
struct pending {
	struct master *master;
	int slot;
	int64_t generation;
	int64_t id;	   /* 0: nobody waits */
	int64_t visit;	   /* logins */
	int64_t session_n; /* orders: whose; 0: a join by password */
	char handle[SESSION_HANDLE_CHARS + 1];
	struct job *job;
	char *fingerprint; /* logins: the key that came along */
	char *pubkey;
	int64_t member_id;
};

/* Changes a member may still make just now. */
struct member_bucket {
	int64_t member_id;
	struct bucket bucket;
};

static struct pending *
pending_new(struct proc *p, int64_t id)
{
	struct pending *q = mem_new(struct pending);

	q->master = p->master;
	q->slot = p->slot;
	q->generation = p->generation;
	q->id = id;
	return q;
}

static void
pending_free(struct pending *q)
{
	free(q->fingerprint);
	free(q->pubkey);
	free(q);
}

/* Where to answer; NULL when that worker is gone. */
static struct proc *
asker(const struct pending *q)
{
	struct proc *p = &q->master->proc[q->slot];

	return p->generation == q->generation && p->link && q->id ? p : NULL;
}

static void
answer_error(const struct pending *q, enum err e, struct str words)
{
	struct proc *p = asker(q);

	if (p)
		link_reply_error(p->link, q->id, e, words);
}

static struct str
text_of(const json_t *params, const char *key)
{
	const json_t *v = json_object_get(params, key);

	return (struct str){ json_is_string(v) ? json_string_value(v) : "",
		json_is_string(v) ? json_string_length(v) : 0 };
}

static char *
copy_of(const json_t *params, const char *key)
{
	struct str s = text_of(params, key);

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
put_seen(struct master *m, const struct session *s)
{
	struct job *j = job_new();

	j->order.member = s->member_id;
	j->order.is_operator = true;
	if (s->fingerprint && s->proven)
		j->order.fingerprint =
		    arena_dup(&j->arena, str_from(s->fingerprint));
	j->order.args.command = command_find(STR("seen"));
	j->done = on_seen;
	writer_put(m->writer, j);
}

/* Who has no row. */
static const struct member_row guest = { .handle = STR_INIT("") };

/* The login is good: make a session and tell the worker. */
static void
let_in(struct pending *q, const struct member_row *member, bool proven)
{
	struct proc *p = asker(q);
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
		put_seen(m, s);
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
		answer_error(q, e == ERR_MISSING ? ERR_DENIED : e, STR(""));
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
	if (e == ERR_NONE)
		let_in(q, &member, false);
	else
		answer_error(q, e, STR(""));
	pending_free(q);
	arena_free(&a);
}

/* An unknown name costs as much time as a wrong password. */
static void
login_password(struct pending *q, const json_t *params)
{
	struct master *m = q->master;
	struct arena a = ARENA_INIT;
	struct str password = text_of(params, "password"), hash = STR("");
	struct member_row member;
	enum err e;

	if (store_member_by_handle(
		m->reader, &a, text_of(params, "user"), &member) == ERR_NONE) {
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
		answer_error(q, e, STR(""));
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
		answer_error(q, j->outcome.err,
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
	if (text_of(params, "code").n)
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
	calls_submit(q->master, j, text_of(params, "password"));
}

static void
handle_login(struct proc *p, int64_t id, const json_t *params)
{
	struct pending *q = pending_new(p, id);
	const char *how = json_string_value(json_object_get(params, "how"));

	q->visit = json_integer_value(json_object_get(params, "visit"));
	q->fingerprint = copy_of(params, "fingerprint");
	q->pubkey = copy_of(params, "pubkey");
	if (how && strcmp(how, "key") == 0) {
		login_key(q, text_of(params, "user"),
		    json_is_true(json_object_get(params, "joins")));
	} else if (how && strcmp(how, "password") == 0) {
		login_password(q, params);
	} else if (how && strcmp(how, "join") == 0) {
		login_join(q, params);
	} else if (how && strcmp(how, "guest") == 0) {
		let_in(q, &guest, false);
		pending_free(q);
	} else {
		answer_error(q, ERR_INVALID, STR(""));
		pending_free(q);
	}
}

static void
drop_session(struct master *m, struct session *s)
{
	procs_tell(m, "gone", json_pack("[I]", (json_int_t)s->n));
	if (s->member_id)
		put_seen(m, s);
	sessions_drop(m->sessions, s);
}

static void
handle_logout(struct proc *p, const json_t *params)
{
	struct session *s = sessions_find(p->master->sessions, p->slot,
	    json_string_value(json_object_get(params, "session")));

	if (s)
		drop_session(p->master, s);
}

static void
handle_closed(struct proc *p, const json_t *params)
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
		out->row[out->len++] =
		    (struct presence_row){ s->member_id, s->since_ms };
}

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

	if (s == NULL || o->became == 0)
		return;
	s->member_id = o->became;
	tell_here(m, s);
	put_seen(m, s);
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

void
calls_after(struct master *m, const struct job *j)
{
	if (j->outcome.err != ERR_NONE)
		return;
	if (j->order.code.n && j->outcome.became)
		folder_check_sysop_code(m->dir, j->order.code);
	if (j->order.args.command == command_find(STR("keys")) && j->wrote)
		end_revoked(m, j->order.member);
}

static void
on_ordered(struct job *j)
{
	struct pending *q = j->arg;
	struct proc *p = asker(q);

	if (j->outcome.err == ERR_NONE)
		become(q, &j->outcome);
	if (p && j->outcome.err == ERR_NONE)
		link_reply(p->link, q->id, calls_outcome(&j->outcome));
	else
		answer_error(q, j->outcome.err, j->outcome.message);
	calls_after(q->master, j);
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
	const struct command *c = command_find(text_of(params, "command"));
	const json_t *body = json_object_get(params, "body");

	if (c == NULL)
		return ERR_INVALID;
	TRY(args_from_json(&j->arena, c, json_object_get(params, "args"),
	    &j->order.args, &j->outcome.message));
	j->order.args.id = arena_dup(&j->arena, text_of(params, "id"));
	j->order.has_body = body != NULL;
	if (c->body == BODY_SECRET)
		*password = text_of(params, "body");
	else
		j->order.body = json_text(&j->arena, body);
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
		handle_login(p, id, params);
	else if (strcmp(method, "logout") == 0)
		handle_logout(p, params);
	else if (strcmp(method, "closed") == 0)
		handle_closed(p, params);
	else
		log_warn(
		    "a worker asks for something unknown", "method", method);
}
