# Packages for find_package: cmake/packages/NAME.cmake is NAMEConfig.cmake in the sysroot, where CMake
# looks for them whatever a solution does to its module path.

CMAKE_PACKAGES := $(patsubst cmake/packages/%.cmake,%,$(wildcard cmake/packages/*.cmake))
CMAKE_CONFIGS  := $(foreach name,$(CMAKE_PACKAGES),$(SYSROOT)/lib/cmake/$(name)/$(name)Config.cmake)

.SECONDEXPANSION:
$(CMAKE_CONFIGS): $(SYSROOT)/lib/cmake/%Config.cmake: cmake/packages/$$(notdir $$*).cmake
	$(Q)mkdir -p $(@D) && cp $< $@

all: $(CMAKE_CONFIGS)
