/* app_count - numbers before moves, where the key set has them: 5j, 12G. */
#include "screens/app_impl.h"
#include "screens/footer.h"

enum { COUNT_MAX = 9999, TEN = 10 };

/* Where digits are text, or keys of the screen, they are no numbers. */
static bool
may_count(const struct app *app, const struct screen *s, int32_t code)
{
	return keyset_counts(&app->taste.keyset) &&
	    s->class->pane != PANE_OVERLAY &&
	    !binding_find(s->class->keys, code) &&
	    !(s->class->typing && s->class->typing(s));
}

bool
app_take_count(struct app *app, const struct screen *s, int32_t code)
{
	struct arena a = ARENA_INIT;

	if (code < '0' || code > '9' || (code == '0' && app->count == 0) ||
	    !may_count(app, s, code))
		return false;
	if (app->count <= COUNT_MAX / TEN)
		app->count = TEN * app->count + code - '0';
	app_say(app, STYLE_DIM,
	    arena_printf(&a,
		_("%d times: a move, or G to that line, Enter to that board"),
		app->count));
	arena_free(&a);
	return true;
}

bool
app_repeats(int32_t code)
{
	switch (code) {
	case 'j':
	case 'k':
	case 'n':
	case 'p':
	case '[':
	case ']':
	case ' ':
	case KEYS_DOWN:
	case KEYS_UP:
	case KEYS_PGDN:
	case KEYS_PGUP:
	case KEYS_TAB:
	case KEYS_CTRL | 'd':
	case KEYS_CTRL | 'u':
		return true;
	default:
		return false;
	}
}
