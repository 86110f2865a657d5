# Fuzzing with libFuzzer (clang and libclang-rt: optional packages). docs/fuzzing.md.
#
#   make fuzz-smoke              every target FUZZ_SECONDS (60) seconds from the kept corpus
#   make fuzz-build              the targets alone: $(BUILD)/fuzz/TARGET
#   make fuzz-minimise           the kept corpus of FUZZ_TARGET, with what a campaign found added

FUZZ_CC      ?= clang
FUZZ_SECONDS ?= 60
FUZZ_DIR     := $(BUILD)/fuzz
FUZZ_TARGETS := xdl json psl init env verify shape audit
# Comparisons are not traced: dictionaries and vectors know the constants, and runs are 3 times faster.
FUZZ_SAN     := -O2 -g -fno-sanitize-coverage=trace-cmp -fno-omit-frame-pointer -fsanitize=address,undefined \
                -fno-sanitize-recover=all
FUZZ_FLAGS   := -std=c11 -D_XOPEN_SOURCE=700 -DNKC_VERSION='"$(VERSION)"' -Icompiler -I$(GEN)/grammar -Iruntime/include
FUZZ_WARN    := $(filter-out -Wmissing-prototypes,$(WARN))

# The compiler library once more, instrumented.
FUZZ_NKC_OBJS := $(NKC_OBJS:$(OBJ)/host/%=$(FUZZ_DIR)/obj/%)

$(FUZZ_DIR)/obj/compiler/%.o: compiler/%.c | $(NKC_PARSERS)
	$(call say,FUZZCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(FUZZ_SAN) -MMD -MP -c $< -o $@

$(FUZZ_DIR)/obj/grammar/%.o: $(GEN)/grammar/%.c $(NKC_PARSERS)
	$(call say,FUZZCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) -w $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(FUZZ_SAN) -MMD -MP -c $< -o $@

$(FUZZ_DIR)/obj/compiler/model/model_xml.o: FUZZ_FLAGS += $(XML_CFLAGS) -DNKC_LIBXML='"$(XML_SONAME)"'

$(FUZZ_DIR)/obj/templates.o $(FUZZ_DIR)/obj/explain.o: $(FUZZ_DIR)/obj/%.o: $(GEN)/%.c
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(FUZZ_SAN) -c $< -o $@

FUZZ_WRAP := -Wl,--wrap=nkc_source_open,--wrap=nkc_source_probe

$(FUZZ_DIR)/xdl $(FUZZ_DIR)/json $(FUZZ_DIR)/psl $(FUZZ_DIR)/init: $(FUZZ_DIR)/%: tests/fuzz/%.c tests/fuzz/files.c \
    tests/fuzz/files.h $(FUZZ_NKC_OBJS)
	$(call say,FUZZ,$@)
	$(Q)$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_WARN) -fsanitize=fuzzer $(FUZZ_SAN) tests/fuzz/$*.c \
	  tests/fuzz/files.c $(FUZZ_NKC_OBJS) $(FUZZ_WRAP) $(NKC_LIBS) -o $@

$(FUZZ_DIR)/env: tests/fuzz/env.c runtime/kos/env.c runtime/kos/env.h runtime/include/nk/abi.h
	$(call say,FUZZ,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) -std=c11 -D_XOPEN_SOURCE=700 -Iruntime/kos -Iruntime/include \
	  $(FUZZ_WARN) -fsanitize=fuzzer $(FUZZ_SAN) \
	  tests/fuzz/env.c runtime/kos/env.c -o $@

FUZZ_AUDIT := $(wildcard runtime/kssaudit/*.c) runtime/ksm/audit.c runtime/ksm/explain.c runtime/ksm/engine.c
$(FUZZ_DIR)/audit: tests/fuzz/audit.c $(FUZZ_AUDIT)
	$(call say,FUZZ,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) -std=c11 -Iruntime/include $(FUZZ_WARN) -fsanitize=fuzzer $(FUZZ_SAN) $^ -o $@

# Verifiers: generated headers and the list of their functions.
ZOO_HEADERS := zoo/Wire zoo/Ping zoo/Extended check/Verify
ZOO_DIRS    := tests/zoo tests/golden/gen/zoo.in tests/unit/nk/gen
ZOO_GEN     := $(GEN)/tests/zoo
ZOO_FILES   := $(ZOO_HEADERS:%=$(ZOO_GEN)/%.idl.h)
vpath %.idl $(ZOO_DIRS)

$(ZOO_FILES): $(ZOO_GEN)/%.idl.h: %.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c --validators --extended-errors --no-depfile $(ZOO_DIRS:%=-I %) -o $(@D) $<

$(ZOO_GEN)/zoo_headers.h: tests/fuzz/build.mk $(ZOO_FILES)
	$(Q)printf '#include <%s.idl.h>\n' $(ZOO_HEADERS) >$@

$(ZOO_GEN)/zoo_messages.h: tests/vectors/messages.awk $(ZOO_FILES)
	$(Q)awk -f tests/vectors/messages.awk $(ZOO_FILES) >$@

# The rules are not instrumented: the code under test is.
$(FUZZ_DIR)/reference.o: tests/vectors/reference.c tests/vectors/reference.h
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(FUZZ_FLAGS) $(WARN) -O2 -g -c $< -o $@

$(FUZZ_DIR)/verify: tests/fuzz/verify.c $(FUZZ_DIR)/reference.o $(ZOO_GEN)/zoo_headers.h \
    $(ZOO_GEN)/zoo_messages.h $(BUILD)/lib/libnkc.a runtime/include/nk/verify.h
	$(call say,FUZZ,$@)
	$(Q)$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_WARN) -fsanitize=fuzzer $(FUZZ_SAN) -Itests/vectors \
	  -Iruntime/include -isystem $(ZOO_GEN) $< $(FUZZ_DIR)/reference.o $(BUILD)/lib/libnkc.a \
	  $(NKC_LIBS) -o $@

$(ZOO_GEN)/Shapes.idl.h: bench/codegen/shapes/Shapes.idl $(BIN)/nk-gen-c
	$(call say,NKGENC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(BIN)/nk-gen-c --validators --no-depfile -o $(@D) $<

$(FUZZ_DIR)/shape: tests/fuzz/shape.c $(ZOO_GEN)/Shapes.idl.h runtime/include/nk/verify.h
	$(call say,FUZZ,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(FUZZ_CC) -std=c11 $(FUZZ_WARN) -fsanitize=fuzzer $(FUZZ_SAN) -Iruntime/include \
	  -isystem $(ZOO_GEN) $< -o $@

.PHONY: fuzz-build fuzz-smoke fuzz-minimise
fuzz-build: $(FUZZ_TARGETS:%=$(FUZZ_DIR)/%)

fuzz-smoke: fuzz-build
	$(Q)tests/fuzz/run --seconds $(FUZZ_SECONDS) $(FUZZ_DIR) $(FUZZ_TARGETS)

fuzz-minimise: fuzz-build
	$(Q)tests/fuzz/run --minimise $(FUZZ_DIR) $(FUZZ_TARGETS)
