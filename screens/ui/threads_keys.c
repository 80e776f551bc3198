/* ui/threads - what keys do with the selected thread. */
#include "screens/ui/go.h"
#include "screens/ui/ref.h"
#include "screens/ui/threads.h"

static struct threads *
threads_of(struct screen *s)
{
	return s->state;
}

void
threads_open(struct screen *s)
{
	const struct thread_row *row = threads_selected(threads_of(s));
	struct arena a = ARENA_INIT;

	if (row)
		go_to(s, STR("thread"), ref_text(&a, row->id, 0));
	arena_free(&a);
}

bool
threads_step(struct screen *s, int by, struct arena *a, struct str *arg)
{
	if (!list_step(s, by))
		return false;
	*arg = ref_text(a, threads_of(s)->list.selected, 0);
	return true;
}

static void
on_changed(struct screen *s, const struct answer *answer)
{
	app_tell(s, answer);
	threads_look_again(threads_of(s));
}

/* Run a command about the selected thread. */
static void
change(struct screen *s, const char *command, const char *param,
    const char *level, app_done *done)
{
	const struct thread_row *row = threads_selected(threads_of(s));
	struct arena a = ARENA_INIT;
	struct args args;

	if (row == NULL || !go_is_member(s))
		return;
	args = args_of(command);
	args_put(&args, param, ref_text(&a, row->id, 0));
	if (level)
		args_put(&args, "level", str_from(level));
	(void)app_submit(s, &args, STR(""), done);
	arena_free(&a);
}

void
threads_mark(struct screen *s)
{
	change(s, "mark", "what", NULL, on_changed);
}

void
threads_save(struct screen *s)
{
	change(s, "save", "post", NULL, on_changed);
}

void
threads_me_too(struct screen *s)
{
	change(s, "metoo", "thread", NULL, on_changed);
}

static void
say_done(struct screen *s, const struct answer *answer, const char *words)
{
	struct answer said = { answer->err, answer->words, NULL };

	if (answer->err == ERR_NONE)
		said.words = str_from(words);
	on_changed(s, &said);
}

static void
on_followed(struct screen *s, const struct answer *answer)
{
	say_done(s, answer,
	    _("You follow it: what is new there is told in the lobby."));
}

static void
on_muted(struct screen *s, const struct answer *answer)
{
	say_done(s, answer, _("Muted: it is not told as new. M again undoes."));
}

static void
on_left(struct screen *s, const struct answer *answer)
{
	say_done(s, answer, _("As any other thread again."));
}

static bool
has_level(struct screen *s, const char *level)
{
	const struct thread_row *row = threads_selected(threads_of(s));

	return row && str_eq(row->level, str_from(level));
}

void
threads_follow(struct screen *s)
{
	if (has_level(s, "track") || has_level(s, "watch"))
		change(s, "follow", "what", "normal", on_left);
	else
		change(s, "follow", "what", "track", on_followed);
}

void
threads_mute(struct screen *s)
{
	if (has_level(s, "mute"))
		change(s, "follow", "what", "normal", on_left);
	else
		change(s, "follow", "what", "mute", on_muted);
}
