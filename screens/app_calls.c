/* app_calls - what screens have run, and what it came to. */
#include <string.h>

#include "screens/app_impl.h"
#include "screens/output.h"

/* For the head of its answer; a code is shown nowhere again. */
static void
keep_line(struct call *c, const struct args *args)
{
	struct arena a = ARENA_INIT;
	struct str line = c->command->flags & COMMAND_SECRET ?
	    str_from(c->command->name) :
	    args_line(&a, args);
	size_t n = line.n < sizeof c->line ? line.n : sizeof c->line - 1;

	/* Not through the middle of a character. */
	while (n > 0 && n < line.n && (line.p[n] & 0xC0) == 0x80)
		n--;
	memcpy(c->line, line.p, n);
	c->line[n] = '\0';
	arena_free(&a);
}

static enum err
submit(struct screen *s, const struct args *args, struct str body,
    app_done *done, bool typed)
{
	struct app *app = s->app;
	struct call *c = NULL;

	for (size_t i = 0; i < APP_CALLS_MAX && c == NULL; i++) {
		if (app->call[i].id == 0)
			c = &app->call[i];
	}
	if (c == NULL) {
		app_say(app, STYLE_WARN,
		    STR(_("Still busy with what you asked before.")));
		return ERR_LIMIT;
	}
	c->id = ++app->calls;
	c->screen = s->gone ? NULL : s;
	c->done = done;
	c->command = args->command;
	c->format = args->format;
	c->typed = typed;
	if (typed)
		keep_line(c, args);
	c->marks = args->command == command_find(STR("mark"));
	c->drafts = args->command == command_find(STR("draft"));
	c->prefs = args->command == command_find(STR("prefs"));
	app->host.submit(app->host.arg, c->id, args, body);
	return ERR_NONE;
}

enum err
app_submit(
    struct screen *s, const struct args *args, struct str body, app_done *done)
{
	return submit(s, args, body, done, false);
}

/* The screen that shows what this reads; NULL: none. */
static const struct screen_class *
screen_of(const struct args *args)
{
	enum command_mode mode = command_mode(args->command, args);
	size_t n;
	const struct screen_class *const *all = app_screens(&n);

	if (args->format != FORMAT_TEXT ||
	    (mode != COMMAND_READ && mode != COMMAND_SLOW))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		if (all[i]->command &&
		    strcmp(all[i]->command, args->command->name) == 0)
			return all[i];
	}
	return NULL;
}

enum err
app_submit_line(struct screen *s, struct str line, app_done *done)
{
	struct arena a = ARENA_INIT;
	struct args args;
	struct str why = STR("");
	const struct screen_class *class;
	enum err e = args_parse(&a, line, &args, &why);

	class = e == ERR_NONE ? screen_of(&args) : NULL;
	if (e != ERR_NONE) {
		app_say(s->app, STYLE_BAD, why);
	} else if (class) {
		struct str rest = line;

		str_cut(&rest, ' ');
		e = app_push(s->app, class, str_trim(rest));
	} else {
		e = submit(s, &args, STR(""), done, true);
	}
	/* The command knows better words for what is not there. */
	if (class && e == ERR_MISSING)
		e = submit(s, &args, STR(""), done, true);
	arena_free(&a);
	return e;
}

struct str
app_words(const struct answer *answer)
{
	if (answer->words.n || answer->err == ERR_NONE)
		return answer->words;
	return str_from(err_text(answer->err));
}

bool
app_failed(struct screen *s, const struct answer *answer)
{
	if (answer->err == ERR_NONE)
		return false;
	app_say(s->app, STYLE_BAD, app_words(answer));
	return true;
}

void
app_tell(struct screen *s, const struct answer *answer)
{
	app_say(
	    s->app, answer->err ? STYLE_BAD : STYLE_MESSAGE, app_words(answer));
}

void
app_ignore(struct screen *s, const struct answer *answer)
{
	(void)s;
	(void)answer;
}

/* What nobody waits for in particular. */
static void
show_answer(struct app *app, const struct call *c, const struct answer *answer)
{
	if (c->typed && c->screen && c->screen == app_top(app))
		output_show(
		    app, c->command, str_from(c->line), c->format, answer);
	else if (answer->err || (c->screen && answer->words.n))
		app_say(app, answer->err ? STYLE_BAD : STYLE_MESSAGE,
		    app_words(answer));
}

/*
 * Whoever left what they wrote sees the screen below before this is done;
 * no event tells of drafts.
 */
static bool
is_late_draft(const struct call *c)
{
	return c->drafts && (c->screen == NULL || c->typed);
}

void
app_answer(struct app *app, uint64_t id, const struct answer *answer)
{
	struct call c = { 0 };

	for (size_t i = 0; i < APP_CALLS_MAX && c.id == 0; i++) {
		if (app->call[i].id == id && id != 0) {
			c = app->call[i];
			app->call[i] = (struct call){ 0 };
		}
	}
	if (c.id == 0)
		return;
	app_enter(app);
	if (c.prefs && answer->err == ERR_NONE)
		app_load_taste(app);
	if (c.screen && c.done)
		c.done(c.screen, answer);
	else
		show_answer(app, &c, answer);
	if (answer->err == ERR_NONE && (c.marks || is_late_draft(&c)))
		app_look_again(app, c.screen, false);
	app_exit(app);
}
