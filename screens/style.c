/* style - what a piece of text is, and how each theme shows it. */
#include "screens/style.h"

enum { D = LOOK_DEFAULT };

struct theme {
	const char *name;
	struct look look[DEPTH_COUNT][STYLE_COUNT];
};

#define B LOOK_BOLD
#define U LOOK_UNDERLINE
#define R LOOK_REVERSE

/* One column of looks for terminals without colour, whatever the theme. */
#define MONO                                                                   \
	{                                                                      \
		[STYLE_NORMAL] = { D, D, 0 },                                  \
		[STYLE_DIM] = { D, D, LOOK_DIM }, [STYLE_TITLE] = { D, D, B }, \
		[STYLE_SELECTED] = { D, D, R }, [STYLE_NEW] = { D, D, B },     \
		[STYLE_GOOD] = { D, D, 0 }, [STYLE_WARN] = { D, D, B },        \
		[STYLE_BAD] = { D, D, B | U }, [STYLE_ACCENT] = { D, D, B },   \
		[STYLE_CODE] = { D, D, 0 }, [STYLE_QUOTE] = { D, D, 0 },       \
		[STYLE_EMPHASIS] = { D, D, U }, [STYLE_STRONG] = { D, D, B },  \
		[STYLE_LINK] = { D, D, U }, [STYLE_MATCH] = { D, D, R },       \
		[STYLE_INPUT] = { D, D, U }, [STYLE_BORDER] = { D, D, 0 },     \
		[STYLE_HEADER] = { D, D, 0 }, [STYLE_FOOTER] = { D, D, 0 },    \
		[STYLE_FOOTER_KEY] = { D, D, B },                              \
		[STYLE_MESSAGE] = { D, D, R },                                 \
	}

static const struct theme mono = {
	"mono",
	{ MONO, MONO, MONO },
};

static const struct theme dark = {
	"dark",
	{
	    MONO,
	    {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { D, D, LOOK_DIM },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, D, R },
		[STYLE_NEW] = { 6, D, B },
		[STYLE_GOOD] = { 2, D, 0 },
		[STYLE_WARN] = { 3, D, 0 },
		[STYLE_BAD] = { 1, D, B },
		[STYLE_ACCENT] = { 6, D, 0 },
		[STYLE_CODE] = { 3, D, 0 },
		[STYLE_QUOTE] = { 6, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 6, D, U },
		[STYLE_MATCH] = { 0, 3, 0 },
		[STYLE_INPUT] = { D, D, U },
		[STYLE_BORDER] = { D, D, LOOK_DIM },
		[STYLE_HEADER] = { D, D, 0 },
		[STYLE_FOOTER] = { D, D, LOOK_DIM },
		[STYLE_FOOTER_KEY] = { 6, D, 0 },
		[STYLE_MESSAGE] = { 0, 6, 0 },
	    },
	    {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { 245, D, 0 },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, 238, 0 },
		[STYLE_NEW] = { 80, D, 0 },
		[STYLE_GOOD] = { 114, D, 0 },
		[STYLE_WARN] = { 221, D, 0 },
		[STYLE_BAD] = { 203, D, 0 },
		[STYLE_ACCENT] = { 80, D, 0 },
		[STYLE_CODE] = { 223, D, 0 },
		[STYLE_QUOTE] = { 109, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 110, D, U },
		[STYLE_MATCH] = { 16, 221, 0 },
		[STYLE_INPUT] = { D, 236, 0 },
		[STYLE_BORDER] = { 240, D, 0 },
		[STYLE_HEADER] = { 250, D, 0 },
		[STYLE_FOOTER] = { 245, D, 0 },
		[STYLE_FOOTER_KEY] = { 80, D, 0 },
		[STYLE_MESSAGE] = { 16, 80, 0 },
	    },
	},
};

static const struct theme light = {
	"light",
	{
	    MONO,
	    {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { D, D, LOOK_DIM },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, D, R },
		[STYLE_NEW] = { 4, D, B },
		[STYLE_GOOD] = { 2, D, 0 },
		[STYLE_WARN] = { 5, D, 0 },
		[STYLE_BAD] = { 1, D, B },
		[STYLE_ACCENT] = { 4, D, 0 },
		[STYLE_CODE] = { 5, D, 0 },
		[STYLE_QUOTE] = { 4, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 4, D, U },
		[STYLE_MATCH] = { 7, 5, 0 },
		[STYLE_INPUT] = { D, D, U },
		[STYLE_BORDER] = { D, D, LOOK_DIM },
		[STYLE_HEADER] = { D, D, 0 },
		[STYLE_FOOTER] = { D, D, LOOK_DIM },
		[STYLE_FOOTER_KEY] = { 4, D, 0 },
		[STYLE_MESSAGE] = { 7, 4, 0 },
	    },
	    {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { 243, D, 0 },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, 253, 0 },
		[STYLE_NEW] = { 30, D, 0 },
		[STYLE_GOOD] = { 28, D, 0 },
		[STYLE_WARN] = { 130, D, 0 },
		[STYLE_BAD] = { 160, D, 0 },
		[STYLE_ACCENT] = { 30, D, 0 },
		[STYLE_CODE] = { 94, D, 0 },
		[STYLE_QUOTE] = { 24, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 25, D, U },
		[STYLE_MATCH] = { 16, 222, 0 },
		[STYLE_INPUT] = { D, 254, 0 },
		[STYLE_BORDER] = { 248, D, 0 },
		[STYLE_HEADER] = { 240, D, 0 },
		[STYLE_FOOTER] = { 243, D, 0 },
		[STYLE_FOOTER_KEY] = { 30, D, 0 },
		[STYLE_MESSAGE] = { 231, 30, 0 },
	    },
	},
};

static const struct theme *const themes[] = { &dark, &light, &mono };

static const char *const names[] = {
#define X(id, name) name,
	STYLES(X)
#undef X
};

enum { THEMES = sizeof themes / sizeof themes[0] };

static unsigned
base_of(unsigned style)
{
	style &= ~(unsigned)STYLE_ON_SELECTED;
	return style < STYLE_COUNT ? style : STYLE_NORMAL;
}

const char *
style_name(unsigned style)
{
	return names[base_of(style)];
}

const struct theme *
theme_find(struct str name)
{
	for (size_t i = 0; i < THEMES; i++) {
		if (str_eq(str_from(themes[i]->name), name))
			return themes[i];
	}
	return NULL;
}

const struct theme *
theme_default(void)
{
	return &dark;
}

const char *
theme_name(const struct theme *t)
{
	return t->name;
}

bool
theme_has_colours(const struct theme *t)
{
	return t != &mono;
}

const struct theme *const *
theme_all(size_t *out_n)
{
	*out_n = THEMES;
	return themes;
}

struct look
theme_look(const struct theme *t, enum depth depth, unsigned style)
{
	struct look look = t->look[depth][base_of(style)], on;

	if ((style & STYLE_ON_SELECTED) == 0)
		return look;
	on = t->look[depth][STYLE_SELECTED];
	/* Dim on reverse is hard to read, and colours would swap sides. */
	if (on.attrs & LOOK_REVERSE)
		return (struct look){ on.fg, on.bg,
			on.attrs |
			    (look.attrs & (LOOK_BOLD | LOOK_UNDERLINE)) };
	on.fg = look.fg;
	on.attrs |= look.attrs & ~(unsigned)LOOK_REVERSE;
	return on;
}
