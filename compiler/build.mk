# The compiler library libnkc and its front ends.

NKC_CFLAGS := -std=c11 -O2 -g -D_XOPEN_SOURCE=700 -DNKC_VERSION='"$(VERSION)"' $(WARN) \
              -Icompiler -I$(GEN)/grammar
# Small libraries from their archives where there are such: each one that is loaded at run time
# costs a tool about a tenth of its start.
nkc_lib    = $(if $(wildcard $(shell $(HOSTCC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
NKC_LIBS   := $(foreach l,jansson yaml md,$(call nkc_lib,$(l)))

NKC_MAINS := $(wildcard compiler/main_*.c)
NKC_SRCS  := $(filter-out $(NKC_MAINS),$(wildcard compiler/*.c compiler/*/*.c compiler/*/*/*.c))
NKC_GRAMMARS := $(basename $(notdir $(wildcard grammar/*.y)))
NKC_OBJS  := $(NKC_SRCS:%.c=$(OBJ)/host/%.o) \
             $(NKC_GRAMMARS:%=$(OBJ)/host/grammar/%_lex.o) \
             $(NKC_GRAMMARS:%=$(OBJ)/host/grammar/%_parse.o) \
             $(OBJ)/host/templates.o $(OBJ)/host/explain.o
NKC_PARSERS := $(NKC_GRAMMARS:%=$(GEN)/grammar/%_parse.h) $(NKC_GRAMMARS:%=$(GEN)/grammar/%_lex.h)
.SECONDARY: $(NKC_PARSERS)

# grammar/NAME.y -> NAME_parse.{c,h}, grammar/NAME.l -> NAME_lex.{c,h}
$(GEN)/grammar/%_parse.c $(GEN)/grammar/%_parse.h &: grammar/%.y
	$(call say,BISON,$<)
	$(Q)mkdir -p $(GEN)/grammar
	$(Q)bison -Wall -Werror --header=$(GEN)/grammar/$*_parse.h -o $(GEN)/grammar/$*_parse.c $<

$(GEN)/grammar/%_lex.c $(GEN)/grammar/%_lex.h &: grammar/%.l
	$(call say,FLEX,$<)
	$(Q)mkdir -p $(GEN)/grammar
	$(Q)flex --header-file=$(GEN)/grammar/$*_lex.h -o $(GEN)/grammar/$*_lex.c $<

# Generated scanners and parsers are not ours to keep free of warnings.
$(OBJ)/host/grammar/%.o: $(GEN)/grammar/%.c $(NKC_PARSERS)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(filter-out $(WARN),$(NKC_CFLAGS)) -w -MMD -MP -c $< -o $@

# Where libxml2 keeps its headers, and the name by which it is loaded; one file needs them.
$(OBJ)/host/compiler/model/model_xml.o: NKC_CFLAGS += $(XML_CFLAGS) -DNKC_LIBXML='"$(XML_SONAME)"'
XML_SONAME := $(or $(shell objdump -p "$$($(HOSTCC) -print-file-name=libxml2.so)" 2>/dev/null | \
                           awk '$$1 == "SONAME" { print $$2 }'),libxml2.so.2)
XML_CFLAGS := $(patsubst -I%,-isystem %,$(shell xml2-config --cflags 2>/dev/null || echo -I/usr/include/libxml2))

$(OBJ)/host/compiler/%.o: compiler/%.c | $(NKC_PARSERS)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(NKC_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/lib/libnkc.a: $(NKC_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

# compiler/main_nk_gen_c.c -> build/bin/nk-gen-c, and so on.
NKC_TOOLS := $(foreach m,$(NKC_MAINS:compiler/main_%.c=%),$(BIN)/$(subst _,-,$(m)))

.SECONDEXPANSION:
$(NKC_TOOLS): $(BIN)/%: $(OBJ)/host/compiler/main_$$(subst -,_,$$*).o $(BUILD)/lib/libnkc.a
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $^ $(NKC_LIBS) -o $@

all: $(BUILD)/lib/libnkc.a $(NKC_TOOLS)

# The header templates, embedded: nk-gen-c needs no files of its own at run time.
TEMPLATES := $(sort $(wildcard templates/*.t))
$(GEN)/templates.c: templates/embed.sh $(TEMPLATES)
	$(call say,EMBED,templates)
	$(Q)mkdir -p $(@D)
	$(Q)sh templates/embed.sh $(TEMPLATES) >$@.tmp && mv $@.tmp $@

# The catalogue's texts, embedded as well.
EXPLAIN := $(sort $(wildcard compiler/base/explain/*.txt))
$(GEN)/explain.c: compiler/base/explain/embed.sh $(EXPLAIN)
	$(call say,EMBED,compiler/base/explain)
	$(Q)mkdir -p $(@D)
	$(Q)sh compiler/base/explain/embed.sh $(EXPLAIN) >$@.tmp && mv $@.tmp $@

$(OBJ)/host/templates.o $(OBJ)/host/explain.o: $(OBJ)/host/%.o: $(GEN)/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(NKC_CFLAGS) -MMD -MP -c $< -o $@

# Pages of docs/ that are made from the tools themselves; a test tells when they are behind.
.PHONY: docs
docs: $(BIN)/nk-gen-c
	$(call say,DOC,docs/diagnostics.md)
	$(Q)$< --print-doc catalogue >docs/diagnostics.md.tmp && mv docs/diagnostics.md.tmp docs/diagnostics.md
	$(call say,DOC,docs/kernel-interfaces.md)
	$(Q)tools/kernel-interfaces >docs/kernel-interfaces.md.tmp && mv docs/kernel-interfaces.md.tmp docs/kernel-interfaces.md
	$(call say,DOC,docs/compatibility.md)
	$(Q)tools/compatibility >docs/compatibility.md.tmp && mv docs/compatibility.md.tmp docs/compatibility.md
