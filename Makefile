# bilan — see README.md. `make demo` and `make check` do everything from nothing.
BUILD   ?= release
DIR     := build/$(BUILD)
PREFIX  ?= /usr/local
CC      ?= cc
PKGS    := glib-2.0 sqlite3 libcyaml jansson xlsxwriter cairo cairo-ft freetype2 zlib

CFLAGS_release := -O2 -g
CFLAGS_debug   := -O0 -g3
CFLAGS_san     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
# a worker leaves by _exit(), which writes no counters
CFLAGS_cov     := -O0 -g --coverage -D_exit=exit
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

.PHONY: all deps check check-unit check-oracle golden check-web demo lint format coverage bench install clean help galerie check-documents
all: $(BIN)

help:
	@echo "make            construit build/release/bilan"
	@echo "make demo       simule une année, l'importe et produit les rapports (out/demo)"
	@echo "make check      construit et passe les tests"
	@echo "make check-web  essaie la page html dans un navigateur (chromium et node, installés au besoin)"
	@echo "make golden     récrit les documents de référence (tests/golden)"
	@echo "make galerie    toutes les pages des cas difficiles, en une page d’images (out/galerie)"
	@echo "make check-documents  les documents relus par qpdf, poppler, LibreOffice"
	@echo "make lint       format, en-têtes tiers à leur place, gabarits SQL préparés"
	@echo "make coverage   part des lignes que les tests exécutent"
	@echo "make bench      débit de l'import et coût d'un document, en rapports"
	@echo "make install    copie bilan sous PREFIX (défaut /usr/local)"

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

$(TEST_BIN): $(TEST_OBJS) $(DIR)/libbilan.a
	@echo "  LD     $@"; $(CC) $(LDFLAGS_$(BUILD)) -o $@ $^ $(PKG_LIBS) $(shell pkg-config --libs check)

check: check-unit check-oracle

check-unit: $(TEST_BIN) $(BIN)
	BILAN_RACINE=$(CURDIR) BILAN_PROGRAMME=$(CURDIR)/$(BIN) ./$(TEST_BIN)

# The documents of tests/fixtures/golden written anew under tests/golden: read the difference.
golden: $(TEST_BIN) $(BIN)
	BILAN_GOLDEN=ecrire CK_RUN_SUITE=golden BILAN_RACINE=$(CURDIR) BILAN_PROGRAMME=$(CURDIR)/$(BIN) ./$(TEST_BIN)
	@git --no-pager diff --stat -- tests/golden 2>/dev/null || true

# The page in a browser; apart from `check`, for it installs a browser (see the script).
check-web: $(BIN)
	@sh scripts/verifier-page.sh $(BIN)

# Every figure against a second computation, written apart from this one (tests/oracle).
GRAINES ?= 60
check-oracle: $(BIN)
	python3 tests/oracle/test_worked_example.py
	python3 tests/oracle/compare.py --bilan $(BIN) --graine-debut 1 --nombre $(GRAINES)

demo: $(BIN)
	@sh scripts/demo.sh $(BIN)

# Every report in its worst cases, as one page of pictures to look at.
galerie: $(BIN)
	@sh scripts/galerie.sh $(BIN)

# The documents as other programs read them: qpdf, poppler, XML parsers, LibreOffice.
check-documents: $(BIN)
	@sh scripts/verifier-documents.sh $(BIN)

lint: $(BIN)
	@sh scripts/lint.sh $(BIN)

format:
	clang-format -i $(wildcard src/*/*.[ch] include/bilan/*/*.h tests/unit/*.[ch])

coverage:
	@sh scripts/couverture.sh

bench: $(BIN)
	@sh scripts/bench.sh $(BIN)

install: $(BIN)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/bilan
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/bilan
	cp -R sql reports templates donnees $(DESTDIR)$(PREFIX)/share/bilan/

clean:
	rm -rf build

-include $(LIB_OBJS:.o=.d) $(TEST_OBJS:.o=.d) $(DIR)/cli/main.d
