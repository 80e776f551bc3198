/* procs - starting workers, passing connections, replacing the dead. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/rules/limits.h"
#include "common/wire/rows.h"
#include "server/folder.h"
#include "server/master.h"

enum {
	STDIO_FDS = 5,	   /* 0-2, the link, the socket for connections */
	RESTART_MS = 1000, /* before replacing one that died young */
	YOUNG_US = 2000000,
	PASS_BYTES = 256,
};

static void start_one(struct proc *p);

static json_t *
config_json(struct master *m)
{
	json_t *o = json_object();

	for (int i = 0; i < CONFIG_COUNT; i++)
		json_object_set_new(o, config_key((enum config_id)i),
		    json_from_str(config_text(m->config, (enum config_id)i)));
	return o;
}

/* All that a worker must know; it opens no file but the store's. */
static json_t *
hello(struct master *m)
{
	struct arena a = ARENA_INIT;
	struct str keys[HOST_KEYS];
	json_t *list = json_array(), *here = json_array(), *o;
	size_t n = 0;

	if (folder_host_keys(&a, m->dir, keys, &n) != ERR_NONE)
		log_error("workers keep the host keys they have");
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_from_str(keys[i]));
	for (struct session *s = sessions_first(m->sessions); s; s = s->next)
		json_array_append_new(here,
		    json_pack("[I, I, I]", (json_int_t)s->n,
			(json_int_t)s->member_id, (json_int_t)s->since_ms));
	o = json_pack("{s:o, s:o, s:o, s:s, s:o, s:I}", "config",
	    config_json(m), "host_keys", list, "here", here, "log_level",
	    log_level_name(log_get_level()), "host",
	    json_from_str(m->site.host), "port", (json_int_t)m->site.port);
	arena_free(&a);
	return o;
}

void
procs_tell(struct master *m, const char *method, json_t *params)
{
	for (int i = 0; i < m->procs; i++) {
		if (m->proc[i].link)
			link_notice(
			    m->proc[i].link, method, json_incref(params));
	}
	json_decref(params);
}

void
procs_reload(struct master *m)
{
	procs_tell(m, "reload", hello(m));
}

int
procs_running(const struct master *m)
{
	int n = 0;

	for (int i = 0; i < m->procs; i++)
		n += m->proc[i].running;
	return n;
}

void
procs_drain(struct master *m)
{
	procs_tell(m, "drain", json_object());
}

void
procs_kill(struct master *m)
{
	for (int i = 0; i < m->procs; i++) {
		if (m->proc[i].running)
			uv_process_kill(&m->proc[i].process, SIGKILL);
	}
}

static void
forget_visits(struct proc *p)
{
	struct master *m = p->master;

	while (p->visits) {
		struct visit *v = p->visits;

		p->visits = v->next;
		if (p->visits)
			p->visits->at = &p->visits;
		m->strangers -= !v->logged_in;
		sources_leave(m->sources, v->source);
		free(v->addr);
		free(v);
	}
	p->visit_count = 0;
}

static void
lose_worker(struct proc *p)
{
	struct link *l = p->link;

	if (l == NULL)
		return;
	p->link = NULL;
	p->ready = false;
	link_close(l);
	close(p->fd_sock);
	forget_visits(p);
	calls_forget_worker(p->master, p->slot);
}

static void
on_link_closed(struct link *l, void *arg)
{
	(void)l;
	lose_worker(arg);
}

static void
say_ready(struct master *m)
{
	char line[64];
	int n;

	for (int i = 0; i < m->procs; i++) {
		if (!m->proc[i].ready)
			return;
	}
	if (m->ready_said)
		return;
	m->ready_said = true;
	n = snprintf(
	    line, sizeof line, "ready port=%lld\n", (long long)m->port);
	if (write(STDERR_FILENO, line, (size_t)n) != n)
		log_error("nobody hears that the server is ready");
}

static void
on_call(struct link *l, void *arg, int64_t id, const char *method,
    const json_t *params)
{
	struct proc *p = arg;

	(void)l;
	if (strcmp(method, "ready") == 0) {
		p->ready = true;
		say_ready(p->master);
		return;
	}
	calls_handle(p, id, method, params);
}

static const struct link_hooks hooks = {
	.called = on_call,
	.closed = on_link_closed,
};

static void
on_restart(uv_timer_t *timer)
{
	start_one(container_of(timer, struct proc, restart));
}

static void
on_process_closed(uv_handle_t *handle)
{
	struct proc *p =
	    container_of((uv_process_t *)handle, struct proc, process);
	struct master *m = p->master;
	bool young = clock_mono_us() - p->started_us < YOUNG_US;

	p->running = false;
	if (m->draining) {
		if (procs_running(m) == 0)
			uv_stop(&m->loop);
		return;
	}
	uv_timer_start(&p->restart, on_restart, young ? RESTART_MS : 0, 0);
}

static void
on_ended(uv_process_t *process, int64_t status, int signal)
{
	struct proc *p = container_of(process, struct proc, process);

	if (!p->master->draining || status || signal)
		log_error("worker ended", "worker", LOG_NUM(p->slot), "status",
		    LOG_NUM(status), "signal", LOG_NUM(signal));
	lose_worker(p);
	uv_close((uv_handle_t *)process, on_process_closed);
}

/* An own user for workers, when started by root and there is one. */
static void
choose_user(struct master *m)
{
	struct arena a = ARENA_INIT;
	char *name =
	    arena_cstr(&a, config_text(m->config, CONFIG_WORKERS_USER));
	const struct passwd *pw = geteuid() == 0 ? getpwnam(name) : NULL;
	const char *why = "workers.user";

	if (geteuid() != 0)
		why = "not started by root";
	else if (pw == NULL)
		why = "there is no user of that name";
	else if (!folder_share(m->dir, pw->pw_uid, pw->pw_gid))
		why = "that user cannot reach the folder";
	else
		m->own_user = true;
	if (m->own_user) {
		m->uid = pw->pw_uid;
		m->gid = pw->pw_gid;
	}
	log_info("worker user", "user", m->own_user ? name : "the master's",
	    "workers.user", name, "why", why);
	arena_free(&a);
}

static bool
spawn(struct proc *p, int link_fd, int sock_fd)
{
	struct master *m = p->master;
	char slot[16], program[] = "/proc/self/exe", word[] = "worker";
	char data[] = "--data";
	char *args[] = { program, word, data, mem_strdup(m->dir), slot, NULL };
	uv_stdio_container_t io[STDIO_FDS] = {
		{ .flags = UV_IGNORE },
		{ .flags = UV_IGNORE },
		{ .flags = UV_INHERIT_FD, .data.fd = STDERR_FILENO },
		{ .flags = UV_INHERIT_FD, .data.fd = link_fd },
		{ .flags = UV_INHERIT_FD, .data.fd = sock_fd },
	};
	uv_process_options_t o = {
		.file = program,
		.args = args,
		.stdio = io,
		.stdio_count = STDIO_FDS,
		.exit_cb = on_ended,
	};
	int rc;

	snprintf(slot, sizeof slot, "%d", p->slot);
	if (m->own_user) {
		o.uid = m->uid;
		o.gid = m->gid;
		o.flags |= UV_PROCESS_SETUID | UV_PROCESS_SETGID;
	}
	rc = uv_spawn(&m->loop, &p->process, &o);
	free(args[3]);
	if (rc < 0)
		log_error("cannot start a worker", "why", uv_strerror(rc));
	return rc == 0;
}

static void
start_one(struct proc *p)
{
	int link_fds[2], sock_fds[2];

	if (p->master->draining)
		return;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, link_fds) < 0 ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sock_fds) <
		0) {
		log_error("no sockets for a worker", "why", strerror(errno));
		uv_timer_start(&p->restart, on_restart, RESTART_MS, 0);
		return;
	}
	p->generation++;
	p->started_us = clock_mono_us();
	p->running = spawn(p, link_fds[1], sock_fds[1]);
	close(link_fds[1]);
	close(sock_fds[1]);
	if (!p->running) {
		close(link_fds[0]);
		close(sock_fds[0]);
		uv_timer_start(&p->restart, on_restart, RESTART_MS, 0);
		return;
	}
	p->fd_sock = sock_fds[0];
	p->link = link_open(&p->master->loop, link_fds[0], &hooks, p);
	link_notice(p->link, "hello", hello(p->master));
	log_info("worker started", "worker", LOG_NUM(p->slot), "pid",
	    LOG_NUM(p->process.pid));
}

void
procs_start(struct master *m)
{
	int64_t n = config_int(m->config, CONFIG_WORKERS_COUNT);

	if (n == 0) {
		n = sysconf(_SC_NPROCESSORS_ONLN);
		n = n < 2 ? 2 : n;
	}
	choose_user(m);
	m->procs = n > WORKERS_MAX ? WORKERS_MAX : (int)n;
	for (int i = 0; i < m->procs; i++) {
		struct proc *p = &m->proc[i];

		p->master = m;
		p->slot = i;
		uv_timer_init(&m->loop, &p->restart);
		start_one(p);
	}
}

static struct proc *
least_busy(struct master *m)
{
	size_t most = (size_t)config_int(m->config, CONFIG_WORKERS_SESSIONS);
	struct proc *best = NULL;

	for (int i = 0; i < m->procs; i++) {
		struct proc *p = &m->proc[i];

		if (!p->ready || p->visit_count >= most)
			continue;
		if (best == NULL || p->visit_count < best->visit_count)
			best = p;
	}
	return best;
}

static bool
send_fd(int socket, int fd, const char *text, size_t n)
{
	union {
		char space[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { 0 };
	char copy[PASS_BYTES];
	struct iovec iov = { copy, n };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control.space,
		.msg_controllen = sizeof control.space };
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	memcpy(copy, text, n);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
	return sendmsg(socket, &msg, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)n;
}

bool
procs_pass(struct master *m, int fd, const char *addr, struct source *source)
{
	struct proc *p = m->draining ? NULL : least_busy(m);
	char text[PASS_BYTES];
	struct visit *v;
	int n;

	if (p == NULL)
		return false;
	n = snprintf(
	    text, sizeof text, "%lld %s", (long long)(m->last_visit + 1), addr);
	if (!send_fd(p->fd_sock, fd, text, (size_t)n))
		return false;
	v = mem_new(struct visit);
	v->id = ++m->last_visit;
	v->source = source;
	v->addr = mem_strdup(addr);
	v->next = p->visits;
	v->at = &p->visits;
	if (p->visits)
		p->visits->at = &v->next;
	p->visits = v;
	p->visit_count++;
	m->strangers++;
	return true;
}
