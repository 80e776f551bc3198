/* html_tags - what each HTML element means to the Markdown made of it. */
#include "common/text/html_tags.h"

#include "common/text/mdwrite.h"

static const struct html_tag tags[] = {
	{ "p", HTML_BLOCK, 0 },
	{ "a", HTML_LINK, 0 },
	{ "li", HTML_ITEM, 0 },
	{ "br", HTML_BREAK, 0 },
	{ "em", HTML_SPAN, MDW_EM },
	{ "i", HTML_SPAN, MDW_EM },
	{ "strong", HTML_SPAN, MDW_STRONG },
	{ "b", HTML_SPAN, MDW_STRONG },
	{ "del", HTML_SPAN, MDW_DEL },
	{ "s", HTML_SPAN, MDW_DEL },
	{ "strike", HTML_SPAN, MDW_DEL },
	{ "code", HTML_CODE, 0 },
	{ "kbd", HTML_CODE, 0 },
	{ "samp", HTML_CODE, 0 },
	{ "tt", HTML_CODE, 0 },
	{ "pre", HTML_PRE, 0 },
	{ "blockquote", HTML_QUOTE, 0 },
	{ "ul", HTML_LIST, 0 },
	{ "ol", HTML_ORDERED, 0 },
	{ "menu", HTML_LIST, 0 },
	{ "dir", HTML_LIST, 0 },
	{ "img", HTML_IMAGE, 0 },
	{ "h1", HTML_HEADING, 1 },
	{ "h2", HTML_HEADING, 2 },
	{ "h3", HTML_HEADING, 3 },
	{ "h4", HTML_HEADING, 4 },
	{ "h5", HTML_HEADING, 5 },
	{ "h6", HTML_HEADING, 6 },
	{ "hr", HTML_RULE, 0 },
	{ "table", HTML_TABLE, 0 },
	{ "tr", HTML_ROW, 0 },
	{ "td", HTML_CELL, 0 },
	{ "th", HTML_CELL, 0 },
	{ "dl", HTML_BLOCK, 0 },
	{ "dt", HTML_TERM, 0 },
	{ "dd", HTML_DEFINITION, 0 },
	{ "sup", HTML_RAISED, 0 },
	{ "sub", HTML_LOWERED, 0 },
	{ "q", HTML_QUOTED, 0 },
	{ "div", HTML_BLOCK, 0 },
	{ "section", HTML_BLOCK, 0 },
	{ "article", HTML_BLOCK, 0 },
	{ "header", HTML_BLOCK, 0 },
	{ "footer", HTML_BLOCK, 0 },
	{ "main", HTML_BLOCK, 0 },
	{ "nav", HTML_BLOCK, 0 },
	{ "aside", HTML_BLOCK, 0 },
	{ "address", HTML_BLOCK, 0 },
	{ "center", HTML_BLOCK, 0 },
	{ "caption", HTML_BLOCK, 0 },
	{ "figure", HTML_BLOCK, 0 },
	{ "figcaption", HTML_BLOCK, 0 },
	{ "details", HTML_BLOCK, 0 },
	{ "summary", HTML_BLOCK, 0 },
	{ "form", HTML_BLOCK, 0 },
	{ "fieldset", HTML_BLOCK, 0 },
	{ "body", HTML_BLOCK, 0 },
	{ "script", HTML_NOTHING, 0 },
	{ "style", HTML_NOTHING, 0 },
	{ "title", HTML_NOTHING, 0 },
	{ "template", HTML_NOTHING, 0 },
	{ "html", HTML_TRANSPARENT, 0 },
	{ "head", HTML_TRANSPARENT, 0 },
	{ "span", HTML_TRANSPARENT, 0 },
	{ "font", HTML_TRANSPARENT, 0 },
	{ "u", HTML_TRANSPARENT, 0 },
	{ "ins", HTML_TRANSPARENT, 0 },
	{ "small", HTML_TRANSPARENT, 0 },
	{ "big", HTML_TRANSPARENT, 0 },
	{ "mark", HTML_TRANSPARENT, 0 },
	{ "abbr", HTML_TRANSPARENT, 0 },
	{ "cite", HTML_TRANSPARENT, 0 },
	{ "var", HTML_TRANSPARENT, 0 },
	{ "thead", HTML_TRANSPARENT, 0 },
	{ "tbody", HTML_TRANSPARENT, 0 },
	{ "tfoot", HTML_TRANSPARENT, 0 },
	{ "label", HTML_TRANSPARENT, 0 },
	{ "noscript", HTML_TRANSPARENT, 0 },
	{ "iframe", HTML_TRANSPARENT, 0 },
	{ "video", HTML_TRANSPARENT, 0 },
};

const struct html_tag *
html_tag(struct str name)
{
	static const struct html_tag unknown = { "", HTML_TRANSPARENT, 0 };

	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
		if (str_eq_nocase(name, str_from(tags[i].name)))
			return &tags[i];
	}
	return &unknown;
}
