# Makers of random messages (nk-gen-c --tests) beside the verifiers of the same types.
GEN_MAKERS := $(GEN)/tests/gen_makers
MAKER_HEADERS := zoo/Wire zoo/Ping zoo/Extended check/Verify
MAKER_FILES := $(MAKER_HEADERS:%=$(GEN_MAKERS)/%.idl.h)
UNIT_CFLAGS_gen_makers := -I$(GEN_MAKERS) -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_DEPS_gen_makers := $(GEN_MAKERS)/makers.h

$(GEN_MAKERS)/%.idl.h: %.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c --tests --validators --extended-errors --no-depfile $(ZOO_DIRS:%=-I %) -o $(@D) $<

# The headers, and one line MAKER(P_M, dir) for each message.
$(GEN_MAKERS)/makers.h: tests/vectors/messages.awk $(MAKER_FILES)
	$(Q)awk -f tests/vectors/messages.awk $(MAKER_FILES) | \
	  sed 's/.*, \(.*\)_\(re[qs]\|err\))/MAKER(\1, \2)/' >$@
	$(Q)printf '#include <%s.idl.h>\n' $(MAKER_HEADERS) >$(@D)/maker_headers.h
