/* What a worker asks wrongly is answered, and ends nothing in the master. */
#include "server/master.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/log.h"
#include "common/base/rand.h"
#include "common/wire/rows.h"

static struct master m;
static int worker_fd;

static void
on_call(struct link *l, void *arg, int64_t id, const char *method,
    const json_t *params)
{
	(void)l;
	(void)arg;
	(void)id;
	(void)method;
	(void)params;
	fail_msg("the test calls by itself");
}

static void
on_closed(struct link *l, void *arg)
{
	(void)l;
	(void)arg;
	fail_msg("the line was cut");
}

static const struct link_hooks hooks = { on_call, on_closed };

/* A master with a worker at the other end of a line, and no store. */
static int
open_master(void **state)
{
	struct proc *p = &m.proc[0];
	int fds[2];

	(void)state;
	assert_int_equal(
	    socketpair(
		AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds),
	    0);
	log_set_level(LOG_ERROR);
	rand_init();
	m = (struct master){ 0 };
	uv_loop_init(&m.loop);
	m.config = config_new();
	m.sessions = sessions_new();
	p->master = &m;
	p->link = link_open(&m.loop, fds[0], &hooks, p);
	worker_fd = fds[1];
	return 0;
}

static int
close_master(void **state)
{
	(void)state;
	link_close(m.proc[0].link);
	close(worker_fd);
	uv_run(&m.loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&m.loop), 0);
	sessions_free(m.sessions);
	calls_free_buckets(&m);
	config_free(m.config);
	return 0;
}

/* The word for what went wrong, as the worker reads it; "" for no answer. */
static void
ask(const char *method, const char *params, char out[32])
{
	json_t *v = json_parse(str_from(params)), *answer;
	char line[4096] = "";
	ssize_t n;

	assert_non_null(v);
	calls_handle(&m.proc[0], 7, method, v);
	json_decref(v);
	uv_run(&m.loop, UV_RUN_NOWAIT);
	uv_run(&m.loop, UV_RUN_NOWAIT);
	n = read(worker_fd, line, sizeof line - 1);
	out[0] = '\0';
	if (n <= 0)
		return;
	answer = json_parse(str_trim((struct str){ line, (size_t)n }));
	assert_non_null(answer);
	assert_int_equal(json_integer_value(json_object_get(answer, "id")), 7);
	snprintf(out, 32, "%s",
	    json_string_value(json_object_get(
		json_object_get(json_object_get(answer, "error"), "data"),
		"err")));
	json_decref(answer);
}

static void
what_lacks_something_is_refused(void **state)
{
	static const struct {
		const char *method;
		const char *params;
		const char *want;
	} cases[] = {
		{ "login", "{}", "INVALID" },
		{ "login", "{\"how\":7}", "INVALID" },
		{ "login", "{\"how\":\"join\"}", "INVALID" },
		{ "login", "{\"how\":\"join\",\"code\":\"x\"}", "INVALID" },
		{ "run", "{}", "DENIED" },
		{ "run", "{\"session\":\"x\",\"command\":\"vote\"}", "DENIED" },
		{ "logout", "{}", "" },
		{ "closed", "{\"visit\":\"x\"}", "" },
		{ "fly", "{}", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char got[32];

		ask(cases[i].method, cases[i].params, got);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg(
			    "%s %s: %s", cases[i].method, cases[i].params, got);
	}
}

static void
a_session_runs_what_its_command_takes(void **state)
{
	const struct session *s =
	    sessions_add(m.sessions, 0, 0, STR(""), STR(""), false, 1);
	static const char *const wrong[] = {
		"{\"session\":\"%s\"}",
		"{\"session\":\"%s\",\"command\":\"fly\"}",
		"{\"session\":\"%s\",\"command\":7}",
		"{\"session\":\"%s\",\"command\":\"vote\"}",
		"{\"session\":\"%s\",\"command\":\"vote\","
		"\"args\":{\"fly\":\"1\"}}",
		/* What is read is no order. */
		"{\"session\":\"%s\",\"command\":\"boards\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char params[256], got[32];
		struct buf b = BUF_INIT(sizeof params - 1);
		struct str rest = str_from(wrong[i]);

		buf_put(&b, str_cut(&rest, '%'));
		buf_cstr(&b, s->handle);
		buf_put(&b, str_slice(rest, 1, rest.n));
		snprintf(params, sizeof params, "%.*s", (int)b.n, b.p);
		buf_free(&b);
		ask("run", params, got);
		if (strcmp(got, "INVALID") != 0)
			fail_msg("%s: %s", params, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    what_lacks_something_is_refused, open_master, close_master),
		cmocka_unit_test_setup_teardown(
		    a_session_runs_what_its_command_takes, open_master,
		    close_master),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
