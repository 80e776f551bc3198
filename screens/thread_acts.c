/* thread_reader - keys that change something, by commands. */
#include "common/store/mark.h"
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/go.h"
#include "screens/ui/prompt.h"
#include "screens/ui/ref.h"

/* "12.3", of the selected post; empty: there is none. */
static struct str
ref_of(struct screen *s, struct arena *a)
{
	struct reader *r = s->state;
	const struct tree_node *n = reader_selected(s);

	if (n == NULL)
		return STR("");
	return ref_text(a, r->view.thread.id, n->head.n);
}

static void
compose(struct screen *s, const char *how)
{
	struct arena a = ARENA_INIT;
	struct str ref = ref_of(s, &a);

	if (ref.n && go_is_member(s))
		go_to(s, STR("compose"),
		    arena_printf(&a, "%s %.*s", how, STR_ARG(ref)));
	arena_free(&a);
}

void
reader_reply(struct screen *s)
{
	compose(s, "reply");
}

void
reader_quote(struct screen *s)
{
	compose(s, "quote");
}

void
reader_edit(struct screen *s)
{
	const struct tree_node *n = reader_selected(s);

	if (n == NULL || !go_is_member(s))
		return;
	if (n->head.author_id != s->viewer.id)
		app_say(s->app, STYLE_WARN,
		    STR(_("Only your own posts are yours to edit.")));
	else
		compose(s, "edit");
}

/* The answer says which post. */
static void
voted(struct screen *s, const struct answer *answer)
{
	struct reader *r = s->state;
	const struct cell *c;
	struct ref ref;
	int32_t at;

	if (app_failed(s, answer) || answer->rows == NULL ||
	    answer->rows->first == NULL)
		return;
	c = answer->rows->first->cell;
	if (!ref_parse(c[0].text, &ref) || ref.thread != r->view.thread.id)
		return;
	at = tree_find(&r->view.tree, ref.n);
	if (at == TREE_NONE)
		return;
	r->view.tree.node[at].layout = NULL;
	app_say(s->app, STYLE_MESSAGE,
	    c[2].number > 0	? STR(_("Voted up.")) :
		c[2].number < 0 ? STR(_("Voted down.")) :
				  STR(_("Your vote is taken back.")));
	s->dirty = true;
}

static void
vote(struct screen *s, int64_t value)
{
	struct reader *r = s->state;
	const struct tree_node *n = reader_selected(s);
	struct arena a = ARENA_INIT;
	struct args args = args_of("vote");

	if (n == NULL || !go_is_member(s))
		return;
	args_put(&args, "post", ref_of(s, &a));
	if (view_layout(s, &r->view, r->view.sel)->post.my_vote == value)
		args_put(&args, "which", STR("none"));
	else
		args_put(&args, "which", value > 0 ? STR("up") : STR("down"));
	(void)app_submit(s, &args, STR(""), voted);
	arena_free(&a);
}

void
reader_vote_up(struct screen *s)
{
	vote(s, 1);
}

void
reader_vote_down(struct screen *s)
{
	vote(s, -1);
}

/* What the first post says of the thread, and who follows, changed. */
static void
changed(struct screen *s, const struct answer *answer)
{
	if (app_failed(s, answer))
		return;
	reader_look_again(s);
	if (answer->words.n)
		app_say(s->app, STYLE_MESSAGE, answer->words);
}

void
reader_accept(struct screen *s)
{
	const struct tree_node *n = reader_selected(s);
	struct arena a = ARENA_INIT;
	struct args args = args_of("accept");

	if (n == NULL || !go_is_member(s))
		return;
	args_put(&args, "post", ref_of(s, &a));
	if (n->head.accepted)
		args_put(&args, "undo", STR("1"));
	(void)app_submit(s, &args, STR(""), changed);
	arena_free(&a);
}

static struct str
thread_words(struct screen *s, struct arena *a)
{
	const struct reader *r = s->state;

	return ref_text(a, r->view.thread.id, 0);
}

void
reader_me_too(struct screen *s)
{
	struct arena a = ARENA_INIT;
	struct args args = args_of("metoo");

	if (reader_selected(s) == NULL || !go_is_member(s))
		return;
	args_put(&args, "thread", thread_words(s, &a));
	(void)app_submit(s, &args, STR(""), changed);
	arena_free(&a);
}

/* The post stays new, though it was on the screen. */
void
reader_keep_new(struct screen *s)
{
	struct tree_node *n = reader_selected(s);
	struct arena a = ARENA_INIT;
	struct args args = args_of("mark");

	if (n == NULL || !go_is_member(s))
		return;
	if (n->head.author_id == s->viewer.id || n->head.hidden_ms) {
		app_say(s->app, STYLE_MESSAGE,
		    n->head.hidden_ms ?
			STR(_("A removed post cannot be new.")) :
			STR(_("Your own posts are never new to you.")));
		return;
	}
	args_put(&args, "what", ref_of(s, &a));
	args_put(&args, "unread", STR("1"));
	if (app_submit(s, &args, STR(""), NULL) == ERR_NONE) {
		n->head.unread = n->kept = true;
		n->seen = false;
		s->dirty = true;
	}
	arena_free(&a);
}

static void
followed(struct screen *s, const struct answer *answer)
{
	struct reader *r = s->state;
	bool was_muted = str_eq(r->view.level, STR("mute"));
	struct str level;

	if (app_failed(s, answer))
		return;
	reader_look_again(s);
	level = r->view.level;
	if (str_eq(level, STR("mute")))
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Muted: you hear no more of this thread. "
			  "M again takes it back.")));
	else if (str_eq(level, STR("normal")))
		app_say(s->app, STYLE_MESSAGE,
		    was_muted ? STR(_("No longer muted.")) :
				STR(_("No longer followed.")));
	else
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Followed: you are told of replies here. "
			  "f again takes it back.")));
}

static void
set_level(struct screen *s, struct str level)
{
	struct reader *r = s->state;
	struct arena a = ARENA_INIT;
	struct args args = args_of("follow");

	if (reader_selected(s) == NULL || !go_is_member(s))
		return;
	args_put(&args, "what", thread_words(s, &a));
	args_put(&args, "level",
	    str_eq(r->view.level, level) ? STR("normal") : level);
	(void)app_submit(s, &args, STR(""), followed);
	arena_free(&a);
}

static void
mute_thread(struct screen *s)
{
	set_level(s, STR("mute"));
}

/* People are muted or heard again; what they wrote looks otherwise then. */
static void
heard(struct screen *s, const struct answer *answer)
{
	if (app_failed(s, answer))
		return;
	reader_reload(s);
	if (answer->words.n)
		app_say(s->app, STYLE_MESSAGE, answer->words);
}

static void
mute_author(struct screen *s)
{
	struct reader *r = s->state;
	const struct tree_node *n = reader_selected(s);
	struct arena a = ARENA_INIT;
	struct args args;

	if (n == NULL)
		return;
	args = args_of(n->head.muted ? "unmute" : "mute");
	args_put(&args, "what",
	    arena_printf(&a, "@%.*s",
		STR_ARG(view_layout(s, &r->view, r->view.sel)->post.author)));
	(void)app_submit(s, &args, STR(""), heard);
	arena_free(&a);
}

static void
mute_chosen(struct screen *s, size_t which)
{
	if (which == 0)
		mute_thread(s);
	else
		mute_author(s);
}

/* Nobody is to stop hearing answers by a slip of the finger. */
static void
ask_about_thread(struct screen *s, bool muted)
{
	if (muted)
		mute_thread(s);
	else
		(void)confirm_open(s,
		    STR(_("Mute this thread? You hear of no answers in it "
			  "any more.")),
		    mute_thread);
}

void
reader_mute(struct screen *s)
{
	struct reader *r = s->state;
	const struct tree_node *n = reader_selected(s);
	bool muted = str_eq(r->view.level, STR("mute"));
	struct arena a = ARENA_INIT;
	struct menu_item item[2] = { { muted ?
		STR(_("hear this thread again")) :
		STR(_("this thread")),
	    't' } };

	if (n == NULL || !go_is_member(s))
		return;
	if (n->head.author_id == s->viewer.id) {
		ask_about_thread(s, muted);
		return;
	}
	item[1] = (struct menu_item){
		arena_printf(&a,
		    n->head.muted ? _("hear @%.*s again") : "@%.*s",
		    STR_ARG(
			view_layout(s, &r->view, r->view.sel)->post.author)),
		'p'
	};
	if (menu_open(s, STR(_("Mute")), item, 2, mute_chosen) != ERR_NONE)
		app_say(
		    s->app, STYLE_WARN, STR(_("Too many screens are open.")));
	arena_free(&a);
}

static void
on_saved(struct screen *s, const struct answer *answer)
{
	struct reader *r = s->state;
	struct ref ref;
	int32_t at;

	if (app_failed(s, answer) || answer->rows == NULL ||
	    answer->rows->first == NULL)
		return;
	if (ref_parse(answer->rows->first->cell[0].text, &ref) &&
	    ref.thread == r->view.thread.id) {
		at = tree_find(&r->view.tree, ref.n);
		if (at != TREE_NONE)
			r->view.tree.node[at].layout = NULL;
	}
	s->dirty = true;
	app_say(s->app, STYLE_MESSAGE, answer->words);
}

void
reader_save(struct screen *s)
{
	struct reader *r = s->state;
	struct arena a = ARENA_INIT;
	struct args args = args_of("save");

	if (reader_selected(s) == NULL || !go_is_member(s))
		return;
	args_put(&args, "post", ref_of(s, &a));
	if (view_layout(s, &r->view, r->view.sel)->saved)
		args_put(&args, "undo", STR("1"));
	(void)app_submit(s, &args, STR(""), on_saved);
	arena_free(&a);
}

void
reader_follow(struct screen *s)
{
	const struct reader *r = s->state;

	set_level(s,
	    str_eq(r->view.level, STR("watch")) ? STR("watch") : STR("track"));
}
