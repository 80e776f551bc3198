/*
 * md - how doc_markdown() works inside: text to tree, tree to lines.
 *
 * md_is_tame() keeps away what the parser would take too long for, md_read()
 * makes the tree, md_write() lays it out.  All text that is shown lies in one
 * buffer, with a style and a link for each byte, so that nothing needs to
 * know where spans began.
 *
 * Only screens/ui/doc.c and the md_*.c include this.
 */
#ifndef STOA_SCREENS_UI_MD_H
#define STOA_SCREENS_UI_MD_H

#include "common/base/buf.h"
#include "screens/ui/doc.h"

enum md_kind {
	NODE_DOC,
	NODE_QUOTE,
	NODE_LIST,
	NODE_ITEM,
	NODE_PARA,
	NODE_HEADING,
	NODE_CODE,
	NODE_RULE,
	NODE_TABLE,
	NODE_ROW,
	NODE_CELL,
};

enum md_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct md_node {
	enum md_kind kind;
	struct md_node *parent, *child, *last, *next;
	size_t from, to; /* in the text, of those that have some */
	size_t n;	 /* items of a list, columns of a table */
	int64_t start;	 /* first number of a list; -1: bullets */
	bool is_tight;
	char task;	     /* of an item: 'x', ' ', or 0 */
	enum md_align align; /* of a cell */
	struct str language; /* of code */
};

/* Text and what each of its bytes is. */
struct md_text {
	struct buf text;
	struct buf style; /* unsigned char */
	struct buf link;  /* uint16_t */
};

enum { MD_SLOTS = 4096 }; /* a power of 2, well above DOC_LINKS_MAX */

struct md_links {
	struct str *link; /* in the arena */
	bool *is_shown;	  /* has its number behind some words */
	size_t n, cap;
	size_t uses;
	uint16_t slot[MD_SLOTS];
};

struct md {
	struct arena *a;
	const struct doc_options *o;
	struct md_text t;
	struct md_links links;
	struct str *code;     /* in the arena */
	struct str *language; /* of each */
	size_t codes, code_cap;
	struct md_node *root;
	struct str more; /* a last line, about what was cut off */
};

/* Whether parsing takes time in proportion to the text. */
bool md_is_tame(struct str text);

/* Clean text to m->root; false when it is beyond a limit. */
bool md_read(struct md *m, struct str text);

/* The text as it is, in lines. */
void md_write_plain(struct md *m, struct doc *out);

/* The tree, and the list of addresses, as lines. */
void md_write(struct md *m, struct doc *out);

void md_free(struct md *m);

/* An array of the arena with room for one more than `n`. */
void *md_room(struct arena *a, void *array, size_t n, size_t *cap, size_t size);

/* md_text.c: writing text, and what is found in it. */

void md_put(struct md_text *t, struct str s, unsigned style);
/* Forget what lies from there on. */
void md_cut(struct md_text *t, size_t from);
/* Text of an address or a name, with its entities resolved. */
struct str md_entity(struct arena *a, struct str entity);
/* The number of an address; 0: it cannot be one. */
uint16_t md_link(struct md *m, struct str address);
uint16_t md_link_at(const struct md_text *t, size_t at);
void md_mark(struct md_text *t, size_t from, size_t to, uint16_t link);
/* Addresses, handles and references in [from, to). */
void md_scan(struct md *m, size_t from, size_t to);
/* Make every character one piece, of one column where there is only one. */
void md_settle(struct md *m, size_t from, size_t to);

/* md_code.c and md_lexer.c: styles of code that lies in [from, to). */

/* Languages are named as fences have them. */
void md_colour(struct md_text *t, size_t from, size_t to, struct str language);
bool md_is_diff(struct str text, struct str language);
/* False: a language that it does not know. */
bool md_lexer(struct md_text *t, size_t from, size_t to, struct str language);
/* Whether a word is in a list where each stands between spaces. */
bool md_in_list(const char *list, struct str word, bool no_case);

/* md_lay.c: lines. */

/* Lines of a text that may be folded to one. */
struct md_part {
	size_t from, to;
	struct doc_part told;
};

enum {
	/* Lines a part hides: fewer are no long text. */
	MD_PART_LINES = 6,
	MD_QUOTE_LINES = 8,
};

/* A container that lines are in. */
struct md_level {
	struct str first, rest; /* on its first line and the others */
	size_t first_cells, cells;
	unsigned style;
	bool is_fresh;	/* its first line is to come */
	struct str all; /* `rest` of this one and those around it */
	size_t all_cells;
	unsigned all_style;
};

struct md_lay {
	struct arena *a;
	size_t cols;
	const struct md_text *t;
	struct doc_piece *piece;
	size_t pieces, piece_cap;
	struct doc_line *line; /* their pieces are found at the end */
	size_t *from;	       /* first piece of each line */
	size_t lines, line_cap, from_cap;
	struct md_level level[DOC_NEST_MAX];
	size_t depth;
	struct str blanks; /* `cols` of them */
	struct str rule;   /* and of U+2500 */
	size_t measure;	   /* columns of prose; 0: all */
	bool whole;	   /* long lines of code are not folded */
	struct md_part *part;
	size_t parts, part_cap;
};

void md_lay_begin(struct md_lay *l, struct arena *a,
    const struct doc_options *o, const struct md_text *t);
void md_lay_end(struct md_lay *l, struct doc *out);

void md_push_quote(struct md_lay *l);
/* `first` is the sign of an item, all of its columns. */
void md_push_item(struct md_lay *l, struct str first);
void md_pop(struct md_lay *l);
/* Whether nothing has been written since the last push. */
bool md_is_fresh(const struct md_lay *l);
/* The columns that the next line and those after it have. */
size_t md_width(const struct md_lay *l);

/* Begin a line; returns the columns that are left. */
size_t md_line(struct md_lay *l);
void md_piece(struct md_lay *l, struct str text, unsigned style, uint16_t link);
void md_blanks(struct md_lay *l, size_t n);
/* A part of the text, by its styles. */
void md_span(struct md_lay *l, size_t from, size_t to);
void md_blank_line(struct md_lay *l);
/* A part of the text, folded; or folded and set in. */
void md_flow(struct md_lay *l, size_t from, size_t to);
void md_hang(struct md_lay *l, size_t from, size_t to);
/* A line with its tabs as spaces, to stops of 8 (md_fence.c). */
struct str md_without_tabs(struct arena *a, struct str line);
/* Bytes of the most characters that fit, at least one. */
size_t md_fit(struct str s, size_t cells);

/* md_fence.c */
void md_fence(struct md_lay *l, const struct md_node *code, size_t block);
size_t md_digits(int64_t n);

/* md_parts.c: what may be folded, and folding it. */

/* A line as it was written, and where it is laid out. */
struct md_source {
	struct str text;
	size_t first;
};

void md_find_parts(
    struct md_lay *l, const struct md_source *line, size_t n, bool is_diff);
/* A quote that is in nothing else begins at that line. */
void md_quote_part(struct md_lay *l, size_t from);
/* Tell of the parts, and fold those that are to be. */
void md_fold(struct md_lay *l, const struct doc_options *o, struct doc *d);

/* md_table.c */
void md_table(struct md_lay *l, const struct md_node *table);

#endif
