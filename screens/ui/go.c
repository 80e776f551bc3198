/* ui/go - going from one screen to another, in words where it fails. */
#include "screens/ui/go.h"

enum { SSH_PORT = 22 };

void
go_to(struct screen *s, struct str name, struct str arg)
{
	struct arena a = ARENA_INIT;
	const struct screen_class *class = app_screen(name);

	if (class) {
		(void)app_push(s->app, class, arg);
		return;
	}
	app_say(s->app, STYLE_WARN,
	    arena_printf(&a, _("Nothing here can show this: %.*s %.*s"),
		STR_ARG(name), STR_ARG(arg)));
	arena_free(&a);
}

struct str
go_ssh_line(const struct screen *s, struct arena *a, struct str name)
{
	const struct site *site = app_site(s->app);
	struct str host = name.n == 0 ?
	    site->host :
	    arena_printf(a, "%.*s@%.*s", STR_ARG(name), STR_ARG(site->host));

	if (site->port == SSH_PORT)
		return arena_printf(a, "ssh %.*s", STR_ARG(host));
	return arena_printf(
	    a, "ssh -p %lld %.*s", (long long)site->port, STR_ARG(host));
}

struct str
go_join_line(const struct screen *s, struct arena *a)
{
	return go_ssh_line(s, a, STR("join"));
}

struct str
go_join_way(const struct screen *s, struct arena *a)
{
	return app_may_join(s->app) ? STR(_("type `:join`")) :
				      go_join_line(s, a);
}

bool
go_is_member(struct screen *s)
{
	struct arena a = ARENA_INIT;

	if (s->viewer.id)
		return true;
	app_say(s->app, STYLE_MESSAGE,
	    arena_printf(&a, _("That is for members. To join: %.*s"),
		STR_ARG(go_join_way(s, &a))));
	arena_free(&a);
	return false;
}
