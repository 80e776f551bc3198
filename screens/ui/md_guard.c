/*
 * md_guard - whether the parser takes time in proportion to a text.
 *
 * md4c walks over the signs of a paragraph again for many of them, over the
 * containers for each line, and over a definition for each use.  So what it
 * may cost is estimated before, from above: signs times bytes for what may be
 * one paragraph.  Prose, lists, tables and code stay far below.
 */
#include <string.h>

#include "screens/ui/md.h"

enum {
	COST_MAX = 16 * 1024 * 1024,
	TAB_CELLS = 8,
	START_CELLS = 3, /* of white space before what starts a block */
	FENCE_MIN = 3,
	NUMBER_MAX = 9,
};

struct guard {
	size_t cost;
	size_t bytes, signs; /* of what may be one paragraph */
	bool is_numbered;    /* it began with a number */
	bool is_definition;  /* it began with '[' */
	size_t brackets;     /* in the whole text */
	size_t definition;   /* bytes of the longest paragraph with any */
	size_t fence_len;
	char fence;
};

/* The start of a line: "  > - 1. ". */
struct lead {
	size_t bytes;
	size_t cells; /* white space of it */
	size_t first; /* white space before the first sign */
	size_t signs;
	char sign; /* the first one: '>', '-', '1' */
};

static size_t
sign_at(struct str line, size_t at)
{
	size_t n = 0;

	if (line.p[at] == '>')
		return 1;
	while (n < NUMBER_MAX && at + n < line.n && line.p[at + n] >= '0' &&
	    line.p[at + n] <= '9')
		n++;
	if (at + n == line.n)
		return 0;
	if (strchr(n ? ".)" : "-+*", line.p[at + n]) == NULL)
		return 0;
	n++;
	if (at + n < line.n && line.p[at + n] != ' ' && line.p[at + n] != '\t')
		return 0;
	return n;
}

static struct lead
lead_of(struct str line)
{
	struct lead l = { 0 };

	while (l.bytes < line.n) {
		size_t n;

		if (line.p[l.bytes] == ' ' || line.p[l.bytes] == '\t') {
			l.cells += line.p[l.bytes++] == ' ' ? 1 : TAB_CELLS;
			continue;
		}
		n = sign_at(line, l.bytes);
		if (n == 0)
			break;
		if (l.signs++ == 0) {
			l.first = l.cells;
			l.sign = n > 1 ? '1' : line.p[l.bytes];
		}
		l.bytes += n;
	}
	return l;
}

/* "- - -" is a rule and no list in a list. */
static bool
is_rule(struct str line)
{
	char c = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == ' ' || line.p[i] == '\t')
			continue;
		if (line.p[i] != '-' && line.p[i] != '*')
			return false;
		if (c && line.p[i] != c)
			return false;
		c = line.p[i];
	}
	return c != 0;
}

static void
add(struct guard *g, size_t a, size_t b)
{
	size_t more;

	if (__builtin_mul_overflow(a, b, &more) || more > COST_MAX)
		more = COST_MAX + 1;
	if (g->cost <= COST_MAX)
		g->cost += more;
}

static void
end_paragraph(struct guard *g)
{
	add(g, g->bytes, g->signs);
	if (g->is_definition && g->bytes > g->definition)
		g->definition = g->bytes;
	g->bytes = g->signs = 0;
	g->is_definition = g->is_numbered = false;
}

static size_t
fence_at(struct str line, char *out)
{
	size_t at = 0, n = 0;

	while (at < line.n && at < START_CELLS && line.p[at] == ' ')
		at++;
	if (at == line.n || (line.p[at] != '`' && line.p[at] != '~'))
		return 0;
	while (at + n < line.n && line.p[at + n] == line.p[at])
		n++;
	*out = line.p[at];
	/* ```inline``` is a span. */
	if (*out == '`' &&
	    str_find(str_slice(line, at + n, line.n), '`') < line.n - at - n)
		return 0;
	return n < FENCE_MIN ? 0 : n;
}

/* Whether the line is of a fenced block that is in nothing else. */
static bool
in_fence(struct guard *g, struct str line)
{
	char c = 0;
	size_t n = fence_at(line, &c);

	if (g->fence) {
		struct str rest = str_trim(line);

		if (n >= g->fence_len && c == g->fence && rest.n == n)
			g->fence = 0;
		return true;
	}
	if (n) {
		end_paragraph(g);
		g->fence = c;
		g->fence_len = n;
	}
	return n > 0;
}

static void
count(struct guard *g, struct str line)
{
	size_t pipes = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == '|')
			pipes++;
		else if (strchr("\\*_~`&;<>[]()!:@#", line.p[i]))
			g->signs++;
		if (line.p[i] == '[')
			g->brackets++;
	}
	g->bytes += line.n + 1;
	add(g, pipes, line.n);
}

/* Whether the line cannot go on with the paragraph before it. */
static bool
starts_block(const struct guard *g, struct lead l)
{
	if (l.signs == 0 || l.first > START_CELLS)
		return false;
	if (l.sign == '1')
		return g->is_numbered && l.first == 0;
	return true;
}

static bool
take_line(struct guard *g, struct str line)
{
	struct lead l;
	struct str rest;

	if (in_fence(g, line))
		return true;
	l = lead_of(line);
	rest = str_slice(line, l.bytes, line.n);
	if (l.signs > 0 && l.signs + l.cells / 2 > DOC_NEST_MAX &&
	    !is_rule(line))
		return false;
	/* What is in a quote that goes on may be one paragraph. */
	if (rest.n == 0 || (l.sign != '>' && starts_block(g, l)))
		end_paragraph(g);
	if (g->bytes == 0)
		g->is_numbered = l.sign == '1' && l.first == 0;
	if (rest.n && rest.p[0] == '[')
		g->is_definition = true;
	count(g, rest);
	return g->cost <= COST_MAX;
}

bool
md_is_tame(struct str text)
{
	struct guard g = { 0 };

	while (text.n) {
		if (!take_line(&g, str_cut(&text, '\n')))
			return false;
	}
	end_paragraph(&g);
	add(&g, g.definition, g.brackets);
	return g.cost <= COST_MAX;
}
