/* html - turn the HTML of other forums into Markdown people can read raw. */
#include "common/text/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/text/clean.h"
#include "common/text/html_tags.h"
#include "common/text/mdwrite.h"
#include "common/text/url.h"

enum { SCRIPT_MAX = 8, LANGUAGE_MAX = 20 };

struct reader {
	struct mdw w;
	struct arena a;	     /* scratch: addresses and cleaned text */
	const xmlNode *cell; /* the outermost cell we are in, or NULL */
};

static const struct html_tag *
tag_of(const xmlNode *node)
{
	return html_tag(str_from((const char *)node->name));
}

static struct str
text_of(const xmlNode *node)
{
	return str_from((const char *)node->content);
}

/* The next node in document order below `root`, or NULL. */
static const xmlNode *
next_below(const xmlNode *root, const xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != root && node->next == NULL)
		node = node->parent;
	return node == root ? NULL : node->next;
}

/* All text below a node as it stands, for code. */
static struct str
plain_text(struct reader *r, const xmlNode *root)
{
	struct buf b = BUF_INIT(0);
	struct str text;

	for (const xmlNode *n = root; n; n = next_below(root, n)) {
		if (n->type == XML_TEXT_NODE)
			buf_put(&b, text_of(n));
		else if (n->type == XML_ELEMENT_NODE &&
		    tag_of(n)->what == HTML_BREAK)
			buf_char(&b, '\n');
	}
	text = text_clean(&r->a, buf_str(&b));
	buf_free(&b);
	return text;
}

static struct str
attribute(struct reader *r, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	struct str s = arena_dup(&r->a, str_from((const char *)value));

	xmlFree(value);
	return s;
}

static void
put_image(struct reader *r, const xmlNode *node)
{
	struct str src = url_clean(&r->a, attribute(r, node, "src"));
	struct str alt = text_clean_line(&r->a, attribute(r, node, "alt"));
	struct buf b = BUF_INIT(0);

	if (src.n == 0) {
		mdw_text(&r->w, alt);
		return;
	}
	buf_cstr(&b, "![");
	for (size_t i = 0; i < alt.n; i++) {
		if (strchr("[]\\`*<|", alt.p[i]))
			buf_char(&b, '\\');
		buf_char(&b, alt.p[i]);
	}
	buf_printf(&b, "%s](%.*s)", alt.n ? "" : "image", STR_ARG(src));
	mdw_raw(&r->w, buf_str(&b));
	buf_free(&b);
}

/* "c" from class="lang-c prettyprint", or nothing. */
static struct str
language_in(struct str classes)
{
	while (classes.n) {
		struct str word = str_cut(&classes, ' ');
		size_t at = str_find(word, '-') + 1;
		struct str name = str_slice(word, at, LANGUAGE_MAX);

		if (!str_starts(word, STR("lang-")) &&
		    !str_starts(word, STR("language-")))
			continue;
		for (at = 0; at < name.n; at++) {
			char c = name.p[at];

			if (c <= ' ' || c >= 0x7F || c == '`')
				return STR("");
		}
		return name;
	}
	return STR("");
}

static void
put_pre(struct reader *r, const xmlNode *node)
{
	struct str language = language_in(attribute(r, node, "class"));
	struct str text = plain_text(r, node);
	const xmlNode *child = node->children;

	if (language.n == 0 && child && child->type == XML_ELEMENT_NODE)
		language = language_in(attribute(r, child, "class"));
	if (text.n && text.p[0] == '\n')
		text = str_slice(text, 1, text.n);
	mdw_code_block(&r->w, language, text);
}

/* Whether no item has two paragraphs, and so none needs blank lines around. */
static bool
list_is_tight(const xmlNode *list)
{
	for (const xmlNode *li = list->children; li; li = li->next) {
		int paragraphs = 0;

		for (const xmlNode *n = li->children; n; n = n->next) {
			if (n->type == XML_ELEMENT_NODE &&
			    strcmp((const char *)n->name, "p") == 0 &&
			    ++paragraphs > 1)
				return false;
		}
	}
	return true;
}

static void
open_list(struct reader *r, const xmlNode *node, bool ordered)
{
	int64_t start = 1;

	if (ordered &&
	    !str_int(attribute(r, node, "start"), 0, 999999999, &start))
		start = 1;
	mdw_list_open(&r->w, node, ordered, start, list_is_tight(node));
}

/*
 * "m<sup>2</sup>" is "m²" and "H<sub>2</sub>O" is "H₂O"; letters are left
 * ("1st", "XXe"), and any other short thing that is raised gets a "^".
 * Returns whether it was written; longer ones are small print, plain text.
 */
static bool
put_script(struct reader *r, const xmlNode *node, bool raised)
{
	static const char *const digit[2][10] = {
		{ "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" },
		{ "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" },
	};
	const xmlNode *child = node->children;
	struct str s;
	size_t digits = 0, letters = 0;

	if (child == NULL || child->next || child->type != XML_TEXT_NODE)
		return false;
	s = str_trim(text_of(child));
	if (s.n == 0 || s.n > SCRIPT_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		letters += (s.p[i] | ' ') >= 'a' && (s.p[i] | ' ') <= 'z';
	}
	if (digits == s.n) {
		for (size_t i = 0; i < s.n; i++)
			mdw_raw(&r->w, str_from(digit[raised][s.p[i] - '0']));
		return true;
	}
	if (raised && digits + letters > 0 && letters < s.n &&
	    str_find(s, ' ') == s.n)
		mdw_raw(&r->w, STR("^"));
	return false;
}

static void
open_link(struct reader *r, const xmlNode *node)
{
	struct str url = url_clean(&r->a, attribute(r, node, "href"));

	if (url.n)
		mdw_span_open(&r->w, node, MDW_LINK, url);
}

/* Begin an element; false when what is in it has been dealt with. */
static bool
enter_element(struct reader *r, const xmlNode *node)
{
	const struct html_tag *e = tag_of(node);

	switch (e->what) {
	case HTML_BLOCK:
	case HTML_TABLE:
	case HTML_ROW:
		mdw_end_block(&r->w);
		return true;
	case HTML_BREAK:
		mdw_break(&r->w);
		return false;
	case HTML_RULE:
		mdw_rule(&r->w);
		return false;
	case HTML_HEADING:
		mdw_heading(&r->w, e->arg);
		return true;
	case HTML_SPAN:
		mdw_span_open(&r->w, node, (enum mdw_span)e->arg, STR(""));
		return true;
	case HTML_CODE:
		mdw_code_span(&r->w, plain_text(r, node));
		return false;
	case HTML_PRE:
		put_pre(r, node);
		return false;
	case HTML_QUOTE:
		mdw_quote_open(&r->w, node);
		return true;
	case HTML_LIST:
	case HTML_ORDERED:
		open_list(r, node, e->what == HTML_ORDERED);
		return true;
	case HTML_ITEM:
	case HTML_DEFINITION:
		mdw_item_open(&r->w, node);
		return true;
	case HTML_LINK:
		open_link(r, node);
		return true;
	case HTML_IMAGE:
		put_image(r, node);
		return false;
	case HTML_CELL:
		if (r->cell == NULL) {
			r->cell = node;
			mdw_cell_open(&r->w);
		}
		return true;
	case HTML_TERM:
		mdw_end_block(&r->w);
		mdw_span_open(&r->w, node, MDW_STRONG, STR(""));
		return true;
	case HTML_RAISED:
	case HTML_LOWERED:
		return !put_script(r, node, e->what == HTML_RAISED);
	case HTML_QUOTED:
		mdw_raw(&r->w, STR("“"));
		return true;
	case HTML_NOTHING:
		return false;
	case HTML_TRANSPARENT:
		return true;
	}
	return true;
}

static void
leave_element(struct reader *r, const xmlNode *node)
{
	const struct html_tag *e = tag_of(node);

	switch (e->what) {
	case HTML_BLOCK:
		mdw_end_block(&r->w);
		break;
	case HTML_HEADING:
		mdw_heading(&r->w, 0);
		break;
	case HTML_SPAN:
	case HTML_LINK:
		mdw_span_close(&r->w, node);
		break;
	case HTML_TERM:
		mdw_end_block(&r->w);
		mdw_span_close(&r->w, node);
		break;
	case HTML_QUOTE:
	case HTML_LIST:
	case HTML_ORDERED:
	case HTML_ITEM:
	case HTML_DEFINITION:
		mdw_container_close(&r->w, node);
		break;
	case HTML_CELL:
		if (r->cell == node) {
			mdw_cell_close(&r->w);
			r->cell = NULL;
		} else {
			mdw_end_block(&r->w);
		}
		break;
	case HTML_ROW:
		if (r->cell == NULL)
			mdw_row_end(&r->w);
		break;
	case HTML_TABLE:
		if (r->cell == NULL)
			mdw_table_end(&r->w);
		break;
	case HTML_QUOTED:
		mdw_raw(&r->w, STR("”"));
		break;
	case HTML_TRANSPARENT:
	case HTML_BREAK:
	case HTML_RULE:
	case HTML_CODE:
	case HTML_PRE:
	case HTML_IMAGE:
	case HTML_RAISED:
	case HTML_LOWERED:
	case HTML_NOTHING:
		break;
	}
}

static bool
enter(struct reader *r, const xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE)
		return enter_element(r, node) && node->children;
	if (node->type == XML_TEXT_NODE)
		mdw_text(&r->w, text_clean(&r->a, text_of(node)));
	return false;
}

static void
leave(struct reader *r, const xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE)
		leave_element(r, node);
}

/* Depth first without recursion: people nest as deep as they please. */
static void
walk(struct reader *r, const xmlNode *node)
{
	while (node) {
		if (enter(r, node)) {
			node = node->children;
			continue;
		}
		leave(r, node);
		while (node->next == NULL) {
			node = node->parent;
			if (node == NULL || node->type != XML_ELEMENT_NODE)
				return;
			leave(r, node);
		}
		node = node->next;
	}
}

/* Sets `cut` when libxml2 gave up early: elements nest 256 deep or more. */
static htmlDocPtr
parse(struct str html, bool *cut)
{
	htmlParserCtxtPtr parser =
	    htmlCreateMemoryParserCtxt(html.p, (int)html.n);
	htmlDocPtr doc;

	*cut = false;
	if (parser == NULL)
		return NULL; /* there was nothing to read */
	htmlCtxtUseOptions(parser,
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(parser);
	*cut = parser->disableSAX;
	doc = parser->myDoc;
	htmlFreeParserCtxt(parser);
	return doc;
}

/*
 * The text with a paragraph for every tag that starts or ends one and a
 * space for every other: for what is nested so deeply that no person wrote
 * it.  (libxml2's own way around its limit takes quadratic time.)
 */
static struct str
without_tags(struct arena *a, struct str html)
{
	struct buf b = BUF_INIT(0);
	struct str result;

	while (html.n) {
		struct str text = str_cut(&html, '<'), tag;

		buf_put(&b, text);
		if (html.n == 0)
			break;
		tag = str_cut(&html, '>');
		if (str_starts(tag, STR("/")))
			tag = str_slice(tag, 1, tag.n);
		buf_cstr(&b,
		    str_starts(tag, STR("p")) || str_starts(tag, STR("br")) ||
			    str_starts(tag, STR("div")) ||
			    str_starts(tag, STR("li")) ?
			"<p>" :
			" ");
	}
	result = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return result;
}

enum err
html_to_markdown(struct arena *a, struct str html, struct str *out)
{
	struct reader r = { .w = MDW_INIT(HTML_MAX_BYTES) };
	enum err e = ERR_NONE;
	htmlDocPtr doc;
	struct str clean;
	bool cut;

	if (html.n > HTML_MAX_BYTES)
		return ERR_LIMIT;
	clean = text_clean(&r.a, html);
	doc = parse(clean, &cut);
	if (cut) {
		xmlFreeDoc(doc);
		doc = parse(without_tags(&r.a, clean), &cut);
	}
	if (doc)
		walk(&r, doc->children);
	mdw_end_block(&r.w);
	if (r.w.out.full)
		e = ERR_LIMIT;
	else
		*out = text_clean(a, str_trim(buf_str(&r.w.out)));
	xmlFreeDoc(doc);
	mdw_free(&r.w);
	arena_free(&r.a);
	return e;
}

static size_t
letters_at(struct str s, size_t at)
{
	size_t n = at;

	while (n < s.n &&
	    ((s.p[n] >= 'a' && s.p[n] <= 'z') ||
		(s.p[n] >= 'A' && s.p[n] <= 'Z') ||
		(s.p[n] >= '0' && s.p[n] <= '9')))
		n++;
	return n - at;
}

bool
html_is_likely(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		size_t at = i + 1, n;

		if (s.p[i] == '&') {
			at += s.p[at] == '#';
			n = letters_at(s, at);
			if (n && at + n < s.n && s.p[at + n] == ';')
				return true;
		} else if (s.p[i] == '<') {
			at += s.p[at] == '/';
			n = letters_at(s, at);
			if (n && html_tag(str_slice(s, at, n))->name[0])
				return true;
		}
	}
	return false;
}
