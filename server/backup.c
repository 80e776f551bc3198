/*
 * backup - one archive of all that a community is: `stoad backup`.
 *
 * A compressed tar, mode 0600: store, secrets, host keys, configuration, and
 * a list of their BLAKE2b sums, which is read back before the archive counts
 * as made, and again by `stoad restore`.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/base/hash.h"
#include "common/base/log.h"
#include "common/store/check.h"
#include "common/store/store.h"
#include "server/cli.h"
#include "server/folder.h"
#include "server/operator.h"

#define SUMS "SUMS"

enum { CHUNK_BYTES = 65536, SUMS_BYTES = 16384 };

struct part {
	const char *name;
	bool copied; /* a consistent copy, not the file itself */
	bool needed;
	mode_t mode;
};

static const struct part parts[] = {
	{ STORE_FILE, true, true, 0640 },
	{ STORE_SECRET_FILE, true, true, 0600 },
	{ "host_ed25519", false, false, 0600 },
	{ "host_rsa", false, false, 0600 },
	{ FOLDER_CONFIG, false, true, 0640 },
	{ FOLDER_SYSOP_CODE, false, false, 0600 },
};

enum { PARTS = sizeof parts / sizeof parts[0] };

static const struct part *
find_part(const char *name)
{
	for (size_t i = 0; i < PARTS; i++) {
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	}
	return NULL;
}

static enum err
failed(struct archive *ar, const char *what)
{
	log_error(what, "why", archive_error_string(ar));
	return ERR_IO;
}

static enum err
put_header(struct archive *ar, const char *name, mode_t mode, int64_t size)
{
	struct archive_entry *entry = archive_entry_new();
	int rc;

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, mode);
	archive_entry_set_size(entry, size);
	rc = archive_write_header(ar, entry);
	archive_entry_free(entry);
	return rc == ARCHIVE_OK ? ERR_NONE : failed(ar, "cannot write");
}

static enum err
put_file(struct archive *ar, const char *path, const struct part *part)
{
	char chunk[CHUNK_BYTES];
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e = ERR_IO;
	ssize_t n = 0;

	if (fd >= 0 && fstat(fd, &st) == 0)
		e = put_header(ar, part->name, part->mode, st.st_size);
	while (e == ERR_NONE && (n = read(fd, chunk, sizeof chunk)) > 0) {
		if (archive_write_data(ar, chunk, (size_t)n) != n)
			e = failed(ar, "cannot write");
	}
	if (fd < 0 || n < 0) {
		log_error("cannot read", "file", path, "why", strerror(errno));
		e = ERR_IO;
	}
	if (fd >= 0)
		close(fd);
	return e;
}

static struct str
source_of(struct arena *a, const struct cli *c, const char *work,
    const struct part *part)
{
	return arena_printf(
	    a, "%s/%s", part->copied ? work : c->dir, part->name);
}

static enum err
put_all(
    struct archive *ar, const struct cli *c, const char *work, struct buf *sums)
{
	struct arena a = ARENA_INIT;
	enum err e = ERR_NONE;

	for (size_t i = 0; i < PARTS && e == ERR_NONE; i++) {
		struct str path = source_of(&a, c, work, &parts[i]), sum;

		if (!parts[i].needed && access(path.p, F_OK) != 0)
			continue;
		e = hash_file(&a, path.p, &sum);
		if (e == ERR_NONE)
			e = put_file(ar, path.p, &parts[i]);
		if (e == ERR_NONE)
			buf_printf(
			    sums, "%.*s  %s\n", STR_ARG(sum), parts[i].name);
	}
	if (e == ERR_NONE)
		e = put_header(ar, SUMS, 0600, (int64_t)sums->n);
	if (e == ERR_NONE &&
	    archive_write_data(ar, sums->p, sums->n) != (ssize_t)sums->n)
		e = failed(ar, "cannot write");
	arena_free(&a);
	return e;
}

static enum err
write_archive(const struct cli *c, const char *work, int fd)
{
	struct archive *ar = archive_write_new();
	struct buf sums = BUF_INIT(SUMS_BYTES);
	enum err e = ERR_NONE;

	archive_write_add_filter_zstd(ar);
	archive_write_set_format_pax_restricted(ar);
	if (archive_write_open_fd(ar, fd) != ARCHIVE_OK)
		e = failed(ar, "cannot write");
	if (e == ERR_NONE)
		e = put_all(ar, c, work, &sums);
	if (archive_write_close(ar) != ARCHIVE_OK && e == ERR_NONE)
		e = failed(ar, "cannot write");
	archive_write_free(ar);
	if (e == ERR_NONE && fsync(fd) < 0)
		e = ERR_IO;
	buf_free(&sums);
	return e;
}

/* One file of the archive, into folder `dir`. */
static enum err
take_entry(struct archive *ar, const char *dir, const char *name, mode_t mode)
{
	struct arena a = ARENA_INIT;
	struct str path = arena_printf(&a, "%s/%s", dir, name);
	int fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	enum err e = ERR_NONE;

	if (fd < 0) {
		log_error(
		    "cannot write", "file", path.p, "why", strerror(errno));
		e = ERR_IO;
	} else {
		if (archive_read_data_into_fd(ar, fd) != ARCHIVE_OK) {
			e = failed(ar, "cannot unpack");
			/* Its own faults have no errno of a full disk. */
			if (archive_errno(ar) != ENOSPC &&
			    archive_errno(ar) != EDQUOT &&
			    archive_errno(ar) != EIO)
				e = ERR_CORRUPT;
		}
		if (e == ERR_NONE && fsync(fd) < 0)
			e = ERR_IO;
		close(fd);
	}
	arena_free(&a);
	return e;
}

/* Names are taken from our own list: an archive cannot choose paths. */
static enum err
unpack(const char *file, const char *dir)
{
	struct archive *ar = archive_read_new();
	struct archive_entry *entry;
	enum err e = ERR_NONE;

	archive_read_support_filter_zstd(ar);
	archive_read_support_format_tar(ar);
	if (archive_read_open_filename(ar, file, CHUNK_BYTES) != ARCHIVE_OK) {
		log_error("this is no backup", "file", file, "why",
		    archive_error_string(ar));
		e = ERR_INVALID;
	}
	while (e == ERR_NONE) {
		int rc = archive_read_next_header(ar, &entry);
		const char *name;
		const struct part *part;

		if (rc == ARCHIVE_EOF)
			break;
		if (rc != ARCHIVE_OK) {
			log_error("the backup is damaged", "why",
			    archive_error_string(ar));
			e = ERR_CORRUPT;
			break;
		}
		name = archive_entry_pathname(entry);
		part = find_part(name);
		if (part || strcmp(name, SUMS) == 0)
			e = take_entry(ar, dir, name, part ? part->mode : 0600);
	}
	archive_read_free(ar);
	return e;
}

/* Each file named in SUMS is there and has its sum; those needed are. */
static enum err
verify_sums(const char *dir)
{
	struct arena a = ARENA_INIT;
	struct str sums, sum;
	bool seen[PARTS] = { false };
	enum err e = folder_read(&a, dir, SUMS, SUMS_BYTES, &sums);

	if (e == ERR_MISSING)
		e = ERR_CORRUPT;
	while (e == ERR_NONE && sums.n) {
		struct str line = str_cut(&sums, '\n');
		struct str want = str_slice(line, 0, HASH_HEX_CHARS);
		char *name =
		    arena_cstr(&a, str_slice(line, HASH_HEX_CHARS + 2, line.n));
		const struct part *part = find_part(name);

		if (part == NULL || !folder_has(dir, name)) {
			e = ERR_CORRUPT;
			break;
		}
		seen[part - parts] = true;
		e = hash_file(&a, arena_printf(&a, "%s/%s", dir, name).p, &sum);
		if (e == ERR_NONE && !str_eq(sum, want))
			e = ERR_CORRUPT;
	}
	for (size_t i = 0; i < PARTS && e == ERR_NONE; i++)
		e = parts[i].needed && !seen[i] ? ERR_CORRUPT : e;
	if (e != ERR_NONE)
		log_error("the backup is not whole");
	arena_free(&a);
	return e;
}

static void
tell(void *arg, struct str words)
{
	(void)arg;
	fprintf(stderr, "%.*s\n", STR_ARG(words));
}

static enum err
verify_store(const char *dir)
{
	struct arena a = ARENA_INIT;
	struct store *s = NULL;
	int64_t wrong = 0;
	enum err e =
	    store_open_copy(arena_printf(&a, "%s/%s", dir, STORE_FILE).p, &s);

	if (e == ERR_NONE)
		e = store_check(s, false, tell, NULL, &wrong);
	store_close(s);
	arena_free(&a);
	return e == ERR_NONE && wrong ? ERR_CORRUPT : e;
}

static void
empty_folder(const char *dir)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < PARTS; i++)
		unlink(arena_printf(&a, "%s/%s", dir, parts[i].name).p);
	unlink(arena_printf(&a, "%s/%s", dir, SUMS).p);
	rmdir(dir);
	arena_free(&a);
}

/* Unpack into a folder of its own, and look at every file. */
static enum err
verify_archive(const char *file, const char *dir)
{
	enum err e;

	if (mkdir(dir, 0700) < 0) {
		log_error("cannot make a folder", "folder", dir, "why",
		    strerror(errno));
		return ERR_IO;
	}
	e = unpack(file, dir);
	if (e == ERR_NONE)
		e = verify_sums(dir);
	if (e == ERR_NONE)
		e = verify_store(dir);
	return e;
}

static enum err
make_copies(const struct cli *c, struct arena *a, const char *work)
{
	struct operator* op = NULL;
	enum err e = operator_open(c->dir, NULL, &op);

	if (e == ERR_NONE)
		e = operator_copy(op,
		    arena_printf(a, "%s/%s", work, STORE_FILE).p,
		    arena_printf(a, "%s/%s", work, STORE_SECRET_FILE).p);
	operator_close(op);
	return e;
}

static enum err
absolute(struct arena *a, const char *path, struct str *out)
{
	char *real = realpath(path, NULL);

	if (real == NULL) {
		log_error("no such folder", "folder", path);
		return ERR_MISSING;
	}
	*out = arena_dup(a, str_from(real));
	free(real);
	return ERR_NONE;
}

static enum err
back_up(const struct cli *c, struct arena *a)
{
	const char *file = c->words[0];
	struct str dir, work, temporary = arena_printf(a, "%s.new", file);
	enum err e = absolute(a, c->dir, &dir);
	int fd = -1;

	TRY(e);
	/* The server writes the copies: the path must mean it the same. */
	work = arena_printf(a, "%.*s/backup.%ld", STR_ARG(dir), (long)getpid());
	if (mkdir(work.p, 0700) == 0)
		e = make_copies(c, a, work.p);
	else
		e = ERR_IO;
	if (e == ERR_NONE)
		fd = open(temporary.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
		    0600);
	if (e == ERR_NONE && fd < 0) {
		log_error("cannot write", "file", temporary.p, "why",
		    strerror(errno));
		e = ERR_IO;
	}
	if (e == ERR_NONE)
		e = write_archive(c, work.p, fd);
	if (fd >= 0)
		close(fd);
	empty_folder(work.p);
	if (e == ERR_NONE)
		e = verify_archive(temporary.p, work.p);
	empty_folder(work.p);
	if (e == ERR_NONE && rename(temporary.p, file) < 0)
		e = ERR_IO;
	if (e != ERR_NONE && fd >= 0)
		unlink(temporary.p);
	return e;
}

static int
tell_end(enum err e, const char *what, const char *file)
{
	if (e == ERR_NONE)
		printf("%s %s\n", what, file);
	else if (e != ERR_CONFLICT) /* which was told in words of its own */
		fprintf(stderr, "stoad: %s: %s\n", file, err_text(e));
	return err_exit_code(e);
}

int
cli_backup(const struct cli *c)
{
	struct arena a = ARENA_INIT;
	enum err e;

	log_set_level(LOG_ERROR);
	e = back_up(c, &a);
	arena_free(&a);
	return tell_end(e, "backed up and verified:", c->words[0]);
}

/* The folder that is to be replaced is kept beside, never removed. */
static enum err
make_way(const struct cli *c, struct arena *a)
{
	struct stat st;
	int lock = -1;
	enum err e;

	if (stat(c->dir, &st) != 0 || rmdir(c->dir) == 0)
		return ERR_NONE;
	if (!c->force) {
		fprintf(stderr,
		    "stoad: %s is there already; --force moves it "
		    "aside\n",
		    c->dir);
		return ERR_CONFLICT;
	}
	e = folder_lock(c->dir, &lock);
	if (e == ERR_CONFLICT)
		fprintf(stderr, "stoad: a server runs on %s; stop it first\n",
		    c->dir);
	TRY(e);
	close(lock);
	if (rename(c->dir,
		arena_printf(a, "%s.old-%ld", c->dir, (long)getpid()).p) < 0)
		return ERR_IO;
	printf("the old folder is now %s.old-%ld\n", c->dir, (long)getpid());
	return ERR_NONE;
}

static enum err
restore(const struct cli *c, struct arena *a)
{
	struct str work = arena_printf(a, "%s.new-%ld", c->dir, (long)getpid());
	enum err e = verify_archive(c->words[0], work.p);

	if (e == ERR_NONE)
		e = make_way(c, a);
	if (e == ERR_NONE) {
		unlink(arena_printf(a, "%.*s/%s", STR_ARG(work), SUMS).p);
		chmod(work.p, 0750);
		e = rename(work.p, c->dir) == 0 ? ERR_NONE : ERR_IO;
	}
	if (e != ERR_NONE)
		empty_folder(work.p);
	return e;
}

int
cli_restore(const struct cli *c)
{
	struct arena a = ARENA_INIT;
	enum err e;

	log_set_level(LOG_ERROR);
	e = restore(c, &a);
	arena_free(&a);
	return tell_end(e, "verified and restored:", c->words[0]);
}
