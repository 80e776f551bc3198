/*
 * html_tags - what each HTML element means to the Markdown made of it.
 */
#ifndef STOA_TEXT_HTML_TAGS_H
#define STOA_TEXT_HTML_TAGS_H

#include "common/base/str.h"

enum html_what {
	HTML_TRANSPARENT, /* only what is in it counts */
	HTML_BLOCK,
	HTML_BREAK,
	HTML_RULE,
	HTML_HEADING,
	HTML_SPAN,
	HTML_CODE,
	HTML_PRE,
	HTML_QUOTE,
	HTML_LIST,
	HTML_ORDERED,
	HTML_ITEM,
	HTML_LINK,
	HTML_IMAGE,
	HTML_TABLE,
	HTML_ROW,
	HTML_CELL,
	HTML_TERM,
	HTML_DEFINITION,
	HTML_RAISED,
	HTML_LOWERED,
	HTML_QUOTED,
	HTML_NOTHING,
};

struct html_tag {
	const char *name;
	enum html_what what;
	int arg; /* heading: its level; span: enum mdw_span */
};

/* The element of that name in lower case; one without a name if unknown. */
const struct html_tag *html_tag(struct str name);

#endif
