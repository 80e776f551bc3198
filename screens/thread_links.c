/* thread_reader - links and copies of a post; going to one by number. */
#include "common/text/clean.h"
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

/* "1  python, 12 lines  def main():" */
static struct str
code_words(struct arena *a, const struct doc *d, size_t i)
{
	struct str code = d->code[i], first = STR("");
	size_t lines = 0;

	for (size_t k = 0; k < code.n; k++)
		lines += code.p[k] == '\n';
	while (first.n == 0 && code.n)
		first = str_trim(str_cut(&code, '\n'));
	return arena_printf(a,
	    lines == 1 ? _("%.*s%s%zu line  %.*s") : _("%.*s%s%zu lines  %.*s"),
	    STR_ARG(d->language[i]), d->language[i].n ? ", " : "", lines,
	    STR_ARG(text_clean_line(a, first)));
}

static void
copy_block(struct screen *s, size_t which)
{
	const struct layout *l = selected_layout(s);

	if (l && which < l->text.codes)
		app_copy(
		    s->app, l->text.code[which], STR(_("Code is copied.")));
}

static void
copy_chosen(struct screen *s, size_t which)
{
	if (which == 0)
		reader_copy(s);
	else
		copy_block(s, which - 1);
}

static int32_t
digit_key(size_t n)
{
	return n > 0 && n <= 9 ? '0' + (int32_t)n : 0;
}

/* The post, or one of its blocks of code. */
static void
copy_menu(struct screen *s, const struct doc *d)
{
	struct menu_item item[MENU_MAX] = { { STR(_("all of the post")),
	    'y' } };
	struct arena a = ARENA_INIT;
	size_t n = 1;

	for (; n <= d->codes && n < MENU_MAX; n++)
		item[n] = (struct menu_item){ code_words(&a, d, n - 1),
			digit_key(n) };
	if (menu_open(s, STR(_("Copy")), item, n, copy_chosen) != ERR_NONE)
		app_say(
		    s->app, STYLE_WARN, STR(_("Too many screens are open.")));
	arena_free(&a);
}

void
reader_yank(struct screen *s)
{
	const struct layout *l = selected_layout(s);

	if (l && l->text.codes)
		copy_menu(s, &l->text);
	else
		reader_copy(s);
}

void
reader_copy_code(struct screen *s)
{
	const struct layout *l = selected_layout(s);

	if (l == NULL || l->text.codes == 0)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("No code in the selected post.")));
	else if (l->text.codes == 1)
		copy_block(s, 0);
	else
		copy_menu(s, &l->text);
}

void
reader_all_links(struct screen *s)
{
	const struct reader *r = s->state;
	struct arena a = ARENA_INIT;

	if (reader_selected(s))
		(void)app_submit_line(s,
		    arena_printf(
			&a, "links %lld", (long long)r->view.thread.id),
		    NULL);
	arena_free(&a);
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
		item[n] =
		    (struct menu_item){ l->text.link[n], digit_key(n + 1) };
	if (n == 0)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("No links in the selected post. O lists those of "
			  "the thread.")));
	else if (menu_open(s, STR(_("Links of this post")), item, n, chosen) !=
	    ERR_NONE)
		app_say(
		    s->app, STYLE_WARN, STR(_("Too many screens are open.")));
}

void
reader_number(struct screen *s, int64_t n)
{
	struct reader *r = s->state;
	const struct tree *t = &r->view.tree;
	struct arena a = ARENA_INIT;
	int32_t at = tree_find(t, n);

	view_begin(&r->view);
	if (at != TREE_NONE)
		reader_jump(s, at);
	else
		app_say(s->app, STYLE_WARN,
		    arena_printf(&a, _("Posts here go from 1 to %lld."),
			(long long)(t->len ? t->node[t->len - 1].head.n : 0)));
	arena_free(&a);
}

static void
numbered(struct screen *s, struct str text)
{
	int64_t n = 0;

	text = str_trim(text);
	if (str_starts(text, STR("#")))
		text = str_slice(text, 1, text.n);
	if (text.n == 0)
		return;
	if (!str_int(text, 1, INT64_MAX, &n))
		n = 0;
	reader_number(s, n);
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
