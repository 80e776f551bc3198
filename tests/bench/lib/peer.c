/* peer - a member's ssh connection, as benchmarks need it. */
#include "tests/bench/lib/peer.h"

#include <stdio.h>
#include <stdlib.h>

void
peer_give_up(const char *what, ssh_session s)
{
	fprintf(stderr, "bench: %s: %s\n", what, s ? ssh_get_error(s) : "");
	exit(1);
}

ssh_session
peer_log_in(const struct peer *p)
{
	ssh_session s = ssh_new();
	ssh_key key;
	int no = 0, yes = 1;

	ssh_options_set(s, SSH_OPTIONS_HOST, "127.0.0.1");
	ssh_options_set(s, SSH_OPTIONS_PORT_STR, p->port);
	ssh_options_set(s, SSH_OPTIONS_USER, p->user);
	ssh_options_set(s, SSH_OPTIONS_PROCESS_CONFIG, &no);
	ssh_options_set(s, SSH_OPTIONS_NODELAY, &yes);
	if (ssh_connect(s) != SSH_OK)
		peer_give_up("connect", s);
	if (ssh_pki_import_privkey_file(p->key, NULL, NULL, NULL, &key) !=
	    SSH_OK)
		peer_give_up(p->key, NULL);
	if (ssh_userauth_publickey(s, NULL, key) != SSH_AUTH_SUCCESS)
		peer_give_up("login", s);
	ssh_key_free(key);
	return s;
}

ssh_channel
peer_screen(ssh_session s)
{
	ssh_channel c = ssh_channel_new(s);

	if (ssh_channel_open_session(c) != SSH_OK ||
	    ssh_channel_request_pty_size(c, "xterm-256color", 80, 24) !=
		SSH_OK ||
	    ssh_channel_request_shell(c) != SSH_OK)
		peer_give_up("screen", s);
	return c;
}

int
peer_run(ssh_session s, const char *command)
{
	ssh_channel c = ssh_channel_new(s);
	char bytes[4096];
	int status;

	if (ssh_channel_open_session(c) != SSH_OK ||
	    ssh_channel_request_exec(c, command) != SSH_OK)
		peer_give_up("command", s);
	while (ssh_channel_read(c, bytes, sizeof bytes, 0) > 0)
		continue;
	status = ssh_channel_get_exit_status(c);
	ssh_channel_free(c);
	return status;
}
