/* host - host keys and the algorithms this server offers. */
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "server/conn_impl.h"

/* Hybrid post-quantum exchanges came with libssh 0.12. */
#if LIBSSH_VERSION_INT >= SSH_VERSION_INT(0, 12, 0)
#define KEX_HYBRID "mlkem768x25519-sha256,sntrup761x25519-sha512@openssh.com,"
#else
#define KEX_HYBRID ""
#endif

#define CIPHERS                                                 \
	"chacha20-poly1305@openssh.com,aes256-gcm@openssh.com," \
	"aes128-gcm@openssh.com"
#define MACS "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com"

/* No certificate types: libssh does not check who signed them. */
#define KEY_TYPES                                                     \
	"ssh-ed25519,sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256," \
	"ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"                    \
	"sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256"

static const struct {
	enum ssh_bind_options_e option;
	const char *name;
	const char *value;
} options[] = {
	{ SSH_BIND_OPTIONS_BANNER, "banner", "Stoa" },
	{ SSH_BIND_OPTIONS_KEY_EXCHANGE, "kex",
	    KEX_HYBRID "curve25519-sha256,curve25519-sha256@libssh.org" },
	{ SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, "host key algorithms",
	    "ssh-ed25519,rsa-sha2-512,rsa-sha2-256" },
	{ SSH_BIND_OPTIONS_CIPHERS_C_S, "ciphers in", CIPHERS },
	{ SSH_BIND_OPTIONS_CIPHERS_S_C, "ciphers out", CIPHERS },
	{ SSH_BIND_OPTIONS_HMAC_C_S, "macs in", MACS },
	{ SSH_BIND_OPTIONS_HMAC_S_C, "macs out", MACS },
	{ SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES, "key types", KEY_TYPES },
};

static bool
set_options(ssh_bind bind)
{
	/* Else /etc/ssh/libssh_server_config could override all of this. */
	bool no = false;
	int rsa_bits = 2048;

	if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no) ||
	    ssh_bind_options_set(
		bind, SSH_BIND_OPTIONS_RSA_MIN_SIZE, &rsa_bits)) {
		log_error("ssh option refused", "why", ssh_get_error(bind));
		return false;
	}
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
		if (ssh_bind_options_set(
			bind, options[i].option, options[i].value) != SSH_OK) {
			log_error("ssh option refused", "option",
			    options[i].name, "why", ssh_get_error(bind));
			return false;
		}
	}
	return true;
}

/* Whether this key can serve with the algorithms above. */
static bool
import_key(ssh_bind bind, struct str text)
{
	struct arena a = ARENA_INIT;
	char *copy = arena_cstr(&a, text);
	ssh_key key = NULL;
	bool ok = false;

	if (ssh_pki_import_privkey_base64(copy, NULL, NULL, NULL, &key) ==
	    SSH_OK) {
		enum ssh_keytypes_e type = ssh_key_type(key);

		/* From here on the bind owns the key. */
		if (type == SSH_KEYTYPE_ED25519 || type == SSH_KEYTYPE_RSA)
			ok = ssh_bind_options_set(bind,
				 SSH_BIND_OPTIONS_IMPORT_KEY, key) == SSH_OK;
		if (!ok)
			ssh_key_free(key);
	}
	explicit_bzero(copy, text.n);
	arena_free(&a);
	return ok;
}

enum err
host_open(const struct str *keys, size_t n, struct host **out)
{
	ssh_bind bind = ssh_bind_new();
	struct host *h;
	size_t loaded = 0;

	if (!bind)
		bug("ssh_bind_new failed");
	if (!set_options(bind)) {
		ssh_bind_free(bind);
		return ERR_INVALID;
	}
	for (size_t i = 0; i < n; i++) {
		if (import_key(bind, keys[i]))
			loaded++;
		else
			log_warn("host key not usable", "number",
			    LOG_NUM(i + 1), "hint",
			    "ed25519 or RSA, no passphrase");
	}
	if (loaded == 0) {
		log_error("no host key");
		ssh_bind_free(bind);
		return ERR_INVALID;
	}
	h = mem_new(struct host);
	h->bind = bind;
	*out = h;
	return ERR_NONE;
}

void
host_free(struct host *h)
{
	if (!h)
		return;
	ssh_bind_free(h->bind);
	free(h);
}
