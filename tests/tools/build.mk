# Programs that tests call: build/tests/tools/NAME.

TEST_TOOLS := $(patsubst tests/tools/%.c,$(BUILD)/tests/tools/%,$(wildcard tests/tools/*.c))

$(TEST_TOOLS): $(BUILD)/tests/tools/%: tests/tools/%.c
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(TEST_CFLAGS) $< -ljansson -o $@
