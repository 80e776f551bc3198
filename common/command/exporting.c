/* exporting - what is in the store, as lines of the neutral format. */
#include "common/command/exporting.h"

#include "common/text/handle.h"
#include "common/wire/neutral.h"
#include "common/wire/rows.h"

/* "Tom Medley#7", as an import brought it, or "mira#12" of here. */
static struct str
author_name(const struct exporting *x, const struct export_author *who)
{
	if (who->src.n && str_eq(who->src_id, STR(STORE_NOBODY)))
		return STR("");
	if (who->src.n)
		return who->src_id;
	return arena_printf(
	    x->arena, "%.*s#%lld", STR_ARG(who->handle), (long long)who->id);
}

/* Where they are called that, when it is not the thread's own source. */
static struct str
author_source(
    const struct exporting *x, const struct export_author *who, struct str src)
{
	struct str theirs = who->src.n ? who->src : x->own;

	return str_eq(theirs, src) ? STR("") : theirs;
}

static struct str
kept_text(const struct exporting *x, const json_t *kept, const char *key)
{
	return json_text(x->arena, json_object_get(kept, key));
}

static struct str
kept_fields(const struct exporting *x, const json_t *kept)
{
	const json_t *extra = json_object_get(kept, "extra");

	return extra ? json_line(x->arena, extra) : STR("");
}

/* The name under which an import finds, or makes, the same board. */
static struct str
board_name(const struct exporting *x, const struct export_thread *t,
    const json_t *kept)
{
	struct str was = kept_text(x, kept, "board");

	if (was.n && str_eq(slug_from_name(x->arena, was), t->slug))
		return was;
	if (str_eq(slug_from_name(x->arena, t->board), t->slug))
		return t->board;
	return t->slug;
}

static enum neutral_kind
kind_of(const struct exporting *x, const struct export_thread *t,
    const json_t *kept)
{
	struct str kind = kept_text(x, kept, "kind");

	if (t->state.n)
		return NEUTRAL_QUESTION;
	for (int i = 0; i < NEUTRAL_DISCUSSION; i++) {
		if (str_eq(kind,
			str_from(neutral_kind_name((enum neutral_kind)i))))
			return (enum neutral_kind)i;
	}
	return NEUTRAL_DISCUSSION;
}

static struct str
status_of(const struct exporting *x, const struct export_thread *t,
    const json_t *kept)
{
	if (t->src.n || t->state.n == 0)
		return kept_text(x, kept, "status");
	return str_eq(t->state, STR("solved")) ? t->state : STR("open");
}

static struct str
duplicate_of(const struct exporting *x, const struct export_thread *t,
    const json_t *kept)
{
	struct str was = kept_text(x, kept, "duplicate_of");

	if (was.n || t->dup_of == 0 || !str_eq(t->dup_src, t->src))
		return was;
	if (t->dup_src.n)
		return t->dup_src_id;
	return arena_printf(x->arena, "%lld", (long long)t->dup_of);
}

static void
take_tags(const struct exporting *x, struct str tags, struct neutral_thread *t)
{
	t->tag = arena_array(x->arena, struct str, NEUTRAL_TAGS_MAX);
	while (tags.n && t->tags < NEUTRAL_TAGS_MAX)
		t->tag[t->tags++] = str_cut(&tags, '\n');
}

static enum neutral_type
type_of(struct str kind)
{
	if (str_eq(kind, STR("answer")))
		return NEUTRAL_ANSWER;
	if (str_eq(kind, STR("comment")))
		return NEUTRAL_COMMENT;
	if (str_eq(kind, STR("official")))
		return NEUTRAL_STATUS;
	return NEUTRAL_REPLY;
}

/* Its own id: behind the first '/', or made from its number here. */
static struct str
reply_id(const struct exporting *x, const struct export_post *p)
{
	size_t at = str_find(p->src_id, '/');

	if (p->src.n && at < p->src_id.n)
		return str_slice(p->src_id, at + 1, p->src_id.n);
	return arena_printf(
	    x->arena, "%.*s-%lld", STR_ARG(x->own), (long long)p->n);
}

static const struct export_post *
find_post(const struct export_posts *posts, int64_t id)
{
	size_t low = 0, high = posts->len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (posts->row[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < posts->len && posts->row[low].id == id ? &posts->row[low] :
							      NULL;
}

/* Up to the next one that is not hidden; nothing for the first post. */
static struct str
parent_id(const struct exporting *x, const struct export_posts *posts,
    const struct export_post *p)
{
	const struct export_post *up = find_post(posts, p->parent_id);

	for (size_t i = 0; up && up->hidden && i < posts->len; i++)
		up = find_post(posts, up->parent_id);
	return up == NULL || up->n == 1 || up->hidden ? STR("") :
							reply_id(x, up);
}

static void
take_reply(const struct exporting *x, const struct export_posts *posts,
    const struct export_post *p, struct str src, struct neutral_reply *r)
{
	json_t *kept = p->extra.n ? json_parse(p->extra) : NULL;

	r->id = reply_id(x, p);
	r->parent = parent_id(x, posts, p);
	r->type = type_of(p->kind);
	r->author = author_name(x, &p->author);
	r->author_src = author_source(x, &p->author, src);
	r->has_created = !json_is_true(json_object_get(kept, "undated"));
	r->created_ms = p->created_ms;
	r->accepted = json_is_true(json_object_get(kept, "accepted"));
	r->score = p->score;
	r->body = p->body;
	r->extra = kept_fields(x, kept);
	json_decref(kept);
}

static void
take_posts(const struct exporting *x, const struct export_thread *from,
    const struct export_posts *posts, struct neutral_thread *t)
{
	t->reply = arena_array(x->arena, struct neutral_reply, posts->len + 1);
	for (size_t i = 0; i < posts->len; i++) {
		const struct export_post *p = &posts->row[i];
		struct neutral_reply *r = &t->reply[t->replies];

		if (p->n == 1) {
			t->body = p->body;
			t->score = p->score;
		} else if (!p->hidden) {
			take_reply(x, posts, p, t->src, r);
			if (from->solved_post == p->id) {
				r->accepted = true;
				t->accepted = r->id;
			}
			t->replies++;
		}
	}
}

struct str
export_thread_line(const struct exporting *x, const struct export_thread *from,
    const struct export_posts *posts, size_t *out_replies)
{
	json_t *kept = from->extra.n ? json_parse(from->extra) : NULL;
	struct neutral_thread t = {
		.kind = kind_of(x, from, kept),
		.src = from->src.n ? from->src : x->own,
		.id = from->src_id,
		.board = board_name(x, from, kept),
		.title = from->title,
		.author = author_name(x, &from->author),
		.has_created = !json_is_true(json_object_get(kept, "undated")),
		.created_ms = from->created_ms,
		.views = from->views,
		.status = status_of(x, from, kept),
		.accepted = kept_text(x, kept, "accepted"),
		.duplicate_of = duplicate_of(x, from, kept),
		.url = kept_text(x, kept, "url"),
		.extra = kept_fields(x, kept),
	};

	if (from->src.n == 0)
		t.id = arena_printf(x->arena, "%lld", (long long)from->id);
	t.author_src = author_source(x, &from->author, t.src);
	if (from->read_rank > ROLE_GUEST)
		t.board_read = str_from(role_name(from->read_rank));
	take_tags(x, from->tags, &t);
	take_posts(x, from, posts, &t);
	json_decref(kept);
	*out_replies = t.replies;
	return neutral_encode(x->arena, &t);
}

struct str
export_user_line(const struct exporting *x, const struct export_user *u)
{
	struct neutral_thread t = {
		.kind = NEUTRAL_USER,
		.src = u->who.src.n ? u->who.src : x->own,
		.id = author_name(x, &u->who),
		.user = { .name = u->display.n || u->who.src.n ? u->display :
								 u->who.handle,
		    .about = u->bio,
		    .extra = u->extra,
		    .has_created = true,
		    .created_ms = u->joined_ms },
	};

	return neutral_encode(x->arena, &t);
}

struct str
export_vote_line(const struct exporting *x, const struct imported_vote *v)
{
	const struct neutral_thread t = {
		.kind = NEUTRAL_VOTE,
		.src = v->src,
		.id = v->id,
		.vote = { .target = v->target,
		    .what = v->what,
		    .extra = v->extra,
		    .has_created = v->has_at,
		    .created_ms = v->at_ms },
	};

	return neutral_encode(x->arena, &t);
}
