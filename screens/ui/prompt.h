/*
 * prompt - small questions over a screen: a line, yes or no, a menu.
 *
 * Each is an overlay that takes every key until it is answered or left with
 * Esc.  When it is answered it is closed first, and then its owner, the
 * screen that asked, is told; an owner that was closed meanwhile is not.
 *
 *	prompt_open(s, &(struct prompt){
 *		.label = STR("Filter"), .done = on_filter });
 *
 * Memory: what is given is copied, but for `recall`, which outlives the app's
 *         screens.  What `done` gets is gone after the call.
 * Bounds: PROMPT_CHARS characters, CHOICES_MAX candidates, MENU_MAX items.
 */
#ifndef STOA_SCREENS_UI_PROMPT_H
#define STOA_SCREENS_UI_PROMPT_H

#include "screens/screen.h"
#include "screens/ui/recall.h"

enum {
	PROMPT_CHARS = 2000, /* unless told */
	CHOICES_MAX = 100,
	CHOICES_ROWS = 8, /* seen at once */
	MENU_MAX = 24,
};

/* What the end of a line may become. */
struct choice {
	struct str text;  /* goes into the line */
	struct str words; /* tells about it; may be empty */
};
struct choices {
	struct str title; /* above the list */
	struct str hint;  /* a line before it, about what is typed now */
	size_t from;	  /* the line's bytes from here on are replaced */
	struct choice row[CHOICES_MAX];
	size_t len;
	size_t left_out; /* for want of room */
};

/* Add one; what does not fit is counted. */
void choices_add(struct choices *c, struct str text, struct str words);

struct prompt {
	struct str label;	/* a colon is put behind it */
	struct str placeholder; /* seen while the line is empty */
	struct str initial;
	struct str enter;      /* what Enter does, two words; "run" */
	size_t max_chars;      /* 0: PROMPT_CHARS */
	bool secret;	       /* shown as dots, not recalled, not mended */
	struct str again;      /* label where it is asked for twice */
	struct recall *recall; /* for Up and Down; or NULL */
	void (*done)(struct screen *owner, struct str text);
	/* Optional: what it may become; strings in the arena. */
	void (*complete)(struct screen *owner, struct arena *a, struct str text,
	    struct choices *out);
	/* Optional: false, with words, leaves the line to be mended. */
	bool (*accept)(struct screen *owner, struct arena *a, struct str text,
	    struct str *why);
};

/* ERR_LIMIT: too many screens. */
enum err prompt_open(struct screen *owner, const struct prompt *p);

/* A question that y answers; n and Esc leave. */
enum err confirm_open(struct screen *owner, struct str question,
    void (*done)(struct screen *owner));

/* The same for a line, which `done` is given again. */
enum err confirm_line(struct screen *owner, struct str question,
    struct str line, void (*done)(struct screen *owner, struct str line));

struct menu_item {
	struct str words;
	int32_t key; /* takes it at once; 0: none */
};

/* `done` is told which, from 0. */
enum err
menu_open(struct screen *owner, struct str title, const struct menu_item *item,
    size_t n, void (*done)(struct screen *owner, size_t which));

#endif
