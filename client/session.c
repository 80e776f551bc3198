/* session - one command, or one visit, on a server that let us in. */
#include "client/session.h"

#include <libssh/libssh.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "client/link.h"
#include "client/pump.h"
#include "client/tty.h"

enum { STATUS_SIGNAL = 128 }; /* as shells have it */

struct session {
	struct link *link;
	const struct options *options;
	ssh_channel channel;
	bool raw; /* a person at a terminal, and no command */
};

/* What it means that the server answered a request of ours with no. */
static enum err
judge(struct session *s, int rc, const char *request)
{
	if (rc == SSH_OK)
		return ERR_NONE;
	if (!ssh_is_connected(s->link->session))
		return link_lost(s->link);
	tty_say(_("%s refuses %s: %s"), s->options->host, request,
	    ssh_get_error(s->link->session));
	return ERR_DENIED;
}

static enum err
open_channel(struct session *s)
{
	int rc;

	while ((rc = ssh_channel_open_session(s->channel)) == SSH_AGAIN)
		TRY(link_wait(s->link));
	return judge(s, rc, _("a session"));
}

static enum err
request_pty(struct session *s)
{
	const char *term = getenv("TERM");
	struct tty_size size = tty_size();
	int rc;

	if (!term || !*term)
		term = "vt100";
	while ((rc = ssh_channel_request_pty_size(
		    s->channel, term, size.cols, size.rows)) == SSH_AGAIN)
		TRY(link_wait(s->link));
	return judge(s, rc, _("a terminal"));
}

/* What the server may look at to draw; a no is no harm. */
static enum err
send_environment(struct session *s)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG",
		"NO_COLOR", "COLORTERM", "COLORFGBG" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);

		if (!value || !*value)
			continue;
		while (ssh_channel_request_env(s->channel, names[i], value) ==
		    SSH_AGAIN)
			TRY(link_wait(s->link));
	}
	return ERR_NONE;
}

static enum err
request_command(struct session *s)
{
	int rc;

	while ((rc = ssh_channel_request_exec(
		    s->channel, s->options->command)) == SSH_AGAIN)
		TRY(link_wait(s->link));
	return judge(s, rc, _("the command"));
}

static enum err
request_visit(struct session *s)
{
	int rc;

	while ((rc = ssh_channel_request_shell(s->channel)) == SSH_AGAIN)
		TRY(link_wait(s->link));
	return judge(s, rc, _("a session"));
}

static int
signal_number(const char *name)
{
	static const struct {
		const char *name;
		int number;
	} known[] = {
		{ "ABRT", SIGABRT },
		{ "ALRM", SIGALRM },
		{ "FPE", SIGFPE },
		{ "HUP", SIGHUP },
		{ "ILL", SIGILL },
		{ "INT", SIGINT },
		{ "KILL", SIGKILL },
		{ "PIPE", SIGPIPE },
		{ "QUIT", SIGQUIT },
		{ "SEGV", SIGSEGV },
		{ "TERM", SIGTERM },
		{ "USR1", SIGUSR1 },
		{ "USR2", SIGUSR2 },
		{ "BUS", SIGBUS },
		{ "SYS", SIGSYS },
		{ "XCPU", SIGXCPU },
		{ "XFSZ", SIGXFSZ },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcmp(known[i].name, name) == 0)
			return known[i].number;
	}
	return SIGKILL; /* a name of the server's own: some violent end */
}

/* A command was sent and nobody knows what became of it. */
static int
unsure(void)
{
	tty_say(_("no answer came; it was maybe saved: repeat with the same "
		  "--id"));
	return err_exit_code(ERR_UNSURE);
}

static void
say_lost(struct session *s, const struct pump_end *end)
{
	if (end->why == PUMP_CLOSED)
		tty_say(_("%s ended the session without a result"),
		    s->options->host);
	else if (end->silent)
		tty_say(_("%s has gone silent"), s->options->host);
	else
		(void)!link_lost(s->link);
}

/* The status of a session that ended by itself or broke. */
static int
result(struct session *s, const struct pump_end *end)
{
	bool broke = end->why == PUMP_LOST && !end->complete;

	if (end->status > 0 || (end->status == 0 && !broke))
		return end->status;
	if (end->status == 0) {
		say_lost(s, end);
		tty_say(_("the command succeeded, but its output may be cut"));
		return err_exit_code(ERR_IO);
	}
	if (end->signal_name[0]) {
		tty_say(_("killed over there by signal %s"), end->signal_name);
		return STATUS_SIGNAL + signal_number(end->signal_name);
	}
	say_lost(s, end);
	return s->options->command ? unsure() : err_exit_code(ERR_OFFLINE);
}

static int
conclude(struct session *s, const struct pump_end *end)
{
	switch (end->why) {
	case PUMP_LEFT:
		tty_say(_("disconnected from %s"), s->options->host);
		return err_exit_code(ERR_OFFLINE);
	case PUMP_INPUT_BROKE:
		tty_say(_("standard input cannot be read: %s"),
		    strerror(end->problem));
		return err_exit_code(ERR_IO);
	case PUMP_OUTPUT_GONE:
		return STATUS_SIGNAL + SIGPIPE;
	case PUMP_OUTPUT_BROKE:
		tty_say(_("standard output cannot be written: %s"),
		    strerror(end->problem));
		return err_exit_code(ERR_IO);
	case PUMP_CLOSED:
	case PUMP_LOST:
	default:
		return result(s, end);
	}
}

static int
run(struct session *s, struct pump *p)
{
	struct pump_end end;
	int wake = -1;

	if (s->raw && tty_raw_start(&wake)) {
		tty_say(_("the terminal cannot be put into raw mode"));
		return err_exit_code(ERR_IO);
	}
	end = pump_run(p, wake);
	tty_raw_stop(end.why == PUMP_CLOSED ? TTY_LEFT_TIDY : TTY_LEFT_ANYHOW);
	/* Only a channel that is over is closed in order: see link_close(). */
	if (end.why == PUMP_CLOSED)
		(void)ssh_channel_close(s->channel);
	return conclude(s, &end);
}

int
session_run(struct link *l)
{
	struct session s = { .link = l, .options = l->options };
	struct pump *p;
	enum err e;
	int status;

	s.raw = !s.options->command && tty_is_interactive();
	s.channel = ssh_channel_new(l->session);
	if (!s.channel)
		return err_exit_code(ERR_IO);
	p = pump_new(l, s.channel);
	e = open_channel(&s);
	if (!e && s.raw)
		e = request_pty(&s);
	if (!e && s.raw)
		e = send_environment(&s);
	if (e) {
		status = err_exit_code(e);
	} else {
		e = s.options->command ? request_command(&s) :
					 request_visit(&s);
		if (e == ERR_OFFLINE && s.options->command)
			status = unsure();
		else
			status = e ? err_exit_code(e) : run(&s, p);
	}
	pump_free(p);
	return status;
}
