/* store/event - what happened, in order; and answers kept for request ids. */
#include "common/store/event.h"

#include "common/store/sql.h"

static const struct {
	const char *name;
	const char *ref;
} kinds[] = {
#define X(id, name, ref) { name, ref },
	EVENTS(X)
#undef X
};

static const char *const audiences[] = {
	[AUDIENCE_PUBLIC] = "public",
	[AUDIENCE_BOARD] = "board",
	[AUDIENCE_MEMBER] = "member",
	[AUDIENCE_MODERATORS] = "moderators",
};

enum err
store_event_add(struct store *s, const struct event_new *e)
{
	static const char add_sql[] =
	    "INSERT INTO event (at, actor_id, kind, ref_type, ref_id,"
	    " board_id, audience, audience_id) VALUES (:now,"
	    " nullif(:actor, 0), :kind, :ref_type, :ref, nullif(:board, 0),"
	    " :audience, nullif(:audience_id, 0))";
	struct sql q = sql_begin(s, add_sql);

	sql_int(&q, ":now", e->now_ms);
	sql_int(&q, ":actor", e->actor_id);
	sql_text(&q, ":kind", str_from(kinds[e->kind].name));
	sql_text(&q, ":ref_type", str_from(kinds[e->kind].ref));
	sql_int(&q, ":ref", e->ref_id);
	sql_int(&q, ":board", e->board_id);
	sql_text(&q, ":audience", str_from(audiences[e->audience]));
	sql_int(&q, ":audience_id", e->audience_id);
	return sql_run(&q);
}

/* How many rows one look goes over, seen or not. */
enum { EVENTS_SCANNED = 1000 };

enum err
store_event_page(struct store *s, struct arena *a, struct viewer v,
    int64_t since, int64_t board, int64_t max, struct event_list *out)
{
	static const char page_sql[] =
	    "SELECT e.seq, e.at, e.kind, coalesce(m.handle, ''),"
	    " coalesce(b.slug, ''), coalesce(t.title, ''),"
	    " coalesce(t.id, 0), coalesce(p.n, 0), coalesce(rm.handle, ''),"
	    " (e.audience = 'public' OR e.audience = 'board'"
	    "  OR (e.audience = 'member' AND e.audience_id = :viewer)"
	    "  OR (e.audience = 'moderators' AND :rank >= :moderator))"
	    " AND (e.board_id IS NULL OR " BOARD_VISIBLE(
		"b") ")"
		     " AND (:board = 0 OR e.board_id = :board),"
		     " e.actor_id IN " MUTED_BY_VIEWER
		     " OR NOT " THREAD_NOT_MUTED
		     " OR EXISTS (SELECT 1 FROM follow bf"
		     "   WHERE bf.member_id = :viewer"
		     "   AND bf.ref_type = 'board'"
		     "   AND bf.ref_id = e.board_id AND bf.level = 'mute')"
		     " FROM event e LEFT JOIN member m ON m.id = e.actor_id"
		     " LEFT JOIN board b ON b.id = e.board_id"
		     " LEFT JOIN post p ON e.ref_type = 'post' AND p.id = e.ref_id"
		     " LEFT JOIN thread t ON t.id = CASE e.ref_type"
		     "   WHEN 'post' THEN p.thread_id WHEN 'thread' THEN e.ref_id END"
		     "   AND t.hidden_at IS NULL"
		     " LEFT JOIN member rm ON e.ref_type = 'member'"
		     "   AND rm.id = e.ref_id"
		     " WHERE e.seq > :since ORDER BY e.seq LIMIT :scan";
	struct event_list list = { .next = since };
	struct sql q = sql_begin(s, page_sql);

	list.row = arena_array(a, struct event_row, (size_t)max);
	sql_viewer(&q, v);
	sql_int(&q, ":moderator", ROLE_MODERATOR);
	sql_int(&q, ":since", since);
	sql_int(&q, ":board", board);
	sql_int(&q, ":scan", EVENTS_SCANNED);
	while ((int64_t)list.len < max && sql_next(&q)) {
		struct event_row *e = &list.row[list.len];

		list.next = sql_col_int(&q, 0);
		if (sql_col_int(&q, 9) == 0)
			continue;
		e->seq = list.next;
		e->at_ms = sql_col_int(&q, 1);
		e->kind = sql_col_text(&q, 2, a);
		e->actor = sql_col_text(&q, 3, a);
		e->board = sql_col_text(&q, 4, a);
		e->title = sql_col_text(&q, 5, a);
		e->thread_id = sql_col_int(&q, 6);
		e->n = sql_col_int(&q, 7);
		e->member = sql_col_text(&q, 8, a);
		e->muted = sql_col_int(&q, 10) != 0;
		list.len++;
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

/* An event of a kind that this program does not know is nobody's. */
static bool
kind_of(struct str name, enum event_kind *out)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (str_eq(name, str_from(kinds[i].name))) {
			*out = (enum event_kind)i;
			return true;
		}
	}
	return false;
}

static enum audience
audience_of(struct str name)
{
	for (size_t i = 0; i < sizeof audiences / sizeof *audiences; i++) {
		if (str_eq(name, str_from(audiences[i])))
			return (enum audience)i;
	}
	return AUDIENCE_MODERATORS;
}

enum err
store_event_notes(struct store *s, int64_t since, size_t max,
    struct event_note *out, size_t *out_n)
{
	static const char notes_sql[] =
	    "SELECT e.seq, e.kind, e.audience, coalesce(e.audience_id, 0),"
	    " coalesce(e.actor_id, 0), coalesce(e.board_id, 0),"
	    " CASE e.ref_type WHEN 'post' THEN p.thread_id"
	    "   WHEN 'thread' THEN e.ref_id ELSE 0 END,"
	    " coalesce(p.n, 0), e.ref_id"
	    " FROM event e LEFT JOIN post p"
	    "   ON e.ref_type = 'post' AND p.id = e.ref_id"
	    " WHERE e.seq > :since ORDER BY e.seq LIMIT :max";
	struct sql q = sql_begin(s, notes_sql);
	struct arena a = ARENA_INIT;
	size_t n = 0;

	sql_int(&q, ":since", since);
	sql_int(&q, ":max", (int64_t)max);
	while (n < max && sql_next(&q)) {
		struct event_note *e = &out[n];

		if (!kind_of(sql_col_text(&q, 1, &a), &e->kind))
			continue;
		e->seq = sql_col_int(&q, 0);
		e->audience = audience_of(sql_col_text(&q, 2, &a));
		e->audience_id = sql_col_int(&q, 3);
		e->actor_id = sql_col_int(&q, 4);
		e->board_id = sql_col_int(&q, 5);
		e->thread_id = sql_col_int(&q, 6);
		e->n = sql_col_int(&q, 7);
		e->ref_id = sql_col_int(&q, 8);
		n++;
	}
	arena_free(&a);
	TRY(sql_end(&q));
	*out_n = n;
	return ERR_NONE;
}

bool
event_reaches(const struct event_note *note, struct viewer viewer)
{
	switch (note->audience) {
	case AUDIENCE_PUBLIC:
	case AUDIENCE_BOARD:
		return true;
	case AUDIENCE_MEMBER:
		return viewer.id && note->audience_id == viewer.id;
	case AUDIENCE_MODERATORS:
		return viewer.role >= ROLE_MODERATOR;
	}
	return false;
}

enum err
store_event_last(struct store *s, int64_t *out)
{
	static const char last_sql[] = "SELECT max(seq) FROM event";
	struct sql q = sql_begin(s, last_sql);

	return sql_one_int(&q, 0, out);
}

enum err
store_request_get(struct store *s, struct arena *a, struct str actor,
    struct str id, struct request_row *out)
{
	static const char get_sql[] = "SELECT args_hash, answer FROM request"
				      " WHERE actor = :actor AND id = :id";
	struct request_row r = { 0 };
	struct sql q = sql_begin(s, get_sql);
	bool found;

	sql_text(&q, ":actor", actor);
	sql_text(&q, ":id", id);
	found = sql_next(&q);
	if (found) {
		r.args_hash = sql_col_text(&q, 0, a);
		r.secret = sql_col_null(&q, 1);
		r.answer = sql_col_text(&q, 1, a);
	}
	TRY(sql_end(&q));
	if (!found)
		return ERR_MISSING;
	*out = r;
	return ERR_NONE;
}

enum err
store_request_add(struct store *s, struct str actor, struct str id,
    const struct request_row *r, int64_t now_ms)
{
	static const char add_sql[] =
	    "INSERT INTO request VALUES (:actor, :id, :hash, :answer, :now)";
	struct sql q = sql_begin(s, add_sql);

	sql_text(&q, ":actor", actor);
	sql_text(&q, ":id", id);
	sql_text(&q, ":hash", r->args_hash);
	if (r->secret)
		sql_null(&q, ":answer");
	else
		sql_text(&q, ":answer", r->answer);
	sql_int(&q, ":now", now_ms);
	return sql_run(&q);
}

enum err
store_request_expire(struct store *s, int64_t before_ms)
{
	static const char expire_sql[] =
	    "DELETE FROM request WHERE at < :before";
	struct sql q = sql_begin(s, expire_sql);

	sql_int(&q, ":before", before_ms);
	return sql_run(&q);
}
