# Stoa: build, test, run, install.  `make help` lists the targets.
#
# Variables: DATA PORT LISTEN (run), PREFIX DESTDIR (install), and
# MODE=release|asan|tsan|clang, each with a build folder of its own.

DATA	?= var
PORT	?= 2222
LISTEN	?= 127.0.0.1
PREFIX	?= /usr/local
DESTDIR	?=
MODE	?= release

BUILD	:= $(if $(filter release,$(MODE)),build,build/$(MODE))

DEPS := gcc make pkg-config libc6-dev libssh-dev libuv1-dev libsqlite3-dev \
	libjansson-dev libsodium-dev libconfuse-dev libutf8proc-dev \
	libxml2-dev libzstd-dev libarchive-dev openssh-client
TEST_DEPS := libcmocka-dev clang clang-format clang-tidy valgrind shellcheck \
	mandoc tmux ssh-audit sqlite3 zstd python3 procps git
PKGS := libssh libuv sqlite3 jansson libsodium libconfuse libutf8proc \
	libxml-2.0 libzstd libarchive

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
else
$(error MODE is release, asan, tsan or clang)
endif

PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS) | sed 's/-I/-isystem /g')
PKG_LIBS = $(shell pkg-config --libs $(PKGS))
CFLAGS = -std=c17 -D_GNU_SOURCE -g -I. -I$(BUILD) $(PKG_CFLAGS) \
	-include common/base/banned.h $(WARN_BOTH) $(MODE_FLAGS) -MMD -MP
LDLIBS = $(PKG_LIBS) -lpthread -lm

COMMON := $(sort $(wildcard common/*/*.c common/*/*/*.c))
SERVER := $(sort $(wildcard server/*.c))
CLIENT := $(sort $(wildcard client/*.c))
MIGRATIONS := $(sort $(wildcard common/store/migrations/*.sql))
TEST_LIB := $(sort $(wildcard tests/lib/*.c))
TESTS := $(sort $(wildcard tests/unit/*_test.c tests/store/*_test.c))

obj = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB := $(BUILD)/libstoa.a
SERVER_LIB := $(filter-out $(BUILD)/server/main.o,$(call obj,$(SERVER)))
TEST_BINS := $(patsubst %.c,$(BUILD)/%,$(TESTS))

.PHONY: all
all: $(BUILD)/stoad $(BUILD)/stoa

$(BUILD)/stoad: $(call obj,$(SERVER)) $(LIB)
	@echo "  LD  $@"
	@$(CC) $(MODE_FLAGS) $(MODE_LINK) -o $@ $^ $(LDLIBS)

$(BUILD)/stoa: $(call obj,$(CLIENT)) $(LIB)
	@echo "  LD  $@"
	@$(CC) $(MODE_FLAGS) $(MODE_LINK) -o $@ $^ $(LDLIBS)

$(LIB): $(call obj,$(COMMON)) $(BUILD)/common/store/migrations.o
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/common/store/migrations.c: $(MIGRATIONS) \
    common/store/migrations/embed.awk
	@mkdir -p $(@D)
	awk -f common/store/migrations/embed.awk $(MIGRATIONS) > $@

$(BUILD)/common/store/migrations.o: $(BUILD)/common/store/migrations.c
	@echo "  CC  $@"
	@$(CC) $(CFLAGS) -Wno-overlength-strings -c -o $@ $<

CLIENT_LIB := $(filter-out $(BUILD)/client/main.o,$(call obj,$(CLIENT)))

$(BUILD)/tests/unit/options_test: $(CLIENT_LIB)
$(BUILD)/tests/%_test: $(BUILD)/tests/%_test.o $(call obj,$(TEST_LIB)) \
    $(SERVER_LIB) $(LIB)
	@echo "  LD  $@"
	@$(CC) $(MODE_FLAGS) $(MODE_LINK) -o $@ $^ $(LDLIBS) -lcmocka

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
