/* store/check - is the file whole, and do the counters tell the truth? */
#include "common/store/check.h"

#include "common/base/arena.h"
#include "common/store/sql.h"

/* Each gives a row of words for every row of the store that is wrong. */
static const char *const deep_checks[] = {
	"SELECT 'board ' || slug || ': threads is ' || threads || ', rows say '"
	" || n FROM (SELECT b.slug, b.threads, (SELECT count(*) FROM thread t"
	"  WHERE t.board_id = b.id AND t.hidden_at IS NULL) AS n FROM board b)"
	" WHERE threads <> n",
	"SELECT 'board ' || slug || ': seq is ' || seq || ', newest post ' || n"
	" FROM (SELECT b.slug, b.seq, coalesce((SELECT max(board_seq)"
	"  FROM post p WHERE p.board_id = b.id), 0) AS n FROM board b)"
	" WHERE seq < n",
	"SELECT 'thread ' || id || ': replies is ' || replies || ', rows say '"
	" || n FROM (SELECT t.id, t.replies, (SELECT count(*) FROM post p"
	"  WHERE p.thread_id = t.id AND p.n > 1 AND p.hidden_at IS NULL) AS n"
	"  FROM thread t) WHERE replies <> n",
	"SELECT 'thread ' || id || ': seq is ' || seq || ', newest post ' || n"
	" FROM (SELECT t.id, t.seq, coalesce((SELECT max(n) FROM post p"
	"  WHERE p.thread_id = t.id), 0) AS n FROM thread t) WHERE seq <> n",
	"SELECT 'thread ' || id || ': last_seq is ' || last_seq || ', rows say '"
	" || n FROM (SELECT t.id, t.last_seq, coalesce((SELECT max(board_seq)"
	"  FROM post p WHERE p.thread_id = t.id), 0) AS n FROM thread t)"
	" WHERE last_seq <> n",
	"SELECT 'thread ' || id || ': score is ' || score || ', rows say ' || n"
	" FROM (SELECT t.id, t.score, (SELECT p.score_base + p.up - p.down"
	"  FROM post p WHERE p.thread_id = t.id AND p.n = 1) AS n"
	"  FROM thread t) WHERE score <> n",
	"SELECT 'thread ' || id || ': state is \"' || state ||"
	" '\", its question says \"' || n || '\"'"
	" FROM (SELECT t.id, t.state, coalesce(q.state, '') AS n FROM thread t"
	"  LEFT JOIN question q ON q.thread_id = t.id) WHERE state <> n",
	"SELECT 'thread ' || id || ' has no first post' FROM thread t"
	" WHERE NOT EXISTS (SELECT 1 FROM post p WHERE p.thread_id = t.id"
	"  AND p.n = 1)",
	"SELECT 'post ' || id || ': votes are ' || up || '/' || down ||"
	" ', rows say ' || u || '/' || d FROM (SELECT p.id, p.up, p.down,"
	"  (SELECT count(*) FROM vote v WHERE v.post_id = p.id AND value = 1)"
	"  AS u, (SELECT count(*) FROM vote v WHERE v.post_id = p.id"
	"  AND value = -1) AS d FROM post p) WHERE up <> u OR down <> d",
	"SELECT 'question ' || id || ': me_too is ' || me_too || ', rows say '"
	" || n FROM (SELECT q.thread_id AS id, q.me_too, (SELECT count(*)"
	"  FROM me_too m WHERE m.thread_id = q.thread_id) AS n"
	"  FROM question q) WHERE me_too <> n",
	"SELECT 'question ' || thread_id || ': solved without a post'"
	" FROM question WHERE (state = 'solved') <> (solved_post_id NOT NULL)",
	"SELECT 'member ' || handle || ': posts is ' || posts ||"
	" ', rows say ' || n FROM (SELECT m.handle, m.posts, (SELECT count(*)"
	"  FROM post p WHERE p.author_id = m.id AND p.hidden_at IS NULL) AS n"
	"  FROM member m) WHERE posts <> n",
	"SELECT 'post ' || p.id || ' is on another board than its thread'"
	" FROM post p JOIN thread t ON t.id = p.thread_id"
	" WHERE p.board_id <> t.board_id",
};

static enum err
run_one(struct store *s, const char *text, check_report report, void *arg,
    int64_t *wrong)
{
	struct arena a = ARENA_INIT;
	struct sql q = sql_begin(s, text);
	enum err e;

	while (sql_next(&q)) {
		struct str words = sql_col_text(&q, 0, &a);

		if (str_eq(words, STR("ok")))
			continue;
		(*wrong)++;
		report(arg, words);
	}
	e = sql_end(&q);
	arena_free(&a);
	return e;
}

/* An index is compared with what it is of by FTS5 itself. */
static enum err
check_text(struct store *s, const char *text, const char *words,
    check_report report, void *arg, int64_t *wrong)
{
	struct sql q = sql_begin(s, text);
	enum err e = sql_run(&q);

	if (e == ERR_CORRUPT) {
		(*wrong)++;
		report(arg, str_from(words));
		return ERR_NONE;
	}
	return e;
}

static enum err
check_texts(struct store *s, check_report report, void *arg, int64_t *wrong)
{
	static const char text_sql[] =
	    "INSERT INTO post_ft (post_ft, rank) VALUES ('integrity-check', 1)";
	static const char title_sql[] =
	    "INSERT INTO post_ft_title (post_ft_title, rank)"
	    " VALUES ('integrity-check', 1)";

	TRY(check_text(s, text_sql, "the full text does not match the posts",
	    report, arg, wrong));
	return check_text(s, title_sql,
	    "the index of titles does not match the threads", report, arg,
	    wrong);
}

enum err
store_check(struct store *s, bool deep, check_report report, void *arg,
    int64_t *out_wrong)
{
	static const char integrity_sql[] = "PRAGMA integrity_check";
	static const char quick_sql[] = "PRAGMA quick_check";
	static const char references_sql[] =
	    "SELECT 'row ' || coalesce(rowid, '?') || ' of ' || \"table\" ||"
	    " ' points to nothing in ' || parent FROM pragma_foreign_key_check";
	int64_t wrong = 0;

	TRY(run_one(s, deep ? integrity_sql : quick_sql, report, arg, &wrong));
	TRY(run_one(s, references_sql, report, arg, &wrong));
	for (size_t i = 0;
	     deep && i < sizeof deep_checks / sizeof deep_checks[0]; i++)
		TRY(run_one(s, deep_checks[i], report, arg, &wrong));
	if (deep)
		TRY(check_texts(s, report, arg, &wrong));
	*out_wrong = wrong;
	return ERR_NONE;
}
