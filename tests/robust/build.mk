# Robustness: failing allocations, inputs at and above every limit.

$(BUILD)/tests/fail_nth.so: tests/robust/fail_nth.c
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(filter-out -Wmissing-prototypes,$(TEST_CFLAGS)) -shared -fPIC $< -o $@

check-build: $(BUILD)/tests/fail_nth.so

.PHONY: check-robust
check-robust: check-build
	$(Q)$(RUN_TESTS) "robust$(if $(CASE),:$(CASE))"
