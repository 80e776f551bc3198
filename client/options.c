/* options - what the command line of `stoa` asks for. */
#include "client/options.h"

#include <getopt.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/buf.h"

enum { OPT_KNOWN_HOSTS = 256, OPT_ACCEPT_NEW, OPT_VERSION };

/* -1 where the port, NULL where the user is still open. */
struct target {
	const char *host;
	const char *user;
	int port;
};

static const char *const usage = N_(
    "usage: stoa [options] [USER@]HOST[:PORT] [COMMAND...]\n"
    "\n"
    "Opens a session on a Stoa server; with COMMAND, runs it there and ends.\n"
    "HOST may also be [ADDRESS]:PORT or ssh://USER@HOST:PORT.\n"
    "\n"
    "  -p PORT              port of the server; without it 2222\n"
    "  -l USER              name to log in with; without it $USER\n"
    "  -i KEYFILE           try this key first; may be given several times\n"
    "  --known-hosts FILE   where keys of servers are kept, instead of\n"
    "                       ~/.ssh/known_hosts; -o known_hosts=FILE too\n"
    "  --accept-new         keep the key of a new server without asking\n"
    "  -q                   no greeting and no remarks, only errors\n"
    "  -v                   say what is going on; -vv and -vvv say more\n"
    "  -h, --help           this text\n"
    "  --version            version of this program\n"
    "\n"
    "In a session, after Enter or at the beginning: ~. disconnects, ~? tells\n"
    "more.\n"
    "\n"
    "Exit status: that of COMMAND; 2 wrong usage; 3 no such key file;\n"
    "4 not let in; 7 not connected; 8 a server whose key is not trusted, or\n"
    "output that could not be written; 10 the connection was lost before the\n"
    "answer came, so the command may have been carried out or not.\n");

static enum err
wrong(struct str *why, struct str text)
{
	*why = text;
	return ERR_INVALID;
}

static enum err
parse_port(struct arena *a, struct str s, int *out, struct str *why)
{
	int64_t port;

	if (!str_int(s, 1, 65535, &port))
		return wrong(why,
		    arena_printf(
			a, _("'%.*s' is not a port (1 to 65535)"), STR_ARG(s)));
	*out = (int)port;
	return ERR_NONE;
}

/* Control characters and blanks in names are slips of the pen or worse. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f)
			return false;
	}
	return s.n > 0;
}

/* Split "HOST", "HOST:PORT", "[ADDRESS]" or "[ADDRESS]:PORT". */
static enum err
split_port(
    struct arena *a, struct str s, struct str *host, int *port, struct str *why)
{
	size_t colon = str_find(s, ':');

	*host = s;
	if (s.n > 0 && s.p[0] == '[') {
		size_t end = str_find(s, ']');

		if (end == s.n)
			return wrong(why, STR(_("there is a [ without its ]")));
		*host = str_slice(s, 1, end - 1);
		s = str_slice(s, end + 1, s.n);
		if (s.n == 0)
			return ERR_NONE;
		if (s.p[0] != ':')
			return wrong(
			    why, STR(_("after [ADDRESS] comes :PORT")));
		return parse_port(a, str_slice(s, 1, s.n), port, why);
	}
	/* Two colons and no brackets: all of it is an IPv6 address. */
	if (colon == s.n ||
	    str_find(str_slice(s, colon + 1, s.n), ':') < s.n - colon - 1)
		return ERR_NONE;
	*host = str_slice(s, 0, colon);
	return parse_port(a, str_slice(s, colon + 1, s.n), port, why);
}

static enum err
parse_target(struct arena *a, struct str s, struct target *out, struct str *why)
{
	static const struct str scheme = STR_INIT("ssh://");
	struct target t = { .port = -1 };
	struct str whole = s, host;
	const char *at;

	if (str_starts(s, scheme)) {
		s = str_slice(s, scheme.n, s.n);
		s = str_slice(s, 0, str_find(s, '/'));
	}
	at = s.n > 0 ? memrchr(s.p, '@', s.n) : NULL;
	if (at) {
		struct str user = { s.p, (size_t)(at - s.p) };

		if (!is_plain(user))
			return wrong(why,
			    arena_printf(a, _("'%.*s' has no name before @"),
				STR_ARG(whole)));
		t.user = arena_cstr(a, user);
		s = str_slice(s, user.n + 1, s.n);
	}
	TRY(split_port(a, s, &host, &t.port, why));
	if (!is_plain(host) || host.p[0] == '-')
		return wrong(why,
		    arena_printf(a, _("'%.*s' names no host"), STR_ARG(whole)));
	t.host = arena_cstr(a, host);
	*out = t;
	return ERR_NONE;
}

static enum err
set_option(
    struct arena *a, struct options *o, struct str setting, struct str *why)
{
	struct str rest = setting;
	struct str name = str_cut(&rest, '=');

	if (!str_eq(name, STR("known_hosts")) || rest.n == 0)
		return wrong(why,
		    arena_printf(a, _("-o takes known_hosts=FILE, not '%.*s'"),
			STR_ARG(setting)));
	o->known_hosts = arena_cstr(a, rest);
	return ERR_NONE;
}

static enum err
join_words(struct arena *a, int n, char *const *words, struct options *o,
    struct str *why)
{
	struct buf b = BUF_INIT(OPTIONS_COMMAND_BYTES_MAX);

	if (n > 0 && words[0][0] == '-')
		return wrong(why,
		    arena_printf(
			a, _("options come before HOST: '%s'"), words[0]));
	for (int i = 0; i < n; i++) {
		if (i > 0)
			buf_char(&b, ' ');
		buf_cstr(&b, words[i]);
	}
	if (b.full) {
		buf_free(&b);
		*why = STR(_("the command is too long; "
			     "long text goes to standard input"));
		return ERR_LIMIT;
	}
	o->command = b.n > 0 ? arena_cstr(a, buf_str(&b)) : NULL;
	buf_free(&b);
	return ERR_NONE;
}

/* Who and where, as far as the command line left it open. */
static enum err
fill_in(struct arena *a, struct options *o, struct str *why)
{
	const struct passwd *pw = getpwuid(getuid());
	const char *user = getenv("USER"), *home = getenv("HOME");

	if (!home || !*home)
		home = pw ? pw->pw_dir : "";
	o->home = arena_cstr(a, str_from(home));
	if (!o->known_hosts)
		o->known_hosts =
		    arena_printf(a, "%s/.ssh/known_hosts", o->home).p;
	if (o->user)
		return ERR_NONE;
	if (!user || !*user)
		user = pw ? pw->pw_name : NULL;
	if (!user || !is_plain(str_from(user)))
		return wrong(why, STR(_("who are you? give USER@HOST")));
	o->user = arena_cstr(a, str_from(user));
	return ERR_NONE;
}

static enum err
take(struct arena *a, int opt, struct options *o, int *port, struct str *why)
{
	switch (opt) {
	case 'p':
		return parse_port(a, str_from(optarg), port, why);
	case 'l':
		if (!is_plain(str_from(optarg)))
			return wrong(why, STR(_("-l takes a name")));
		o->user = optarg;
		return ERR_NONE;
	case 'i':
		if (o->keys_len == OPTIONS_KEYS_MAX)
			return wrong(why, STR(_("too many -i")));
		o->keys[o->keys_len++] = optarg;
		return ERR_NONE;
	case 'o':
		return set_option(a, o, str_from(optarg), why);
	case OPT_KNOWN_HOSTS:
		if (!*optarg)
			return wrong(why, STR(_("--known-hosts takes a file")));
		o->known_hosts = optarg;
		return ERR_NONE;
	case OPT_ACCEPT_NEW:
		o->accept_new = true;
		return ERR_NONE;
	case 'q':
		o->quiet = true;
		return ERR_NONE;
	case 'v':
		o->verbose++;
		return ERR_NONE;
	case 'h':
		o->what = OPTIONS_HELP;
		return ERR_NONE;
	default:
		o->what = OPTIONS_VERSION;
		return ERR_NONE;
	}
}

static enum err
not_taken(struct arena *a, int opt, const char *word, struct str *why)
{
	if (opt == ':')
		return wrong(
		    why, arena_printf(a, _("'%s' needs a value"), word));
	return wrong(why, arena_printf(a, _("there is no option '%s'"), word));
}

enum err
options_parse(struct arena *a, int argc, char *const *argv, struct options *out,
    struct str *why)
{
	static const struct option names[] = {
		{ "known-hosts", required_argument, NULL, OPT_KNOWN_HOSTS },
		{ "accept-new", no_argument, NULL, OPT_ACCEPT_NEW },
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, OPT_VERSION },
		{ 0 },
	};
	struct options o = { 0 };
	struct target t;
	int opt, port = -1, at = 1;

	optind = 0; /* so that glibc starts anew when called twice */
	while ((opt = getopt_long(argc, argv, "+:p:l:i:o:qvh", names, NULL)) !=
	    -1) {
		if (opt == '?' || opt == ':')
			return not_taken(a, opt, argv[at], why);
		TRY(take(a, opt, &o, &port, why));
		if (o.what != OPTIONS_CONNECT) {
			*out = o;
			return ERR_NONE;
		}
		at = optind;
	}
	if (optind >= argc)
		return wrong(why, STR(_("connect to which HOST?")));
	TRY(parse_target(a, str_from(argv[optind]), &t, why));
	TRY(join_words(a, argc - optind - 1, argv + optind + 1, &o, why));

	/* As with ssh, an option wins over what is written before the @. */
	if (!o.user)
		o.user = t.user;
	if (port < 0)
		port = t.port < 0 ? OPTIONS_PORT : t.port;
	o.port = (uint16_t)port;
	o.host = t.host;
	TRY(fill_in(a, &o, why));
	*out = o;
	return ERR_NONE;
}

const char *
options_usage(void)
{
	return _(usage);
}
