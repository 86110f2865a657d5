# Tools that are scripts, packages that are needed, and installation.

# Einit and image tools share the run time's contract header.
$(OBJ)/host/compiler/image/%.o $(OBJ)/host/compiler/init/%.o: NKC_CFLAGS += -iquote runtime/include

TOOL_SCRIPTS := makekss nk-audit aarch64-kos-gcc kos-qemu-run kos-pal-image
TOOLS := $(NKC_TOOLS) $(BIN)/kos_make_kimg $(BIN)/aarch64-kos-g++ $(TOOL_SCRIPTS:%=$(BIN)/%)

$(TOOL_SCRIPTS:%=$(BIN)/%): $(BIN)/%: tools/%
	$(call say,COPY,$@)
	$(Q)mkdir -p $(@D)
	$(Q)sed 's/@VERSION@/$(VERSION)/' $< >$@ && chmod +x $@

# The name of makeimg in 1.3 of the reference.
$(BIN)/kos_make_kimg: $(BIN)/makeimg
	$(call say,LN,$@)
	$(Q)ln -sf makeimg $@

# One script, two languages.
$(BIN)/aarch64-kos-g++: $(BIN)/aarch64-kos-gcc
	$(call say,LN,$@)
	$(Q)ln -sf aarch64-kos-gcc $@

all: $(TOOLS)

# What an SDK shares with build systems, in the place where an installed one has it: the build folder
# is an SDK for `nk` and CMake, too.
SDK_SHARE := $(BUILD)/toolchain/share
SDK_FILES := $(patsubst cmake/%,$(SDK_SHARE)/%,$(wildcard cmake/toolchain-*.cmake))
SDK_MODULES := $(patsubst cmake/%,$(SDK_SHARE)/cmake/%,$(shell find cmake/Modules -name '*.cmake'))

define copy
	$(call say,COPY,$@)
	$(Q)mkdir -p $(@D) && cp $< $@
endef
$(SDK_SHARE)/solution.mk: samples/solution.mk
	$(copy)
$(SDK_FILES): $(SDK_SHARE)/%: cmake/%
	$(copy)
$(SDK_MODULES): $(SDK_SHARE)/cmake/%: cmake/%
	$(copy)

$(BUILD)/toolchain/bin:
	$(call say,LN,$@)
	$(Q)mkdir -p $(@D) && ln -sfn ../bin $@

all: $(SDK_SHARE)/solution.mk $(SDK_FILES) $(SDK_MODULES) $(BUILD)/toolchain/bin

.PHONY: deps
deps:
	$(Q)tools/deps

# One folder holds the SDK in the layout that its users' build files know; PREFIX/bin has links.
SDK   := $(DESTDIR)$(PREFIX)/lib/opennk
SHARE := $(DESTDIR)$(PREFIX)/share

install: all
	$(call say,INSTALL,$(SDK))
	$(Q)mkdir -p $(SDK)/toolchain/bin $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 \
	  $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	  $(SHARE)/fish/vendor_completions.d
	$(Q)cp -P $(TOOLS) $(SDK)/toolchain/bin/
	$(Q)rm -rf $(SDK)/sysroot-aarch64-kos $(SDK)/libexec
	$(Q)cp -R $(SYSROOT) $(SDK)/
	$(Q)mkdir -p $(SDK)/libexec && cp -R $(LIBEXEC) $(SDK)/libexec/
	$(Q)cp -R $(BUILD)/libexec/host $(SDK)/libexec/
	$(Q)rm -rf $(SDK)/schemas $(SDK)/templates
	$(Q)cp -R docs/schemas $(SDK)/ && cp -R templates/docs $(SDK)/templates
	$(Q)rm -rf $(SDK)/toolchain/share && mkdir -p $(SDK)/toolchain/share/cmake
	$(Q)cp cmake/toolchain-*.cmake $(SDK)/toolchain/share/
	$(Q)cp -R cmake/Modules $(SDK)/toolchain/share/cmake/
	$(Q)ln -sfn toolchain/bin $(SDK)/bin
	$(Q)ln -sf $(patsubst $(BIN)/%,../lib/opennk/toolchain/bin/%,$(TOOLS)) $(DESTDIR)$(PREFIX)/bin/
	$(Q)cp $(MAN_PAGES) $(SHARE)/man/man1/
	$(Q)cp $(COMPLETE)/bash/* $(SHARE)/bash-completion/completions/
	$(Q)cp $(COMPLETE)/zsh/_* $(SHARE)/zsh/site-functions/
	$(Q)cp $(COMPLETE)/fish/*.fish $(SHARE)/fish/vendor_completions.d/
