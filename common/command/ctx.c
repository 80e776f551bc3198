/* ctx - what most commands do with their context. */
#include "common/command/ctx.h"

#include <stdarg.h>

#include "common/rules/kinds/kind.h"
#include "common/store/setting.h"
#include "common/text/clean.h"
#include "common/text/handle.h"
#include "common/text/utf8.h"

__attribute__((format(printf, 2, 0))) static struct str
format_words(struct arena *a, const char *format, va_list ap)
{
	struct buf b = BUF_INIT(LIMIT_LINE_BYTES);
	struct str out;

	buf_vprintf(&b, format, ap);
	out = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

enum err
fail(struct command_ctx *ctx, enum err e, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	ctx->message = format_words(ctx->arena, format, ap);
	va_end(ap);
	return e;
}

void
say(struct command_ctx *ctx, const char *format, ...)
{
	struct str words, *said = &ctx->out->said;
	va_list ap;

	va_start(ap, format);
	words = format_words(ctx->arena, format, ap);
	va_end(ap);
	*said = said->n ? arena_printf(ctx->arena, "%.*s\n%.*s", STR_ARG(*said),
			      STR_ARG(words)) :
			  words;
}

enum err
ctx_board(struct command_ctx *ctx, struct str slug, struct board_row *out)
{
	enum err e =
	    store_board_get(ctx->store, ctx->arena, ctx->viewer, slug, out);

	if (e == ERR_MISSING)
		return fail(ctx, e,
		    _("there is no board \"%.*s\"; `boards` "
		      "lists them"),
		    STR_ARG(slug));
	return e;
}

enum err
ctx_ref(struct command_ctx *ctx, struct str ref, int64_t *thread, int64_t *n)
{
	struct str rest =
	    str_starts(ref, STR("#")) ? str_slice(ref, 1, ref.n) : ref;
	struct str head = str_cut(&rest, '.');
	bool dotted = str_find(ref, '.') < ref.n;

	*n = 1;
	if (!str_int(head, 1, INT64_MAX, thread) ||
	    (dotted && !str_int(rest, 1, INT64_MAX, n)))
		return fail(ctx, ERR_INVALID,
		    _("\"%.*s\" is not a thread "
		      "(12) or a post of one (12.3)"),
		    STR_ARG(ref));
	return ERR_NONE;
}

enum err
ctx_thread_id(struct command_ctx *ctx, int64_t id, struct thread_row *out)
{
	enum err e =
	    store_thread_get(ctx->store, ctx->arena, ctx->viewer, id, out);

	if (e == ERR_MISSING)
		return fail(
		    ctx, e, _("there is no thread %lld"), (long long)id);
	return e;
}

enum err
ctx_thread(struct command_ctx *ctx, struct str ref, struct thread_row *out)
{
	int64_t id, n;

	TRY(ctx_ref(ctx, ref, &id, &n));
	return ctx_thread_id(ctx, id, out);
}

enum err
ctx_post(struct command_ctx *ctx, struct str ref, struct thread_row *thread,
    struct post_row *post)
{
	int64_t id, n;
	enum err e;

	TRY(ctx_ref(ctx, ref, &id, &n));
	TRY(ctx_thread_id(ctx, id, thread));
	e = store_post_get(ctx->store, ctx->arena, ctx->viewer, id, n, post);
	if (e == ERR_MISSING || (e == ERR_NONE && post->hidden_ms))
		return fail(ctx, ERR_MISSING, _("there is no post %lld.%lld"),
		    (long long)id, (long long)n);
	return e;
}

struct str
ctx_post_name(struct command_ctx *ctx, int64_t thread, int64_t n)
{
	return arena_printf(
	    ctx->arena, "%lld.%lld", (long long)thread, (long long)n);
}

enum err
ctx_member(struct command_ctx *ctx, struct str handle, struct member_row *out)
{
	struct str name = str_starts(handle, STR("@")) ?
	    str_slice(handle, 1, handle.n) :
	    handle;
	enum err e = store_member_by_handle(ctx->store, ctx->arena, name, out);

	if (e == ERR_MISSING)
		return fail(ctx, e,
		    _("there is no member \"%.*s\"; `members` "
		      "lists them"),
		    STR_ARG(name));
	return e;
}

enum err
ctx_account(
    struct command_ctx *ctx, const struct args *args, struct member_row *out)
{
	struct member_row m = ctx->me;

	if (args_has(args, "for")) {
		if (!ctx->is_operator)
			return fail(ctx, ERR_DENIED,
			    _("--for is for the host's own shell"));
		TRY(ctx_member(ctx, args_text(args, "for"), &m));
	}
	if (m.id == MEMBER_ROBOT)
		return fail(ctx, ERR_DENIED,
		    _("the robot logs in nowhere; say --for HANDLE"));
	*out = m;
	return ERR_NONE;
}

enum err
ctx_tag(struct command_ctx *ctx, struct str name, int64_t *out_id)
{
	enum err e = store_tag_visible(ctx->store, ctx->viewer, name, out_id);

	if (e == ERR_MISSING)
		return fail(
		    ctx, e, _("there is no tag \"%.*s\""), STR_ARG(name));
	return e;
}

bool
ctx_moderates(const struct command_ctx *ctx, const struct board_row *b)
{
	return ctx->viewer.role >= ROLE_MODERATOR || b->moderates;
}

enum role
ctx_start_role(const struct board_row *b)
{
	const struct board_kind *kind = board_kind_find(b->kind);

	return kind && kind->start > b->post_rank ? kind->start : b->post_rank;
}

static enum err
may_post(struct command_ctx *ctx, const struct board_row *b, enum role need)
{
	if (b->closed_ms)
		return fail(ctx, ERR_DENIED,
		    _("%.*s is closed: it can be "
		      "read, not written"),
		    STR_ARG(b->slug));
	if (b->in_group || b->moderates || ctx->viewer.role >= need)
		return ERR_NONE;
	return fail(ctx, ERR_DENIED,
	    need > b->post_rank ? _("on %.*s only %s may begin threads") :
				  _("on %.*s only %s may write"),
	    STR_ARG(b->slug), role_plural(need));
}

enum err
ctx_may_start(struct command_ctx *ctx, const struct board_row *b)
{
	return may_post(ctx, b, ctx_start_role(b));
}

enum err
ctx_may_reply(struct command_ctx *ctx, const struct board_row *b,
    const struct thread_row *t)
{
	TRY(may_post(ctx, b, b->post_rank));
	if (t->locked_ms && !ctx_moderates(ctx, b))
		return fail(ctx, ERR_DENIED, _("thread %lld is locked"),
		    (long long)t->id);
	return ERR_NONE;
}

enum err
ctx_setting(struct command_ctx *ctx, enum setting_id id, int64_t *out)
{
	return store_setting_int(ctx->store, id, out);
}

enum err
ctx_line(struct command_ctx *ctx, const char *what, struct str line, size_t max,
    struct str *out)
{
	struct str clean = text_clean_line(ctx->arena, line);

	if (text_chars(clean) > max)
		return fail(ctx, ERR_LIMIT,
		    _("%s is longer than %zu "
		      "characters"),
		    what, max);
	*out = clean;
	return ERR_NONE;
}

enum err
ctx_title(struct command_ctx *ctx, struct str title, struct str *out)
{
	int64_t max;

	TRY(ctx_setting(ctx, SETTING_TITLE_MAX_CHARS, &max));
	TRY(ctx_line(ctx, _("the title"), title, (size_t)max, out));
	if (out->n == 0)
		return fail(ctx, ERR_INVALID,
		    _("a title has at least one "
		      "letter"));
	return ERR_NONE;
}

enum err
ctx_body(struct command_ctx *ctx, struct str body, bool may_be_empty,
    struct str *out)
{
	struct str clean;
	int64_t max;

	TRY(ctx_setting(ctx, SETTING_POST_MAX_BYTES, &max));
	body = str_trim(body);
	if (body.n > LIMIT_BODY_BYTES)
		return fail(ctx, ERR_LIMIT,
		    _("the text has %zu bytes; here "
		      "%lld are the most"),
		    body.n, (long long)max);
	clean = str_trim(text_clean(ctx->arena, body));
	if (clean.n > (size_t)max)
		return fail(ctx, ERR_LIMIT,
		    _("the text has %zu bytes; here "
		      "%lld are the most"),
		    clean.n, (long long)max);
	if (clean.n == 0 && !may_be_empty)
		return fail(ctx, ERR_INVALID,
		    _("there is no text; type it "
		      "behind the command or send it to standard input"));
	*out = clean;
	return ERR_NONE;
}

enum err
ctx_handle(struct command_ctx *ctx, struct str handle)
{
	if (handle_is_reserved(handle))
		return fail(ctx, ERR_CONFLICT,
		    _("the handle \"%.*s\" is "
		      "taken"),
		    STR_ARG(handle));
	if (!handle_is_valid(handle))
		return fail(ctx, ERR_INVALID,
		    _("a handle is 1 to %d letters "
		      "and digits (a-z, 0-9), with _ . - inside"),
		    LIMIT_HANDLE_BYTES);
	return ERR_NONE;
}

enum err
ctx_slug(struct command_ctx *ctx, const char *what, struct str slug)
{
	bool good =
	    slug.n > 0 && slug.n <= LIMIT_SLUG_BYTES && slug.p[0] != '-';

	for (size_t i = 0; good && i < slug.n; i++) {
		char c = slug.p[i];

		good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '-';
	}
	if (good)
		return ERR_NONE;
	return fail(ctx, ERR_INVALID,
	    _("the name of a %s is 1 to %d "
	      "lower-case letters, digits and dashes"),
	    what, LIMIT_SLUG_BYTES);
}

enum err
ctx_event_board(
    struct command_ctx *ctx, enum event_kind kind, int64_t board, int64_t ref)
{
	const struct event_new e = {
		.kind = kind,
		.audience = AUDIENCE_BOARD,
		.actor_id = ctx->viewer.id,
		.board_id = board,
		.ref_id = ref,
		.now_ms = ctx->now_ms,
	};

	return store_event_add(ctx->store, &e);
}

enum err
ctx_event_member(struct command_ctx *ctx, enum event_kind kind,
    enum audience audience, int64_t member)
{
	const struct event_new e = {
		.kind = kind,
		.audience = audience,
		.actor_id = ctx->viewer.id,
		.ref_id = member,
		.audience_id = audience == AUDIENCE_MEMBER ? member : 0,
		.now_ms = ctx->now_ms,
	};

	return store_event_add(ctx->store, &e);
}

enum err
ctx_account_note(struct command_ctx *ctx, int64_t member,
    enum account_event what, struct str detail)
{
	const struct account_new a = {
		.member_id = member,
		.what = what,
		.fingerprint = ctx->fingerprint,
		.detail = detail,
		.now_ms = ctx->now_ms,
	};

	return store_account_add(ctx->store, &a);
}

struct str
ctx_ssh(struct command_ctx *ctx, const char *name)
{
	struct site none = { STR("localhost"), 22 };
	const struct site *site = ctx->site ? ctx->site : &none;

	if (site->port == 22)
		return arena_printf(
		    ctx->arena, "ssh %s@%.*s", name, STR_ARG(site->host));
	return arena_printf(ctx->arena, "ssh -p %lld %s@%.*s",
	    (long long)site->port, name, STR_ARG(site->host));
}
