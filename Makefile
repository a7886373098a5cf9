# bilan — see README.md. `make demo` and `make check` do everything from nothing.
BUILD   ?= release
DIR     := build/$(BUILD)
PREFIX  ?= /usr/local
CC      ?= cc
PKGS    := glib-2.0 sqlite3 libcyaml xlsxwriter cairo cairo-ft freetype2 zlib

CFLAGS_release := -O2 -g
CFLAGS_debug   := -O0 -g3
CFLAGS_san     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
CFLAGS_cov     := -O0 -g --coverage
LDFLAGS_san    := -fsanitize=address,undefined
LDFLAGS_cov    := --coverage

WARN    := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
# lazily: the packages may be installed by the `deps` rule of this very run
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   = $(shell pkg-config --libs $(PKGS)) -lhpdf -lm
CFLAGS_ALL = -std=c17 -D_GNU_SOURCE $(WARN) $(CFLAGS_$(BUILD)) -Iinclude -DBILAN_PREFIX='"$(PREFIX)"' $(PKG_CFLAGS) $(CFLAGS)

SRCS := $(wildcard src/*/*.c)
LIB_OBJS := $(patsubst src/%.c,$(DIR)/%.o,$(filter-out src/cli/main.c,$(SRCS)))
BIN  := $(DIR)/bilan
TEST_SRCS := $(wildcard tests/unit/*.c)
TEST_OBJS := $(patsubst tests/unit/%.c,$(DIR)/tests/%.o,$(TEST_SRCS))
TEST_BIN  := $(DIR)/check_bilan

.PHONY: all deps
all: $(BIN)

# Installs what is missing, once; see the script for what it does and does not.
deps: build/deps.stamp
build/deps.stamp: scripts/installer-dependances.sh
	@sh $< && mkdir -p build && touch $@

$(BIN): $(DIR)/cli/main.o $(DIR)/libbilan.a
	@echo "  LD     $@"; $(CC) $(LDFLAGS_$(BUILD)) -o $@ $^ $(PKG_LIBS)

$(DIR)/libbilan.a: $(LIB_OBJS)
	@echo "  AR     $@"; rm -f $@; ar rcs $@ $^

$(DIR)/%.o: src/%.c | build/deps.stamp
	@mkdir -p $(@D); echo "  CC     $<"; $(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(DIR)/tests/%.o: tests/unit/%.c | build/deps.stamp
	@mkdir -p $(@D); echo "  CC     $<"; $(CC) $(CFLAGS_ALL) $(shell pkg-config --cflags check) -MMD -MP -c -o $@ $<

-include $(LIB_OBJS:.o=.d) $(TEST_OBJS:.o=.d) $(DIR)/cli/main.d
