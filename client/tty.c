/* tty - the person's terminal: words, questions, raw mode. */
#include "client/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/text/clean.h"

enum { ANSWER_BYTES_MAX = 1024, DEFAULT_COLS = 80, DEFAULT_ROWS = 24 };

/*
 * Mouse and bracketed paste off, normal screen, cursor and plain letters on.
 * Leaving the alternate screen puts the cursor back where it was saved; the
 * save before it (7) keeps the cursor in its place where there is no
 * alternate screen to leave.
 */
static const char tidy_up[] =
    "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l"
    "\0337\033[?1049l\033[?25h\033[m\r\n";
/* For terminals that would show the rest as letters, or stumble. */
static const char tidy_up_dumb[] = "\r\n";

/* Deaths a terminal is put back for. */
static const int deaths[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT,
	SIGSEGV, SIGBUS, SIGFPE, SIGILL };

enum { DEATHS = sizeof deaths / sizeof deaths[0] };

/*
 * What the signal handlers need.  `saved` is complete before `changed` is
 * set, and the handlers are installed last.
 */
static struct {
	int fd;
	struct termios saved;
	struct termios wanted;
	struct sigaction before[DEATHS];
	struct sigaction before_winch;
	struct sigaction before_cont;
	int wake[2];
	struct str tidy; /* one of the tidy_up */
	volatile sig_atomic_t changed;
	volatile sig_atomic_t raw;
} term;

static void
write_all(int fd, struct str s)
{
	while (s.n > 0) {
		ssize_t n = write(fd, s.p, s.n);

		if (n < 0 && errno == EAGAIN) {
			struct pollfd p = { .fd = fd, .events = POLLOUT };

			(void)poll(&p, 1, -1);
		} else if (n < 0 && errno != EINTR) {
			return;
		} else if (n > 0) {
			s = str_slice(s, (size_t)n, s.n);
		}
	}
}

static void
show(int fd, struct str text)
{
	struct arena a = ARENA_INIT;
	struct str rest = text_clean(&a, text);

	if (term.raw) {
		while (rest.n > 0) {
			size_t n = str_find(rest, '\n');

			write_all(fd, str_slice(rest, 0, n));
			if (n < rest.n)
				write_all(fd, STR("\r\n"));
			rest = str_slice(rest, n + 1, rest.n);
		}
	}
	write_all(fd, rest);
	arena_free(&a);
}

void
tty_say(const char *format, ...)
{
	struct buf b = BUF_INIT(0);
	va_list ap;

	buf_cstr(&b, "stoa: ");
	va_start(ap, format);
	buf_vprintf(&b, format, ap);
	va_end(ap);
	buf_char(&b, '\n');
	show(STDERR_FILENO, buf_str(&b));
	buf_free(&b);
}

void
tty_show(struct str text)
{
	show(STDERR_FILENO, text);
	if (text.n > 0 && text.p[text.n - 1] != '\n')
		show(STDERR_FILENO, STR("\n"));
}

/*
 * A process in the background leaves the terminal alone: it belongs to the
 * shell then, which has settings of its own.  Safe in a signal handler.
 */
static void
put_settings(const struct termios *t, int when)
{
	if (tcgetpgrp(term.fd) == getpgrp())
		(void)tcsetattr(term.fd, when, t);
}

static void
on_death(int sig)
{
	if (term.changed)
		put_settings(&term.saved, TCSANOW);
	if (term.raw && write(STDOUT_FILENO, term.tidy.p, term.tidy.n) < 0)
		term.raw = 0; /* nothing more can be done here */
	(void)raise(sig);     /* SA_RESETHAND: this time it kills */
}

static void
on_wake(int sig)
{
	int saved_errno = errno;

	(void)sig;
	/* A full pipe is as good: a byte is waiting to be read. */
	if (write(term.wake[1], "", 1) < 0)
		errno = saved_errno;
	errno = saved_errno;
}

/* Change the terminal, after making sure that it will be put back. */
static enum err
change(int fd, const struct termios *wanted)
{
	struct sigaction die = { .sa_handler = on_death,
		.sa_flags = (int)(SA_RESETHAND | SA_NODEFER) };

	term.fd = fd;
	term.wanted = *wanted;
	if (tcgetattr(fd, &term.saved) < 0)
		return ERR_IO;
	term.changed = 1;
	for (size_t i = 0; i < DEATHS; i++) {
		(void)sigaction(deaths[i], NULL, &term.before[i]);
		/* What nohup and the like have switched off stays off. */
		if (term.before[i].sa_handler != SIG_IGN)
			(void)sigaction(deaths[i], &die, NULL);
	}
	(void)tcsetattr(fd, TCSAFLUSH, wanted);
	return ERR_NONE;
}

static void
change_back(int when)
{
	if (!term.changed)
		return;
	put_settings(&term.saved, when);
	term.changed = 0;
	for (size_t i = 0; i < DEATHS; i++)
		(void)sigaction(deaths[i], &term.before[i], NULL);
}

static int
open_tty(void)
{
	return open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
}

bool
tty_can_ask(void)
{
	int fd = open_tty();

	if (fd < 0)
		return false;
	(void)close(fd);
	return true;
}

static enum err
read_line(int fd, struct buf *answer)
{
	char line[ANSWER_BYTES_MAX];
	ssize_t n;
	enum err e = ERR_MISSING;

	do {
		n = read(fd, line, sizeof line);
	} while (n < 0 && errno == EINTR);
	if (n > 0) {
		/* Ctrl-D in the middle of a line ends it without a newline. */
		if (line[n - 1] == '\n')
			n--;
		buf_put(answer, (struct str){ line, (size_t)n });
		e = answer->full ? ERR_LIMIT : ERR_NONE;
	}
	explicit_bzero(line, sizeof line);
	return e;
}

enum err
tty_ask(struct str prompt, enum tty_echo echo, struct buf *answer)
{
	struct termios quiet;
	enum err e;
	int fd = open_tty();

	if (fd < 0 || tcgetattr(fd, &quiet) < 0) {
		if (fd >= 0)
			(void)close(fd);
		return ERR_MISSING;
	}
	if (echo == TTY_HIDDEN) {
		quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
		/* Stopped by Ctrl-Z it would leave the echo off. */
		quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
		e = change(fd, &quiet);
		if (e) {
			(void)close(fd);
			return e;
		}
	}
	show(fd, prompt);
	e = read_line(fd, answer);
	if (echo == TTY_HIDDEN) {
		change_back(TCSAFLUSH);
		write_all(fd, STR("\n"));
	}
	(void)close(fd);
	return e;
}

bool
tty_is_interactive(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

struct tty_size
tty_size(void)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) < 0 || w.ws_col == 0 ||
	    w.ws_row == 0)
		return (struct tty_size){ DEFAULT_COLS, DEFAULT_ROWS };
	return (struct tty_size){ w.ws_col, w.ws_row };
}

static bool
is_dumb(void)
{
	const char *name = getenv("TERM");

	return name &&
	    (strcmp(name, "dumb") == 0 || strcmp(name, "unknown") == 0);
}

enum err
tty_raw_start(int *wake)
{
	struct sigaction woken = { .sa_handler = on_wake,
		.sa_flags = SA_RESTART };
	struct termios raw;

	if (tcgetattr(STDIN_FILENO, &raw) < 0 ||
	    pipe2(term.wake, O_CLOEXEC | O_NONBLOCK) < 0)
		return ERR_IO;
	cfmakeraw(&raw);
	term.tidy = is_dumb() ? STR(tidy_up_dumb) : STR(tidy_up);
	TRY(change(STDIN_FILENO, &raw));
	term.raw = 1;
	(void)sigaction(SIGWINCH, &woken, &term.before_winch);
	(void)sigaction(SIGCONT, &woken, &term.before_cont);
	*wake = term.wake[0];
	return ERR_NONE;
}

void
tty_woken(void)
{
	char bytes[64];

	while (read(term.wake[0], bytes, sizeof bytes) > 0)
		;
	/* After a stop the shell has put its own settings back. */
	if (term.raw)
		put_settings(&term.wanted, TCSANOW);
}

void
tty_raw_stop(enum tty_left left)
{
	if (!term.raw)
		return;
	(void)sigaction(SIGWINCH, &term.before_winch, NULL);
	(void)sigaction(SIGCONT, &term.before_cont, NULL);
	if (left == TTY_LEFT_ANYHOW)
		write_all(STDOUT_FILENO, term.tidy);
	term.raw = 0;
	change_back(TCSADRAIN);
	(void)close(term.wake[0]);
	(void)close(term.wake[1]);
}
