/* termpool - ncurses SCREENs, kept for the next who wants the same. */
#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include "screens/termpool.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/text/cp437.h"
#include "screens/latin1.h"
#include "screens/slot.h"

/* From this patch on, delscreen() leaves the other SCREENs alone. */
#define DELETES_WELL (NCURSES_VERSION_PATCH >= 20230923)

enum {
	SCREEN_BYTES = 36 * 1024, /* besides the cells */
	CELL_BYTES = 84,
	KEEP_BYTES = 1024 * 1024, /* of the memory file, between frames */
	SGR_COLOURS = 256,
	ANSI_COLOURS = 16,
	SHIFT_OUT = 0x0E,
	SHIFT_IN = 0x0F,
};

/* Attributes that a terminal cannot show together with colours (ncv). */
enum { NCV_UNDERLINE = 2, NCV_REVERSE = 4, NCV_DIM = 16, NCV_BOLD = 32 };

enum err
term_pool_new(size_t max_bytes, struct term_pool **out)
{
	struct term_pool *p;
	int fd;

	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
		log_error("screens need a UTF-8 locale", "codeset",
		    nl_langinfo(CODESET));
		return ERR_IO;
	}
	p = mem_new(struct term_pool);
	p->max_bytes = max_bytes;
	fd = memfd_create("screens", MFD_CLOEXEC);
	p->out = fd < 0 ? NULL : fdopen(fd, "w+");
	p->in = fopen("/dev/null", "re");
	if (p->out == NULL || p->in == NULL) {
		log_error("no memory file", "why", strerror(errno));
		if (fd >= 0 && p->out == NULL)
			close(fd);
		term_pool_free(p);
		return ERR_IO;
	}
	*out = p;
	return ERR_NONE;
}

void
term_pool_free(struct term_pool *p)
{
	if (p == NULL)
		return;
	if (p->stats.lent)
		bug("term: a pool goes while it lends");
	while (p->free) {
		struct slot *s = p->free;

		p->free = s->next;
		free(s);
	}
	grid_free(&p->meant);
	buf_free(&p->raw);
	if (p->out)
		fclose(p->out);
	if (p->in)
		fclose(p->in);
	free(p);
}

struct term_pool_stats
term_pool_stats(const struct term_pool *p)
{
	return p->stats;
}

/* What PC terminals are sent: their characters, and no shifts between sets. */
static void
put_pc(struct str bytes, struct buf *out)
{
	size_t from = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		if (bytes.p[i] != SHIFT_OUT && bytes.p[i] != SHIFT_IN)
			continue;
		cp437_encode(str_slice(bytes, from, i - from), out);
		from = i + 1;
	}
	cp437_encode(str_slice(bytes, from, bytes.n), out);
}

void
slot_capture(struct term_pool *p, enum charset charset, struct buf *out)
{
	bool narrow = charset == CHARSET_CP437 || charset == CHARSET_LATIN1;
	struct buf *raw = narrow ? &p->raw : out;
	char bytes[16 * 1024];
	int fd = fileno(p->out);
	off_t end, at = 0;

	fflush(p->out);
	end = lseek(fd, 0, SEEK_CUR);
	buf_reset(&p->raw);
	while (out && at < end) {
		size_t want = sizeof bytes;
		ssize_t n;

		if ((off_t)want > end - at)
			want = (size_t)(end - at);
		n = pread(fd, bytes, want, at);
		if (n <= 0)
			bug("term: the memory file cannot be read");
		buf_put(raw, (struct str){ bytes, (size_t)n });
		at += n;
	}
	if (out && charset == CHARSET_CP437)
		put_pc(buf_str(raw), out);
	else if (out && charset == CHARSET_LATIN1)
		latin1_encode(buf_str(raw), out);
	if (end > KEEP_BYTES && ftruncate(fd, 0) < 0)
		bug("term: the memory file cannot be emptied");
	lseek(fd, 0, SEEK_SET);
}

static size_t
bytes_of(int rows, int cols)
{
	return SCREEN_BYTES + (size_t)rows * (size_t)cols * CELL_BYTES;
}

/*
 * Run newterm() so that it knows the size, and neither the environment of
 * the process nor its signal handlers count.  The environment is replaced,
 * not changed, for other threads may be reading it.
 */
static SCREEN *
make_screen(struct term_pool *p, const char *entry, int rows, int cols)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGTSTP, SIGWINCH };
	enum { SIGNALS = sizeof signals / sizeof *signals };
	struct sigaction before[SIGNALS];
	char high[32], wide[32], name[TERMNAME_MAX + 1];
	char *only[] = { high, wide, NULL }, **all = environ;
	SCREEN *screen;

	snprintf(high, sizeof high, "LINES=%d", rows);
	snprintf(wide, sizeof wide, "COLUMNS=%d", cols);
	snprintf(name, sizeof name, "%s", entry);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], NULL, &before[i]);
	environ = only;
	screen = newterm(name, p->out, p->in);
	environ = all;
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	return screen;
}

static const char *
capability(const char *name)
{
	char copy[16];
	const char *s;

	snprintf(copy, sizeof copy, "%s", name);
	s = tigetstr(copy);
	return s == (const char *)-1 ? NULL : s;
}

static int
number(const char *name)
{
	char copy[16];

	snprintf(copy, sizeof copy, "%s", name);
	return tigetnum(copy);
}

static bool
flag(const char *name)
{
	char copy[16];

	snprintf(copy, sizeof copy, "%s", name);
	return tigetflag(copy) > 0;
}

static void
learn_attributes(struct slot *s)
{
	int ncv = number("ncv");

	s->can = (capability("bold") ? LOOK_BOLD : 0u) |
	    (capability("dim") ? LOOK_DIM : 0u) |
	    (capability("smul") ? LOOK_UNDERLINE : 0u) |
	    (capability("rev") ? LOOK_REVERSE : 0u);
	if (ncv <= 0)
		return;
	s->ncv = (ncv & NCV_BOLD ? LOOK_BOLD : 0u) |
	    (ncv & NCV_DIM ? LOOK_DIM : 0u) |
	    (ncv & NCV_UNDERLINE ? LOOK_UNDERLINE : 0u) |
	    (ncv & NCV_REVERSE ? LOOK_REVERSE : 0u);
}

/* With the new SCREEN current. */
static void
learn(struct slot *s)
{
	int colours = number("colors");

	s->enter = capability("smcup");
	s->leave = capability("rmcup");
	s->clear = capability("clear");
	s->hide = capability("civis");
	s->show = capability("cnorm");
	s->plain = capability("sgr0");
	learn_attributes(s);
	s->depth = DEPTH_MONO;
	if (colours >= 8 && start_color() == OK && use_default_colors() == OK) {
		/* Beyond 256, numbers are colours themselves: use the first. */
		s->depth = colours == SGR_COLOURS ? DEPTH_256 :
		    colours >= ANSI_COLOURS && colours < SGR_COLOURS ?
						    DEPTH_16 :
						    DEPTH_8;
		s->pairs_max =
		    (short)(COLOR_PAIRS < SLOT_PAIRS_MAX ? COLOR_PAIRS :
							   SLOT_PAIRS_MAX);
	}
}

/* Give back what can be given back of a SCREEN nobody will use again. */
static void
abandon(struct term_pool *p, struct slot *s)
{
	set_term(s->screen);
#if DELETES_WELL
	delscreen(s->screen);
#else
	delwin(stdscr);
	delwin(newscr);
	delwin(curscr);
	p->stats.abandoned++;
#endif
	p->stats.screens--;
	p->stats.bytes -= bytes_of(s->rows, s->cols);
	free(s);
}

static enum err
make_room(struct term_pool *p, size_t bytes)
{
	while (p->stats.bytes + bytes > p->max_bytes) {
		struct slot *s = p->free;

		if (s == NULL) {
			log_warn("no room for more screens", "screens",
			    LOG_NUM(p->stats.screens));
			return ERR_LIMIT;
		}
		p->free = s->next;
		abandon(p, s);
	}
	return ERR_NONE;
}

/* A newterm() that fails takes time and leaks, so it is not repeated. */
static bool
is_unknown(const struct term_pool *p, const char *entry)
{
	for (size_t i = 0; i < SLOT_UNKNOWN_MAX; i++) {
		if (strcmp(p->unknown[i], entry) == 0)
			return true;
	}
	return false;
}

static void
remember_unknown(struct term_pool *p, const char *entry)
{
	char *at = p->unknown[p->unknown_next++ % SLOT_UNKNOWN_MAX];

	snprintf(at, sizeof p->unknown[0], "%s", entry);
}

static enum err
make_slot(struct term_pool *p, const char *entry, int rows, int cols,
    struct slot **out)
{
	struct slot *s;
	SCREEN *screen;

	if (is_unknown(p, entry))
		return ERR_MISSING;
	TRY(make_room(p, bytes_of(rows, cols)));
	screen = make_screen(p, entry, rows, cols);
	if (screen == NULL) {
		slot_capture(p, CHARSET_UTF8, NULL);
		remember_unknown(p, entry);
		return ERR_MISSING;
	}
	set_term(screen);
	s = mem_new(struct slot);
	s->screen = screen;
	s->rows = rows;
	s->cols = cols;
	snprintf(s->entry, sizeof s->entry, "%s", entry);
	p->stats.screens++;
	p->stats.bytes += bytes_of(rows, cols);
	learn(s);
	if (getmaxy(stdscr) != rows || getmaxx(stdscr) != cols ||
	    capability("cup") == NULL || s->clear == NULL ||
	    (flag("am") && !flag("xenl"))) {
		/*
		 * The last: ncurses is told that the cursor wraps at once,
		 * but many that claim such a name do so later, and it would
		 * lose its place.
		 */
		log_info("terminal cannot show screens", "term", entry);
		remember_unknown(p, entry);
		abandon(p, s);
		return ERR_MISSING;
	}
	/* There is nobody to type ahead; input would end a frame half-way. */
	typeahead(-1);
	/* What ncurses says at the start is said by term_begin(). */
	wrefresh(stdscr);
	slot_capture(p, CHARSET_UTF8, NULL);
	*out = s;
	return ERR_NONE;
}

static struct slot *
take_free(struct term_pool *p, const char *entry, int rows, int cols)
{
	for (struct slot **at = &p->free; *at; at = &(*at)->next) {
		struct slot *s = *at;

		if (s->rows == rows && s->cols == cols &&
		    strcmp(s->entry, entry) == 0) {
			*at = s->next;
			s->next = NULL;
			return s;
		}
	}
	return NULL;
}

enum err
slot_lend(struct term_pool *p, const char *entry, int rows, int cols,
    struct slot **out)
{
	struct slot *s = take_free(p, entry, rows, cols);

	if (s == NULL)
		TRY(make_slot(p, entry, rows, cols, &s));
	set_term(s->screen);
	werase(stdscr);
	s->pairs = 0;
	p->stats.lent++;
	*out = s;
	return ERR_NONE;
}

void
slot_give_back(struct term_pool *p, struct slot *s)
{
	struct slot **at = &p->free;

	while (*at)
		at = &(*at)->next;
	s->next = NULL;
	*at = s;
	p->stats.lent--;
}
