/* store/text - the full text of posts and titles, kept in step by hand. */
#include "common/store/text.h"

#include "common/store/sql.h"

enum {
	MERGE_PAGES = 256, /* written at a time: some 10 ms */
	/* What lies beside the largest piece, of all, before it is joined. */
	LOOSE_PERCENT = 20,
	PERCENT = 100,
};

/* Titles are in an index of their own, too. */
#define REMOVE_POSTS                                               \
	"INSERT INTO post_ft (post_ft, rowid, title, body, facet)" \
	" SELECT 'delete', id, title, body, facet FROM post_text WHERE id "
#define REMOVE_TITLES                                                    \
	"INSERT INTO post_ft_title (post_ft_title, rowid, title, facet)" \
	" SELECT 'delete', id, title, facet FROM title_text WHERE id "
#define ADD_POSTS                                         \
	"INSERT INTO post_ft (rowid, title, body, facet)" \
	" SELECT id, title, body, facet FROM post_text WHERE id "
#define ADD_TITLES                                        \
	"INSERT INTO post_ft_title (rowid, title, facet)" \
	" SELECT id, title, facet FROM title_text WHERE id "
#define OF_THREAD                                           \
	"IN (SELECT id FROM post WHERE thread_id = :thread" \
	" AND id < :before) ORDER BY id"

static enum err
change_post(struct store *s, const char *const text[2], int64_t post)
{
	for (size_t i = 0; i < 2; i++) {
		struct sql q = sql_begin(s, text[i]);

		sql_int(&q, ":post", post);
		TRY(sql_run(&q));
	}
	return ERR_NONE;
}

static enum err
change_thread(
    struct store *s, const char *const text[2], int64_t thread, int64_t before)
{
	for (size_t i = 0; i < 2; i++) {
		struct sql q = sql_begin(s, text[i]);

		sql_int(&q, ":thread", thread);
		sql_int(&q, ":before", before);
		TRY(sql_run(&q));
	}
	return ERR_NONE;
}

enum err
store_text_remove(struct store *s, int64_t post)
{
	static const char *const texts[2] = {
		REMOVE_POSTS "= :post",
		REMOVE_TITLES "= :post",
	};

	return change_post(s, texts, post);
}

enum err
store_text_add(struct store *s, int64_t post)
{
	static const char *const texts[2] = {
		ADD_POSTS "= :post",
		ADD_TITLES "= :post",
	};

	return change_post(s, texts, post);
}

enum err
store_text_remove_thread(struct store *s, int64_t thread, int64_t before)
{
	static const char *const texts[2] = {
		REMOVE_POSTS OF_THREAD,
		REMOVE_TITLES OF_THREAD,
	};

	return change_thread(s, texts, thread, before);
}

/* FTS5 writes out all it holds whenever a lower id follows a higher one. */
enum err
store_text_add_thread(struct store *s, int64_t thread)
{
	static const char *const texts[2] = {
		ADD_POSTS OF_THREAD,
		ADD_TITLES OF_THREAD,
	};

	return change_thread(s, texts, thread, INT64_MAX);
}

/* Every word of a search is looked up in each piece of an index. */
static const struct piece_table {
	const char *merge;
	const char *pieces; /* pages in all, and of the largest */
} piece_tables[] = {
	{ "INSERT INTO post_ft (post_ft, rank) VALUES ('merge', :pages)",
	    "SELECT coalesce(sum(n), 0), coalesce(max(n), 0) FROM"
	    " (SELECT count(*) AS n FROM post_ft_idx GROUP BY segid)" },
	{ "INSERT INTO post_ft_title (post_ft_title, rank)"
	  " VALUES ('merge', :pages)",
	    "SELECT coalesce(sum(n), 0), coalesce(max(n), 0) FROM"
	    " (SELECT count(*) AS n FROM post_ft_title_idx GROUP BY segid)" },
};

/* FTS5 counts two changes or more where there was something to do. */
static enum err
merge(struct store *s, const struct piece_table *t, int64_t pages, bool *did)
{
	int64_t before = sql_total_changes(s);
	struct sql q = sql_begin(s, t->merge);

	sql_int(&q, ":pages", pages);
	TRY(sql_run(&q));
	*did = sql_total_changes(s) - before >= 2;
	return ERR_NONE;
}

static enum err
is_loose(struct store *s, const struct piece_table *t, bool *out)
{
	struct sql q = sql_begin(s, t->pieces);
	int64_t all = 0, largest = 0;

	if (sql_next(&q)) {
		all = sql_col_int(&q, 0);
		largest = sql_col_int(&q, 1);
	}
	TRY(sql_end(&q));
	*out = (all - largest) * PERCENT > all * LOOSE_PERCENT;
	return ERR_NONE;
}

enum err
store_text_tidy(struct store *s, bool *out_more)
{
	bool more = false, loose = false;

	for (size_t i = 0; !more && i < 2; i++) {
		const struct piece_table *t = &piece_tables[i];

		TRY(merge(s, t, MERGE_PAGES, &more));
		if (!more)
			TRY(is_loose(s, t, &loose));
		/* Less than none: of all its pieces, to become one. */
		if (loose)
			TRY(merge(s, t, -MERGE_PAGES, &more));
	}
	*out_more = more;
	return ERR_NONE;
}
