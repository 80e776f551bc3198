# Stoa: build, test, run, install.  `make help` lists the targets.
#
# Variables: DATA PORT LISTEN (run), PREFIX DESTDIR (install), SECONDS_EACH
# (fuzz, soak), JOBS (at once), and MODE=release|asan|tsan|clang|fuzz, each with a
# build folder of its own.

DATA	?= var
PORT	?= 2222
LISTEN	?= 127.0.0.1
PREFIX	?= /usr/local
DESTDIR	?=
MODE	?= release
JOBS	?= $(shell nproc 2>/dev/null || echo 2)

BUILD	:= $(if $(filter release,$(MODE)),build,build/$(MODE))

DEPS := gcc make pkg-config libc6-dev libssh-dev libuv1-dev libsqlite3-dev \
	libjansson-dev libsodium-dev libconfuse-dev libutf8proc-dev \
	libxml2-dev libzstd-dev libarchive-dev libncurses-dev libtermkey-dev \
	libglib2.0-dev tzdata libmd4c-dev openssh-client \
	libhunspell-dev hunspell-en-us
TEST_DEPS := libvterm-dev libcmocka-dev clang \
	clang-format clang-tidy valgrind shellcheck mandoc tmux ssh-audit sqlite3 zstd python3 procps git
# What `make bench` measures beside it, where it can be had.
BENCH_DEPS := notmuch
PKGS := libssh libuv sqlite3 jansson libsodium libconfuse libutf8proc \
	libxml-2.0 libzstd libarchive glib-2.0 hunspell
# What screens stand on; the client has none of its own yet.
SCREEN_PKGS := ncursesw termkey md4c

WARN_BOTH := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wsign-conversion -Wcast-qual -Wpointer-arith -Wwrite-strings \
	-Wundef -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wformat=2 -Wswitch-enum -Wnull-dereference \
	-Wdouble-promotion -Wvla -Walloca -Werror
WARN_GCC := -Wcast-align=strict -Wduplicated-cond -Wduplicated-branches \
	-Wlogical-op -Wjump-misses-init

HARDEN := -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	-fstack-clash-protection -fPIE
ifeq ($(MODE),release)
CC := gcc
MODE_FLAGS := -O2 $(HARDEN) $(WARN_GCC)
MODE_LINK := -pie -Wl,-z,relro,-z,now
else ifeq ($(MODE),asan)
CC := gcc
# Under sanitizers gcc 12 sees null dereferences that cannot happen.
MODE_FLAGS := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined $(WARN_GCC) -Wno-null-dereference
MODE_LINK := -fsanitize=address,undefined
else ifeq ($(MODE),tsan)
CC := clang
MODE_FLAGS := -O1 -fno-omit-frame-pointer -fsanitize=thread -Wcast-align
MODE_LINK := -fsanitize=thread
else ifeq ($(MODE),clang)
CC := clang
MODE_FLAGS := -O2 -Wcast-align
else ifeq ($(MODE),fuzz)
CC := clang
MODE_FLAGS := -O1 -fno-omit-frame-pointer -Wcast-align \
	-fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined
MODE_LINK := -fsanitize=fuzzer,address,undefined
else
$(error MODE is release, asan, tsan, clang or fuzz)
endif

PKG_CFLAGS = $(shell { pkg-config --cflags $(PKGS); \
	pkg-config --cflags $(SCREEN_PKGS); } | \
	sed 's/-I/-isystem /g' | tr '\n' ' ')
PKG_LIBS = $(shell pkg-config --libs $(PKGS))
CFLAGS = -std=c17 -D_GNU_SOURCE -g -I. -I$(BUILD) $(PKG_CFLAGS) \
	-include common/base/banned.h $(WARN_BOTH) $(MODE_FLAGS) -MMD -MP
LDLIBS = $(PKG_LIBS) -lpthread -lm
SCREEN_LIBS = $(shell pkg-config --libs $(SCREEN_PKGS))

COMMON := $(sort $(wildcard common/*/*.c common/*/*/*.c))
SCREENS := $(sort $(wildcard screens/*.c screens/ui/*.c))
SERVER := $(sort $(wildcard server/*.c))
CLIENT := $(sort $(wildcard client/*.c))
MIGRATIONS := $(sort $(wildcard common/store/migrations/*.sql))
TEST_LIB := $(sort $(wildcard tests/lib/*.c tests/bench/lib/*.c))
TESTS := $(sort $(wildcard tests/unit/*_test.c tests/store/*_test.c \
	tests/screens/*_test.c))
# Programs that the scripts use.
TOOLS := $(sort $(wildcard tests/replay/*.c tests/bench/*.c tests/demo/*.c))
FUZZ := $(sort $(wildcard tests/fuzz/*_fuzz.c))
SCRIPTS := $(sort $(wildcard tests/e2e/*.sh tests/replay/*.sh))

obj = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB := $(BUILD)/libstoa.a
SCREENS_LIB := $(BUILD)/libscreens.a
TESTS_LIB := $(BUILD)/libtests.a
SERVER_LIB := $(filter-out $(BUILD)/server/main.o,$(call obj,$(SERVER)))
CLIENT_LIB := $(filter-out $(BUILD)/client/main.o,$(call obj,$(CLIENT)))
TEST_BINS := $(patsubst %.c,$(BUILD)/%,$(TESTS))
TOOL_BINS := $(patsubst %.c,$(BUILD)/%,$(TOOLS))
FUZZ_BINS := $(patsubst %.c,$(BUILD)/%,$(FUZZ))

.PHONY: all
all: $(BUILD)/stoad $(BUILD)/stoa ## build the server and the client

$(BUILD)/stoad: $(call obj,$(SERVER)) $(SCREENS_LIB) $(LIB)
	@echo "  LD  $@"
	@$(CC) $(MODE_FLAGS) $(MODE_LINK) -o $@ $^ $(LDLIBS) $(SCREEN_LIBS)

$(BUILD)/stoa: $(call obj,$(CLIENT)) $(LIB)
	@echo "  LD  $@"
	@$(CC) $(MODE_FLAGS) $(MODE_LINK) -o $@ $^ $(LDLIBS)

$(LIB): $(call obj,$(COMMON)) $(BUILD)/common/store/migrations.o
	@echo "  AR  $@"
	@rm -f $@
	@$(AR) rcs $@ $^

$(SCREENS_LIB): $(call obj,$(SCREENS))
	@echo "  AR  $@"
	@rm -f $@
	@$(AR) rcs $@ $^

# An archive, so that a test takes from it what it needs and nothing else:
# parts of it stand on the server, which is not in the client's tests.
$(TESTS_LIB): $(call obj,$(TEST_LIB))
	@echo "  AR  $@"
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/common/store/migrations.c: $(MIGRATIONS) \
    common/store/migrations/embed.awk
	@mkdir -p $(@D)
	@awk -f common/store/migrations/embed.awk $(MIGRATIONS) > $@

$(BUILD)/common/store/migrations.o: $(BUILD)/common/store/migrations.c
	@echo "  CC  $@"
	@$(CC) $(CFLAGS) -Wno-overlength-strings -c -o $@ $<

# A test is linked with the program whose headers it includes.
CLIENT_TESTS := $(if $(TESTS),$(shell grep -l '^#include "client/' $(TESTS)))
CLIENT_BINS := $(patsubst %.c,$(BUILD)/%,$(CLIENT_TESTS))
OTHER_BINS := $(filter-out $(CLIENT_BINS),$(TEST_BINS)) $(TOOL_BINS)

$(CLIENT_BINS): $(CLIENT_LIB)
$(OTHER_BINS): $(SERVER_LIB)
$(TEST_BINS) $(TOOL_BINS): %: %.o $(TESTS_LIB) $(SCREENS_LIB) $(LIB)
	@echo "  LD  $@"
	@$(CC) $(MODE_FLAGS) $(MODE_LINK) -o $@ $(filter %.o,$^) \
	    $(TESTS_LIB) $(SCREENS_LIB) $(LIB) $(LDLIBS) $(SCREEN_LIBS) \
	    -lvterm -lcmocka

# The target that plays with whole screens sees them as tests do.
$(BUILD)/tests/fuzz/app_fuzz: $(TESTS_LIB)
$(BUILD)/tests/fuzz/app_fuzz: LDLIBS += -lvterm -lcmocka
$(FUZZ_BINS): %: %.o $(SCREENS_LIB) $(LIB)
	@echo "  LD  $@"
	@$(CC) $(MODE_FLAGS) $(MODE_LINK) -o $@ $(filter %.o,$^) \
	    $(filter $(TESTS_LIB),$^) $(SCREENS_LIB) $(LIB) $(LDLIBS) \
	    $(SCREEN_LIBS)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: programs fuzzers
programs: all $(TEST_BINS) $(TOOL_BINS)
fuzzers: $(FUZZ_BINS)

# From here on: what people type.

# A recipe with it begins with +, so that both share their jobs.
MAKE_QUIET = $(MAKE) -s --no-print-directory \
	$(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))
NOTHING_BUILT = { echo "0 passed, 1 failed (it does not build)"; exit 1; }

.PHONY: deps
deps: ## install the packages that are missing to build and run
	@server/deps.sh "$(PKGS) $(SCREEN_PKGS)" $(DEPS)

.PHONY: deps-test
deps-test: ## the same, with those for the tests
	@server/deps.sh "$(PKGS) $(SCREEN_PKGS) vterm cmocka" $(DEPS) $(TEST_DEPS)

.PHONY: run
run: deps ## build, begin a sample community in DATA, serve it on PORT
	+@$(MAKE_QUIET) MODE=release all
	@exec server/run.sh build/stoad "$(DATA)" "$(LISTEN)" "$(PORT)"

# One program as the runner takes it: -b says which build it tests.
# The long ones come first, so that none is left at the end.
release_runs = -b build $(SCRIPTS) $(TESTS:%.c=build/%)
asan_runs = -b build/asan $(SCRIPTS) $(TESTS:%.c=build/asan/%)
fuzz_checks = $(foreach f,$(FUZZ:%.c=%),-c $(f) \
	"tests/fuzz/run build/fuzz/$(f) $(1)")

.PHONY: test
test: deps-test ## build and test everything: what every change must pass
	+@$(MAKE_QUIET) MODE=release programs || $(NOTHING_BUILT)
	+@$(MAKE_QUIET) MODE=asan programs || $(NOTHING_BUILT)
	+@$(MAKE_QUIET) MODE=fuzz fuzzers || $(NOTHING_BUILT)
	@tests/run -c lint tests/lint/run $(asan_runs) $(release_runs) \
	    $(call fuzz_checks,5)

.PHONY: lint
lint: ## layers, lists, style, shell scripts, manual pages
	@tests/lint/run

# clang 14 cannot place TSan's shadow where the kernel spreads addresses widely;
# setarch gives it the ones it knows, where a container lets it.
TSAN_START = $(shell setarch -R true 2>/dev/null && echo setarch -R)
.PHONY: check-all
check-all: deps-test ## what takes longer: before an issue is called done
	+@$(MAKE_QUIET) MODE=clang programs || $(NOTHING_BUILT)
	+@$(MAKE_QUIET) MODE=release programs || $(NOTHING_BUILT)
	+@$(MAKE_QUIET) MODE=asan programs || $(NOTHING_BUILT)
	+@$(MAKE_QUIET) MODE=tsan programs || $(NOTHING_BUILT)
	+@$(MAKE_QUIET) MODE=fuzz fuzzers || $(NOTHING_BUILT)
	@tests/run -t 1200 -c lint tests/lint/run \
	    -b build/clang $(TESTS:%.c=build/clang/%) \
	    $(foreach t,$(TESTS:%.c=build/%),-c "$(t) (valgrind)" \
		"tests/lib/valgrind.sh $(t)") \
	    $(asan_runs) \
	    -b build/tsan -w "$(TSAN_START)" $(TESTS:%.c=build/tsan/%) $(SCRIPTS) \
	    -w "" $(call fuzz_checks,60) \
	    $(foreach f,$(COMMON) $(SCREENS) $(SERVER) $(CLIENT),\
		-c "clang-tidy $(f)" "make -s MODE=clang tidy FILE=$(f)")

# The words of the compiler are gcc's and clang's own to say.
.PHONY: tidy
tidy: ## clang-tidy on FILE
	@clang-tidy --quiet $(FILE) -- \
	    $(filter-out -MMD -MP -Werror,$(CFLAGS)) -w 2>/dev/null

.PHONY: deps-bench
deps-bench: deps-test ## the same, with those that make bench sets beside it
	@server/deps.sh "" $(BENCH_DEPS) || \
	    echo "bench: the rows of $(BENCH_DEPS) will be missing"

.PHONY: bench
bench: deps-bench ## measure all, or BENCH="PART...": tests/README.md
	+@$(MAKE_QUIET) MODE=release programs
	@tests/bench/run

.PHONY: golden
golden: deps-test ## write tests/data/screens anew: read the difference
	+@$(MAKE_QUIET) MODE=release build/tests/screens/golden_test
	@STOA_ACCEPT=1 build/tests/screens/golden_test
	@git diff --stat -- tests/data/screens

.PHONY: demo
demo: deps-test ## record a walk (build/demo.cast) and the README's pictures
	+@$(MAKE_QUIET) MODE=release programs
	@tests/demo/run

SECONDS_EACH ?= 0
.PHONY: fuzz
fuzz: deps-test ## run each fuzz target SECONDS_EACH (0: until it is stopped)
	+@$(MAKE_QUIET) MODE=fuzz fuzzers
	@tests/run -t 0 -j $(words $(FUZZ)) \
	    $(foreach f,$(FUZZ:%.c=%),-c $(f) "tests/fuzz/run build/fuzz/$(f) \
	    $(SECONDS_EACH) build/fuzz/corpus/$(notdir $(f))")

.PHONY: soak
soak: deps-test ## 200 sessions for SECONDS_EACH (0: 600), each cell compared
	+@$(MAKE_QUIET) $(BUILD)/tests/screens/battery_test
	@STOA_SOAK_SECONDS=$(or $(filter-out 0,$(SECONDS_EACH)),600) \
	    $(BUILD)/tests/screens/battery_test

BIN := $(DESTDIR)$(PREFIX)/bin
MAN := $(DESTDIR)$(PREFIX)/share/man
UNIT := $(DESTDIR)$(PREFIX)/lib/systemd/system

.PHONY: install
install: all ## put programs, manual pages, a systemd unit under PREFIX
	install -d $(BIN) $(MAN)/man1 $(MAN)/man7 $(MAN)/man8 $(UNIT)
	install -m 755 $(BUILD)/stoad $(BUILD)/stoa $(BIN)
	install -m 644 client/stoa.1 $(MAN)/man1
	install -m 644 server/stoad.8 $(MAN)/man8
	$(BUILD)/stoad --manual > $(BUILD)/stoa-commands.7
	$(BUILD)/stoad --manual screens > $(BUILD)/stoa-screens.7
	install -m 644 $(BUILD)/stoa-commands.7 $(BUILD)/stoa-screens.7 \
	    $(MAN)/man7
	sed 's|@BIN@|$(PREFIX)/bin|' server/stoad.service.in \
	    > $(BUILD)/stoad.service
	install -m 644 $(BUILD)/stoad.service $(UNIT)

.PHONY: uninstall
uninstall: ## take them away again; data folders stay
	rm -f $(BIN)/stoad $(BIN)/stoa $(MAN)/man1/stoa.1 \
	    $(MAN)/man7/stoa-commands.7 $(MAN)/man7/stoa-screens.7 \
	    $(MAN)/man8/stoad.8 \
	    $(UNIT)/stoad.service

.PHONY: clean
clean: ## remove what was built, in every mode; DATA stays
	rm -rf build

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", \
	    $$1, $$2 }' Makefile
