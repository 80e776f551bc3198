/* claiming - somebody comes for what an import brought under their name. */
#include "common/command/claiming.h"

#include "common/base/clock.h"
#include "common/store/imported.h"
#include "common/store/mark.h"

bool
claiming_applies(const struct member_row *m)
{
	return str_eq(m->status, STR("unclaimed"));
}

enum err
claiming_take(struct command_ctx *ctx, const struct member_row *m)
{
	int64_t days;

	TRY(ctx_setting(ctx, SETTING_UNREAD_DAYS, &days));
	TRY(store_member_claim(ctx->store, m->id));
	TRY(store_mark_start(
	    ctx->store, m->id, ctx->now_ms - days * CLOCK_DAY_MS));
	return ctx_event_member(
	    ctx, EVENT_MEMBER_JOINED, AUDIENCE_PUBLIC, m->id);
}
