# Solutions built with CMake against an installed SDK.

CMAKE_SDK := $(abspath $(BUILD))/tests/sdk

.PHONY: check-sdk check-cmake
check-sdk: all
	$(Q)$(MAKE) --no-print-directory -s install PREFIX=$(CMAKE_SDK) >/dev/null

check-build: check-sdk

check-cmake: check-build
	$(Q)$(RUN_TESTS) "cmake$(if $(CASE),:$(CASE))"
