/*
 * ctx - what most commands do with their context: say, fail, look up, tell.
 *
 * Only the files of common/command include this.
 */
#ifndef STOA_COMMAND_CTX_H
#define STOA_COMMAND_CTX_H

#include "common/command/command.h"
#include "common/rules/limits.h"
#include "common/rules/settings.h"
#include "common/store/account.h"
#include "common/store/board.h"
#include "common/store/event.h"
#include "common/store/post.h"
#include "common/store/text.h"
#include "common/store/thread.h"

/* Keep words for people and return `e`. */
enum err fail(struct command_ctx *ctx, enum err e, const char *format, ...)
    __attribute__((format(printf, 3, 4))) NODISCARD;

/* Words for people, shown with the rows; later ones go on a new line. */
void say(struct command_ctx *ctx, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The board of that name, as the viewer sees it; told in words if not. */
NODISCARD enum err
ctx_board(struct command_ctx *ctx, struct str slug, struct board_row *out);

/* "12" or "12.3" or "#12.3"; `n` is 1 when not given. */
NODISCARD enum err
ctx_ref(struct command_ctx *ctx, struct str ref, int64_t *thread, int64_t *n);
NODISCARD enum err
ctx_thread(struct command_ctx *ctx, struct str ref, struct thread_row *out);
NODISCARD enum err
ctx_thread_id(struct command_ctx *ctx, int64_t id, struct thread_row *out);
/* A post that is not hidden, and its thread. */
NODISCARD enum err ctx_post(struct command_ctx *ctx, struct str ref,
    struct thread_row *thread, struct post_row *post);
/* "12.3" */
struct str ctx_post_name(struct command_ctx *ctx, int64_t thread, int64_t n);
NODISCARD enum err
ctx_member(struct command_ctx *ctx, struct str handle, struct member_row *out);
/*
 * Whose way in a command is about: one's own or, with --for at the host's own
 * shell, somebody's.  The robot has none.
 */
NODISCARD enum err ctx_account(
    struct command_ctx *ctx, const struct args *args, struct member_row *out);
/* One that stands on a thread the viewer may read. */
NODISCARD enum err
ctx_tag(struct command_ctx *ctx, struct str name, int64_t *out_id);

/* The lowest role that opens threads on a board. */
enum role ctx_start_role(const struct board_row *);
/* Whether the viewer may open threads, or reply, on a board. */
NODISCARD enum err
ctx_may_start(struct command_ctx *ctx, const struct board_row *);
NODISCARD enum err ctx_may_reply(struct command_ctx *ctx,
    const struct board_row *, const struct thread_row *);
bool ctx_moderates(const struct command_ctx *ctx, const struct board_row *);

/* A title or text within the settings, cleaned. */
NODISCARD enum err
ctx_title(struct command_ctx *ctx, struct str title, struct str *out);
NODISCARD enum err ctx_body(struct command_ctx *ctx, struct str body,
    bool may_be_empty, struct str *out);
/* One clean line of at most `max` characters. */
NODISCARD enum err ctx_line(struct command_ctx *ctx, const char *what,
    struct str line, size_t max, struct str *out);
NODISCARD enum err ctx_handle(struct command_ctx *ctx, struct str handle);
/* Lower-case letters, digits and dashes. */
NODISCARD enum err
ctx_slug(struct command_ctx *ctx, const char *what, struct str slug);
NODISCARD enum err
ctx_setting(struct command_ctx *ctx, enum setting_id id, int64_t *out);

/* Something happened to a thing on a board; its readers are told. */
NODISCARD enum err ctx_event_board(
    struct command_ctx *ctx, enum event_kind kind, int64_t board, int64_t ref);
/* … to the viewer or another member; the audience is told. */
NODISCARD enum err ctx_event_member(struct command_ctx *ctx,
    enum event_kind kind, enum audience audience, int64_t member);

/* For the member's own eyes: what became of their account. */
NODISCARD enum err ctx_account_note(struct command_ctx *ctx, int64_t member,
    enum account_event what, struct str detail);

/* "ssh -p 2222 NAME@host" */
struct str ctx_ssh(struct command_ctx *ctx, const char *name);

#endif
