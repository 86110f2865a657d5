# Solutions built with CMake against an installed SDK: those of this folder, and the samples.

CMAKE_SDK := $(abspath $(BUILD))/tests/sdk

.PHONY: check-sdk check-cmake check-samples
check-sdk: all
	$(Q)$(MAKE) --no-print-directory -s install PREFIX=$(CMAKE_SDK) >/dev/null

check-build: check-sdk

check-cmake check-samples: check-%: check-build
	$(Q)$(RUN_TESTS) "$*$(if $(CASE),:$(CASE))"
