# Installation and the Debian package. One folder, PREFIX/lib/opennk, is the SDK in the layout that
# build files of solutions know (einit-and-build 1); PREFIX/bin has links to its tools.
# All that is installed finds the rest from its own place: PREFIX may be moved, and so may the SDK.

SDK     := $(DESTDIR)$(PREFIX)/lib/opennk
SHARE   := $(DESTDIR)$(PREFIX)/share
PKGS    := opennk nk
DEB_DIR ?= $(BUILD)/deb
EXAMPLES := $(sort $(wildcard samples/[0-9]*))

INSTALLED_TOOLS := $(TOOLS) $(BIN)/kos-gdb
$(BIN)/kos-gdb: tools/kos-gdb
	$(copy)
all: $(BIN)/kos-gdb

.PHONY: uninstall deb
install: all
	$(call say,INSTALL,$(SDK))
	$(Q)rm -rf $(SDK)
	$(Q)mkdir -p $(SDK)/toolchain/bin $(SDK)/toolchain/include/nk $(SDK)/libexec $(SDK)/examples
	$(Q)cp -P $(INSTALLED_TOOLS) $(SDK)/toolchain/bin/
	$(Q)cp cmake/cmake.sh $(SDK)/toolchain/bin/cmake && cp -R $(BUILD)/common $(SDK)/
	$(Q)ln -s toolchain/bin $(SDK)/bin
	$(Q)cp -R $(SDK_SHARE) $(SDK)/toolchain/
	$(Q)cp $(SYSROOT)/include/nk/*.psl $(SDK)/toolchain/include/nk/
	$(Q)cp -R $(SYSROOT) $(SDK)/
	$(Q)cp -R $(LIBEXEC) $(BUILD)/libexec/host $(SDK)/libexec/
	$(Q)cp $(BUILD)/lib/libnk-host.a $(SDK)/libexec/host/libnk.a
	$(Q)cp -R docs/schemas $(SDK)/ && cp -R templates/docs $(SDK)/templates
	$(Q)cp -R templates/component $(SDK)/templates/
	$(Q)cp -R samples/README.md $(EXAMPLES) $(SDK)/examples/
	$(Q)rm -rf $(EXAMPLES:samples/%=$(SDK)/examples/%/build)
	$(Q)mkdir -p $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/pkgconfig \
	  $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	  $(SHARE)/fish/vendor_completions.d
	$(Q)ln -sf $(INSTALLED_TOOLS:$(BIN)/%=../lib/opennk/toolchain/bin/%) $(DESTDIR)$(PREFIX)/bin/
	$(Q)cp $(MAN_PAGES) $(SHARE)/man/man1/
	$(Q)cp $(COMPLETE)/bash/* $(SHARE)/bash-completion/completions/
	$(Q)cp $(COMPLETE)/zsh/_* $(SHARE)/zsh/site-functions/
	$(Q)cp $(COMPLETE)/fish/*.fish $(SHARE)/fish/vendor_completions.d/
	$(Q)rm -rf $(SHARE)/doc/opennk && mkdir -p $(SHARE)/doc/opennk/docs
	$(Q)cp README.md ASSURANCE.md LICENSE $(SHARE)/doc/opennk/
	$(Q)cp -R docs/*.md docs/examples docs/schemas $(SHARE)/doc/opennk/docs/
	$(Q)ln -s ../../../lib/opennk/examples $(SHARE)/doc/opennk/samples
	$(Q)for p in $(PKGS); do sed 's/@VERSION@/$(VERSION)/' packaging/$$p.pc.in >$(SHARE)/pkgconfig/$$p.pc; done

# Takes away what install of this version puts there; folders of others stay.
uninstall:
	$(call say,REMOVE,$(SDK))
	$(Q)rm -rf $(SDK) $(SHARE)/doc/opennk
	$(Q)rm -f $(INSTALLED_TOOLS:$(BIN)/%=$(DESTDIR)$(PREFIX)/bin/%) \
	  $(MAN_PAGES:$(MAN)/%=$(SHARE)/man/man1/%) $(PKGS:%=$(SHARE)/pkgconfig/%.pc) \
	  $(TABLED:%=$(SHARE)/bash-completion/completions/%) $(TABLED:%=$(SHARE)/zsh/site-functions/_%) \
	  $(TABLED:%=$(SHARE)/fish/vendor_completions.d/%.fish)

# Debian wants shared libraries; the tools of the build have theirs linked in (compiler/build.mk).
DEB_TOOLS := $(NKC_TOOLS:$(BIN)/%=$(BUILD)/deb-tools/%)
$(DEB_TOOLS): $(BUILD)/deb-tools/%: $(OBJ)/host/compiler/main_$$(subst -,_,$$*).o $(BUILD)/lib/libnkc.a
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -Wl,-z,relro,-z,now $^ -ljansson -lyaml -lmd -o $@

# The package of this machine's architecture; needs dpkg-dev.
deb: all $(DEB_TOOLS)
	$(Q)rm -rf $(DEB_DIR) && mkdir -p $(DEB_DIR)
	$(Q)$(MAKE) --no-print-directory -s install DESTDIR=$(abspath $(DEB_DIR)/root) PREFIX=/usr
	$(Q)cp $(DEB_TOOLS) $(DEB_DIR)/root/usr/lib/opennk/toolchain/bin/
	$(call say,DEB,$(DEB_DIR))
	$(Q)packaging/deb $(VERSION) $(DEB_DIR)

# The package in a fresh Debian 12: as root, with debootstrap; downloads half a gigabyte.
.PHONY: check-deb
check-deb: deb
	$(Q)tests/package/clean-root $(DEB_DIR)/opennk_$(VERSION)_*.deb
