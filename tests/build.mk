# Tests: `make check` builds everything and runs every suite; check-SUITE runs one.
# How to write a case: tests/README.md.

TEST_UNIT   := $(BUILD)/tests/tests-unit
TEST_BROKEN := $(BUILD)/tests/broken-unit
TEST_CFLAGS := -std=c11 -g -O1 -D_XOPEN_SOURCE=700 $(WARN) -Itests/unit

# Check's macros are not clean under -Wpedantic with clang and older gcc.
CHECK_CFLAGS := $(filter-out -Wpedantic,$(TEST_CFLAGS)) $(shell pkg-config --cflags check 2>/dev/null)
CHECK_LIBS   := $(shell pkg-config --libs check 2>/dev/null || echo -lcheck -lsubunit -lrt -lm -lpthread)

UNIT_NKC := $(patsubst tests/unit/nkc/%.c,$(TEST_UNIT)/nkc/%,$(wildcard tests/unit/nkc/*.c))
UNIT_NK  := $(patsubst tests/unit/nk/%.c,$(TEST_UNIT)/nk/%,$(wildcard tests/unit/nk/*.c))
BROKEN   := $(patsubst tests/harness_selftest/broken/unit/%.c,$(TEST_BROKEN)/%, \
              $(wildcard tests/harness_selftest/broken/unit/*.c))

# A program NAME.c that needs more than its library has a sibling NAME.mk, which may set
#   UNIT_CFLAGS_NAME   extra options, for instance -I of generated headers
#   UNIT_SRCS_NAME     extra sources or objects to link
#   UNIT_DEPS_NAME     what must exist before it compiles (and the rules that make it)
-include $(wildcard tests/unit/*/*.mk)

.SECONDEXPANSION:
$(UNIT_NKC): $(TEST_UNIT)/nkc/%: tests/unit/nkc/%.c $$(UNIT_SRCS_$$*) $(BUILD)/lib/libnkc.a | $$(UNIT_DEPS_$$*)
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D) $(OBJ)/tests/nkc
	$(Q)$(HOSTCC) $(CHECK_CFLAGS) -Icompiler -I$(GEN)/grammar $(UNIT_CFLAGS_$*) -MMD -MP -MT $@ \
	  -MF $(OBJ)/tests/nkc/$*.d $< $(UNIT_SRCS_$*) $(BUILD)/lib/libnkc.a $(NKC_LIBS) $(CHECK_LIBS) -o $@

$(UNIT_NK): $(TEST_UNIT)/nk/%: tests/unit/nk/%.c $$(UNIT_SRCS_$$*) $(BUILD)/lib/libnk-host.a | $$(UNIT_DEPS_$$*)
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D) $(OBJ)/tests/nk
	$(Q)$(HOSTCC) $(CHECK_CFLAGS) -Iruntime/include $(UNIT_CFLAGS_$*) -MMD -MP -MT $@ \
	  -MF $(OBJ)/tests/nk/$*.d $< $(UNIT_SRCS_$*) $(BUILD)/lib/libnk-host.a $(CHECK_LIBS) -o $@

$(BROKEN): $(TEST_BROKEN)/%: tests/harness_selftest/broken/unit/%.c
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CHECK_CFLAGS) $< $(CHECK_LIBS) -o $@

include tests/tools/build.mk

.PHONY: check-build check-deps check-golden check-headers check-unit check-qemu check-layout \
        check-catalogue check-prove check-model check-selftest check-policy check-run

# Programs of sources that are gone must not be run again.
check-build: check-deps all $(UNIT_NKC) $(UNIT_NK) $(BROKEN) $(TEST_TOOLS)
	$(Q)find $(TEST_UNIT) -type f -perm -u+x $(patsubst %,! -path %,$(UNIT_NKC) $(UNIT_NK)) \
	  -delete 2>/dev/null || true

# tools/deps installs or lists missing packages; before it exists nothing is checked.
check-deps:
	$(Q)if [ -x tools/deps ]; then tools/deps; fi

RUN_TESTS := tests/run --build $(BUILD)

# What make finds out while it reads (folders of the compiler, options of Check) must be found out
# after missing packages came in: hence the second make.
check: check-deps
	$(Q)$(MAKE) --no-print-directory check-run

check-run: check-build
	$(Q)$(RUN_TESTS) golden headers unit policy layout vectors catalogue robust prove model cmake samples sdk docs difftest selftest qemu

check-golden check-headers check-unit check-layout check-catalogue check-prove check-model check-selftest check-policy check-qemu: check-%: check-build
	$(Q)$(RUN_TESTS) "$*$(if $(CASE),:$(CASE))"

# One named case at a time, so that every difference is read before it is kept.
golden-update: all $(TEST_TOOLS)
	$(Q)[ -n "$(CASE)" ] || { echo "golden-update: say which case: make $@ CASE=area/case" >&2; exit 1; }
	$(Q)$(RUN_TESTS) --update "$(CASE)"

include tests/difftest/build.mk tests/cmake/build.mk tests/robust/build.mk tests/vectors/build.mk tests/fuzz/build.mk

# Proofs of the generated verifiers: docs/proof.md. Long, and with optional packages.
PROVE_ONLY ?= *
.PHONY: prove
prove: $(BIN)/nk-gen-c
	$(Q)tests/prove/run --build $(BUILD) --only '$(PROVE_ONLY)'

# The fuzzer of the kernel's system calls, as long as asked for: docs/fuzzing.md.
CALLS ?= 1000000
SEED  ?= 1
.PHONY: fuzz-kernel
fuzz-kernel: all
	$(Q)tests/qemu/fuzz-kernel/run $(BUILD) $(BUILD)/fuzz-kernel $(CALLS) $(SEED)
