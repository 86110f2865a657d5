# Tools that are scripts, packages that are needed, what an SDK has for build systems.

# Einit and image tools share the run time's contract header.
$(OBJ)/host/compiler/image/%.o $(OBJ)/host/compiler/init/%.o $(OBJ)/host/compiler/policy/%.o: \
        NKC_CFLAGS += -iquote runtime/include

TOOL_SCRIPTS := makekss nk-audit aarch64-kos-gcc kos-qemu-run kos-pal-image
TOOLS := $(NKC_TOOLS) $(BIN)/kos_make_kimg $(BIN)/aarch64-kos-g++ $(TOOL_SCRIPTS:%=$(BIN)/%)

# The memory of the machine stands in the contract, as makeimg goes by it too.
MACHINE_MIB := $(shell sed -n 's/^#define KOS_MACHINE_MIB *\([0-9]*\).*/\1/p' runtime/include/nk/abi.h)

$(BIN)/kos-qemu-run: runtime/include/nk/abi.h
$(TOOL_SCRIPTS:%=$(BIN)/%): $(BIN)/%: tools/%
	$(call say,COPY,$@)
	$(Q)mkdir -p $(@D)
	$(Q)sed 's/@VERSION@/$(VERSION)/; s/@MACHINE_MIB@/$(MACHINE_MIB)/' $< >$@ && chmod +x $@

# The name of makeimg in 1.3 of the reference.
$(BIN)/kos_make_kimg: $(BIN)/makeimg
	$(call say,LN,$@)
	$(Q)ln -sf makeimg $@

# One script, two languages.
$(BIN)/aarch64-kos-g++: $(BIN)/aarch64-kos-gcc
	$(call say,LN,$@)
	$(Q)ln -sf aarch64-kos-gcc $@

all: $(TOOLS)

# What an SDK shares with build systems, in the place where an installed one has it: the build folder
# is an SDK for `nk` and CMake, too.
SDK_SHARE := $(BUILD)/toolchain/share
SDK_FILES := $(patsubst cmake/%,$(SDK_SHARE)/%,$(wildcard cmake/toolchain-*.cmake))
SDK_MODULES := $(patsubst cmake/%,$(SDK_SHARE)/cmake/%,$(shell find cmake/Modules -name '*.cmake'))

define copy
	$(call say,COPY,$@)
	$(Q)mkdir -p $(@D) && cp $< $@
endef
$(SDK_SHARE)/solution.mk: samples/solution.mk
	$(copy)
$(SDK_FILES): $(SDK_SHARE)/%: cmake/%
	$(copy)
$(SDK_MODULES): $(SDK_SHARE)/cmake/%: cmake/%
	$(copy)

$(BUILD)/toolchain/bin:
	$(call say,LN,$@)
	$(Q)mkdir -p $(@D) && ln -sfn ../bin $@

all: $(SDK_SHARE)/solution.mk $(SDK_FILES) $(SDK_MODULES) $(BUILD)/toolchain/bin

.PHONY: deps
deps:
	$(Q)tools/deps
