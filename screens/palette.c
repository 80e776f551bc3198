/* palette - a command line on every screen, behind ":". */
#include "screens/palette.h"

#include <string.h>

#include "common/command/command.h"
#include "common/rules/limits.h"
#include "common/text/near.h"
#include "common/text/utf8.h"
#include "screens/app.h"
#include "screens/ui/go.h"
#include "screens/ui/ref.h"
#include "screens/ui/say.h"

enum {
	SHOWN_CELLS = 24, /* of a word that is no command */
	PREFIX_MIN = 2,	  /* letters that may stand for a name */
};

/* They show something that has to be named, or come by themselves. */
static const char not_by_name[] = "thread board compose output art";

bool
palette_offers(const struct screen *s, const struct command *c)
{
	return c->mode != COMMAND_STREAM && command_is_for(c, s->viewer);
}

const struct screen_class *
palette_screen(struct str name)
{
	if (str_eq(name, STR("people"))) /* as its key is called */
		name = STR("who");
	if (str_in_list(STR(not_by_name), ' ', name))
		return NULL;
	return app_screen(name);
}

/* "ask", "post", "reply" and "edit" are written on a screen of their own. */
static bool
is_written(const struct command *c)
{
	return str_in_list(STR("ask post reply edit"), ' ', str_from(c->name));
}

/*
 * Whether a line is for the screen that writes: its text is not there, and
 * something it is for is.
 */
static bool
is_composed(struct arena *a, struct str line)
{
	struct args args;
	struct str why = STR(""), rest = line, name = str_cut(&rest, ' ');
	const struct command *c = command_find(name);
	enum err e;

	if (c == NULL || !is_written(c) || str_trim(rest).n == 0)
		return false;
	e = args_parse(a, line, &args, &why);
	if (e != ERR_NONE) /* "ask support", without a title yet */
		return str_find(str_trim(rest), ' ') == str_trim(rest).n &&
		    rest.p[0] != '-';
	return !args.help && command_wants_body(c, &args);
}

struct near {
	const char *name;
	size_t slips;
};

static void
consider(struct near *best, struct str typed, const char *name)
{
	size_t slips;

	if (near_means(typed, str_from(name), &slips) && slips < best->slips)
		*best = (struct near){ name, slips };
}

static struct str
unknown(const struct screen *s, struct arena *a, struct str name)
{
	struct near best = { NULL, NEAR_FAR };
	struct str shown = text_clip(a, name, SHOWN_CELLS);
	size_t n, m;
	const struct command *const *all = command_all(&n);
	const struct screen_class *const *screens = app_screens(&m);

	for (size_t i = 0; i < n; i++) {
		if (palette_offers(s, all[i]))
			consider(&best, name, all[i]->name);
	}
	for (size_t i = 0; i < m; i++) {
		if (palette_screen(str_from(screens[i]->name)))
			consider(&best, name, screens[i]->name);
	}
	consider(&best, name, "people");
	if (best.name)
		return arena_printf(a,
		    _("There is no command \"%.*s\"; did you mean %s?"),
		    STR_ARG(shown), best.name);
	return arena_printf(a,
	    _("There is no command \"%.*s\"; Tab lists them."), STR_ARG(shown));
}

static struct str
not_yours(const struct screen *s, struct arena *a, const struct command *c)
{
	if (app_may_join(s->app))
		return arena_printf(a,
		    _("`%s` is for members. `join` makes you one."), c->name);
	if (s->viewer.id == 0)
		return arena_printf(a,
		    _("`%s` is for members. To join: %.*s (without an ssh "
		      "key it asks for a handle and a password)"),
		    c->name, STR_ARG(go_join_line(s, a)));
	return arena_printf(a, _("`%s` is for %s; you are a %s."), c->name,
	    role_plural(c->need), role_name(s->viewer.role));
}

/* Why a line that was understood cannot be run here; empty when it can. */
static struct str
objection(const struct screen *s, struct arena *a, const struct args *args)
{
	const struct command *c = args->command;

	if (args->help)
		return STR("");
	if (s->viewer.role < c->need)
		return not_yours(s, a, c);
	if (c->flags & COMMAND_INTERNAL)
		return arena_printf(a, _("`%s` is the server's own."), c->name);
	if (command_mode(c, args) == COMMAND_STREAM)
		return arena_printf(a,
		    _("`%s` goes on until you leave: %.*s %s"), c->name,
		    STR_ARG(go_ssh_line(s, a, app_me(s->app)->handle)),
		    c->name);
	if (command_wants_body(c, args) && c->body == BODY_BYTES)
		return arena_printf(a, _("`%s` wants a file: %.*s %s < FILE"),
		    c->name, STR_ARG(go_ssh_line(s, a, app_me(s->app)->handle)),
		    c->name);
	if (command_wants_body(c, args) && c->body == BODY_TEXT &&
	    !is_written(c))
		return arena_printf(a, _("`%s` wants a text: %.*s %s < FILE"),
		    c->name, STR_ARG(go_ssh_line(s, a, app_me(s->app)->handle)),
		    c->name);
	return STR("");
}

/* As other programs have it; "quit" of the conversation, too. */
static bool
is_leaving(struct str line)
{
	return str_in_list(STR("q quit exit logout"), ' ', line);
}

/* The one name that begins so; empty: none or several do. */
struct beginning {
	struct str typed;
	struct str name;
	bool several;
};

static void
try_name(struct beginning *b, const char *name)
{
	if (!str_starts(str_from(name), b->typed) ||
	    str_eq(str_from(name), b->name))
		return;
	b->several = b->several || b->name.n;
	b->name = str_from(name);
}

/* "mem" is members, where nothing else that is offered begins so. */
static struct str
full_name(const struct screen *s, struct str typed)
{
	struct beginning b = { typed, STR(""), false };
	size_t n, m;
	const struct command *const *all = command_all(&n);
	const struct screen_class *const *screens = app_screens(&m);

	if (typed.n < PREFIX_MIN || command_find(typed) ||
	    palette_screen(typed))
		return typed;
	for (size_t i = 0; i < n; i++) {
		if (palette_offers(s, all[i]))
			try_name(&b, all[i]->name);
	}
	for (size_t i = 0; i < m; i++) {
		if (palette_screen(str_from(screens[i]->name)))
			try_name(&b, screens[i]->name);
	}
	return b.several || b.name.n == 0 ? typed : b.name;
}

static struct str
line_of(const struct screen *s, struct arena *a, struct str text)
{
	struct str line, rest, typed, name;

	line = str_trim(text);
	while (str_starts(line, STR(":")))
		line = str_trim(str_slice(line, 1, line.n));
	rest = line;
	typed = str_cut(&rest, ' ');
	name = full_name(s, typed);
	if (str_eq(name, typed))
		return line;
	return arena_printf(a, "%.*s%.*s", STR_ARG(name),
	    STR_ARG(str_slice(line, typed.n, line.n)));
}

static bool
may_run(struct screen *s, struct arena *a, struct str text, struct str *why)
{
	struct str line = line_of(s, a, text), rest = line;
	struct str name = str_cut(&rest, ' ');
	struct args args;
	struct ref ref;

	if (line.n == 0 || is_leaving(line) || palette_screen(line) ||
	    ref_parse(line, &ref) || is_composed(a, line))
		return true;
	if (command_find(name) == NULL) {
		if (palette_screen(name))
			*why = arena_printf(a,
			    _("The screen %.*s takes no words."),
			    STR_ARG(name));
		else
			*why = unknown(s, a, name);
		return false;
	}
	if (args_parse(a, line, &args, why) != ERR_NONE) {
		if (args.command && s->viewer.role < args.command->need)
			*why = not_yours(s, a, args.command);
		return false;
	}
	*why = objection(s, a, &args);
	return why->n == 0;
}

static bool
accept(struct screen *s, struct arena *a, struct str text, struct str *why)
{
	if (may_run(s, a, text, why))
		return true;
	*why = say_sentence(a, *why);
	return false;
}

static void
on_secret(struct screen *s, struct str text)
{
	struct args args = args_of("password");

	(void)app_submit(s, &args, text, NULL);
}

static bool
secret_fits(struct screen *s, struct arena *a, struct str text, struct str *why)
{
	(void)s;
	if (text.n >= LIMIT_PASSWORD_MIN && text.n <= LIMIT_PASSWORD_BYTES)
		return true;
	*why = arena_printf(a, _("A password has %d to %d characters."),
	    LIMIT_PASSWORD_MIN, LIMIT_PASSWORD_BYTES);
	return false;
}

static void
ask_secret(struct screen *s)
{
	(void)prompt_open(s,
	    &(struct prompt){
		.label = STR(_("New password")),
		.again = STR(_("Once more")),
		.enter = STR(_("set")),
		.max_chars = LIMIT_PASSWORD_BYTES,
		.secret = true,
		.done = on_secret,
		.accept = secret_fits,
	    });
}

static void
run_line(struct screen *s, struct str line)
{
	(void)app_submit_line(s, line, NULL);
}

/* What cannot be taken back is asked about first. */
static void
run_or_ask(
    struct screen *s, struct arena *a, struct str line, const struct args *args)
{
	struct command_ctx ctx = { .store = s->store,
		.arena = a,
		.viewer = s->viewer,
		.me = *app_me(s->app),
		.now_ms = app_now_ms(s->app) };
	struct str question = command_asks(args->command, &ctx, args);

	if (question.n)
		(void)confirm_line(s, question, line, run_line);
	else
		run_line(s, line);
}

/* `COMMAND --help` is the command `help COMMAND`. */
static void
submit(struct screen *s, struct arena *a, struct str line)
{
	struct args args;
	struct str why = STR("");

	if (args_parse(a, line, &args, &why) != ERR_NONE) {
		app_say(s->app, STYLE_BAD, why);
	} else if (args.help) {
		line = arena_printf(a, "help %s", args.command->name);
		(void)app_submit_line(s, line, NULL);
	} else if (args.command->body == BODY_SECRET &&
	    command_wants_body(args.command, &args)) {
		ask_secret(s);
	} else {
		run_or_ask(s, a, line, &args);
	}
}

/* The first screen is not put on top of itself. */
static void
open_screen(struct screen *s, const struct screen_class *class)
{
	struct app *app = s->app;

	if (strcmp(class->name, "lobby") == 0) {
		app_home(app);
		if (app_top(app)->class == class)
			return;
	}
	(void)app_push(app, class, STR(""));
}

/* "12" is a post of the thread below, elsewhere a thread; so is "12.3". */
static void
go_to_number(struct screen *s, struct arena *a, struct str line, struct ref ref)
{
	if (ref.n == 0 && s->class->number)
		s->class->number(s, ref.thread);
	else
		submit(s, a, arena_printf(a, "read %.*s", STR_ARG(line)));
}

static void
run(struct screen *s, struct str text)
{
	struct arena a = ARENA_INIT;
	struct str line = arena_dup(&a, line_of(s, &a, text));
	const struct screen_class *class = palette_screen(line);
	struct ref ref;

	if (is_leaving(line))
		app_quit(s->app, 0);
	else if (ref_parse(line, &ref))
		go_to_number(s, &a, line, ref);
	else if (class)
		open_screen(s, class);
	else if (line.n && is_composed(&a, line))
		(void)app_goto(s->app, STR("compose"), line);
	else if (line.n)
		submit(s, &a, line);
	arena_free(&a);
}

void
palette_open(struct screen *s)
{
	(void)prompt_open(s,
	    &(struct prompt){
		.label = STR(":"),
		.placeholder = STR(_("a command or the name of a screen")),
		.max_chars = LIMIT_LINE_BYTES,
		.recall = app_recall(s->app),
		.done = run,
		.complete = palette_complete,
		.accept = accept,
	    });
}
