/* folder - the data folder: its lock, configuration, host keys and files. */
#include "server/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <libssh/libssh.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/store/store.h"

enum {
	KEY_FILE_BYTES = 16384,
	RSA_BITS = 3072,
	BACKLOG = 64,
	SYSOP_CODE_BYTES = 256
};

const char *const folder_host_key_names[HOST_KEYS] = { "host_ed25519",
	"host_rsa" };

static enum err
failed(const char *what, const char *path)
{
	enum err e = errno == ENOENT ? ERR_MISSING :
	    errno == EACCES	     ? ERR_DENIED :
				       ERR_IO;

	log_error(what, "file", path, "why", strerror(errno));
	return e;
}

enum err
folder_make(const char *dir)
{
	struct stat st;

	if (mkdir(dir, 0750) == 0)
		return ERR_NONE;
	if (errno == EEXIST && stat(dir, &st) == 0 && S_ISDIR(st.st_mode))
		return ERR_NONE;
	return failed("cannot make the folder", dir);
}

bool
folder_has(const char *dir, const char *name)
{
	struct arena a = ARENA_INIT;
	bool has = access(arena_printf(&a, "%s/%s", dir, name).p, F_OK) == 0;

	arena_free(&a);
	return has;
}

enum err
folder_lock(const char *dir, int *out_fd)
{
	struct arena a = ARENA_INIT;
	struct str path = arena_printf(&a, "%s/lock", dir);
	int fd = open(path.p, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	enum err e = ERR_NONE;

	if (fd < 0) {
		e = failed("cannot lock", path.p);
	} else if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		e = errno == EWOULDBLOCK ? ERR_CONFLICT :
					   failed("cannot lock", path.p);
		close(fd);
	} else {
		*out_fd = fd;
	}
	arena_free(&a);
	return e;
}

enum err
folder_read(struct arena *a, const char *dir, const char *name, size_t max,
    struct str *out)
{
	struct str path = arena_printf(a, "%s/%s", dir, name);
	char *text = arena_alloc(a, max + 1);
	int fd = open(path.p, O_RDONLY | O_CLOEXEC);
	ssize_t n = 0, got;

	if (fd < 0)
		return errno == ENOENT ? ERR_MISSING :
					 failed("cannot read", path.p);
	while ((got = read(fd, text + n, max + 1 - (size_t)n)) > 0)
		n += got;
	if (got < 0) {
		enum err e = failed("cannot read", path.p);

		close(fd);
		return e;
	}
	close(fd);
	if ((size_t)n > max) {
		log_error("file is too long", "file", path.p);
		return ERR_LIMIT;
	}
	*out = (struct str){ text, (size_t)n };
	return ERR_NONE;
}

enum err
folder_write(const char *dir, const char *name, int mode, struct str text)
{
	struct arena a = ARENA_INIT;
	struct str path = arena_printf(&a, "%s/%s", dir, name);
	struct str temporary = arena_printf(&a, "%s/%s.new", dir, name);
	int fd =
	    open(temporary.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	enum err e = ERR_NONE;

	if (fd < 0 || fchmod(fd, (mode_t)mode) < 0 ||
	    write(fd, text.p, text.n) != (ssize_t)text.n || fsync(fd) < 0 ||
	    rename(temporary.p, path.p) < 0)
		e = failed("cannot write", path.p);
	if (fd >= 0)
		close(fd);
	if (e != ERR_NONE)
		unlink(temporary.p);
	arena_free(&a);
	return e;
}

void
folder_remove(const char *dir, const char *name)
{
	struct arena a = ARENA_INIT;

	unlink(arena_printf(&a, "%s/%s", dir, name).p);
	arena_free(&a);
}

#define FOLDER_RUNNING "running"

bool
folder_mark_running(const char *dir)
{
	bool was = folder_has(dir, FOLDER_RUNNING);

	if (!was &&
	    folder_write(dir, FOLDER_RUNNING, 0600, STR("")) != ERR_NONE)
		log_warn("an unclean stop would go unnoticed");
	return was;
}

void
folder_mark_stopped(const char *dir)
{
	folder_remove(dir, FOLDER_RUNNING);
}

static bool
may_search(const char *path, uid_t uid, gid_t gid)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return false;
	if (st.st_uid == uid)
		return st.st_mode & S_IXUSR;
	if (st.st_gid == gid)
		return st.st_mode & S_IXGRP;
	return st.st_mode & S_IXOTH;
}

/* Every folder above `path` lets that user through. */
static bool
may_reach(const char *path, uid_t uid, gid_t gid)
{
	char *real = realpath(path, NULL);
	bool may = real != NULL;

	for (char *slash = real; may && (slash = strchr(slash, '/'));) {
		char kept = slash[1];

		slash[1] = '\0';
		may = may_search(real, uid, gid);
		slash[1] = kept;
		slash++;
	}
	free(real);
	return may;
}

bool
folder_share(const char *dir, uid_t uid, gid_t gid)
{
	static const char *const files[] = { "", STORE_FILE, STORE_FILE "-wal",
		STORE_FILE "-shm" };
	struct arena a = ARENA_INIT;
	bool shared = may_reach(dir, uid, gid);

	for (size_t i = 0; shared && i < sizeof files / sizeof files[0]; i++) {
		struct str path = arena_printf(&a, "%s/%s", dir, files[i]);

		if (chown(path.p, (uid_t)-1, gid) < 0 && errno != ENOENT)
			shared = false;
	}
	arena_free(&a);
	return shared;
}

void
folder_check_sysop_code(const char *dir, struct str code)
{
	struct arena a = ARENA_INIT;
	struct str kept;

	if (folder_read(&a, dir, FOLDER_SYSOP_CODE, SYSOP_CODE_BYTES, &kept) ==
		ERR_NONE &&
	    str_eq_nocase(str_trim(kept), code))
		folder_remove(dir, FOLDER_SYSOP_CODE);
	arena_free(&a);
}

enum err
folder_host_keys(
    struct arena *a, const char *dir, struct str out[HOST_KEYS], size_t *out_n)
{
	size_t n = 0;

	for (size_t i = 0; i < HOST_KEYS; i++) {
		enum err e = folder_read(
		    a, dir, folder_host_key_names[i], KEY_FILE_BYTES, &out[n]);

		if (e == ERR_MISSING)
			continue;
		TRY(e);
		n++;
	}
	if (n == 0) {
		log_error("no host key in the folder; stoad init makes them",
		    "folder", dir);
		return ERR_MISSING;
	}
	*out_n = n;
	return ERR_NONE;
}

static enum err
make_host_key(const char *path, enum ssh_keytypes_e type, int bits)
{
	ssh_key key = NULL;
	mode_t old;
	int rc;

	if (ssh_pki_generate(type, bits, &key) != SSH_OK) {
		log_error("cannot make a host key", "file", path);
		return ERR_IO;
	}
	old = umask(0077);
	rc = ssh_pki_export_privkey_file(key, NULL, NULL, NULL, path);
	umask(old);
	ssh_key_free(key);
	if (rc != SSH_OK) {
		log_error("cannot write a host key", "file", path);
		return ERR_IO;
	}
	return ERR_NONE;
}

enum err
folder_make_host_keys(const char *dir)
{
	static const struct {
		enum ssh_keytypes_e type;
		int bits;
	} kinds[HOST_KEYS] = { { SSH_KEYTYPE_ED25519, 0 },
		{ SSH_KEYTYPE_RSA, RSA_BITS } };
	struct arena a = ARENA_INIT;
	enum err e = ERR_NONE;

	for (size_t i = 0; i < HOST_KEYS && e == ERR_NONE; i++) {
		struct str path =
		    arena_printf(&a, "%s/%s", dir, folder_host_key_names[i]);

		if (access(path.p, F_OK) != 0)
			e = make_host_key(path.p, kinds[i].type, kinds[i].bits);
	}
	arena_free(&a);
	return e;
}

/* A socket's path ends at 107 bytes; one by way of /proc is short. */
static enum err
socket_at(int dir_fd, bool listens, int *out_fd)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int rc;

	if (fd < 0)
		return failed("no socket", FOLDER_CONTROL);
	snprintf(addr.sun_path, sizeof addr.sun_path, "/proc/self/fd/%d/%s",
	    dir_fd, FOLDER_CONTROL);
	if (listens) {
		mode_t old = umask(0077);

		unlink(addr.sun_path);
		rc = bind(fd, (struct sockaddr *)&addr, sizeof addr);
		umask(old);
		rc = rc == 0 ? listen(fd, BACKLOG) : rc;
	} else {
		rc = connect(fd, (struct sockaddr *)&addr, sizeof addr);
	}
	if (rc != 0) {
		enum err e = listens ? failed("cannot listen", FOLDER_CONTROL) :
				       ERR_OFFLINE;

		close(fd);
		return e;
	}
	*out_fd = fd;
	return ERR_NONE;
}

enum err
folder_control(const char *dir, bool listens, int *out_fd)
{
	int dir_fd = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	enum err e;

	if (dir_fd < 0)
		return failed("no data folder", dir);
	e = socket_at(dir_fd, listens, out_fd);
	close(dir_fd);
	return e;
}
