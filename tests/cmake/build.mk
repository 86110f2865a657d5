# What is tested against an installed SDK: solutions built with CMake, the samples, the
# front end, documents.

CMAKE_SDK := $(abspath $(BUILD))/tests/sdk

.PHONY: install-sdk check-cmake check-samples check-sdk check-docs
install-sdk: all
	$(Q)$(MAKE) --no-print-directory -s install PREFIX=$(CMAKE_SDK) >/dev/null

check-build: install-sdk

check-cmake check-samples check-sdk check-docs: check-%: check-build
	$(Q)$(RUN_TESTS) "$*$(if $(CASE),:$(CASE))"
