# Test vectors: docs/vectors.md. `make check-vectors` runs the whole matrix of compilers.

$(BUILD)/tests/vectors-to-c: tests/vectors/to_c.c
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(TEST_CFLAGS) $< -ljansson -o $@

check-build: $(BUILD)/tests/vectors-to-c

.PHONY: check-vectors
check-vectors: check-build
	$(Q)NK_VECTORS=full $(RUN_TESTS) "vectors$(if $(CASE),:$(CASE))"
