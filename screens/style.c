/* style - what a piece of text is, and how each theme shows it. */
#include "screens/style.h"

#include "screens/themes.h"

enum { D = LOOK_DEFAULT, BRIGHT = 8, SIXTEEN = 16 };

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

static const struct theme mono = { .name = "mono", .few = MONO, .many = MONO };

static const struct look without_colours[STYLE_COUNT] = MONO;

static const struct theme *const themes[] = { &theme_dark, &theme_light,
	&theme_contrast, &theme_amber, &theme_classic, &mono };

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
	return &theme_dark;
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

static const struct look *
looks_of(const struct theme *t, enum depth depth)
{
	if (depth == DEPTH_MONO)
		return without_colours;
	return depth == DEPTH_256 ? t->many : t->few;
}

/*
 * The same on the line that is selected.  A theme that says what is written
 * there has the last word: its colours were not made for that ground.
 */
static struct look
on_selected(struct look on, struct look look, enum depth depth)
{
	/* What has a ground of its own keeps it, and what is written there. */
	if (on.fg == LOOK_DEFAULT && look.bg != LOOK_DEFAULT)
		return look;
	/* Dim on reverse is hard to read, and colours would swap sides. */
	if (on.attrs & LOOK_REVERSE) {
		on.attrs |= look.attrs & (LOOK_BOLD | LOOK_UNDERLINE);
		return on;
	}
	/* Bold black is grey where bold stands for bright. */
	if (on.fg != LOOK_DEFAULT && depth != DEPTH_256) {
		on.attrs |= look.attrs & LOOK_UNDERLINE;
		return on;
	}
	if (on.fg == LOOK_DEFAULT)
		on.fg = look.fg;
	on.attrs |= look.attrs & ~(unsigned)(LOOK_REVERSE | LOOK_DIM);
	return on;
}

struct look
theme_look(const struct theme *t, enum depth depth, unsigned style)
{
	const struct look *looks = looks_of(t, depth);
	struct look look = looks[base_of(style)];

	if (style & STYLE_ON_SELECTED)
		look = on_selected(looks[STYLE_SELECTED], look, depth);
	/* With eight colours, a PC shows the bright ones as bold. */
	if (depth == DEPTH_8 && look.fg >= BRIGHT && look.fg < SIXTEEN) {
		look.fg -= BRIGHT;
		look.attrs |= LOOK_BOLD;
	}
	return look;
}

bool
theme_exact(const struct theme *t, int colour, uint32_t *rgb)
{
	for (const struct exact *e = t->exact; e && e->colour; e++) {
		if (e->colour == colour) {
			*rgb = e->rgb;
			return true;
		}
	}
	return false;
}
