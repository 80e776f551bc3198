#!/bin/sh
# deps - install the Debian packages that are missing.
#
# usage: deps.sh "PKG-CONFIG-NAME..." PACKAGE...
#
# Says nothing and starts nothing when all are there.  Where packages cannot
# be installed from here, it is enough that pkg-config finds the libraries;
# else the packages are named and it fails.
set -u
names=$1
shift

if command -v dpkg-query > /dev/null 2>&1; then
	present=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" \
	    2> /dev/null | sed -n 's/ installed$//p')
	missing=
	for package; do
		echo "$present" | grep -qxF -- "$package" ||
		    missing="$missing $package"
	done
	[ -z "$missing" ] && exit 0
else
	missing=" $*"
fi

as_root=
if [ "$(id -u)" != 0 ]; then
	as_root=sudo
fi

if ! command -v apt-get > /dev/null 2>&1 ||
    { [ -n "$as_root" ] && ! command -v sudo > /dev/null 2>&1; }; then
	# shellcheck disable=SC2086 # a list of names
	pkg-config --exists $names 2> /dev/null && exit 0
	echo "Stoa needs what Debian calls:$missing" >&2
	echo "Please install them; they cannot be installed from here." >&2
	exit 1
fi

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

apt() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq \
	    -o Dpkg::Use-Pty=0 "$@" < /dev/null > "$log" 2>&1
}

# A password may have to be typed; ask before standard input is taken away.
if [ -n "$as_root" ]; then
	sudo -v || exit 1
fi
echo "installing:$missing"
# shellcheck disable=SC2086 # a list of packages
apt install -y --no-install-recommends $missing || {
	# A fresh system has no lists, an old one has old lists.
	apt update && apt install -y --no-install-recommends $missing
} || {
	cat "$log" >&2
	echo "Stoa needs these packages:$missing" >&2
	exit 1
}
