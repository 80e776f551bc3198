/* operator - orders from the host's own shell. */
#include "server/operator.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/hash.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/rules/limits.h"
#include "common/store/store.h"
#include "common/store/text.h"
#include "common/wire/rows.h"
#include "server/folder.h"
#include "server/serve.h"
#include "server/writer.h"

struct operator
{
	const char *dir;
	/* With a server: */
	int fd; /* -1: none */
	struct buf in;
	int64_t last_id;
	/* Without: */
	int lock_fd;
	int record_fd;
	struct store *store;
	struct config *config;
	struct site site;
	struct job *todo, **todo_end; /* changes that run together */
	struct job *done, **done_end;
};

static void
queue_put(struct job ***end, struct job *j)
{
	j->next = NULL;
	**end = j;
	*end = &j->next;
}

static void
queue_free(struct job *j)
{
	while (j) {
		struct job *next = j->next;

		job_free(j);
		j = next;
	}
}

static enum err
open_offline(struct operator* op, const char *record)
{
	enum err e;

	/* init writes the configuration first. */
	if (!folder_has(op->dir, STORE_FILE) &&
	    !folder_has(op->dir, FOLDER_CONFIG)) {
		log_error("no community in this folder; stoad init begins one",
		    "folder", op->dir);
		return ERR_MISSING;
	}
	e = folder_lock(op->dir, &op->lock_fd);
	if (e == ERR_CONFLICT)
		log_error("a server is starting or stopping here; try again");
	TRY(e);
	TRY(serve_config(op->dir, NULL, &op->config));
	TRY(serve_record(record, &op->record_fd));
	op->site.host = config_text(op->config, CONFIG_PUBLIC_HOST);
	op->site.port = config_int(op->config, CONFIG_PUBLIC_PORT);
	if (op->site.port == 0)
		op->site.port = config_int(op->config, CONFIG_PORT);
	return store_open(op->dir, &op->store);
}

enum err
operator_open(const char *dir, const char *record, struct operator** out)
{
	struct operator* op = mem_new(struct operator);
	enum err e;

	op->dir = dir;
	op->fd = op->lock_fd = op->record_fd = -1;
	op->in.max = LIMIT_FRAME_BYTES;
	op->todo_end = &op->todo;
	op->done_end = &op->done;
	e = folder_control(dir, false, &op->fd);
	if (e == ERR_OFFLINE)
		e = open_offline(op, record);
	if (e != ERR_NONE) {
		operator_close(op);
		return e;
	}
	*out = op;
	return ERR_NONE;
}

void operator_close(struct operator* op)
{
	if (op == NULL)
		return;
	queue_free(op->todo);
	queue_free(op->done);
	store_close(op->store);
	config_free(op->config);
	if (op->fd >= 0)
		close(op->fd);
	if (op->record_fd >= 0)
		close(op->record_fd);
	if (op->lock_fd >= 0)
		close(op->lock_fd);
	buf_free(&op->in);
	free(op);
}

static enum err
send_all(struct operator* op, struct str s)
{
	while (s.n) {
		ssize_t n = send(op->fd, s.p, s.n, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return ERR_OFFLINE;
		s = str_slice(s, (size_t)n, s.n);
	}
	return ERR_NONE;
}

static enum err
send_call(struct operator* op, const char *method, json_t *params)
{
	struct arena a = ARENA_INIT;
	json_t *call = json_pack("{s:s, s:I, s:s, s:o}", "jsonrpc", "2.0", "id",
	    (json_int_t)++op->last_id, "method", method, "params", params);
	enum err e = send_all(op, json_line(&a, call));

	json_decref(call);
	arena_free(&a);
	return e == ERR_NONE ? send_all(op, STR("\n")) : e;
}

/* The next line of the server. */
static enum err
receive_line(struct operator* op, json_t **out)
{
	for (;;) {
		struct str all = buf_str(&op->in);
		size_t at = str_find(all, '\n');
		char chunk[16384];
		ssize_t n;

		if (at < all.n) {
			*out = json_parse(str_slice(all, 0, at));
			buf_consume(&op->in, at + 1);
			return *out ? ERR_NONE : ERR_OFFLINE;
		}
		n = recv(op->fd, chunk, sizeof chunk, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return ERR_OFFLINE;
		buf_put(&op->in, (struct str){ chunk, (size_t)n });
		if (op->in.full)
			return ERR_LIMIT;
	}
}

static enum err
receive_online(struct operator* op, struct arena *a,
    const struct column *columns, struct outcome *out)
{
	const json_t *error;
	json_t *line;

	TRY(receive_line(op, &line));
	*out = (struct outcome){ 0 };
	rows_init(&out->rows, a, columns);
	error = json_object_get(line, "error");
	if (error) {
		const char *name = json_string_value(
		    json_object_get(json_object_get(error, "data"), "err"));

		out->err = err_from_name(name ? name : "");
		out->message = json_text(a, json_object_get(error, "message"));
	} else {
		out->err =
		    rows_from_json(&out->rows, json_object_get(line, "result"));
	}
	json_decref(line);
	return ERR_NONE;
}

static enum err
prepare_offline(struct job *j, struct str password)
{
	struct order *o = &j->order;

	job_prepare_code(j);
	if (command_prepare(o->args.command, &o->args) != PREPARE_PASSWORD)
		return ERR_NONE;
	TRY(job_check_password(j, password));
	return hash_password(&j->arena, password, &o->password_hash);
}

/* The first order of all has nobody to run as. */
static bool
is_founding(const struct args *args)
{
	return args->command == command_find(STR("found"));
}

static void
read_offline(struct operator* op, struct job *j)
{
	struct command_ctx ctx = { .store = op->store, .site = &op->site };

	job_run(j, &ctx);
}

/* All changes that were sent: one transaction, as the server does it. */
static void run_todo(struct operator* op)
{
	if (op->todo == NULL)
		return;
	writer_run_now(op->store, op->record_fd, &op->site, op->todo);
	*op->done_end = op->todo;
	op->done_end = op->todo_end;
	op->todo = NULL;
	op->todo_end = &op->todo;
}

static void
run_offline(struct operator* op, const char *as, const struct args *args,
    struct str body, bool has_body)
{
	struct job *j = job_new();
	bool secret = args->command->body == BODY_SECRET;
	enum command_mode mode = command_mode(args->command, args);
	enum err e;

	j->order.args = *args;
	j->order.has_body = has_body;
	j->order.body = secret ? STR("") : arena_dup(&j->arena, body);
	e = job_set_member(j, op->store, str_from(as));
	if (is_founding(args))
		j->order.member = 0;
	if (e == ERR_NONE)
		e = prepare_offline(j, body);
	if (e == ERR_NONE && (mode == COMMAND_WRITE || mode == COMMAND_QUIET)) {
		queue_put(&op->todo_end, j);
		return;
	}
	run_todo(op);
	if (e != ERR_NONE)
		j->outcome.err = e;
	else
		read_offline(op, j);
	queue_put(&op->done_end, j);
}

enum err
operator_send(struct operator* op, const char *as, const struct args *args,
    struct str body, bool has_body)
{
	json_t *params;

	if (op->fd < 0) {
		run_offline(op, as, args, body, has_body);
		return ERR_NONE;
	}
	params = json_pack("{s:s, s:o}", "command", args->command->name, "args",
	    args_to_json(args, false));
	if (as)
		json_object_set_new(params, "as", json_string(as));
	if (has_body)
		json_object_set_new(
		    params, "body", command_body_to_json(args->command, body));
	if (args->id.n)
		json_object_set_new(params, "id", json_from_str(args->id));
	return send_call(op, "do", params);
}

enum err
operator_receive(struct operator* op, struct arena *a,
    const struct column *columns, struct outcome *out)
{
	struct job *j;
	json_t *copy;

	if (op->fd >= 0)
		return receive_online(op, a, columns, out);
	if (op->done == NULL)
		run_todo(op);
	j = op->done;
	if (j == NULL)
		return ERR_MISSING;
	op->done = j->next;
	if (op->done == NULL)
		op->done_end = &op->done;
	*out = (struct outcome){ .err = j->outcome.err };
	out->message = arena_dup(a, j->outcome.message);
	rows_init(&out->rows, a, columns);
	/* Into the caller's arena, the way the server's answers come. */
	copy = rows_to_json(&j->outcome.rows);
	if (out->err == ERR_NONE)
		out->err = rows_from_json(&out->rows, copy);
	json_decref(copy);
	job_free(j);
	return ERR_NONE;
}

enum err
operator_copy(
    struct operator* op, const char *store_path, const char *secret_path)
{
	struct arena a = ARENA_INIT;
	struct outcome out;
	enum err e;

	run_todo(op);
	if (op->fd < 0)
		return store_copy(op->store, store_path, secret_path);
	e = send_call(op, "copy",
	    json_pack(
		"{s:s, s:s}", "store", store_path, "secrets", secret_path));
	if (e == ERR_NONE)
		e = receive_online(op, &a, NULL, &out);
	if (e == ERR_NONE)
		e = out.err;
	arena_free(&a);
	return e;
}

bool
operator_is_online(const struct operator* op)
{
	return op->fd >= 0;
}

enum err operator_tidy(struct operator* op)
{
	bool more = !operator_is_online(op);

	run_todo(op);
	while (more) {
		TRY(store_text_tidy(op->store, &more));
		writer_shorten_log(op->store);
	}
	return ERR_NONE;
}
