/*
 * folder - the data folder: its lock, configuration, host keys and files.
 *
 * Errors: logged with the file and the cause; ERR_CONFLICT when another
 *         server has the folder.
 */
#ifndef STOA_SERVER_FOLDER_H
#define STOA_SERVER_FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

#include "common/base/arena.h"
#include "common/base/config.h"
#include "common/base/err.h"
#include "common/base/str.h"

#define FOLDER_CONFIG "stoad.conf"
#define FOLDER_CONTROL "control.sock"
#define FOLDER_SYSOP_CODE "sysop-code"

enum { HOST_KEYS = 2 };
/* Their names in the folder. */
extern const char *const folder_host_key_names[HOST_KEYS];

/* Make it, 0750, if there is none. */
NODISCARD enum err folder_make(const char *dir);

/* Whether there is a file of that name in it. */
bool folder_has(const char *dir, const char *name);

/* Hold the folder until the fd is closed. */
NODISCARD enum err folder_lock(const char *dir, int *out_fd);

/* Read a file of at most `max` bytes. ERR_MISSING when there is none. */
NODISCARD enum err folder_read(struct arena *a, const char *dir,
    const char *name, size_t max, struct str *out);

/* Write a file whole or not at all. */
NODISCARD enum err
folder_write(const char *dir, const char *name, int mode, struct str text);
void folder_remove(const char *dir, const char *name);

/* A mark that stays when the server is killed: true if it was there. */
bool folder_mark_running(const char *dir);
void folder_mark_stopped(const char *dir);

/*
 * Let the workers' user read the store, by its group.  False when that user
 * cannot even reach the folder.
 */
bool folder_share(const char *dir, uid_t uid, gid_t gid);

/* A code was used: if it is the sysop's, its file has done its service. */
void folder_check_sysop_code(const char *dir, struct str code);

/* The text of the host keys there are; at least one. */
NODISCARD enum err folder_host_keys(
    struct arena *a, const char *dir, struct str out[HOST_KEYS], size_t *out_n);
/* Make those that are missing: Ed25519 and RSA of 3072 bits. */
NODISCARD enum err folder_make_host_keys(const char *dir);

/* Connect to, or listen on, the control socket; paths of any length. */
NODISCARD enum err folder_control(const char *dir, bool listens, int *out_fd);

#endif
