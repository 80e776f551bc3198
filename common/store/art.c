/* store/art - the pictures of the lobby and of the boards, as files. */
#include "common/store/art.h"

#include "common/store/sql.h"

enum err
store_art_get(
    struct store *s, struct arena *a, int64_t board, struct art_row *out)
{
	static const char get_sql[] =
	    "SELECT art.file, art.changed_at, m.handle FROM art"
	    " JOIN member m ON m.id = art.changed_by"
	    " WHERE coalesce(art.board_id, 0) = :board";
	struct sql q = sql_begin(s, get_sql);
	struct art_row r = { 0 };
	bool found;

	sql_int(&q, ":board", board);
	found = sql_next(&q);
	if (found) {
		r.file = sql_col_blob(&q, 0, a);
		r.changed_ms = sql_col_int(&q, 1);
		r.changed_by = sql_col_text(&q, 2, a);
	}
	TRY(sql_end(&q));
	if (!found)
		return ERR_MISSING;
	*out = r;
	return ERR_NONE;
}

enum err
store_art_set(
    struct store *s, int64_t board, struct str file, int64_t by, int64_t now_ms)
{
	static const char set_sql[] =
	    "INSERT INTO art (board_id, file, changed_at, changed_by)"
	    " VALUES (nullif(:board, 0), :file, :now, :by)"
	    " ON CONFLICT DO UPDATE SET file = :file, changed_at = :now,"
	    " changed_by = :by";
	struct sql q = sql_begin(s, set_sql);

	sql_int(&q, ":board", board);
	sql_blob(&q, ":file", file);
	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":by", by);
	return sql_run(&q);
}

enum err
store_art_remove(struct store *s, int64_t board)
{
	static const char remove_sql[] =
	    "DELETE FROM art WHERE coalesce(board_id, 0) = :board";
	struct sql q = sql_begin(s, remove_sql);

	sql_int(&q, ":board", board);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_MISSING;
}
