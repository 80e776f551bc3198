/* thread_reader - the links of a post, and going to a post by number. */
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/prompt.h"

/* Where whole addresses go: a line at the bottom, to be taken from there. */
static void
hand_over(struct screen *s, struct str text)
{
	app_say(s->app, STYLE_LINK, text);
}

static void
chosen(struct screen *s, size_t which)
{
	struct reader *r = s->state;
	const struct layout *l;

	if (reader_selected(s) == NULL)
		return;
	l = view_layout(s, &r->view, r->view.sel);
	if (which < l->text.links)
		hand_over(s, l->text.link[which]);
}

void
reader_links(struct screen *s)
{
	struct reader *r = s->state;
	struct menu_item item[MENU_MAX];
	const struct layout *l;
	size_t n = 0;

	if (reader_selected(s) == NULL || r->view.cols == 0)
		return;
	l = view_layout(s, &r->view, r->view.sel);
	for (; n < l->text.links && n < MENU_MAX; n++)
		item[n] = (struct menu_item){ l->text.link[n],
			n < 9 ? '1' + (int32_t)n : 0 };
	if (n == 0)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("No links in the selected post.")));
	else if (menu_open(s, STR(_("Links of this post")), item, n, chosen) !=
	    ERR_NONE)
		app_say(
		    s->app, STYLE_WARN, STR(_("Too many screens are open.")));
}

static void
numbered(struct screen *s, struct str text)
{
	struct reader *r = s->state;
	const struct tree *t = &r->view.tree;
	struct arena a = ARENA_INIT;
	int64_t n, last = t->len ? t->node[t->len - 1].head.n : 0;

	text = str_trim(text);
	if (str_starts(text, STR("#")))
		text = str_slice(text, 1, text.n);
	if (text.n == 0)
		return;
	if (!str_int(text, 1, INT64_MAX, &n) || tree_find(t, n) == TREE_NONE)
		app_say(s->app, STYLE_WARN,
		    arena_printf(&a, _("Posts here go from 1 to %lld."),
			(long long)last));
	else
		reader_jump(s, tree_find(t, n));
	arena_free(&a);
}

void
reader_go_to(struct screen *s)
{
	const struct prompt p = { .label = STR(_("Go to post")),
		.enter = STR(_("go")),
		.max_chars = 10,
		.done = numbered };

	if (reader_selected(s))
		(void)prompt_open(s, &p);
}
