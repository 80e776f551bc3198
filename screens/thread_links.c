/* thread_reader - links and copies of a post; going to one by number. */
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/prompt.h"

/* The selected post, laid out; NULL: there is none. */
static const struct layout *
selected_layout(struct screen *s)
{
	struct reader *r = s->state;

	if (reader_selected(s) == NULL || r->view.cols == 0)
		return NULL;
	return view_layout(s, &r->view, r->view.sel);
}

void
reader_copy(struct screen *s)
{
	const struct layout *l = selected_layout(s);

	if (l)
		app_copy(s->app, l->post.body, STR(_("The post is copied.")));
}

void
reader_copy_code(struct screen *s)
{
	const struct layout *l = selected_layout(s);

	if (l && l->text.codes)
		app_copy(s->app, l->text.code[0], STR(_("Code is copied.")));
	else
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("No code in the selected post.")));
}

static void
chosen(struct screen *s, size_t which)
{
	const struct layout *l = selected_layout(s);
	struct arena a = ARENA_INIT;

	if (l && which < l->text.links)
		app_copy(s->app, l->text.link[which],
		    arena_printf(
			&a, _("Copied: %.*s"), STR_ARG(l->text.link[which])));
	arena_free(&a);
}

void
reader_links(struct screen *s)
{
	struct menu_item item[MENU_MAX];
	const struct layout *l = selected_layout(s);
	size_t n = 0;

	if (l == NULL)
		return;
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
