/* mdwrite - put Markdown together from blocks, spans and plain text. */
#include "common/text/mdwrite.h"

#include <stdio.h>
#include <string.h>

#include "common/text/mdescape.h"

static const char *const marks[] = {
	[MDW_EM] = "*",
	[MDW_STRONG] = "**",
	[MDW_DEL] = "~~",
	[MDW_LINK] = "[",
};

enum { NUMBER_MAX = 999999999, TICKS_MAX = 64, FENCE_MIN = 3 };

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\0';
}

static char
last(const struct buf *b)
{
	return b->n ? b->p[b->n - 1] : '\0';
}

static size_t
longest_run(struct str s, char c)
{
	size_t longest = 0, n = 0;

	for (size_t i = 0; i < s.n; i++) {
		n = s.p[i] == c ? n + 1 : 0;
		if (n > longest)
			longest = n;
	}
	return longest;
}

static void
put_times(struct buf *b, char c, size_t n)
{
	while (n--)
		buf_char(b, c);
}

/* What stands in front of a line inside the first `depth` containers. */
static void
put_prefix(struct mdw *w, size_t depth)
{
	for (size_t i = 0; i < depth; i++) {
		struct mdw_frame *f = &w->frame[i];

		if (f->first || f->kind == MDW_QUOTE)
			buf_cstr(&w->out, f->marker);
		else
			put_times(&w->out, ' ', strlen(f->marker));
		f->first = false;
	}
}

static void
trim_end(struct buf *b)
{
	while (last(b) == ' ')
		b->n--;
}

static void
begin_line(struct mdw *w)
{
	if (w->started)
		buf_char(&w->out, '\n');
	if (w->started && w->gap) {
		put_prefix(w, w->gap_depth);
		trim_end(&w->out);
		buf_char(&w->out, '\n');
	}
	w->started = true;
	w->gap = false;
	put_prefix(w, w->frames);
}

static struct mdw_frame *
top(struct mdw *w)
{
	return w->frames ? &w->frame[w->frames - 1] : NULL;
}

static void
end_line(struct mdw *w, bool gap)
{
	trim_end(&w->out);
	w->gap = gap;
	w->gap_depth = w->frames;
}

/* Ask for a blank line inside the container, but at its start. */
static void
need_gap(struct mdw *w)
{
	if (w->frames && top(w)->first)
		return;
	if (!w->gap)
		w->gap_depth = w->frames;
	w->gap = true;
}

static void
write_close(struct mdw *w, struct mdw_open_span *s)
{
	struct str text;

	if (s->opened && s->kind == MDW_LINK) {
		text = str_slice(buf_str(&w->line), s->start + 1, w->line.n);
		if (mdescape_same(text, s->url) &&
		    str_find(s->url, ':') < s->url.n) {
			w->line.n = s->start;
			buf_printf(&w->line, "<%.*s>", STR_ARG(s->url));
		} else {
			buf_printf(&w->line, "](%.*s)", STR_ARG(s->url));
		}
	} else if (s->opened) {
		buf_cstr(&w->line, marks[s->kind]);
		w->closed = *s;
		w->closed_end = w->line.n;
	}
	s->opened = false;
}

static void
write_open(struct mdw *w, struct mdw_open_span *s)
{
	struct buf *line = &w->line;

	s->opened = true;
	/* "*a*" and "*b*" side by side are "*ab*". */
	if (s->kind != MDW_LINK && w->closed_end == line->n && line->n &&
	    w->closed.kind == s->kind) {
		line->n -= strlen(marks[s->kind]);
		s->start = w->closed.start;
		w->closed_end = 0;
		return;
	}
	if (s->kind == MDW_LINK && last(line) == '!') {
		line->n--;
		buf_cstr(line, "\\!");
	}
	s->start = line->n;
	buf_cstr(line, marks[s->kind]);
}

static void
close_all(struct mdw *w)
{
	for (size_t i = w->spans; i-- > 0;)
		write_close(w, &w->span[i]);
	w->closed_end = 0;
}

void
mdw_end_block(struct mdw *w)
{
	const struct mdw_frame *f = top(w);
	struct str rest;

	w->breaks = 0;
	w->space = w->in_cell;
	if (w->in_cell || w->line.n == 0)
		return;
	close_all(w);
	rest = buf_str(&w->line);
	if (w->heading) {
		begin_line(w);
		put_times(&w->out, '#', (size_t)w->heading);
		buf_char(&w->out, ' ');
		buf_put(&w->out, rest);
		rest.n = 0;
	}
	while (rest.n) {
		begin_line(w);
		mdescape_line(&w->out, str_cut(&rest, '\n'));
	}
	end_line(w, !(f && f->kind == MDW_ITEM && f->tight) || w->heading);
	buf_reset(&w->line);
}

/* A character comes: write what was put off until one does. */
static void
before_content(struct mdw *w)
{
	size_t breaks = w->breaks;

	w->breaks = 0;
	if (breaks && w->line.n) {
		if (w->in_cell || w->heading) {
			w->space = true;
		} else if (breaks == 1) {
			buf_cstr(&w->line, "  \n");
			w->space = false;
		} else {
			mdw_end_block(w);
		}
	}
	if (w->space && w->line.n && last(&w->line) != '\n')
		buf_char(&w->line, ' ');
	w->space = false;
	for (size_t i = 0; i < w->spans; i++) {
		if (!w->span[i].opened)
			write_open(w, &w->span[i]);
	}
}

static bool
in_link(const struct mdw *w)
{
	for (size_t i = 0; i < w->spans; i++) {
		if (w->span[i].kind == MDW_LINK)
			return true;
	}
	return false;
}

void
mdw_text(struct mdw *w, struct str text)
{
	char before = w->space || w->breaks ? ' ' : last(&w->line);
	bool link = in_link(w);

	for (size_t i = 0; i < text.n; i++) {
		struct str rest = str_slice(text, i, text.n);

		/* A no-break space is one too: pages use them for layout. */
		if (str_starts(rest, STR("\xC2\xA0"))) {
			i++;
			before = ' ';
			w->space = true;
			continue;
		}
		if (is_space(text.p[i])) {
			before = ' ';
			w->space = true;
			continue;
		}
		if (w->space || w->breaks || i == 0)
			before_content(w);
		if (mdescape_needed(rest, before, link, w->in_cell))
			buf_char(&w->line, '\\');
		buf_char(&w->line, text.p[i]);
		before = text.p[i];
	}
}

void
mdw_raw(struct mdw *w, struct str markdown)
{
	before_content(w);
	buf_put(&w->line, markdown);
}

void
mdw_code_span(struct mdw *w, struct str text)
{
	size_t ticks = 0;
	bool pad;

	text = str_trim(text);
	if (text.n == 0)
		return;
	while (ticks == 0 ||
	    (ticks <= longest_run(text, '`') && ticks < TICKS_MAX))
		ticks++;
	pad = text.p[0] == '`' || text.p[text.n - 1] == '`';
	before_content(w);
	put_times(&w->line, '`', ticks);
	if (pad)
		buf_char(&w->line, ' ');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '|' && w->in_cell)
			buf_char(&w->line, '\\');
		if (!is_space(text.p[i]))
			buf_char(&w->line, text.p[i]);
		else if (!is_space(text.p[i - 1]))
			buf_char(&w->line, ' ');
	}
	if (pad)
		buf_char(&w->line, ' ');
	put_times(&w->line, '`', ticks);
}

void
mdw_break(struct mdw *w)
{
	if (w->line.n)
		w->breaks++;
	w->space = false;
}

void
mdw_span_open(
    struct mdw *w, const void *owner, enum mdw_span kind, struct str url)
{
	if (w->spans == MDW_DEPTH_MAX)
		return;
	for (size_t i = 0; i < w->spans; i++) {
		if (w->span[i].kind == kind)
			return;
	}
	w->span[w->spans++] =
	    (struct mdw_open_span){ .owner = owner, .kind = kind, .url = url };
}

void
mdw_span_close(struct mdw *w, const void *owner)
{
	if (w->spans == 0 || w->span[w->spans - 1].owner != owner)
		return;
	w->spans--;
	write_close(w, &w->span[w->spans]);
}

void
mdw_heading(struct mdw *w, int level)
{
	mdw_end_block(w);
	w->heading = level;
}

void
mdw_rule(struct mdw *w)
{
	mdw_end_block(w);
	if (w->in_cell)
		return;
	need_gap(w);
	begin_line(w);
	buf_cstr(&w->out, "---");
	end_line(w, true);
}

void
mdw_code_block(struct mdw *w, struct str language, struct str text)
{
	size_t ticks = longest_run(text, '`') + 1;

	mdw_end_block(w);
	while (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	if (w->in_cell || text.n == 0) {
		mdw_code_span(w, text);
		return;
	}
	if (ticks < FENCE_MIN)
		ticks = FENCE_MIN;
	begin_line(w);
	put_times(&w->out, '`', ticks);
	buf_put(&w->out, language);
	while (text.n) {
		begin_line(w);
		buf_put(&w->out, str_cut(&text, '\n'));
		trim_end(&w->out);
	}
	begin_line(w);
	put_times(&w->out, '`', ticks);
	end_line(w, true);
}

static struct mdw_frame *
container_open(struct mdw *w, const void *owner, enum mdw_container kind)
{
	mdw_end_block(w);
	if (w->in_cell || w->frames == MDW_DEPTH_MAX)
		return NULL;
	w->frame[w->frames] =
	    (struct mdw_frame){ .owner = owner, .kind = kind };
	return &w->frame[w->frames++];
}

void
mdw_quote_open(struct mdw *w, const void *owner)
{
	struct mdw_frame *f = container_open(w, owner, MDW_QUOTE);

	if (f)
		snprintf(f->marker, sizeof f->marker, "> ");
}

void
mdw_list_open(
    struct mdw *w, const void *owner, bool ordered, int64_t start, bool tight)
{
	struct mdw_frame *f = container_open(w, owner, MDW_LIST);

	if (f == NULL)
		return;
	f->ordered = ordered;
	f->number = start;
	f->tight = tight;
}

void
mdw_item_open(struct mdw *w, const void *owner)
{
	struct mdw_frame *list, *f;

	mdw_end_block(w);
	list = top(w);
	f = container_open(w, owner, MDW_ITEM);
	if (f == NULL)
		return;
	f->first = true;
	f->tight = true;
	snprintf(f->marker, sizeof f->marker, "- ");
	if (list == NULL || list->kind != MDW_LIST) {
		w->gap = false; /* a definition, under its term */
		return;
	}
	f->tight = list->tight;
	if (list->items++ > 0)
		w->gap = !list->tight;
	if (list->ordered && list->number >= 0 && list->number <= NUMBER_MAX)
		snprintf(
		    f->marker, sizeof f->marker, "%d. ", (int)list->number++);
}

void
mdw_container_close(struct mdw *w, const void *owner)
{
	const struct mdw_frame *f;

	mdw_end_block(w);
	f = top(w);
	if (f == NULL || f->owner != owner)
		return;
	w->frames--;
	if (w->gap_depth > w->frames)
		w->gap_depth = w->frames;
	/* A definition ends its own list of one. */
	if (f->kind != MDW_ITEM || top(w) == NULL || top(w)->kind != MDW_LIST)
		w->gap = true;
}

void
mdw_cell_open(struct mdw *w)
{
	mdw_end_block(w);
	w->in_cell = true;
	w->space = false;
}

void
mdw_cell_close(struct mdw *w)
{
	close_all(w);
	buf_cstr(&w->row, "| ");
	buf_put(&w->row, buf_str(&w->line));
	buf_char(&w->row, ' ');
	buf_reset(&w->line);
	w->cells++;
	w->in_cell = w->space = false;
	w->breaks = 0;
}

void
mdw_row_end(struct mdw *w)
{
	mdw_end_block(w);
	if (w->cells == 0)
		return;
	if (w->rows == 0)
		need_gap(w);
	begin_line(w);
	buf_put(&w->out, buf_str(&w->row));
	buf_char(&w->out, '|');
	if (w->rows++ == 0) {
		begin_line(w);
		while (w->cells--)
			buf_cstr(&w->out, "|---");
		buf_char(&w->out, '|');
	}
	end_line(w, false);
	buf_reset(&w->row);
	w->cells = 0;
}

void
mdw_table_end(struct mdw *w)
{
	mdw_row_end(w);
	if (w->rows)
		w->gap = true;
	w->rows = 0;
}

void
mdw_free(struct mdw *w)
{
	buf_free(&w->out);
	buf_free(&w->line);
	buf_free(&w->row);
}
