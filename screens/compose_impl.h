/*
 * compose_impl - what the files of the screen that writes share.
 *
 * Only screens/compose*.c include this.
 */
#ifndef STOA_SCREENS_COMPOSE_IMPL_H
#define STOA_SCREENS_COMPOSE_IMPL_H

#include "common/rules/limits.h"
#include "screens/app.h"
#include "screens/ui/doc.h"
#include "screens/ui/editor.h"
#include "screens/ui/field.h"
#include "screens/ui/suggest.h"

enum {
	COMPOSE_SAVE_MS = 2000,
	/* A text so long is kept half as often, and so on. */
	COMPOSE_SAVE_BYTES = 256 * 1024,
	COMPOSE_TITLE_CHARS = LIMIT_TITLE_CHARS,
	COMPOSE_EXTRA_CHARS = 500,
	/* Room for the line that keeps tags in a draft. */
	COMPOSE_TEXT_BYTES = LIMIT_BODY_BYTES - 4 * COMPOSE_EXTRA_CHARS - 64,
	COMPOSE_QUOTE_BYTES = 8 * 1024, /* of a post that is quoted */
	COMPOSE_ID_BYTES = 16,
	COMPOSE_MARK_MAX = 32,
	COMPOSE_SIDE_COLS = 120, /* from here on the preview is beside */
	COMPOSE_ALIKE_MAX = 5,
};

enum compose_kind { COMPOSE_ASK, COMPOSE_POST, COMPOSE_REPLY, COMPOSE_EDIT };

enum compose_part {
	PART_ABOUT, /* what is answered */
	PART_TITLE,
	PART_EXTRA, /* tags, or why */
	PART_TEXT,
	PART_COUNT,
};

/* A state of what is written. */
struct compose_mark {
	uint64_t title;
	uint64_t extra;
	uint64_t text;
};

/* A thread like what is being asked. */
struct compose_hit {
	int64_t thread;
	struct str state;
	struct str title;
	struct str solver; /* of the accepted answer; or empty */
	int64_t me_too;
	int64_t replies;
};

struct compose_alike {
	struct arena arena;
	struct compose_hit hit[COMPOSE_ALIKE_MAX];
	size_t len;
	size_t shown;	/* of them, when it was drawn last */
	size_t at;	/* chosen; COMPOSE_ALIKE_MAX: none */
	uint64_t asked; /* version of the title; 0: none */
	bool busy;
};

/* What the word before the cursor may become. */
struct compose_list {
	struct arena arena;	/* what is in it */
	enum suggest_kind kind; /* SUGGEST_NONE: there is none */
	struct choices list;
	size_t from;  /* the word begins there, in the text */
	size_t typed; /* its bytes */
	size_t at;
	size_t first;	      /* seen at the top */
	size_t left;	      /* of a word that was left by Esc, or SIZE_MAX */
	bool moved;	      /* in the list, by keys */
	bool no_room;	      /* it could not be drawn, so it has no keys */
	bool busy;	      /* a search for more is under way … */
	uint64_t asked;	      /* … for the text of that version */
	enum charset charset; /* of what was drawn last */
};

struct compose_search {
	struct field *field; /* NULL: nothing was looked for yet */
	bool open;
	bool none;   /* it is not there */
	size_t from; /* in the text, for what is being typed */
};

struct compose_spelling {
	struct arena arena; /* the words that are underlined */
	bool on;
	bool over;	  /* it failed: not again by itself */
	bool busy;	  /* a check is under way … */
	bool asked;	  /* … and somebody waits for it */
	uint64_t checked; /* version of the text; 0: none */
	size_t chosen;	  /* the word that words are wanted for begins there */
	uint64_t chosen_version;
};

/* What a preview was laid out for. */
struct preview_key {
	uint64_t version;
	size_t from; /* of the text, its part begins there */
	size_t line; /* the cursor's begins there */
	int cols;    /* 0: nothing was laid out yet */
};

struct compose {
	enum compose_kind kind;
	/* In the screen's arena, which is never reset. */
	struct str place; /* of its draft: "reply 12.3" */
	int64_t board_id;
	struct str board;	/* slug */
	struct str board_title; /* for people */
	struct str thread_title;
	struct str ref; /* the post it is about: "12.3" */
	int64_t thread;
	int64_t n;
	struct str author; /* of that post, and its text */
	struct str about;

	struct field *title; /* NULL: it has none */
	struct field *extra; /* NULL: neither tags nor a reason */
	struct editor *editor;
	enum compose_part part;
	int64_t title_max; /* characters */
	int64_t text_max;  /* bytes */

	bool folded; /* what is answered is */
	struct arena about_arena;
	struct doc about_doc;
	int about_cols; /* it was laid out for; 0: not yet */
	int about_first;

	bool preview;	 /* below the text, when it was asked for */
	bool no_preview; /* beside it, unless it was sent away */
	struct arena preview_arena;
	struct doc preview_doc;
	struct preview_key preview_key;
	size_t preview_from;
	size_t preview_above; /* lines before the cursor's */

	struct compose_alike alike;
	struct compose_list list;
	struct compose_search find;
	struct compose_spelling spell;

	struct compose_mark begun; /* when it was opened */
	struct compose_mark kept;  /* of the draft sent last */
	bool drafted;		   /* there is a draft */
	/* Marks of the draft as it is known to be, and as sent last. */
	char known[COMPOSE_MARK_MAX];
	char sent[COMPOSE_MARK_MAX];
	bool saving;
	int64_t tried_ms;
	int64_t saved_ms; /* 0: not in this session */
	struct arena trouble_arena;
	struct str trouble; /* why the draft was not kept */

	char id[2 * COMPOSE_ID_BYTES + 1]; /* of the request; empty: none */
	bool sending;
	bool unsure;	 /* it may have been posted */
	bool over;	 /* posted or given up: nothing is to be kept */
	int64_t replies; /* that came meanwhile */
};

/* compose_open.c: fields and texts from what `open` was told. */
enum err compose_begin(struct screen *s, struct str arg);

/* compose.c */
void compose_focus(struct screen *s, enum compose_part part);
struct compose_mark compose_now(const struct compose *st);
bool compose_same(struct compose_mark a, struct compose_mark b);
/* Whether there is nothing in any part. */
bool compose_is_empty(const struct compose *st);
/* Whether it begins a thread. */
bool compose_is_new(const struct compose *st);
/* Whether it is being posted; then says so. */
bool compose_is_busy(struct screen *s);

/* compose_draft.c */
void compose_load(struct screen *s);
/* When it is time, unless `now`. */
void compose_save(struct screen *s, bool now);
void compose_drop(struct screen *s);

/* compose_send.c */
void compose_send(struct screen *s);

/* compose_alike.c */
/* Unless there is nothing new to ask for, or it would disturb. */
void compose_alike_ask(struct screen *s);
/* While the title is typed: true when used. */
bool compose_alike_key(struct screen *s, const struct key *key);
/* The title took that key. */
void compose_alike_typed(struct screen *s, const struct key *key);
/* One of them has the answer: nothing is posted. */
void compose_alike_solved(struct screen *s);
/* Returns the row after it. */
int compose_alike_draw(struct screen *s, struct canvas *c, int row);

/* compose_list.c */
/* Over what is written: true when used. */
bool compose_list_key(struct screen *s, const struct key *key);
/* A key came to the text, whose version was this before. */
void compose_list_update(struct screen *s, uint64_t before);
void compose_list_close(struct compose *st);
/* Words for the one of so many bytes before the cursor: rows of one cell. */
void
compose_list_words(struct compose *st, size_t typed, const struct rows *rows);
/* On the canvas of the text, which was drawn. */
void compose_list_draw(struct screen *s, struct canvas *c);

/* compose_find.c: ^F, keys while it is open, and its line. */
void compose_find(struct screen *s);
bool compose_find_key(struct screen *s, const struct key *key);
void compose_find_draw(struct screen *s, struct canvas *c, int row, int cols);

/* compose_spell.c: ^O, and every two seconds. */
void compose_spell(struct screen *s);
void compose_spell_tick(struct screen *s);

/* compose_preview.c */
void compose_preview_draw(struct compose *st, struct canvas *c);

/* compose_draw.c */
void compose_draw(struct screen *s, struct canvas *c);

#endif
