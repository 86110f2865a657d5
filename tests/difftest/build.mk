# The second opinion about policies: random ones, decided by generated code and by an interpreter.

DIFFTEST_SRCS := $(wildcard tests/difftest/*.c)
DIFFTEST_EVENTS ?= 20000
DIFFTEST_SEEDS  ?= 1-50

$(BUILD)/tests/difftest: $(DIFFTEST_SRCS) $(wildcard tests/difftest/*.h) $(BUILD)/lib/libnkc.a
	$(call say,TESTCC,tests/difftest)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(TEST_CFLAGS) -O2 -Icompiler -I$(GEN)/grammar -Iruntime/include $(DIFFTEST_SRCS) \
	  $(BUILD)/lib/libnkc.a $(NKC_LIBS) -ldl -o $@

check-build: $(BUILD)/tests/difftest

.PHONY: difftest difftest-plants check-difftest
# A million events by default; the quick part is in make check.
difftest: $(BUILD)/tests/difftest $(BIN)/nk-psl-gen-c
	$(Q)tests/difftest/run --build $(BUILD) --seeds $(DIFFTEST_SEEDS) --events $(DIFFTEST_EVENTS)

difftest-plants: $(BUILD)/tests/difftest $(BIN)/nk-psl-gen-c
	$(Q)tests/difftest/run --build $(BUILD) --seeds 1-30 --events 20000 --plant

check-difftest: check-build
	$(Q)$(RUN_TESTS) "difftest$(if $(CASE),:$(CASE))"
