/* config - the table of what belongs to this host, read by libconfuse. */
#include "common/base/config.h"

#include <confuse.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"
#include "common/base/mem.h"

enum config_type { TYPE_INT, TYPE_TEXT };
enum {
	TEXT_MAX_BYTES = 255,
	SECTIONS_MAX = 16,
	FILE_MAX_ENTRIES = 64,
	FILE_MAX_BYTES = 1024 * 1024
};

struct entry {
	const char *key;
	const char *def;
	const char *help;
	int64_t min;
	int64_t max;
	enum config_type type;
	bool live;
};

struct config {
	char *value[CONFIG_COUNT];
};

#define WHEN_LIVE true
#define WHEN_RESTART false
static const struct entry entries[] = {
#define X(id, key, type, def, min, max, when, help) \
	{ key, def, help, min, max, TYPE_##type, WHEN_##when },
	CONFIG_ENTRIES(X)
#undef X
};

struct config *
config_new(void)
{
	struct config *c = mem_new(struct config);

	for (size_t i = 0; i < CONFIG_COUNT; i++)
		c->value[i] = mem_strdup(entries[i].def);
	return c;
}

void
config_free(struct config *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < CONFIG_COUNT; i++)
		free(c->value[i]);
	free(c);
}

/* Words for a value that entry `i` does not take; NULL when it does. */
static const char *
objection(size_t i, struct str value, struct arena *a)
{
	const struct entry *e = &entries[i];
	int64_t number;

	if (e->type == TYPE_INT) {
		if (str_int(value, e->min, e->max, &number))
			return NULL;
		return arena_printf(a,
		    "%s must be a whole number from %lld "
		    "to %lld",
		    e->key, (long long)e->min, (long long)e->max)
		    .p;
	}
	if (value.n > TEXT_MAX_BYTES)
		return arena_printf(
		    a, "%s is longer than %d bytes", e->key, TEXT_MAX_BYTES)
		    .p;
	for (size_t k = 0; k < value.n; k++) {
		if ((unsigned char)value.p[k] < ' ' || value.p[k] == '"')
			return arena_printf(a,
			    "%s holds a character that "
			    "cannot stand there",
			    e->key)
			    .p;
	}
	if (i == CONFIG_LOG_LEVEL && !str_eq(value, STR("error")) &&
	    !str_eq(value, STR("warn")) && !str_eq(value, STR("info")) &&
	    !str_eq(value, STR("debug")))
		return "log.level is error, warn, info or debug";
	return NULL;
}

static void
put(struct config *c, size_t i, struct str value)
{
	free(c->value[i]);
	c->value[i] = mem_zalloc(value.n + 1);
	memcpy(c->value[i], value.p, value.n);
}

/* "limits.per_source" is entry "per_source" of section "limits". */
static struct str
section_of(const char *key)
{
	struct str k = str_from(key);
	size_t dot = str_find(k, '.');

	return dot < k.n ? str_slice(k, 0, dot) : STR("");
}

static const char *
leaf_of(const char *key)
{
	const char *dot = strchr(key, '.');

	return dot ? dot + 1 : key;
}

/* libconfuse reports through a bare function: where its words go. */
static _Thread_local struct buf *report;
/* … and the file's name, which it forgets inside a section. */
static _Thread_local const char *report_path;

__attribute__((format(printf, 2, 0))) static void
on_error(cfg_t *cfg, const char *format, va_list ap)
{
	if (report == NULL || report->n > 0)
		return;
	buf_printf(report, "%s:%d: ", report_path, cfg->line);
	buf_vprintf(report, format, ap);
}

static void
option_init(cfg_opt_t *opt, const struct entry *e)
{
	/* Read as text, so that one check serves the file and --set. */
	cfg_opt_t proto = CFG_STR(leaf_of(e->key), NULL, CFGF_NODEFAULT);

	*opt = proto;
}

static void
options_fill(cfg_opt_t *opts, size_t max, struct str section)
{
	cfg_opt_t end = CFG_END();
	size_t n = 0;

	for (size_t i = 0; i < CONFIG_COUNT && n + 1 < max; i++) {
		if (str_eq(section_of(entries[i].key), section))
			option_init(&opts[n++], &entries[i]);
	}
	opts[n] = end;
}

/* The section that entry `i` is the first of, or an empty view. */
static struct str
section_starting(size_t i)
{
	struct str section = section_of(entries[i].key);

	for (size_t k = 0; k < i; k++) {
		if (str_eq(section_of(entries[k].key), section))
			return STR("");
	}
	return section;
}

struct layout {
	cfg_opt_t top[FILE_MAX_ENTRIES];
	cfg_opt_t sub[SECTIONS_MAX][FILE_MAX_ENTRIES];
	struct arena arena;
};

static void
layout_fill(struct layout *l)
{
	size_t sections = 0, n = 0;
	cfg_opt_t end = CFG_END();

	options_fill(l->top, FILE_MAX_ENTRIES - SECTIONS_MAX, STR(""));
	while (l->top[n].name != NULL)
		n++;
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		struct str section = section_starting(i);

		if (section.n == 0 || sections == SECTIONS_MAX)
			continue;
		options_fill(l->sub[sections], FILE_MAX_ENTRIES, section);
		cfg_opt_t opt = CFG_SEC(arena_cstr(&l->arena, section),
		    l->sub[sections], CFGF_NONE);

		l->top[n++] = opt;
		sections++;
	}
	l->top[n] = end;
}

/* Called by libconfuse at the line of the value, so that it can name it. */
static int
on_value(cfg_t *cfg, cfg_opt_t *opt)
{
	struct arena a = ARENA_INIT;
	const char *section = cfg_name(cfg), *value = cfg_opt_getstr(opt);
	const char *why = NULL;

	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		struct str sec = section_of(entries[i].key);

		if (strcmp(leaf_of(entries[i].key), opt->name) != 0)
			continue;
		if (sec.n ? !str_eq(sec, str_from(section)) :
			    strcmp(section, "root") != 0)
			continue;
		why = objection(i, str_from(value), &a);
	}
	if (why)
		cfg_error(cfg, "%s", why);
	arena_free(&a);
	return why ? -1 : 0;
}

static void
take_values(struct config *c, cfg_t *cfg)
{
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		struct arena a = ARENA_INIT;
		struct str section = section_of(entries[i].key);
		cfg_t *sec =
		    section.n ? cfg_getsec(cfg, arena_cstr(&a, section)) : cfg;
		const char *value =
		    sec ? cfg_getstr(sec, leaf_of(entries[i].key)) : NULL;

		if (value)
			put(c, i, str_from(value));
		arena_free(&a);
	}
}

/* libconfuse 3.3 counts the lines of comments twice: leave it none. */
static void
blank_comments(char *p)
{
	char quote = 0;

	for (; *p; p++) {
		const char *end = NULL;
		char *close;

		if (quote) {
			if (*p == '\\' && p[1])
				p++;
			else if (*p == quote)
				quote = 0;
			continue;
		}
		if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '#' || (p[0] == '/' && p[1] == '/'))
			end = p + strcspn(p, "\n");
		else if (p[0] == '/' && p[1] == '*' &&
		    (close = strstr(p + 2, "*/")) != NULL)
			end = close + 2;
		while (p < end) {
			if (*p != '\n')
				*p = ' ';
			p++;
		}
		if (end)
			p--;
	}
}

/* The file's text, without a NUL that would end it early. */
static enum err
read_file(const char *path, struct buf *out, struct buf *why)
{
	FILE *f = fopen(path, "re");
	char chunk[4096];
	size_t n;
	bool failed;

	if (f == NULL) {
		buf_printf(why, "%s: %s", path, strerror(errno));
		return ERR_IO;
	}
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_put(out, (struct str){ chunk, n });
	failed = ferror(f) != 0;
	if (failed)
		buf_printf(why, "%s: %s", path, strerror(errno));
	fclose(f);
	if (failed)
		return ERR_IO;
	if (out->full || str_find(buf_str(out), '\0') < out->n) {
		buf_printf(why, "%s: that is no configuration", path);
		return ERR_INVALID;
	}
	buf_char(out, '\0');
	return ERR_NONE;
}

/* Parse `text`, which gets blanks for comments. */
static enum err
parse(
    struct config *c, cfg_t *cfg, const char *path, char *text, struct buf *why)
{
	int rc;

	blank_comments(text);
	report = why;
	report_path = path;
	rc = cfg_parse_buf(cfg, text);
	report = NULL;
	if (rc != CFG_SUCCESS) {
		/* Of a string that does not end it says nothing. */
		if (why->n == 0)
			buf_printf(
			    why, "%s:%d: this cannot be read", path, cfg->line);
		return ERR_INVALID;
	}
	take_values(c, cfg);
	return ERR_NONE;
}

enum err
config_read(struct config *c, const char *path, struct buf *why)
{
	struct buf text = BUF_INIT(FILE_MAX_BYTES);
	struct layout *l = mem_new(struct layout);
	enum err e = read_file(path, &text, why);
	cfg_t *cfg;

	layout_fill(l);
	cfg = cfg_init(l->top, CFGF_NONE);
	if (cfg == NULL)
		bug("libconfuse does not take the table");
	cfg_set_error_function(cfg, on_error);
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		struct arena a = ARENA_INIT;
		char *key = arena_cstr(&a, str_from(entries[i].key));

		for (char *p = key; *p; p++)
			*p = *p == '.' ? '|' : *p;
		cfg_set_validate_func(cfg, key, on_value);
		arena_free(&a);
	}
	if (e == ERR_NONE)
		e = parse(c, cfg, path, text.p, why);
	cfg_free(cfg);
	arena_free(&l->arena);
	free(l);
	buf_free(&text);
	return e;
}

enum err
config_set(struct config *c, struct str assignment, struct buf *why)
{
	struct arena a = ARENA_INIT;
	struct str value = assignment, key = str_cut(&value, '=');
	const char *words = NULL;
	bool found = false;

	key = str_trim(key);
	value = str_trim(value);
	for (size_t i = 0; i < CONFIG_COUNT && !found; i++) {
		if (!str_eq(key, str_from(entries[i].key)))
			continue;
		found = true;
		words = objection(i, value, &a);
		if (words == NULL)
			put(c, i, value);
	}
	if (!found)
		words = arena_printf(&a,
		    "no entry is called \"%.*s\"; "
		    "--print-config lists them",
		    STR_ARG(key))
			    .p;
	if (words)
		buf_cstr(why, words);
	arena_free(&a);
	return words ? ERR_INVALID : ERR_NONE;
}

int64_t
config_int(const struct config *c, enum config_id id)
{
	int64_t v = 0;

	if (!str_int(str_from(c->value[id]), INT64_MIN, INT64_MAX, &v))
		return 0;
	return v;
}

struct str
config_text(const struct config *c, enum config_id id)
{
	return str_from(c->value[id]);
}

const char *
config_key(enum config_id id)
{
	return entries[id].key;
}

bool
config_is_live(enum config_id id)
{
	return entries[id].live;
}

bool
config_differs(
    const struct config *a, const struct config *b, enum config_id id)
{
	return strcmp(a->value[id], b->value[id]) != 0;
}

/* Between quotes, libconfuse reads \\ and ${…} as something else. */
static void
print_text(struct str value, struct buf *out)
{
	buf_char(out, '"');
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '\\' || value.p[i] == '$')
			buf_char(out, '\\');
		buf_char(out, value.p[i]);
	}
	buf_char(out, '"');
}

static void
print_entry(
    const struct config *c, size_t i, const char *indent, struct buf *out)
{
	const struct entry *e = &entries[i];
	bool text = e->type == TYPE_TEXT;

	buf_printf(out, "%s# %s%s\n", indent, e->help,
	    e->live ? "" : " (needs a restart)");
	if (!text)
		buf_printf(out, "%s# %lld to %lld, default %s\n", indent,
		    (long long)e->min, (long long)e->max, e->def);
	buf_printf(out, "%s%s = ", indent, leaf_of(e->key));
	if (text)
		print_text(str_from(c->value[i]), out);
	else
		buf_cstr(out, c->value[i]);
	buf_char(out, '\n');
}

void
config_print(const struct config *c, struct buf *out)
{
	buf_cstr(out,
	    "# Stoa's configuration: what belongs to this host.\n"
	    "# Everything else is a setting: stoad do setting\n"
	    "# SIGHUP re-reads this file.\n");
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		if (section_of(entries[i].key).n == 0)
			print_entry(c, i, "", out);
	}
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		struct str section = section_starting(i);

		if (section.n == 0)
			continue;
		buf_printf(out, "\n%.*s {\n", STR_ARG(section));
		for (size_t k = i; k < CONFIG_COUNT; k++) {
			if (str_eq(section_of(entries[k].key), section))
				print_entry(c, k, "\t", out);
		}
		buf_cstr(out, "}\n");
	}
}
