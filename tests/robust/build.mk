# Robustness: failing allocations, inputs far above every limit.

$(BUILD)/tests/fail_nth.so: tests/robust/fail_nth.c
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(filter-out -Wmissing-prototypes,$(TEST_CFLAGS)) -shared -fPIC $< -o $@

$(BUILD)/tests/sweep: tests/robust/sweep.c
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(TEST_CFLAGS) $< -o $@

check-build: $(BUILD)/tests/fail_nth.so $(BUILD)/tests/sweep

.PHONY: check-robust
check-robust: check-build
	$(Q)$(RUN_TESTS) "robust$(if $(CASE),:$(CASE))"
