/* args - the words of a command, checked against its table entry. */
#include "common/command/args.h"

#include <string.h>

#include "common/base/buf.h"
#include "common/base/log.h"
#include "common/command/command.h"
#include "common/rules/limits.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

enum { SHOWN_CELLS = 40 }; /* of a word that is no command */

/* Who typed a line is not known here: what most are told of. */
static const enum role USAGE_ROLE = ROLE_MEMBER;
static const struct viewer SOMEBODY = { 0, ROLE_MEMBER };

static const struct param common_params[] = {
	{ .name = "json", .kind = PARAM_FLAG },
	{ .name = "csv", .kind = PARAM_FLAG },
	{ .name = "help", .kind = PARAM_FLAG },
	{ .name = "id", .kind = PARAM_TEXT, .holder = "ID" },
	{ 0 },
};

bool
param_is_option(enum param_kind kind)
{
	return kind == PARAM_FLAG || kind == PARAM_INT || kind == PARAM_TEXT;
}

const char *
param_holder(const struct param *p)
{
	if (p->holder)
		return p->holder;
	return p->kind == PARAM_INT ? "N" : "";
}

static const struct param *
params_of(const struct command *c)
{
	static const struct param none[] = { { 0 } };

	return c->params ? c->params : none;
}

/* Index of an option by name, or -1. */
static int
find_option(const struct param *p, struct str name)
{
	for (int i = 0; p[i].name; i++) {
		if (param_is_option(p[i].kind) &&
		    str_eq(name, str_from(p[i].name)))
			return i;
	}
	return -1;
}

static void
skip_space(struct str *s)
{
	while (s->n && (s->p[0] == ' ' || s->p[0] == '\t'))
		*s = str_slice(*s, 1, s->n);
}

/*
 * One word: quoted when a closing quote ends it, else up to a space.
 * Without that quote, the opening one is text.
 */
static struct str
take_word(struct str *s)
{
	size_t n = 0;

	skip_space(s);
	if (s->n && (s->p[0] == '"' || s->p[0] == '\'')) {
		struct str inside = str_slice(*s, 1, s->n);
		size_t end = str_find(inside, s->p[0]);

		if (end < inside.n &&
		    (end + 1 == inside.n || inside.p[end + 1] == ' ' ||
			inside.p[end + 1] == '\t')) {
			*s = str_slice(inside, end + 1, inside.n);
			return str_slice(inside, 0, end);
		}
	}
	while (n < s->n && s->p[n] != ' ' && s->p[n] != '\t')
		n++;
	struct str word = str_slice(*s, 0, n);

	*s = str_slice(*s, n, s->n);
	return word;
}

static enum err
check_int(
    struct arena *a, const struct param *p, struct str value, struct str *why)
{
	int64_t v;

	if (p->kind != PARAM_INT || str_int(value, p->min, p->max, &v))
		return ERR_NONE;
	*why = arena_printf(a, _("--%s takes a whole number from %lld to %lld"),
	    p->name, (long long)p->min, (long long)p->max);
	return ERR_INVALID;
}

static enum err
set_common(struct arena *a, struct args *args, const struct param *p,
    struct str value, struct str *why)
{
	if (strcmp(p->name, "json") == 0) {
		args->format = FORMAT_JSON;
	} else if (strcmp(p->name, "csv") == 0) {
		args->format = FORMAT_CSV;
	} else if (strcmp(p->name, "help") == 0) {
		args->help = true;
	} else if (value.n < LIMIT_REQUEST_ID_MIN ||
	    value.n > LIMIT_REQUEST_ID_BYTES || !text_is_clean_line(value)) {
		*why = arena_printf(a,
		    _("--id takes %d to %d characters that "
		      "you choose, another for each request"),
		    LIMIT_REQUEST_ID_MIN, LIMIT_REQUEST_ID_BYTES);
		return ERR_INVALID;
	} else {
		args->id = value;
	}
	return ERR_NONE;
}

/* `word` is "--name" or "--name=value". */
static enum err
take_option(struct arena *a, struct str word, struct str *rest,
    struct args *args, struct str *why)
{
	struct str value = str_slice(word, 2, word.n);
	struct str name = str_cut(&value, '=');
	bool inline_value = str_find(word, '=') < word.n;
	const struct param *table = params_of(args->command);
	int i = find_option(table, name);
	int common = i < 0 ? find_option(common_params, name) : -1;
	const struct param *p = i >= 0 ? &table[i] :
	    common >= 0		       ? &common_params[common] :
					 NULL;

	if (p == NULL) {
		*why = arena_printf(a,
		    _("%s has no option --%.*s; text that "
		      "starts with -- goes behind a lone --"),
		    args->command->name, STR_ARG(name));
		return ERR_INVALID;
	}
	if (p->kind == PARAM_FLAG && inline_value) {
		*why = arena_printf(a, _("--%s takes no value"), p->name);
		return ERR_INVALID;
	}
	if (p->kind != PARAM_FLAG && !inline_value) {
		value = take_word(rest);
		if (value.n == 0) {
			*why =
			    arena_printf(a, _("--%s needs a value"), p->name);
			return ERR_INVALID;
		}
	}
	if (common >= 0)
		return set_common(a, args, p, value, why);
	if (args->given[i]) {
		*why = arena_printf(a, _("--%s was given twice"), p->name);
		return ERR_INVALID;
	}
	TRY(check_int(a, p, value, why));
	args->given[i] = true;
	args->value[i] = value;
	return ERR_NONE;
}

/* The next positional parameter at or after `i`, or -1. */
static int
next_positional(const struct param *p, int i)
{
	for (; p[i].name; i++) {
		if (!param_is_option(p[i].kind))
			return i;
	}
	return -1;
}

static bool
is_rest(enum param_kind kind)
{
	return kind == PARAM_REST || kind == PARAM_REST_OPT;
}

static struct str
upper(struct arena *a, const char *name)
{
	char *text = arena_cstr(a, str_from(name));

	for (char *c = text; *c; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	}
	return str_from(text);
}

static enum err
check_complete(struct arena *a, const struct args *args, struct str *why)
{
	const struct param *p = params_of(args->command);

	if (args->help)
		return ERR_NONE;
	for (int i = 0; p[i].name; i++) {
		if ((p[i].kind != PARAM_WORD && p[i].kind != PARAM_REST) ||
		    args->given[i])
			continue;
		*why = arena_printf(a, _("%.*s is missing; usage: %.*s"),
		    STR_ARG(upper(a, p[i].name)),
		    STR_ARG(args_usage(a, args->command, USAGE_ROLE)));
		return ERR_INVALID;
	}
	return ERR_NONE;
}

static enum err
take_words(struct arena *a, struct str rest, struct args *args, struct str *why)
{
	const struct param *p = params_of(args->command);
	int at = next_positional(p, 0);
	bool options = true;

	for (skip_space(&rest); rest.n; skip_space(&rest)) {
		if (options && str_starts(rest, STR("--"))) {
			struct str word = take_word(&rest);

			if (word.n == 2)
				options = false;
			else
				TRY(take_option(a, word, &rest, args, why));
			continue;
		}
		if (at < 0) {
			*why = arena_printf(a,
			    _("too many words; usage: %.*s\n(a value with "
			      "spaces needs quotes that reach us: --title "
			      "'\"A title\"')"),
			    STR_ARG(args_usage(a, args->command, USAGE_ROLE)));
			return ERR_INVALID;
		}
		args->given[at] = true;
		if (is_rest(p[at].kind)) {
			args->value[at] = str_trim(rest);
			break;
		}
		args->value[at] = take_word(&rest);
		at = next_positional(p, at + 1);
	}
	return ERR_NONE;
}

enum err
args_parse(struct arena *a, struct str line, struct args *out, struct str *why)
{
	struct str rest = arena_dup(a, str_trim(line)), name, shown;
	const struct command *near;
	struct args args = { 0 };

	*out = args;
	if (line.n > LIMIT_LINE_BYTES) {
		*why = arena_printf(a,
		    _("a command line ends at %d bytes; "
		      "longer text goes to standard input"),
		    LIMIT_LINE_BYTES);
		return ERR_LIMIT;
	}
	name = take_word(&rest);
	shown = text_clip(a, text_clean_line(a, name), SHOWN_CELLS);
	args.command = command_find(name);
	if (args.command == NULL) {
		near = command_near(name, SOMEBODY);
		*why = near ?
		    arena_printf(a,
			_("there is no command \"%.*s\"; did you mean %s?"),
			STR_ARG(shown), near->name) :
		    arena_printf(a,
			_("there is no command \"%.*s\"; `help` lists them"),
			STR_ARG(shown));
		return ERR_INVALID;
	}
	out->command = args.command;
	TRY(take_words(a, rest, &args, why));
	TRY(check_complete(a, &args, why));
	*out = args;
	return ERR_NONE;
}

enum err
args_from_json(struct arena *a, const struct command *c, const json_t *object,
    struct args *out, struct str *why)
{
	const struct param *p = params_of(c);
	struct args args = { .command = c };
	size_t known = 0;

	for (int i = 0; p[i].name; i++) {
		const json_t *v = json_object_get(object, p[i].name);

		if (v == NULL)
			continue;
		known++;
		args.given[i] = true;
		args.value[i] = json_text(a, v);
		TRY(check_int(a, &p[i], args.value[i], why));
	}
	if (known != json_object_size(object)) {
		*why = arena_printf(a,
		    _("%s was given an argument it does not "
		      "know"),
		    c->name);
		return ERR_INVALID;
	}
	TRY(check_complete(a, &args, why));
	*out = args;
	return ERR_NONE;
}

json_t *
args_to_json(const struct args *args, bool redact)
{
	const struct param *p = params_of(args->command);
	json_t *object = json_object();

	for (int i = 0; p[i].name; i++) {
		if (!args->given[i])
			continue;
		json_object_set_new(object, p[i].name,
		    redact && p[i].secret ? json_string("***") :
					    json_from_str(args->value[i]));
	}
	return object;
}

static int
find_param(const struct args *args, const char *name)
{
	const struct param *p = params_of(args->command);

	for (int i = 0; p[i].name; i++) {
		if (strcmp(p[i].name, name) == 0)
			return i;
	}
	bug("a command asks for a parameter it does not have");
}

struct str
args_text(const struct args *args, const char *name)
{
	return args->value[find_param(args, name)];
}

int64_t
args_int(const struct args *args, const char *name, int64_t otherwise)
{
	int i = find_param(args, name);
	int64_t v;

	if (!args->given[i] ||
	    !str_int(args->value[i], INT64_MIN, INT64_MAX, &v))
		return otherwise;
	return v;
}

bool
args_has(const struct args *args, const char *name)
{
	return args->given[find_param(args, name)];
}

struct args
args_of(const char *command)
{
	struct args args = { .command = command_find(str_from(command)) };

	if (args.command == NULL)
		bug("a call of a command that is not there");
	return args;
}

void
args_put(struct args *args, const char *name, struct str value)
{
	int i = find_param(args, name);

	args->value[i] = value;
	args->given[i] = true;
}

struct str
args_line(struct arena *a, const struct args *args)
{
	const struct param *p = params_of(args->command);
	struct str out = str_from(args->command->name);

	for (int i = 0; p[i].name; i++) {
		if (!args->given[i])
			continue;
		if (p[i].kind == PARAM_FLAG)
			out = arena_printf(
			    a, "%.*s --%s", STR_ARG(out), p[i].name);
		else if (param_is_option(p[i].kind))
			out = arena_printf(a, "%.*s --%s %.*s", STR_ARG(out),
			    p[i].name, STR_ARG(args->value[i]));
		else
			out = arena_printf(a, "%.*s %.*s", STR_ARG(out),
			    STR_ARG(args->value[i]));
	}
	return out;
}

struct str
args_usage(struct arena *a, const struct command *c, enum role role)
{
	const struct param *p = params_of(c);
	struct str out = arena_printf(a, "%s", c->name);

	for (int i = 0; p[i].name; i++) {
		if (p[i].shown > role)
			continue;
		const char *name = p[i].name;
		struct str big = upper(a, name);
		bool optional =
		    p[i].kind == PARAM_WORD_OPT || p[i].kind == PARAM_REST_OPT;

		if (p[i].kind == PARAM_FLAG)
			out =
			    arena_printf(a, "%.*s [--%s]", STR_ARG(out), name);
		else if (param_is_option(p[i].kind))
			out = arena_printf(a, "%.*s [--%s %s]", STR_ARG(out),
			    name, param_holder(&p[i]));
		else
			out = arena_printf(a, "%.*s %s%.*s%s%s", STR_ARG(out),
			    optional ? "[" : "", STR_ARG(big),
			    is_rest(p[i].kind) ? "…" : "", optional ? "]" : "");
	}
	return out;
}
