/* stoad - the server of a Stoa community. */
#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/base/config.h"
#include "common/base/err.h"
#include "common/base/rand.h"
#include "common/base/version.h"
#include "common/command/manual.h"
#include "screens/manual.h"
#include "server/cli.h"
#include "server/serve.h"
#include "server/worker_main.h"

enum option_id {
	OPT_DATA = 256,
	OPT_SET,
	OPT_RECORD,
	OPT_AS,
	OPT_BOARD,
	OPT_NAME,
	OPT_PORT,
	OPT_LISTEN,
	OPT_SAMPLE,
	OPT_DEEP,
	OPT_FORCE,
	OPT_CHECK_CONFIG,
	OPT_ALL,
	OPT_HELP,
};

struct subcommand {
	const char *name;
	const char *usage;
	const char *summary;
	const char *takes; /* one letter an option; see option_letters */
	int min_words;
	int max_words; /* -1: any */
	int (*run)(const struct cli *c);
};

static const struct option options[] = {
	{ "data", required_argument, NULL, OPT_DATA },
	{ "set", required_argument, NULL, OPT_SET },
	{ "record", required_argument, NULL, OPT_RECORD },
	{ "as", required_argument, NULL, OPT_AS },
	{ "board", required_argument, NULL, OPT_BOARD },
	{ "name", required_argument, NULL, OPT_NAME },
	{ "port", required_argument, NULL, OPT_PORT },
	{ "listen", required_argument, NULL, OPT_LISTEN },
	{ "sample", no_argument, NULL, OPT_SAMPLE },
	{ "deep", no_argument, NULL, OPT_DEEP },
	{ "force", no_argument, NULL, OPT_FORCE },
	{ "check-config", no_argument, NULL, OPT_CHECK_CONFIG },
	{ "all", no_argument, NULL, OPT_ALL },
	{ "help", no_argument, NULL, OPT_HELP },
	{ 0 },
};

static int
run_serve(const struct cli *c)
{
	const struct serve_options o = { c->dir, c->record, c->set };

	if (c->check_config) {
		struct config *config;
		enum err e = serve_config(c->dir, c->set, &config);

		if (e != ERR_NONE)
			return err_exit_code(e);
		config_free(config);
		puts("the configuration is good");
		return 0;
	}
	return serve(&o);
}

static const struct subcommand subcommands[] = {
	{ "serve",
	    "[--data DIR] [--set KEY=VALUE]... [--record FILE] "
	    "[--check-config]",
	    "run the server in the foreground", "dsrc", 0, 0, run_serve },
	{ "init",
	    "[--data DIR] [--name NAME] [--port N] [--listen ADDR] "
	    "[--sample] [--set KEY=VALUE]... [--record FILE]",
	    "begin a community in a new folder and print the sysop's code",
	    "dnplSsr", 0, 0, cli_init },
	{ "do", "[--data DIR] [--as MEMBER] COMMAND...",
	    "run a command as the operator, or as a member", "dar", 1, -1,
	    cli_do },
	{ "import", "[--data DIR] [--board BOARD] FILE...",
	    "take threads, people, votes in from JSON Lines, plain or .zst",
	    "dbr", 1, -1, cli_import },
	{ "export", "[--data DIR] [--board BOARD] [--all] [FILE]",
	    "write the same form, to standard output or FILE, packed when it "
	    "ends\n      in .zst; of boards that everybody reads, or --all",
	    "dbA", 0, 1, cli_export },
	{ "check", "[--data DIR] [--deep]",
	    "look whether the store is whole, and its counters true", "dD", 0,
	    0, cli_check },
	{ "backup", "[--data DIR] FILE",
	    "write everything into one archive, also while serving", "d", 1, 1,
	    cli_backup },
	{ "restore", "[--data DIR] [--force] FILE",
	    "lay a backup out in a new folder", "df", 1, 1, cli_restore },
};

enum { SUBCOMMANDS = sizeof subcommands / sizeof subcommands[0] };

static void
usage(FILE *to)
{
	fputs("usage: stoad COMMAND [OPTIONS]\n\n", to);
	for (size_t i = 0; i < SUBCOMMANDS; i++)
		fprintf(to, "  stoad %s %s\n      %s\n", subcommands[i].name,
		    subcommands[i].usage, subcommands[i].summary);
	fputs(
	    "\n  stoad --print-config   a configuration file with every entry\n"
	    "  stoad --manual [screens]\n"
	    "                         the manual page of the commands, or of\n"
	    "                         the screens\n"
	    "  stoad --version\n\n"
	    "DIR is ./var unless told. `stoad do help` lists the commands.\n",
	    to);
}

static int
complain(const struct subcommand *s, const char *what)
{
	fprintf(stderr, "stoad %s: %s\nusage: stoad %s %s\n", s->name, what,
	    s->name, s->usage);
	return err_exit_code(ERR_INVALID);
}

/* The letter by which a subcommand says that it takes an option. */
static char
letter_of(int option)
{
	static const char letters[] = "dsrabnplSDfcA";

	return option >= OPT_DATA && option <= OPT_ALL ?
	    letters[option - OPT_DATA] :
	    '\0';
}

static bool
add_set(struct cli *c, const char *key, const char *value)
{
	size_t n = strlen(key) + strlen(value) + 1;
	char *text;

	if (c->sets == SETS_MAX)
		return false;
	text = calloc(1, n);
	if (text == NULL)
		return false;
	snprintf(text, n, "%s%s", key, value);
	c->set[c->sets++] = text;
	return true;
}

static bool
take(struct cli *c, int option, char *value)
{
	switch (option) {
	case OPT_DATA:
		c->dir = value;
		return value[0] != '\0';
	case OPT_SET:
		return add_set(c, "", value);
	case OPT_PORT:
		return add_set(c, "port=", value);
	case OPT_LISTEN:
		return add_set(c, "listen=", value);
	case OPT_RECORD:
		c->record = value;
		return true;
	case OPT_AS:
		c->as = value;
		return true;
	case OPT_BOARD:
		c->board = value;
		return true;
	case OPT_NAME:
		c->name = value;
		return true;
	case OPT_SAMPLE:
		c->sample = true;
		return true;
	case OPT_DEEP:
		c->deep = true;
		return true;
	case OPT_FORCE:
		c->force = true;
		return true;
	case OPT_CHECK_CONFIG:
		c->check_config = true;
		return true;
	case OPT_ALL:
		c->all = true;
		return true;
	default:
		return false;
	}
}

static int
run(const struct subcommand *s, int argc, char **argv)
{
	struct cli c = { .dir = "var" };
	int option, status;

	opterr = 0;
	/* "+": options end at the first word, which begins the command. */
	while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		char letter = letter_of(option);

		if (option == OPT_HELP) {
			printf("usage: stoad %s %s\n    %s\n", s->name,
			    s->usage, s->summary);
			return 0;
		}
		if (letter == '\0' || strchr(s->takes, letter) == NULL)
			return complain(s,
			    "an option it does not take, or "
			    "one without its value");
		if (!take(&c, option, optarg))
			return complain(s, "a value that cannot be");
	}
	c.words = argv + optind;
	c.word_count = argc - optind;
	if (c.word_count < s->min_words)
		return complain(s, "something is missing");
	if (s->max_words >= 0 && c.word_count > s->max_words)
		return complain(s, "too many words");
	status = s->run(&c);
	while (c.sets > 0) {
		char *text;

		memcpy(&text, &c.set[--c.sets], sizeof text);
		free(text);
	}
	return status;
}

static int
print(void (*fill)(struct buf *out))
{
	struct buf out = BUF_INIT(0);

	fill(&out);
	fwrite(out.p, 1, out.n, stdout);
	buf_free(&out);
	return 0;
}

static void
fill_config(struct buf *out)
{
	struct config *c = config_new();

	config_print(c, out);
	config_free(c);
}

static int
run_worker(char **argv)
{
	if (argv[2] == NULL || argv[3] == NULL || argv[4] == NULL)
		return err_exit_code(ERR_INVALID);
	return worker_main(argv[3], argv[4]);
}

int
main(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "--help";

	setlocale(LC_CTYPE, "C.UTF-8");
	umask(0027);
	rand_init();
	if (strcmp(word, "worker") == 0)
		return run_worker(argv);
	if (strcmp(word, "--version") == 0) {
		puts("stoad " STOA_VERSION);
		return 0;
	}
	if (strcmp(word, "--print-config") == 0)
		return print(fill_config);
	if (strcmp(word, "--manual") == 0)
		return print(argc > 2 && strcmp(argv[2], "screens") == 0 ?
			screens_manual :
			manual_page);
	for (size_t i = 0; i < SUBCOMMANDS; i++) {
		if (strcmp(word, subcommands[i].name) == 0)
			return run(&subcommands[i], argc - 1, argv + 1);
	}
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
	    strcmp(word, "help") == 0) {
		usage(stdout);
		return argc > 1 ? 0 : err_exit_code(ERR_INVALID);
	}
	fprintf(stderr, "stoad: there is no command \"%s\"\n\n", word);
	usage(stderr);
	return err_exit_code(ERR_INVALID);
}
