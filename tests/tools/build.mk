# Programs that tests call: build/tests/tools/NAME.

TEST_TOOLS := $(patsubst tests/tools/%.c,$(BUILD)/tests/tools/%,$(wildcard tests/tools/*.c))

$(TEST_TOOLS): $(BUILD)/tests/tools/%: tests/tools/%.c
	$(call say,TESTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(TEST_CFLAGS) -Icompiler $(filter %.c %.a,$^) $(NKC_LIBS) -o $@

# Tools that look into the compiler.
$(BUILD)/tests/tools/view-names: $(BUILD)/lib/libnkc.a

# The tables of docs/templates.md; tests/golden/views/names fails when they are old.
.PHONY: docs-templates
docs-templates: $(BUILD)/tests/tools/view-names
	$(Q)sed '/^<!-- names -->$$/q' docs/templates.md >$(BUILD)/templates.md
	$(Q)$< >>$(BUILD)/templates.md && cp $(BUILD)/templates.md docs/templates.md
