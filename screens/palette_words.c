/* palette_words - what a command line may become. */
#include <string.h>

#include "common/command/command.h"
#include "common/rules/settings.h"
#include "common/store/board.h"
#include "common/store/thread.h"
#include "screens/app.h"
#include "screens/palette.h"
#include "screens/ui/ref.h"
#include "screens/ui/suggest.h"

enum { TAGS_SHOWN = 50 };

/* A line as far as it was typed. */
struct typed {
	const struct command *command;
	const struct param *param; /* that the last word is for; or NULL */
	struct str before;	   /* the word before the last */
	struct str last;	   /* being typed; may be empty */
	bool given[PARAMS_MAX];
};

struct want {
	struct screen *s;
	struct arena *a;
	struct str prefix;
	struct choices *out;
};

static void
add(struct want *w, struct str text, struct str words)
{
	if (str_starts(text, w->prefix))
		choices_add(w->out, text, words);
}

/* A name that wants more words gets a blank behind it. */
static struct str
command_text(struct arena *a, const struct command *c)
{
	const struct param *p = c->params;

	return p && p->name ? arena_printf(a, "%s ", c->name) :
			      str_from(c->name);
}

static bool
contains(struct str s, struct str part)
{
	for (size_t i = 0; part.n && i + part.n <= s.n; i++) {
		if (str_eq(str_slice(s, i, part.n), part))
			return true;
	}
	return false;
}

/* Those that begin so, then those that have it elsewhere. */
static void
add_commands(struct want *w, bool begins)
{
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		struct str name = str_from(all[i]->name);

		if (!palette_offers(w->s, all[i]) ||
		    str_starts(name, w->prefix) != begins ||
		    (!begins && !contains(name, w->prefix)))
			continue;
		choices_add(w->out, command_text(w->a, all[i]),
		    str_from(_(all[i]->summary)));
	}
}

/* Screens that no command is called as. */
static void
add_screens(struct want *w)
{
	size_t n;
	const struct screen_class *const *all = app_screens(&n);

	for (size_t i = 0; i < n; i++) {
		struct str name = str_from(all[i]->name);

		if (palette_screen(name) == NULL || command_find(name))
			continue;
		add(w, name,
		    all[i]->title ? arena_printf(w->a, _("the screen %s"),
					_(all[i]->title)) :
				    STR(_("a screen")));
	}
	add(w, STR("quit"), STR(_("leave")));
}

static void
add_boards(struct want *w)
{
	struct board_list boards;

	if (store_board_list(w->s->store, w->a, w->s->viewer, &boards) !=
	    ERR_NONE)
		return;
	for (size_t i = 0; i < boards.len; i++) {
		const struct board_row *b = &boards.row[i];

		add(w, b->slug, b->about.n ? b->about : b->title);
	}
}

/* What is shown below the line, as a command would name it. */
static struct str
this_post(const struct want *w)
{
	const struct screen_class *class = w->s->class;

	return class->place && strcmp(class->name, "thread") == 0 ?
	    class->place(w->s, w->a) :
	    STR("");
}

static void
add_this(struct want *w)
{
	struct str here = this_post(w);

	if (here.n)
		add(w, here, STR(_("what you read")));
}

static int64_t
thread_of(const struct want *w)
{
	struct ref ref;

	return ref_parse(this_post(w), &ref) ? ref.thread : 0;
}

/* Who writes in the thread that is read comes first. */
static void
add_people(struct want *w)
{
	bool at = str_starts(w->prefix, STR("@"));

	suggest_people(w->s, w->a, thread_of(w),
	    str_slice(w->prefix, at ? 1 : 0, w->prefix.n), at, w->out);
}

static void
add_settings(struct want *w)
{
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_rule *r = setting_rule((enum setting_id)i);

		add(w, str_from(r->key), str_from(_(r->help)));
	}
}

static void
add_tags(struct want *w)
{
	struct tag_list tags;

	if (store_tag_list(
		w->s->store, w->a, w->s->viewer, TAGS_SHOWN, &tags) != ERR_NONE)
		return;
	for (size_t i = 0; i < tags.len; i++) {
		int64_t n = tags.row[i].threads;

		add(w, tags.row[i].name,
		    arena_printf(w->a,
			n == 1 ? _("%lld thread") : _("%lld threads"),
			(long long)n));
	}
}

static void
add_words(struct want *w, struct str words)
{
	while (words.n)
		add(w, str_cut(&words, ' '), STR(""));
}

static void
add_setting_values(struct want *w, struct str key)
{
	enum setting_id id;

	if (!setting_find(key, &id))
		return;
	add_words(w, str_from(setting_rule(id)->choices));
	add(w, STR("default"), str_from(setting_rule(id)->def));
}

/* What parameters are, by their names. */
static const struct {
	const char *command; /* NULL: any */
	const char *param;
	void (*fill)(struct want *w);
} kinds[] = {
	{ NULL, "board", add_boards },
	{ "follow", "what", add_boards },
	{ "mark", "what", add_boards },
	{ NULL, "handle", add_people },
	{ NULL, "member", add_people },
	{ NULL, "for", add_people },
	{ NULL, "moderator", add_people },
	{ NULL, "let-in", add_people },
	{ NULL, "put-out", add_people },
	{ NULL, "setting", add_settings },
	{ NULL, "tags", add_tags },
	{ NULL, "thread", add_this },
	{ NULL, "post", add_this },
};

static void
add_values(struct want *w, const struct typed *t)
{
	const struct param *p = t->param;

	if (p->words) {
		add_words(w, str_from(p->words));
		return;
	}
	if (strcmp(p->name, "command") == 0) {
		add_commands(w, true);
		return;
	}
	if (strcmp(p->name, "value") == 0) {
		add_setting_values(w, t->before);
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(kinds[i].param, p->name) == 0 &&
		    (kinds[i].command == NULL ||
			strcmp(kinds[i].command, t->command->name) == 0)) {
			kinds[i].fill(w);
			return;
		}
	}
}

static void
add_options(struct want *w, const struct typed *t)
{
	const struct param *p = t->command->params;

	for (int i = 0; p && p[i].name; i++) {
		if (param_is_option(p[i].kind) && !t->given[i] &&
		    p[i].shown <= w->s->viewer.role)
			add(w,
			    arena_printf(w->a, "--%s%s", p[i].name,
				p[i].kind == PARAM_FLAG ? "" : " "),
			    str_from(_(p[i].help)));
	}
	add(w, STR("--json"), STR(_("answer as JSON")));
	add(w, STR("--csv"), STR(_("answer as CSV")));
	add(w, STR("--help"), STR(_("tell all about this command")));
}

static int
find_option(const struct param *p, struct str word)
{
	struct str name = str_slice(word, 2, word.n);

	name = str_cut(&name, '=');
	for (int i = 0; p[i].name; i++) {
		if (param_is_option(p[i].kind) &&
		    str_eq(name, str_from(p[i].name)))
			return i;
	}
	return -1;
}

/* The next positional at or after `i`; one that takes the rest stays. */
static int
positional(const struct param *p, int i)
{
	while (p[i].name && param_is_option(p[i].kind))
		i++;
	return i;
}

/* Go through the words before the last, as args_parse() would. */
static void
walk(struct typed *t, struct str words)
{
	const struct param *p = t->command->params;
	int at = positional(p, 0), wants = -1;

	while (words.n) {
		struct str word = str_cut(&words, ' ');
		bool option = str_starts(word, STR("--"));
		int i = option && wants < 0 ? find_option(p, word) : -1;

		if (word.n == 0)
			continue;
		t->before = word;
		if (wants >= 0) {
			wants = -1;
		} else if (i >= 0) {
			t->given[i] = true;
			if (p[i].kind != PARAM_FLAG &&
			    str_find(word, '=') == word.n)
				wants = i;
		} else if (!option && p[at].name && p[at].kind != PARAM_REST &&
		    p[at].kind != PARAM_REST_OPT) {
			at = positional(p, at + 1);
		}
	}
	if (wants >= 0)
		at = wants;
	t->param = p[at].name ? &p[at] : NULL;
}

static size_t
last_word(struct str line)
{
	size_t from = line.n;

	while (from > 0 && line.p[from - 1] != ' ')
		from--;
	return from;
}

static void
complete_name(struct want *w)
{
	w->out->title = STR(_("Commands"));
	add_commands(w, true);
	add_screens(w);
	add_commands(w, false);
}

static void
complete_word(struct want *w, struct typed *t, struct str between)
{
	w->out->title = args_usage(w->a, t->command, w->s->viewer.role);
	if (t->command->params)
		walk(t, between);
	if (str_starts(t->last, STR("--"))) {
		add_options(w, t);
		return;
	}
	if (t->param)
		w->out->hint = arena_printf(
		    w->a, "%s: %s", t->param->name, _(t->param->help));
	if (str_starts(t->last, STR("@")))
		add_people(w);
	else if (t->param)
		add_values(w, t);
	if (t->last.n == 0 && w->out->len == 0 && t->param == NULL)
		add_options(w, t);
}

void
palette_complete(
    struct screen *s, struct arena *a, struct str line, struct choices *out)
{
	size_t begin = 0, end;
	struct typed t = { 0 };
	struct want w = { s, a, STR(""), out };

	while (begin < line.n && (line.p[begin] == ' ' || line.p[begin] == ':'))
		begin++;
	out->from = last_word(line);
	if (out->from < begin)
		out->from = begin;
	t.last = w.prefix = str_slice(line, out->from, line.n);
	if (out->from == begin) {
		complete_name(&w);
		return;
	}
	end = begin + str_find(str_slice(line, begin, line.n), ' ');
	t.command = command_find(str_slice(line, begin, end - begin));
	if (t.command && palette_offers(s, t.command))
		complete_word(
		    &w, &t, str_slice(line, end + 1, out->from - end - 1));
}
