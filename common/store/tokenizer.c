/* tokenizer - how text becomes words for full text. */
#include "common/store/tokenizer.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/rank.h"
#include "common/store/sql.h"
#include "common/store/store_impl.h"

typedef int (*token_fn)(void *, int, const char *, int, int, int);

struct stoa_tokenizer {
	fts5_tokenizer inner_methods;
	Fts5Tokenizer *inner;
};

/* One pass of the inner tokenizer, and where its tokens go. */
struct pass {
	void *ctx;
	token_fn emit;
	int flags;
	const char *text;
};

/* Folded, and the bytes of the text it stands for. */
struct token {
	const char *t;
	int n;
	int start;
	int end;
};

/* Length of the UTF-8 sequence that starts with byte `c` (valid text). */
static int
sequence_bytes(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static uint32_t
code_point(const unsigned char *p, int n)
{
	uint32_t cp = n == 1 ? p[0] : p[0] & (0x7fu >> n);

	for (int i = 1; i < n; i++)
		cp = cp << 6 | (p[i] & 0x3fu);
	return cp;
}

/* Scripts that are written without spaces between words. */
static bool
is_spaceless(uint32_t cp)
{
	return (cp >= 0x0e00 && cp <= 0x0eff) || /* Thai, Lao */
	    (cp >= 0x1000 && cp <= 0x109f) ||	 /* Myanmar */
	    (cp >= 0x1780 && cp <= 0x17ff) ||	 /* Khmer */
	    (cp >= 0x3040 && cp <= 0x30ff) ||	 /* kana */
	    (cp >= 0x3400 && cp <= 0x9fff) ||	 /* Han */
	    (cp >= 0xac00 && cp <= 0xd7a3) ||	 /* Hangul */
	    (cp >= 0xf900 && cp <= 0xfaff) || (cp >= 0x20000 && cp <= 0x3ffff);
}

static bool
is_joiner(char c)
{
	return c == '.' || c == '_';
}

/* The parts of net_if.c, at the place of the whole, for documents only. */
static int
emit_parts(const struct pass *p, const char *t, int n, int start, int end)
{
	int from = 0, rc = SQLITE_OK;

	if (!(p->flags & (FTS5_TOKENIZE_DOCUMENT | FTS5_TOKENIZE_AUX)))
		return SQLITE_OK;
	for (int i = 0; i <= n && rc == SQLITE_OK; i++) {
		if (i < n && !is_joiner(t[i]))
			continue;
		if (i > from && i - from < n)
			rc = p->emit(p->ctx, FTS5_TOKEN_COLOCATED, t + from,
			    i - from, start, end);
		from = i + 1;
	}
	return rc;
}

static int
emit_word(const struct pass *p, const char *t, int n, int start, int end)
{
	bool joined = false;
	int rc;

	while (n > 0 && is_joiner(t[0])) {
		t++;
		n--;
	}
	while (n > 0 && is_joiner(t[n - 1]))
		n--;
	if (n == 0)
		return SQLITE_OK;
	for (int i = 0; i < n; i++)
		joined = joined || is_joiner(t[i]);
	rc = p->emit(p->ctx, 0, t, n, start, end);
	if (rc == SQLITE_OK && joined)
		rc = emit_parts(p, t, n, start, end);
	return rc;
}

/*
 * What is marked as found ends where the word does, not with the full stop.
 * Folding took marks away that stand behind a letter, so the text is looked
 * at, too.
 */
static struct token
without_joiners(const struct pass *p, struct token k)
{
	while (k.n > 0 && is_joiner(*k.t) && p->text[k.start] == *k.t) {
		k.t++;
		k.n--;
		k.start++;
	}
	while (k.n > 0 && is_joiner(k.t[k.n - 1]) &&
	    p->text[k.end - 1] == k.t[k.n - 1]) {
		k.n--;
		k.end--;
	}
	return k;
}

/* A token of unicode61: cut it where spaceless letters stand. */
static int
on_token(void *ctx, int flags, const char *t, int n, int start, int end)
{
	const struct pass *p = ctx;
	const struct token k =
	    without_joiners(p, (struct token){ t, n, start, end });
	int from = 0, i = 0, rc = SQLITE_OK;

	(void)flags;
	t = k.t;
	n = k.n;
	start = k.start;
	end = k.end;
	while (i < n && rc == SQLITE_OK) {
		const unsigned char *at = (const unsigned char *)t + i;
		int len = sequence_bytes(*at);

		if (i + len > n)
			break;
		if (!is_spaceless(code_point(at, len))) {
			i += len;
			continue;
		}
		rc = emit_word(p, t + from, i - from, start, end);
		if (rc == SQLITE_OK)
			rc = p->emit(
			    p->ctx, 0, t + i, len, start + i, start + i + len);
		i += len;
		from = i;
	}
	if (rc == SQLITE_OK)
		rc = emit_word(p, t + from, n - from, start, end);
	return rc;
}

static int
tokenize(Fts5Tokenizer *self, void *ctx, int flags, const char *text, int n,
    token_fn emit)
{
	struct stoa_tokenizer *t = (struct stoa_tokenizer *)(void *)self;
	struct pass p = { ctx, emit, flags, text };

	return t->inner_methods.xTokenize(
	    t->inner, &p, flags, text, n, on_token);
}

static void
destroy(Fts5Tokenizer *self)
{
	struct stoa_tokenizer *t = (struct stoa_tokenizer *)(void *)self;

	if (t->inner)
		t->inner_methods.xDelete(t->inner);
	free(t);
}

static int
create(void *arg, const char **args, int nargs, Fts5Tokenizer **out)
{
	const char *inner_args[] = { "remove_diacritics", "2", "tokenchars",
		"_." };
	fts5_api *api = arg;
	struct stoa_tokenizer *t = mem_new(struct stoa_tokenizer);
	void *inner_arg = NULL;
	int rc = api->xFindTokenizer(
	    api, "unicode61", &inner_arg, &t->inner_methods);

	(void)args;
	(void)nargs;
	if (rc == SQLITE_OK)
		rc = t->inner_methods.xCreate(inner_arg, inner_args,
		    (int)(sizeof inner_args / sizeof inner_args[0]), &t->inner);
	if (rc != SQLITE_OK) {
		free(t);
		return rc;
	}
	*out = (Fts5Tokenizer *)(void *)t;
	return SQLITE_OK;
}

static fts5_api *
find_api(struct store *s)
{
	sqlite3_stmt *stmt = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(s->db, "SELECT fts5(?1)", -1, &stmt, NULL) ==
	    SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	return api;
}

struct words {
	struct arena *arena;
	struct str *word;
	size_t n, max;
};

static int
on_word(void *ctx, int flags, const char *t, int n, int start, int end)
{
	struct words *w = ctx;

	(void)flags;
	(void)start;
	(void)end;
	if (w->n == w->max)
		return SQLITE_DONE;
	w->word[w->n++] = arena_dup(w->arena, (struct str){ t, (size_t)n });
	return SQLITE_OK;
}

enum err
tokenizer_words(struct store *s, struct arena *a, struct str text, size_t max,
    struct str *out, size_t *out_n)
{
	struct words w = { a, out, 0, max };
	Fts5Tokenizer *t = NULL;
	fts5_api *api = find_api(s);

	if (api == NULL || create(api, NULL, 0, &t) != SQLITE_OK)
		return ERR_IO;
	tokenize(t, &w, FTS5_TOKENIZE_QUERY, text.p, (int)text.n, on_word);
	destroy(t);
	*out_n = w.n;
	return ERR_NONE;
}

enum err
tokenizer_register(struct store *s)
{
	fts5_tokenizer methods = { create, destroy, tokenize };
	fts5_api *api = find_api(s);

	if (api == NULL ||
	    api->xCreateTokenizer(api, "stoa", api, &methods, NULL) !=
		SQLITE_OK ||
	    rank_register(api) != SQLITE_OK) {
		log_error("SQLite has no full text (FTS5)");
		return ERR_IO;
	}
	return ERR_NONE;
}
