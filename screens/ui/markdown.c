/* markdown - from Markdown to a tree, by md4c. */
#include <string.h>

#include <md4c.h>

#include "common/base/err.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum {
	/*
	 * Its own search for bare addresses can spoil its state (mended in
	 * 0.5.1) and takes long; md_scan() finds them.
	 */
	DIALECT = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
	    MD_FLAG_NOHTML,
	STOP = -1,
	SHOWN_ADDRESS_MAX = 200, /* bytes, of one that is no link */
	LANGUAGE_MAX = 16,	 /* bytes of its name */
};

struct reader {
	struct md *m;
	struct md_node *at;		     /* the node that is open */
	size_t depth;			     /* of quotes and items */
	size_t emphasis, strong, code, gone; /* open spans */
	size_t links;			     /* and links and images */
	struct str address;		     /* of the outermost */
	uint16_t link;			     /* its number */
	bool is_image;
	size_t words; /* where its words begin */
};

static struct md_node *
open_node(struct reader *r, enum md_kind kind)
{
	struct md_node *n = arena_new(r->m->a, struct md_node);

	n->kind = kind;
	n->parent = r->at;
	n->from = n->to = r->m->t.text.n;
	n->start = -1;
	if (r->at == NULL)
		r->m->root = n;
	else if (r->at->last)
		r->at->last->next = n;
	else
		r->at->child = n;
	if (r->at)
		r->at->last = n;
	r->at = n;
	return n;
}

static bool
has_text(enum md_kind kind)
{
	return kind == NODE_PARA || kind == NODE_HEADING || kind == NODE_CELL;
}

static size_t
quotes_around(const struct md_node *n)
{
	size_t quotes = 0;

	for (; n; n = n->parent)
		quotes += n->kind == NODE_QUOTE;
	return quotes;
}

/* What was quoted in what is quoted stands back, but for what leads on. */
static void
dim_old_quotes(struct reader *r, const struct md_node *n)
{
	struct md_text *t = &r->m->t;

	if (quotes_around(n) < 2)
		return;
	for (size_t i = n->from; i < n->to; i++) {
		if (t->style.p[i] == STYLE_QUOTE)
			t->style.p[i] = STYLE_DIM;
	}
}

static void
close_node(struct reader *r)
{
	struct md_node *n = r->at;

	if (n == NULL)
		return;
	n->to = r->m->t.text.n;
	if (has_text(n->kind)) {
		md_scan(r->m, n->from, n->to);
		dim_old_quotes(r, n);
	}
	if (has_text(n->kind) || n->kind == NODE_CODE)
		md_settle(r->m, n->from, n->to);
	r->at = n->parent;
}

/* Text right in an item or a quote is a paragraph there. */
static void
close_loose(struct reader *r)
{
	if (r->at && r->at->kind == NODE_PARA)
		close_node(r);
}

/* A cell of the first row. */
static bool
is_head(const struct md_node *n)
{
	return n && n->kind == NODE_CELL && n->parent && n->parent->parent &&
	    n->parent->parent->child == n->parent;
}

static unsigned
style_now(const struct reader *r)
{
	if (r->code)
		return STYLE_CODE;
	if (r->links && r->link)
		return STYLE_LINK;
	/* Few terminals strike text out: its signs stay, to say so. */
	if (r->gone)
		return STYLE_DIM;
	if (r->strong || is_head(r->at))
		return STYLE_STRONG;
	if (r->emphasis)
		return STYLE_EMPHASIS;
	if (r->at && r->at->kind == NODE_HEADING)
		return STYLE_TITLE;
	return quotes_around(r->at) ? STYLE_QUOTE : STYLE_NORMAL;
}

/* Write a text, as clean text with its tabs as spaces. */
static void
put(struct reader *r, struct str s)
{
	unsigned style = style_now(r);

	if (r->at && !has_text(r->at->kind))
		open_node(r, NODE_PARA);
	while (s.n) {
		size_t n = str_find(s, '\t');

		md_put(&r->m->t, str_slice(s, 0, n), style);
		if (n < s.n)
			md_put(&r->m->t, STR(" "), style);
		s = str_slice(s, n + 1, s.n);
	}
}

static enum md_align
align_of(MD_ALIGN align)
{
	return align == MD_ALIGN_CENTER ? ALIGN_CENTER :
	    align == MD_ALIGN_RIGHT	? ALIGN_RIGHT :
					  ALIGN_LEFT;
}

static int
open_list(struct reader *r, bool is_tight, int64_t start)
{
	struct md_node *n = open_node(r, NODE_LIST);

	n->is_tight = is_tight;
	n->start = start;
	return 0;
}

static int
open_item(struct reader *r, const MD_BLOCK_LI_DETAIL *d)
{
	bool is_tight = r->at->is_tight;
	struct md_node *n;

	r->at->n++;
	n = open_node(r, NODE_ITEM);
	n->is_tight = is_tight;
	if (d->is_task)
		n->task = d->task_mark == ' ' ? ' ' : 'x';
	return r->depth++ == DOC_NEST_MAX ? STOP : 0;
}

static int
open_table(struct reader *r, const MD_BLOCK_TABLE_DETAIL *d)
{
	size_t rows = (size_t)d->head_row_count + d->body_row_count;

	if (d->col_count > DOC_TABLE_COLS_MAX ||
	    rows > DOC_TABLE_CELLS_MAX / (d->col_count ? d->col_count : 1))
		return STOP;
	open_node(r, NODE_TABLE)->n = d->col_count;
	return 0;
}

/* "python", "{.python}", "language-python"; empty when it is no name. */
static struct str
language_of(const MD_ATTRIBUTE *lang)
{
	static const struct str before = STR_INIT("language-");
	struct str s = { lang->text, lang->size };
	size_t n = 0;

	if (str_starts(s, STR("{.")))
		s = str_slice(s, 2, s.n);
	if (str_starts(s, before))
		s = str_slice(s, before.n, s.n);
	while (n < s.n && n <= LANGUAGE_MAX &&
	    (strchr("+#_-.", s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9') ||
		(s.p[n] >= 'A' && s.p[n] <= 'Z') ||
		(s.p[n] >= 'a' && s.p[n] <= 'z')))
		n++;
	return n > LANGUAGE_MAX ? STR("") : str_slice(s, 0, n);
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	close_loose(r);
	switch (type) {
	case MD_BLOCK_DOC:
		open_node(r, NODE_DOC);
		break;
	case MD_BLOCK_QUOTE:
		open_node(r, NODE_QUOTE);
		return r->depth++ == DOC_NEST_MAX ? STOP : 0;
	case MD_BLOCK_UL:
		return open_list(
		    r, ((const MD_BLOCK_UL_DETAIL *)detail)->is_tight, -1);
	case MD_BLOCK_OL:
		return open_list(r,
		    ((const MD_BLOCK_OL_DETAIL *)detail)->is_tight,
		    ((const MD_BLOCK_OL_DETAIL *)detail)->start);
	case MD_BLOCK_LI:
		return open_item(r, detail);
	case MD_BLOCK_HR:
		open_node(r, NODE_RULE);
		break;
	case MD_BLOCK_H:
		open_node(r, NODE_HEADING);
		break;
	case MD_BLOCK_CODE:
		open_node(r, NODE_CODE)->language =
		    language_of(&((const MD_BLOCK_CODE_DETAIL *)detail)->lang);
		break;
	case MD_BLOCK_HTML:
	case MD_BLOCK_P:
		open_node(r, NODE_PARA);
		break;
	case MD_BLOCK_TABLE:
		return open_table(r, detail);
	case MD_BLOCK_TR:
		open_node(r, NODE_ROW);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		open_node(r, NODE_CELL)->align =
		    align_of(((const MD_BLOCK_TD_DETAIL *)detail)->align);
		break;
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		break;
	}
	return 0;
}

/* What was written stays for copying; what is shown has no tabs. */
static void
end_code(struct reader *r)
{
	struct md *m = r->m;
	size_t from = r->at->from, cap = m->code_cap;
	struct str text =
	    str_slice(buf_str(&m->t.text), from, m->t.text.n - from);

	m->code = md_room(m->a, m->code, m->codes, &cap, sizeof *m->code);
	m->language = md_room(
	    m->a, m->language, m->codes, &m->code_cap, sizeof *m->language);
	text = arena_dup(m->a, text);
	r->at->language = arena_dup(m->a, r->at->language);
	m->language[m->codes] = r->at->language;
	m->code[m->codes++] = text;
	if (str_find(text, '\t') < text.n) {
		md_cut(&m->t, from);
		while (text.n) {
			md_put(&m->t,
			    md_without_tabs(m->a, str_cut(&text, '\n')),
			    STYLE_CODE);
			md_put(&m->t, STR("\n"), STYLE_CODE);
		}
	}
	md_colour(&m->t, from, m->t.text.n, r->at->language);
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	(void)detail;
	if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		return 0;
	if (type != MD_BLOCK_P && type != MD_BLOCK_HTML)
		close_loose(r);
	if (type == MD_BLOCK_CODE)
		end_code(r);
	if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
		r->depth--;
	close_node(r);
	return 0;
}

/* An address with its entities; the start of one that is too long. */
static struct str
address_of(struct reader *r, const MD_ATTRIBUTE *at)
{
	struct buf b = BUF_INIT(0);
	struct str all = { at->text, at->size }, result;

	if (all.n > DOC_ADDRESS_MAX)
		return text_clean_line(
		    r->m->a, str_slice(all, 0, 2 * SHOWN_ADDRESS_MAX));
	for (size_t i = 0; all.n && at->substr_offsets[i] < at->size; i++) {
		size_t from = at->substr_offsets[i];
		struct str part =
		    str_slice(all, from, at->substr_offsets[i + 1] - from);

		buf_put(&b,
		    at->substr_types[i] == MD_TEXT_ENTITY ?
			md_entity(r->m->a, part) :
			part);
	}
	result = text_clean_line(r->m->a, buf_str(&b));
	buf_free(&b);
	return result;
}

static void
open_link(struct reader *r, const MD_ATTRIBUTE *address, bool is_image)
{
	if (r->links++)
		return;
	put(r, STR(""));
	r->is_image = is_image;
	r->words = r->m->t.text.n;
	r->address =
	    r->m->links.uses < DOC_LINKS_MAX ? address_of(r, address) : STR("");
	r->link =
	    address->size > DOC_ADDRESS_MAX ? 0 : md_link(r->m, r->address);
}

/* Whether the words of a link say its address already. */
static bool
says(struct str words, struct str address)
{
	static const struct str mail = STR_INIT("mailto:");

	return str_eq(words, address) ||
	    (str_starts(address, mail) &&
		str_eq(words, str_slice(address, mail.n, address.n)));
}

static void
put_address(struct reader *r)
{
	struct md_text *t = &r->m->t;
	struct str s = r->address;
	bool is_long = s.n > SHOWN_ADDRESS_MAX;

	md_put(t, STR(" ("), STYLE_DIM);
	md_put(t, str_slice(s, 0, utf8_floor(s, SHOWN_ADDRESS_MAX)), STYLE_DIM);
	md_put(t, is_long ? STR("…)") : STR(")"), STYLE_DIM);
}

static void
end_link(struct reader *r)
{
	struct md *m = r->m;
	struct str words;
	bool is_said;

	if (r->links == 1 && m->t.text.n == r->words)
		put(r, r->is_image ? str_from(_("image")) : r->address);
	if (--r->links)
		return;
	words = str_slice(buf_str(&m->t.text), r->words, m->t.text.n);
	is_said = says(words, r->address);
	if (r->link)
		md_mark(&m->t, r->words, m->t.text.n, r->link);
	if (is_said || r->address.n == 0)
		return;
	if (r->link == 0) {
		put_address(r);
	} else if (m->o->number_links) {
		m->links.is_shown[r->link - 1] = true;
		md_put(&m->t, arena_printf(m->a, " [%u]", (unsigned)r->link),
		    STYLE_DIM);
	}
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	switch (type) {
	case MD_SPAN_EM:
	case MD_SPAN_U:
		r->emphasis++;
		break;
	case MD_SPAN_STRONG:
		r->strong++;
		break;
	case MD_SPAN_A:
		open_link(r, &((const MD_SPAN_A_DETAIL *)detail)->href, false);
		break;
	case MD_SPAN_IMG:
		open_link(r, &((const MD_SPAN_IMG_DETAIL *)detail)->src, true);
		break;
	case MD_SPAN_DEL:
		r->gone++;
		put(r, STR("~~"));
		break;
	case MD_SPAN_CODE:
		r->code++;
		break;
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
	case MD_SPAN_WIKILINK:
		break;
	}
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	(void)detail;
	switch (type) {
	case MD_SPAN_EM:
	case MD_SPAN_U:
		r->emphasis--;
		break;
	case MD_SPAN_STRONG:
		r->strong--;
		break;
	case MD_SPAN_A:
	case MD_SPAN_IMG:
		end_link(r);
		break;
	case MD_SPAN_DEL:
		put(r, STR("~~"));
		r->gone--;
		break;
	case MD_SPAN_CODE:
		r->code--;
		break;
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
	case MD_SPAN_WIKILINK:
		break;
	}
	return 0;
}

static int
take_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *user)
{
	struct reader *r = user;
	struct str s = { p, n };

	if (r->at && r->at->kind == NODE_CODE)
		md_put(&r->m->t, s, STYLE_CODE);
	else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		put(r, STR("\n"));
	else if (type == MD_TEXT_ENTITY)
		put(r, md_entity(r->m->a, s));
	else
		put(r, s);
	return 0;
}

static const MD_PARSER parser = {
	.flags = DIALECT,
	.enter_block = enter_block,
	.leave_block = leave_block,
	.enter_span = enter_span,
	.leave_span = leave_span,
	.text = take_text,
};

bool
md_read(struct md *m, struct str text)
{
	struct reader r = { .m = m };

	/* A NUL behind it stops a look one byte too far. */
	text = arena_dup(m->a, text);
	return md_parse(text.p, (MD_SIZE)text.n, &parser, &r) == 0;
}

void
md_free(struct md *m)
{
	buf_free(&m->t.text);
	buf_free(&m->t.style);
	buf_free(&m->t.link);
}
