# Packages for find_package: cmake/packages/NAME.cmake is NAMEConfig.cmake in the sysroot, where CMake
# looks for them whatever a solution does to its module path. Those that the SDK does not have say so
# there, too. And what solutions take from the folder `common` of the SDK.

CMAKE_CONFIG   := $(SYSROOT)/lib/cmake
CMAKE_PACKAGES := $(patsubst cmake/packages/%.cmake,%,$(wildcard cmake/packages/*.cmake))
CMAKE_CONFIGS  := $(foreach name,$(CMAKE_PACKAGES),$(CMAKE_CONFIG)/$(name)/$(name)Config.cmake)
CMAKE_MISSING  := $(shell awk -f cmake/packages/missing.awk cmake/packages/missing.list)
CMAKE_REFUSALS := $(foreach name,$(CMAKE_MISSING),$(CMAKE_CONFIG)/$(name)/$(name)Config.cmake)
CMAKE_COMMON   := $(patsubst cmake/%,$(BUILD)/%,$(wildcard cmake/common/*))

.SECONDEXPANSION:
$(CMAKE_CONFIGS): $(CMAKE_CONFIG)/%Config.cmake: cmake/packages/$$(notdir $$*).cmake
	$(Q)mkdir -p $(@D) && cp $< $@

$(CMAKE_REFUSALS): $(CMAKE_CONFIG)/%Config.cmake: cmake/packages/missing.awk cmake/packages/missing.list
	$(Q)mkdir -p $(@D) && awk -v NAME=$(notdir $*) -f $^ >$@

$(CMAKE_COMMON): $(BUILD)/%: cmake/%
	$(Q)mkdir -p $(@D) && cp $< $@

all: $(CMAKE_CONFIGS) $(CMAKE_REFUSALS) $(CMAKE_COMMON)
