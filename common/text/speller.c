/* speller - the dictionaries of a process. */
#include <hunspell/hunspell.h>
#include <iconv.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/text/spell.h"

enum {
	PATH_BYTES = 512,
	CODED_BYTES = 4 * SPELL_WORD_MAX + 8,
	LANGUAGE_LEAST = 2,
	REGION_CHARS = 3, /* "_GB" */
};

struct dictionary {
	char language[SPELL_LANGUAGE_MAX + 1];
	Hunhandle *handle;
	bool utf8;
	iconv_t in, out; /* where it is not */
};

struct speller {
	pthread_mutex_t lock; /* what follows is behind it */
	char *folder;
	struct dictionary dictionary[SPELL_DICTIONARIES_MAX];
	size_t n;
};

struct speller *
speller_new(const char *folder)
{
	struct speller *s = mem_new(struct speller);

	pthread_mutex_init(&s->lock, NULL);
	s->folder = mem_zalloc(strlen(folder) + 1);
	memcpy(s->folder, folder, strlen(folder));
	return s;
}

void
speller_free(struct speller *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++) {
		Hunspell_destroy(s->dictionary[i].handle);
		if (!s->dictionary[i].utf8) {
			iconv_close(s->dictionary[i].in);
			iconv_close(s->dictionary[i].out);
		}
	}
	pthread_mutex_destroy(&s->lock);
	free(s->folder);
	free(s);
}

bool
speller_takes(struct str language)
{
	size_t n = 0;
	bool region;

	while (n < language.n && language.p[n] >= 'a' && language.p[n] <= 'z')
		n++;
	region = language.n == n + REGION_CHARS && language.p[n] == '_' &&
	    language.p[n + 1] >= 'A' && language.p[n + 1] <= 'Z' &&
	    language.p[n + 2] >= 'A' && language.p[n + 2] <= 'Z';
	return n >= LANGUAGE_LEAST && n <= REGION_CHARS &&
	    (language.n == n || region);
}

/* Whether both files are there; the name is one of ours. */
static bool
find_files(const struct speller *s, const char *name, char aff[PATH_BYTES],
    char dic[PATH_BYTES])
{
	int a = snprintf(aff, PATH_BYTES, "%s/%s.aff", s->folder, name);
	int d = snprintf(dic, PATH_BYTES, "%s/%s.dic", s->folder, name);

	return a > 0 && a < PATH_BYTES && d > 0 && d < PATH_BYTES &&
	    access(aff, R_OK) == 0 && access(dic, R_OK) == 0;
}

/* "en" is en.dic, or en_EN.dic as for "de", or en_US.dic. */
static bool
find_dictionary(const struct speller *s, const char *language,
    char aff[PATH_BYTES], char dic[PATH_BYTES])
{
	char name[2 * SPELL_LANGUAGE_MAX + 2];

	if (find_files(s, language, aff, dic))
		return true;
	snprintf(name, sizeof name, "%s_%c%c", language,
	    language[0] - 'a' + 'A', language[1] - 'a' + 'A');
	if (find_files(s, name, aff, dic))
		return true;
	snprintf(name, sizeof name, "%s_US", language);
	return strchr(language, '_') == NULL && find_files(s, name, aff, dic);
}

static bool
set_coding(struct dictionary *d)
{
	const char *coding = Hunspell_get_dic_encoding(d->handle);

	d->utf8 = strcasecmp(coding, "UTF-8") == 0;
	if (d->utf8)
		return true;
	d->in = iconv_open(coding, "UTF-8");
	if (d->in == (iconv_t)-1)
		return false;
	d->out = iconv_open("UTF-8", coding);
	if (d->out != (iconv_t)-1)
		return true;
	iconv_close(d->in);
	return false;
}

static enum err
open_dictionary(struct speller *s, struct dictionary *d)
{
	char aff[PATH_BYTES], dic[PATH_BYTES];

	if (!find_dictionary(s, d->language, aff, dic))
		return ERR_MISSING;
	d->handle = Hunspell_create(aff, dic);
	if (d->handle == NULL)
		return ERR_MISSING;
	if (!set_coding(d)) {
		log_error("a dictionary has an unknown coding", "file", dic);
		Hunspell_destroy(d->handle);
		return ERR_MISSING;
	}
	log_info("dictionary loaded", "file", dic);
	return ERR_NONE;
}

/* The lock is held. */
static enum err
find(struct speller *s, struct str language, struct dictionary **out)
{
	struct dictionary d = { .handle = NULL };

	if (!speller_takes(language))
		return ERR_INVALID;
	for (size_t i = 0; i < s->n; i++) {
		*out = &s->dictionary[i];
		if (str_eq(str_from((*out)->language), language))
			return ERR_NONE;
	}
	if (s->n == SPELL_DICTIONARIES_MAX)
		return ERR_LIMIT;
	memcpy(d.language, language.p, language.n);
	TRY(open_dictionary(s, &d));
	s->dictionary[s->n] = d;
	*out = &s->dictionary[s->n++];
	return ERR_NONE;
}

static bool
recode(iconv_t with, const char *from, size_t n, char *to, size_t max)
{
	/* It takes what it does not change as changeable. */
	union {
		const char *given;
		char *wanted;
	} in = { from };
	size_t room = max - 1;

	iconv(with, NULL, NULL, NULL, NULL);
	if (iconv(with, &in.wanted, &n, &to, &room) == (size_t)-1)
		return false;
	*to = '\0';
	return true;
}

/* As the dictionary has it; false: it cannot have such letters. */
static bool
code_word(const struct dictionary *d, struct str word, char out[CODED_BYTES])
{
	char plain[SPELL_WORD_MAX + 1];
	size_t n = 0;

	if (word.n > SPELL_WORD_MAX)
		return false;
	/* An apostrophe of typographers is the plain one there. */
	for (size_t i = 0; i < word.n; i++) {
		bool curly =
		    str_starts(str_slice(word, i, word.n), STR("\xE2\x80\x99"));

		plain[n++] = curly ? '\'' : word.p[i];
		i += curly ? 2 : 0;
	}
	plain[n] = '\0';
	if (!d->utf8)
		return recode(d->in, plain, n, out, CODED_BYTES);
	memcpy(out, plain, n + 1);
	return true;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static bool
is_known(const struct dictionary *d, struct str word)
{
	char coded[CODED_BYTES];

	return code_word(d, word, coded) &&
	    Hunspell_spell(d->handle, coded) != 0;
}

/* A text has its words often: each is asked about once. */
static size_t
words_of(struct arena *a, struct str text, struct str **out)
{
	struct spell_walk w = { .text = text };
	struct str word, *all;
	size_t n = 0, kept = 0, at;

	while (spell_next(&w, &word, &at))
		n++;
	all = arena_array(a, struct str, n + 1);
	w = (struct spell_walk){ .text = text };
	for (size_t i = 0; i < n && spell_next(&w, &word, &at); i++)
		all[i] = word;
	if (n)
		qsort(all, n, sizeof *all, by_bytes);
	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || !str_eq(all[kept - 1], all[i]))
			all[kept++] = all[i];
	}
	*out = all;
	return kept;
}

enum err
speller_check(struct speller *s, struct arena *a, struct str language,
    struct str text, struct spell_list *out)
{
	struct dictionary *d;
	struct str *word;
	size_t n = words_of(a, text, &word);
	enum err e;

	out->len = 0;
	pthread_mutex_lock(&s->lock);
	e = find(s, language, &d);
	for (size_t i = 0; e == ERR_NONE && i < n; i++) {
		if (out->len < SPELL_FOUND_MAX && !is_known(d, word[i]))
			out->word[out->len++] = arena_dup(a, word[i]);
	}
	pthread_mutex_unlock(&s->lock);
	return e;
}

static void
put_suggested(struct arena *a, const struct dictionary *d, const char *coded,
    struct str out[SPELL_SUGGEST_MAX], size_t *n)
{
	char plain[CODED_BYTES];

	if (*n == SPELL_SUGGEST_MAX)
		return;
	if (d->utf8)
		out[(*n)++] = arena_dup(a, str_from(coded));
	else if (recode(d->out, coded, strlen(coded), plain, sizeof plain))
		out[(*n)++] = arena_dup(a, str_from(plain));
}

enum err
speller_suggest(struct speller *s, struct arena *a, struct str language,
    struct str word, struct str out[SPELL_SUGGEST_MAX], size_t *out_n)
{
	struct dictionary *d;
	char coded[CODED_BYTES], **list = NULL;
	int n = 0;
	enum err e;

	*out_n = 0;
	pthread_mutex_lock(&s->lock);
	e = find(s, language, &d);
	if (e == ERR_NONE && code_word(d, word, coded)) {
		n = Hunspell_suggest(d->handle, &list, coded);
		for (int i = 0; i < n; i++)
			put_suggested(a, d, list[i], out, out_n);
		if (n > 0)
			Hunspell_free_list(d->handle, &list, n);
	}
	pthread_mutex_unlock(&s->lock);
	return e;
}
