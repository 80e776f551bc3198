# shellcheck shell=bash
#
# tmux - real terminals for the end-to-end scripts: what a person sees.
#
# A script sources this after e2e.sh.  Each terminal is a session of a tmux
# server of the script's own, which ends with it.

TMUX_NAME=stoa-e2e-$$
TMUX_PID=

in_tmux() { env -u TMUX tmux -L "$TMUX_NAME" -f /dev/null "$@"; }

# see_open NAME COLS ROWS COMMAND…: a terminal in which it runs.
see_open() {
	local name=$1 cols=$2 rows=$3

	shift 3
	in_tmux new-session -d -s "$name" -x "$cols" -y "$rows" \
		"$(printf '%q ' "$@"); echo \"ended with \$?\"; sleep 1000" \; \
		set-option -g status off \; \
		set-option -s escape-time 0 \; \
		set-option -g default-terminal tmux-256color
	in_tmux resize-window -t "$name" -x "$cols" -y "$rows"
	[[ -n $TMUX_PID ]] && return
	TMUX_PID=$(in_tmux display-message -p '#{pid}')
	PIDS+=("$TMUX_PID")
}

# see_ssh NAME COLS ROWS KEY USER: the same with ssh, as ssh_as does it.
see_ssh() {
	local key=$4 user=$5

	write_ssh "$TMP/ssh-$key"
	see_open "$1" "$2" "$3" "$TMP/ssh-$key" "$user@127.0.0.1"
}

write_ssh() {
	local key=${1##*/ssh-} auth=(-o PubkeyAuthentication=no)

	[[ $key = - ]] || auth=(-o IdentitiesOnly=yes -i "$TMP/$key")
	{
		echo '#!/bin/sh'
		printf 'exec '
		printf '%q ' ssh -F /dev/null -o IdentityAgent=none \
			-o UserKnownHostsFile="$DATA.known" \
			-o GlobalKnownHostsFile=/dev/null \
			-o StrictHostKeyChecking=accept-new -o LogLevel=ERROR \
			-o BatchMode=yes "${auth[@]}" -p "$PORT"
		echo '"$@"'
	} >"$1"
	chmod +x "$1"
}

# see_keys NAME KEY…: as tmux names them: Enter, Escape, C-d, j.
see_keys() {
	local name=$1

	shift
	in_tmux send-keys -t "$name" "$@"
}

# see_type NAME TEXT: letter by letter, whatever it says.
see_type() { in_tmux send-keys -t "$1" -l -- "$2"; }

see_resize() { in_tmux resize-window -t "$1" -x "$2" -y "$3"; }

# see_now NAME: what stands there.
see_now() { in_tmux capture-pane -p -t "$1"; }

see_has() { see_now "$1" | grep -aqE -- "$2"; }
see_lacks() { ! see_has "$1" "$2"; }

# sees SENTENCE NAME PATTERN: within the deadline it stands there.
sees() {
	if wait_until see_has "$2" "$3"; then
		tap_ok "$1"
	else
		tap_fail "$1" "no /$3/ on terminal $2:" "$(see_now "$2")"
	fi
}

sees_no() {
	if wait_until see_lacks "$2" "$3"; then
		tap_ok "$1"
	else
		tap_fail "$1" "still /$3/ on terminal $2:" "$(see_now "$2")"
	fi
}

see_close() { in_tmux kill-session -t "$1" 2>/dev/null; }
