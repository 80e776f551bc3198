#!/bin/bash
# reading.sh - what screens cost in a large community, lean-zulip's: that in
# BENCH_DATA, which stays as it is, or one that is imported below the build.
# Rows go to standard output and, as JSON, to bench.json in the build.
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"

SET=$SHARED/data/forum/lean-zulip.jsonl.zst
FROM=${BENCH_DATA:-$BUILD/bench-data}

if [[ ! -e $FROM/stoa.db && ! -e $SET ]]; then
	tap_skip "reading a large community" "$SET is not here"
	tap_done
	exit
fi
if [[ ! -e $FROM/stoa.db ]]; then
	"$STOAD" init --data "$TMP/new" >"$OUT" &&
		"$STOAD" import --data "$TMP/new" "$SET" &&
		mv "$TMP/new" "$FROM"
fi
cp -r "$FROM" "$TMP/s"
rm -f "$BUILD/bench.json"
check "the screens of a large community are measured" \
	"$BUILD/tests/bench/reading" "$TMP/s" "$BUILD/bench.json" "$@"
cat "$TMP/check"
tap_done
