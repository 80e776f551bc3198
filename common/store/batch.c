/* store/batch - many posts of one thread at once, as imports bring them. */
#include "common/store/batch.h"

#include "common/store/member.h"
#include "common/store/sql.h"

static enum err
read_seq(struct sql q, int64_t id, int64_t *out)
{
	sql_int(&q, ":id", id);
	return sql_one_int(&q, 0, out);
}

enum err
store_batch_begin(
    struct store *s, int64_t thread, int64_t board, struct post_batch *out)
{
	static const char thread_sql[] =
	    "SELECT seq FROM thread WHERE id = :id";
	static const char board_sql[] = "SELECT seq FROM board WHERE id = :id";
	struct post_batch b = { .thread_id = thread, .board_id = board };

	TRY(read_seq(sql_begin(s, thread_sql), thread, &b.seq));
	TRY(read_seq(sql_begin(s, board_sql), board, &b.board_seq));
	*out = b;
	return ERR_NONE;
}

static enum err
count_authors(struct store *s, struct post_batch *b)
{
	for (size_t i = 0; i < b->authors; i++)
		TRY(store_member_count(s, b->author[i].id, b->author[i].posts));
	b->authors = 0;
	return ERR_NONE;
}

static enum err
count_author(struct store *s, struct post_batch *b, int64_t author)
{
	size_t i = 0;

	while (i < b->authors && b->author[i].id != author)
		i++;
	if (i == BATCH_AUTHORS_MAX) {
		TRY(count_authors(s, b));
		i = 0;
	}
	if (i == b->authors) {
		b->author[i].id = author;
		b->author[i].posts = 0;
		b->authors++;
	}
	b->author[i].posts++;
	return ERR_NONE;
}

enum err
store_batch_add(struct store *s, struct post_batch *b, const struct post_new *p,
    int64_t *out_id)
{
	bool is_first = b->seq == 0;
	int64_t id;

	TRY(store_post_insert(s, p, ++b->seq, ++b->board_seq, &id));
	TRY(count_author(s, b, p->author_id));
	if (!is_first)
		b->replies++;
	if (b->first_id == 0)
		b->first_id = id;
	if (p->now_ms > b->newest_ms)
		b->newest_ms = p->now_ms;
	*out_id = id;
	return ERR_NONE;
}

enum err
store_batch_end(struct store *s, struct post_batch *b)
{
	static const char thread_sql[] =
	    "UPDATE thread SET seq = :seq, replies = replies + :replies,"
	    " bumped_at = max(bumped_at, :newest), last_seq = :last"
	    " WHERE id = :id";
	static const char board_sql[] =
	    "UPDATE board SET seq = :seq WHERE id = :id";
	struct sql q = sql_begin(s, thread_sql);

	sql_int(&q, ":seq", b->seq);
	sql_int(&q, ":replies", b->replies);
	sql_int(&q, ":newest", b->newest_ms);
	sql_int(&q, ":last", b->board_seq);
	sql_int(&q, ":id", b->thread_id);
	TRY(sql_run(&q));
	q = sql_begin(s, board_sql);
	sql_int(&q, ":seq", b->board_seq);
	sql_int(&q, ":id", b->board_id);
	TRY(sql_run(&q));
	return count_authors(s, b);
}
