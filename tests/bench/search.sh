#!/bin/bash
# search.sh - how long searches take.  BENCH_DATA is the data folder of a
# community, which is copied; without it SET is imported, once.
set -eu
cd "$(dirname "$0")/../.."

SHARED=${STOA_SHARED:-../shared}
SET=${SET:-$SHARED/data/forum/lean-zulip.jsonl.zst}
WORK=build/bench

mkdir -p "$WORK"
if [[ -n ${BENCH_DATA:-} ]]; then
	rm -rf "$WORK/data"
	mkdir "$WORK/data"
	cp "$BENCH_DATA/stoa.db" "$WORK/data/"
	[[ ! -s $BENCH_DATA/stoa.db-wal ]] ||
		cp "$BENCH_DATA/stoa.db-wal" "$WORK/data/"
elif [[ ! -f $WORK/imported ]]; then
	if [[ ! -f $SET ]]; then
		echo "search: nothing to search in: set BENCH_DATA or SET"
		exit 0
	fi
	rm -rf "$WORK/data"
	build/stoad init --data "$WORK/data" >"$WORK/init.log"
	build/stoad import --data "$WORK/data" "$SET"
	touch "$WORK/imported"
fi
build/tests/bench/search "$WORK/data" build/bench.json
