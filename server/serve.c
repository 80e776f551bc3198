/* serve - run the server in the foreground. */
#include "server/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/base/version.h"
#include "common/store/store.h"
#include "server/folder.h"
#include "server/master.h"

enum { DRAIN_MS = 9000, WHY_BYTES = 4096 };

enum err
serve_config(const char *dir, const char *const *overrides, struct config **out)
{
	struct buf why = BUF_INIT(WHY_BYTES);
	struct arena a = ARENA_INIT;
	struct config *c = config_new();
	struct str path = arena_printf(&a, "%s/%s", dir, FOLDER_CONFIG);
	enum err e = ERR_NONE;

	if (access(path.p, F_OK) == 0)
		e = config_read(c, path.p, &why);
	for (; e == ERR_NONE && overrides && *overrides; overrides++)
		e = config_set(c, str_from(*overrides), &why);
	if (e != ERR_NONE) {
		fprintf(stderr, "stoad: %.*s\n", (int)why.n, why.p);
		config_free(c);
	} else {
		*out = c;
	}
	buf_free(&why);
	arena_free(&a);
	return e;
}

enum err
serve_record(const char *path, int *out_fd)
{
	int fd = -1;

	if (path)
		fd =
		    open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (path && fd < 0) {
		log_error(
		    "cannot record", "file", path, "why", strerror(errno));
		return ERR_IO;
	}
	*out_fd = fd;
	return ERR_NONE;
}

static void
set_log_level(const struct config *c)
{
	enum log_level level;

	if (log_level_parse(config_text(c, CONFIG_LOG_LEVEL).p, &level))
		log_set_level(level);
}

/* What was changed in the file but counts only after a restart. */
static void
name_restarts(const struct config *old, const struct config *now)
{
	for (int i = 0; i < CONFIG_COUNT; i++) {
		enum config_id id = (enum config_id)i;

		if (!config_is_live(id) && config_differs(old, now, id))
			log_warn("this change needs a restart", "entry",
			    config_key(id));
	}
}

static void
on_hup(uv_signal_t *signal, int number)
{
	struct master *m = container_of(signal, struct master, hup);
	struct config *now;

	(void)number;
	if (serve_config(m->dir, m->overrides, &now) != ERR_NONE) {
		log_error("configuration not reloaded; the old one stays");
		return;
	}
	name_restarts(m->config, now);
	config_free(m->config);
	m->config = now;
	set_log_level(now);
	procs_reload(m);
	log_info("configuration and host keys reloaded");
}

static void
on_drain_timeout(uv_timer_t *timer)
{
	struct master *m = container_of(timer, struct master, drain_timer);

	log_warn("workers took too long to end");
	procs_kill(m);
	uv_stop(&m->loop);
}

static void
drain(struct master *m)
{
	if (m->draining)
		return;
	m->draining = true;
	log_info("stopping");
	listen_close(m);
	if (procs_running(m) == 0) {
		uv_stop(&m->loop);
		return;
	}
	procs_drain(m);
	uv_timer_start(&m->drain_timer, on_drain_timeout, DRAIN_MS, 0);
}

static void
on_term(uv_signal_t *signal, int number)
{
	(void)number;
	drain(signal->data);
}

static void
start_signals(struct master *m)
{
	signal(SIGPIPE, SIG_IGN);
	uv_signal_init(&m->loop, &m->term);
	uv_signal_init(&m->loop, &m->intr);
	uv_signal_init(&m->loop, &m->hup);
	m->term.data = m->intr.data = m;
	uv_signal_start(&m->term, on_term, SIGTERM);
	uv_signal_start(&m->intr, on_term, SIGINT);
	uv_signal_start(&m->hup, on_hup, SIGHUP);
}

static void
raise_file_limit(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return;
	r.rlim_cur = r.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &r) != 0)
		log_warn("cannot raise the number of open files");
}

/* A folder that init has not begun is not made into one by serving it. */
static enum err
check_folder(const char *dir)
{
	struct arena a = ARENA_INIT;
	struct str keys[HOST_KEYS];
	size_t n = 0;
	enum err e = ERR_NONE;

	if (!folder_has(dir, STORE_FILE)) {
		log_error("no community in this folder; stoad init begins one",
		    "folder", dir);
		e = ERR_MISSING;
	} else {
		e = folder_host_keys(&a, dir, keys, &n);
	}
	arena_free(&a);
	return e;
}

/* After a commit: workers look for events. */
static void
on_committed(void *arg)
{
	struct master *m = arg;

	m->unsaved = m->untidy = true;
	m->quiet = 0;
	procs_tell(m, "committed", json_object());
}

static enum err
open_all(struct master *m, const struct serve_options *o)
{
	struct store *s = NULL;
	enum err e;

	TRY(check_folder(m->dir));
	e = folder_lock(m->dir, &m->lock_fd);
	if (e == ERR_CONFLICT)
		log_error("another server has this folder", "folder", m->dir);
	TRY(e);
	TRY(serve_config(m->dir, m->overrides, &m->config));
	set_log_level(m->config);
	TRY(serve_record(o->record, &m->record_fd));
	TRY(store_open(m->dir, &s));
	e = store_open_secrets(m->dir, &m->reader);
	if (e == ERR_NONE)
		e = listen_open(m);
	if (e != ERR_NONE) {
		store_close(s);
		return e;
	}
	m->site.host =
	    arena_dup(&m->arena, config_text(m->config, CONFIG_PUBLIC_HOST));
	m->site.port = config_int(m->config, CONFIG_PUBLIC_PORT);
	if (m->site.port == 0)
		m->site.port = m->port;
	m->writer =
	    writer_start(&m->loop, s, m->record_fd, &m->site, on_committed, m);
	m->hasher = hasher_start(&m->loop);
	m->sessions = sessions_new();
	m->sources = sources_new();
	return control_open(m);
}

static void
close_handle(uv_handle_t *handle, void *arg)
{
	(void)arg;
	if (!uv_is_closing(handle))
		uv_close(handle, NULL);
}

static void
close_all(struct master *m)
{
	struct writer *w = m->writer;

	/* Impatience does not make it faster. */
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	if (w)
		writer_stop(w);
	if (m->control_fd >= 0)
		control_close(m);
	if (w)
		writer_free(w);
	if (m->hasher)
		hasher_stop(m->hasher);
	store_close(m->reader);
	uv_walk(&m->loop, close_handle, NULL);
	uv_run(&m->loop, UV_RUN_DEFAULT);
	uv_loop_close(&m->loop);
	sessions_free(m->sessions);
	sources_free(m->sources);
	calls_free_buckets(m);
	config_free(m->config);
	arena_free(&m->arena);
	if (m->record_fd >= 0)
		close(m->record_fd);
	if (m->writer)
		folder_mark_stopped(m->dir);
	if (m->lock_fd >= 0)
		close(m->lock_fd);
}

int
serve(const struct serve_options *o)
{
	struct master *m = mem_new(struct master);
	bool unclean;
	enum err e;

	m->dir = o->dir;
	m->overrides = o->overrides;
	m->lock_fd = m->record_fd = m->control_fd = -1;
	log_set_process("master");
	raise_file_limit();
	uv_loop_init(&m->loop);
	start_signals(m);
	uv_timer_init(&m->loop, &m->drain_timer);
	e = open_all(m, o);
	if (e == ERR_NONE) {
		log_info("started", "version", STOA_VERSION, "folder", m->dir);
		unclean = folder_mark_running(m->dir);
		jobs_start(m);
		procs_start(m);
		if (unclean)
			jobs_quick_check(m);
		uv_run(&m->loop, UV_RUN_DEFAULT);
		log_info("stopped");
	}
	close_all(m);
	free(m);
	return err_exit_code(e);
}
