# Figures beside their anchors. Guest instructions are exact under -icount and repeat.

.PHONY: bench bench-ipc bench-codegen
bench: bench-ipc bench-codegen

bench-ipc: all
	$(Q)$(MAKE) --no-print-directory -f samples/solution.mk DIR=bench/ipc OUT=$(BUILD)/bench/ipc \
	    TOOLCHAIN=$(BUILD) V=$(V)
	$(Q)bench/ipc/run $(BIN)/kos-qemu-run $(BUILD)/bench/ipc/kos-qemu-image

# Peers are optional: tools/deps list bench.
bench-codegen: $(BIN)/nk-gen-c
	$(Q)HOSTCC=$(HOSTCC) bench/codegen/run $(BIN)/nk-gen-c runtime/include $(BUILD)/bench/codegen
