# The samples as images, and the demonstration.

# A sample has init.yaml in its folder, or one in a folder for each of its images.
SAMPLE_IMAGES := $(patsubst samples/%/init.yaml,$(BUILD)/samples/%/kos-qemu-image, \
                   $(wildcard samples/*/init.yaml samples/*/*/init.yaml))

.PHONY: samples FORCE
samples: $(SAMPLE_IMAGES)

# solution.mk knows what an image depends on; it is asked every time and does only what is needed.
$(SAMPLE_IMAGES): $(BUILD)/samples/%/kos-qemu-image: all FORCE
	$(Q)$(MAKE) --no-print-directory -f samples/solution.mk DIR=samples/$(firstword $(subst /, ,$*)) \
	    IMAGE=$(word 2,$(subst /, ,$*)) OUT=$(BUILD)/samples/$* TOOLCHAIN=$(BUILD) V=$(V)

demo: deps
	$(Q)$(MAKE) --no-print-directory $(BUILD)/samples/01-echo/kos-qemu-image
	$(Q)echo "--- booting samples/01-echo"
	$(Q)$(BIN)/kos-qemu-run -t 30 $(BUILD)/samples/01-echo/kos-qemu-image
	$(Q)echo "--- the client ended with status 0; what was refused and why: samples/01-echo/security.psl"

# A sample under the debugger, with debug information in its programs: docs/debugging.md.
SAMPLE  ?= 01-echo
PROGRAM ?= Client
.PHONY: gdb
gdb: all
	$(Q)$(MAKE) --no-print-directory -f samples/solution.mk DIR=samples/$(SAMPLE) \
	    OUT=$(BUILD)/gdb/$(SAMPLE) TOOLCHAIN=$(BUILD) V=$(V) CFLAGS='-std=gnu11 -Og -g -Wall -Wextra'
	$(Q)$(BIN)/kos-gdb $(BUILD)/gdb/$(SAMPLE) $(PROGRAM)
