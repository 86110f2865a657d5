# Manual pages and shell completions. SYNOPSIS and OPTIONS of NAME.1.in, and the completions, come
# from the tool's own table of options (hidden option --print-doc); NAME.1 is complete as it is.

MAN       := $(BUILD)/man
COMPLETE  := $(BUILD)/completions
TABLED    := $(patsubst man/%.1.in,%,$(sort $(wildcard man/*.1.in)))
MAN_LINKS := $(MAN)/aarch64-kos-g++.1 $(MAN)/kos_make_kimg.1
MAN_PAGES := $(TABLED:%=$(MAN)/%.1) $(patsubst man/%,$(MAN)/%,$(sort $(wildcard man/*.1))) \
             $(MAN_LINKS)
COMPLETIONS := $(TABLED:%=$(COMPLETE)/bash/%) $(TABLED:%=$(COMPLETE)/zsh/_%) \
               $(TABLED:%=$(COMPLETE)/fish/%.fish)

$(MAN)/%.1: man/%.1.in $(BIN)/%
	$(call say,MAN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/$* --print-doc synopsis >$@.synopsis
	$(Q)$(BIN)/$* --print-doc options >$@.options
	$(Q)sed -e '/^@SYNOPSIS@$$/{r $@.synopsis' -e 'd;}' -e '/^@OPTIONS@$$/{r $@.options' -e 'd;}' \
	  $< >$@.tmp && mv $@.tmp $@ && rm $@.synopsis $@.options

$(MAN)/%.1: man/%.1
	$(call say,MAN,$@)
	$(Q)mkdir -p $(@D) && cp $< $@

$(COMPLETE)/bash/%: $(BIN)/%
	$(call say,COMPL,$@)
	$(Q)mkdir -p $(@D) && $< --print-doc bash >$@

$(COMPLETE)/zsh/_%: $(BIN)/%
	$(call say,COMPL,$@)
	$(Q)mkdir -p $(@D) && $< --print-doc zsh >$@

$(COMPLETE)/fish/%.fish: $(BIN)/%
	$(call say,COMPL,$@)
	$(Q)mkdir -p $(@D) && $< --print-doc fish >$@

all: $(MAN_PAGES) $(COMPLETIONS)

.PHONY: man
man: $(MAN_PAGES)
	$(call say,LINT,man)
	$(Q)cd $(MAN) && mandoc -Tlint -W style $(notdir $(filter-out $(MAN_LINKS),$(MAN_PAGES)))

# Second names of tools.
$(MAN)/aarch64-kos-g++.1: $(MAN)/aarch64-kos-gcc.1
	$(Q)ln -sf $(<F) $@
$(MAN)/kos_make_kimg.1: $(MAN)/makeimg.1
	$(Q)ln -sf $(<F) $@
