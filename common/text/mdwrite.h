/*
 * mdwrite - put Markdown together from blocks, spans and plain text.
 *
 * The caller says what begins and ends, in the order of a document; this
 * module knows where blank lines, prefixes, markers and backslashes go.  It
 * escapes only what would change meaning.  Who calls it need not keep count:
 * containers and spans carry an owner, and closing by an owner that was not
 * opened (because it was nested too deeply) does nothing.
 *
 * Memory: mdw_free() gives everything back.  Text given is copied.
 * Bounds: MDW_DEPTH_MAX containers and as many spans; deeper ones are left
 *         out, their text is not.  The output is as large as `out.max` lets
 *         it be; check out.full at the end.
 */
#ifndef STOA_TEXT_MDWRITE_H
#define STOA_TEXT_MDWRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/buf.h"
#include "common/base/str.h"

enum { MDW_DEPTH_MAX = 24, MDW_MARKER_BYTES = 16 };

enum mdw_span { MDW_EM, MDW_STRONG, MDW_DEL, MDW_LINK };

enum mdw_container { MDW_QUOTE, MDW_LIST, MDW_ITEM };

struct mdw_frame {
	const void *owner;
	enum mdw_container kind;
	char marker[MDW_MARKER_BYTES]; /* in front of its first line */
	bool first;		       /* that line is still to come */
	bool ordered, tight;
	int64_t number; /* of the next item */
	size_t items;
};

struct mdw_open_span {
	const void *owner;
	enum mdw_span kind;
	struct str url; /* borrowed until it is closed */
	bool opened;	/* its mark is written, at `start` of the line */
	size_t start;
};

struct mdw {
	struct buf out;
	struct buf line; /* the paragraph, heading or cell being written */
	struct buf row;	 /* the cells of the table row so far */
	struct mdw_frame frame[MDW_DEPTH_MAX];
	size_t frames;
	struct mdw_open_span span[MDW_DEPTH_MAX];
	size_t spans;
	struct mdw_open_span closed; /* the last one, to join its like */
	size_t closed_end;
	size_t breaks;	  /* line breaks due before the next character */
	size_t gap_depth; /* frames around the blank line that is due */
	size_t cells, rows;
	int heading; /* 1 to 6 while in one, else 0 */
	bool space;  /* a space is due */
	bool gap;    /* a blank line is due */
	bool in_cell;
	bool started;
};

#define MDW_INIT(max_bytes)                \
	{                                  \
		.out = BUF_INIT(max_bytes) \
	}

/* Clean plain text; runs of white space count as one space. */
void mdw_text(struct mdw *w, struct str text);

/* Characters that are Markdown already and have no line ends. */
void mdw_raw(struct mdw *w, struct str markdown);

void mdw_code_span(struct mdw *w, struct str text);
void mdw_break(struct mdw *w);

/* Marks are written around text only; a span of nothing leaves nothing. */
void mdw_span_open(
    struct mdw *w, const void *owner, enum mdw_span kind, struct str url);
void mdw_span_close(struct mdw *w, const void *owner);

/* End the paragraph, if there is one; spans go on in the next. */
void mdw_end_block(struct mdw *w);

void mdw_heading(struct mdw *w, int level);
void mdw_rule(struct mdw *w);
void mdw_code_block(struct mdw *w, struct str language, struct str text);

void mdw_quote_open(struct mdw *w, const void *owner);
void mdw_list_open(
    struct mdw *w, const void *owner, bool ordered, int64_t start, bool tight);
void mdw_item_open(struct mdw *w, const void *owner);
void mdw_container_close(struct mdw *w, const void *owner);

void mdw_cell_open(struct mdw *w);
void mdw_cell_close(struct mdw *w);
void mdw_row_end(struct mdw *w);
void mdw_table_end(struct mdw *w);

void mdw_free(struct mdw *w);

#endif
