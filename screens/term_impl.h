/*
 * term_impl - what the files of a terminal share: term.c, which draws, and
 * term_talk.c, which knows what it can and says the rest.
 */
#ifndef STOA_SCREENS_TERM_IMPL_H
#define STOA_SCREENS_TERM_IMPL_H

#include "screens/slot.h"
#include "screens/term.h"

enum { INKS = 2 * STYLE_ON_SELECTED };

/* A look as ncurses wants it. */
struct ink {
	struct look look;
	uint32_t attrs; /* attr_t */
	short pair;
	bool known;
};

struct term {
	struct term_pool *pool;
	struct slot *slot;
	const struct theme *theme;
	enum charset charset; /* of the terminal, by its name */
	bool utf8;	      /* the person's locale is */
	struct terminal_choice choice;
	char name[TERMNAME_MAX + 1];  /* as it came */
	char entry[TERMNAME_MAX + 1]; /* that its name stands for */
	bool ascii;
	bool mouse;
	unsigned can; /* TERMNAME_… */
	enum term_ground ground;
	bool answered; /* … is what the terminal said itself */
	bool asks;     /* for that */
	bool thrifty;  /* the link is slow */
	enum term_links links;
	bool linked;	/* the links of `shown` are on the terminal */
	bool repaint;	/* ncurses does not know what is there */
	bool rewrite;	/* `shown` is not what ncurses holds */
	bool cursor_on; /* as the terminal is */
	struct grid shown;
	struct ink ink[INKS];
	struct ink painted; /* of the colours put last */
	uint16_t colours;
	bool crowded; /* pictures had more colours than there are pairs */
};

/* Nothing of what ncurses and we remember counts any more. */
void term_forget(struct term *t);

/* The characters it can show, whatever the person wants to see. */
enum charset term_able(const struct term *t);

/* A string of terminfo without its padding, "$<5>"; NULL is none. */
void term_put(struct buf *out, const char *s);

#endif
