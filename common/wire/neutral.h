/*
 * neutral - threads, people and votes of other forums, a line of JSON each.
 *
 * The format is that of the import sets: one root with its replies a line,
 *
 *   {"kind":"question","src":"beer-se","id":"1","board":"beer","title":"…",
 *    "author":"name#key","created":"2014-01-21T20:26:05Z","format":"html",
 *    "body":"…","tags":["hops"],"score":19,"views":2277,"status":"answered",
 *    "accepted":"4","duplicate_of":"…","url":"…",
 *    "replies":[{"id":"4","parent":"1","type":"answer","author":"…",
 *                "created":"…","score":15,"accepted":true,"body":"…"}]}
 *
 * of which kind, src, id and one of title and body must be there; profiles
 *
 *   {"kind":"user","src":"beer-se","id":"name#key","name":"…","about":"…",
 *    "format":"html","created":"…"}
 *
 * and votes
 *
 *   {"kind":"vote","src":"beer-se","id":"7","target":"4","vote":"up",
 *    "created":"…"}
 *
 * are lines of their own.  `author_src`, beside an author, says under which
 * src they are known by that name, when it is not the line's; `board_read`
 * which role may read the board, when not everybody may.  Whatever
 * comes in, what comes out is clean, whole and within the limits below, with
 * bodies in Markdown; what had to be changed for that is counted in notes.
 *
 * Memory: everything lives in the arena.  A line takes some ten times its
 *         length while it is read.
 * Errors: ERR_LIMIT for a line over NEUTRAL_LINE_MAX_BYTES, ERR_INVALID for
 *         one that is not of this format; `why` says what and where.
 * Units:  times are Unix milliseconds.
 */
#ifndef STOA_WIRE_NEUTRAL_H
#define STOA_WIRE_NEUTRAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

enum {
	NEUTRAL_LINE_MAX_BYTES = 16 * 1024 * 1024, /* over: refused */
	NEUTRAL_ID_MAX_CHARS = 200,		   /* over: refused */
	NEUTRAL_BODY_MAX_BYTES = 1024 * 1024,	   /* over: cut */
	NEUTRAL_EXTRA_MAX_BYTES = 64 * 1024,	   /* over: left out */
	NEUTRAL_REPLY_EXTRA_MAX_BYTES = 4096,	   /* of a reply or a vote */
	NEUTRAL_BIO_MAX_CHARS = 2000,		   /* over: cut */
	NEUTRAL_REPLIES_MAX = 100000,		   /* the rest is left out */
	NEUTRAL_TAGS_MAX = 20,			   /* the rest is left out */
	NEUTRAL_TAG_MAX_CHARS = 50,		   /* over: cut */
	NEUTRAL_TITLE_MAX_CHARS = 500,
	NEUTRAL_MADE_TITLE_MAX_CHARS = 80,
	NEUTRAL_NAME_MAX_CHARS = 64, /* of authors, without #key; boards */
	NEUTRAL_STATUS_MAX_CHARS = 32,
};

#define NEUTRAL_CUT_NOTE "\n\n[cut here on import: the text was too long]"

enum neutral_kind {
	NEUTRAL_QUESTION,
	NEUTRAL_IDEA,
	NEUTRAL_REVIEW,
	NEUTRAL_STORY,
	NEUTRAL_DISCUSSION,
	NEUTRAL_USER,
	NEUTRAL_VOTE,
	NEUTRAL_SPAM_SAMPLE, /* kind, src and id are all that is read */
	NEUTRAL_KINDS,
};

enum neutral_type {
	NEUTRAL_REPLY, /* also when the type is missing or not known */
	NEUTRAL_ANSWER,
	NEUTRAL_COMMENT,
	NEUTRAL_STATUS,
	NEUTRAL_TYPES,
};

struct neutral_reply {
	struct str id;	   /* unlike every other one in the thread */
	struct str parent; /* a reply's id; empty: the root */
	enum neutral_type type;
	bool accepted;
	bool has_created;
	int64_t created_ms; /* may be before the root's */
	int64_t score;
	struct str author;     /* "name#key"; empty when unknown */
	struct str author_src; /* where they are known as that; empty: src */
	struct str body;
	struct str extra; /* all other fields, as a thread's */
};

struct neutral_user { /* the id is the "name#key" of an author */
	struct str name;
	struct str about; /* Markdown */
	struct str extra;
	bool has_created;
	int64_t created_ms;
};

struct neutral_vote {
	struct str target; /* the id of a thread or a reply */
	struct str what;   /* "up", "down", "accept", "spam", … */
	struct str extra;
	bool has_created;
	int64_t created_ms;
};

struct neutral_thread {
	enum neutral_kind kind;
	bool has_created;
	struct str src;
	struct str id;
	struct str board;
	struct str board_read; /* the lowest role that may; empty: all may */
	struct str title;      /* never empty */
	struct str author;
	struct str author_src;
	int64_t created_ms;
	struct str body; /* Markdown */
	struct str *tag;
	size_t tags;
	int64_t score;
	int64_t views;
	struct str status;   /* "open", "solved", …; empty when unknown */
	struct str accepted; /* a reply's id, whose `accepted` is set too */
	struct str duplicate_of;
	struct str url;
	/*
	 * All other fields as one compact JSON object, "" when none.  The
	 * values are as they came: clean what you show.
	 */
	struct str extra;
	struct neutral_reply *reply;
	size_t replies;
	struct neutral_user user; /* when it is no thread, but one of these */
	struct neutral_vote vote;
};

/* What was changed so far; each call adds to it. */
struct neutral_notes {
	size_t lines_mended; /* bytes that were not UTF-8 */
	size_t titles_made;  /* from the body */
	size_t titles_cut;
	size_t bodies_cut;
	size_t bios_cut;
	size_t html_refused;  /* too long to convert: kept as it is */
	size_t names_cut;     /* authors, boards */
	size_t tags_cut;      /* cut or left out */
	size_t dates_refused; /* not ISO 8601 */
	size_t urls_refused;
	size_t ids_made;	 /* replies without one */
	size_t replies_repeated; /* same id as another: left out */
	size_t replies_dropped;	 /* over the limit */
	size_t parents_unknown;	 /* made replies to the root */
	size_t parents_circular; /* likewise */
	size_t accepts_unknown;	 /* the accepted reply is not there */
	size_t extras_dropped;
};

/* "question", "spam_sample", … */
const char *neutral_kind_name(enum neutral_kind kind);
const char *neutral_type_name(enum neutral_type type);

static inline bool
neutral_is_thread(enum neutral_kind kind)
{
	return kind <= NEUTRAL_DISCUSSION;
}

/* Read one line. `why` is set on failure only. */
NODISCARD enum err neutral_parse(struct arena *a, struct str line,
    struct neutral_notes *notes, struct neutral_thread *out, struct str *why);

/*
 * One line of the same format, bodies in Markdown, without a newline: what
 * neutral_parse() makes of it is the same thread, and needs no notes.
 */
struct str neutral_encode(struct arena *a, const struct neutral_thread *t);

#endif
