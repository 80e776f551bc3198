#!/bin/sh
# run - begin a sample community if there is none, then serve it.
#
# usage: run.sh STOAD DATA LISTEN PORT
#
# Shows what to type, and stays in the foreground until Ctrl-C; the log goes
# to DATA/stoad.log.  Ends with the server's exit status.
set -u
stoad=$1 data=$2 listen=$3 port=$4
log=$data/stoad.log

# Only one community fits in a folder, so its file says that it is there.
if [ ! -e "$data/stoa.db" ]; then
	said=$("$stoad" init --data "$data" --listen "$listen" \
	    --port "$port" --sample 2>&1) || {
		status=$?
		echo "$said" >&2
		exit $status
	}
fi

# The log names people's addresses; it is not for everybody on this host.
umask 027
# What another start left in the log is not this one's.
: >> "$log" || exit 1
before=$(wc -c < "$log")
this_log() {
	tail -c "+$((before + 1))" "$log"
}

server=
stop() {
	[ -z "$server" ] || kill -TERM "$server" 2> /dev/null
}
trap stop INT TERM HUP

"$stoad" serve --data "$data" --set "port=$port" --set "listen=$listen" \
    2>> "$log" &
server=$!

# `wait` returns early for each signal that is caught here.
status_of_server() {
	while :; do
		wait "$server"
		status=$?
		kill -0 "$server" 2> /dev/null || return $status
	done
}

until this_log | grep -q '^ready port='; do
	if ! kill -0 "$server" 2> /dev/null; then
		status_of_server
		status=$?
		this_log >&2
		echo "The server did not start." >&2
		[ $status = 0 ] && status=1
		exit $status
	fi
	sleep 0.1
done
port=$(this_log | sed -n 's/^ready port=//p' | head -n 1)

# Who listens everywhere is at home here, too.
host=${listen%%,*}
case $host in
127.0.0.1 | ::1 | localhost | 0.0.0.0 | ::) host=localhost ;;
esac
echo
echo "ssh -p $port join@$host"
if [ -s "$data/sysop-code" ]; then
	echo "sysop code: $(cat "$data/sysop-code")"
else
	echo "the sysop code has been used"
fi
echo
echo "The log is in $log.  Ctrl-C stops the server."

status_of_server
status=$?
if [ $status != 0 ]; then
	this_log | tail -n 20 >&2
	echo "The server ended with status $status." >&2
fi
exit $status
