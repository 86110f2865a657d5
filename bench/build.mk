# Figures beside their anchors. Guest instructions are exact under -icount and repeat.

.PHONY: bench bench-boot bench-ipc bench-codegen bench-models bench-policy
bench: bench-ipc bench-boot bench-codegen bench-policy

# Without vectorizing: else both programs use SIMD registers for five integers, and what is measured
# is the switch of that state.
BENCH_IPC      := $(BUILD)/bench/ipc
BENCH_CFLAGS   := $(shell cat bench/ipc/cflags)
BENCH_SOLUTION := $(MAKE) --no-print-directory -f samples/solution.mk DIR=bench/ipc \
                    TOOLCHAIN=$(BUILD) V=$(V)

bench-ipc: all
	$(Q)$(BENCH_SOLUTION) OUT=$(BENCH_IPC) CFLAGS='$(BENCH_CFLAGS)'
	$(Q)$(BENCH_SOLUTION) OUT=$(BENCH_IPC)-trace CFLAGS="$(BENCH_CFLAGS) '-DENDLESS=small()'"
	$(Q)bench/ipc/run $(BIN)/kos-qemu-run $(BENCH_IPC)/kos-qemu-image
	$(Q)bench/ipc/breakdown $(BENCH_IPC)-trace/kos-qemu-image \
	    $(BENCH_IPC)-trace/kos-qemu-image.dbg.syms $(BENCH_IPC)-trace/Client \
	    $(BENCH_IPC)-trace/Server $(BENCH_IPC)-trace/work

bench-boot: all
	$(Q)$(BENCH_SOLUTION) OUT=$(BENCH_IPC)-boot CFLAGS="$(BENCH_CFLAGS) '-DFIRST_CALL_ONLY'"
	$(Q)bench/ipc/boot $(BIN)/kos-qemu-run $(BENCH_IPC)-boot/kos-qemu-image

# Peers are optional: tools/deps list bench.
bench-codegen: $(BIN)/nk-gen-c
	$(Q)HOSTCC=$(HOSTCC) bench/codegen/run $(BIN)/nk-gen-c runtime/include $(BUILD)/bench/codegen

# Instructions of one decision by the security models, with callgrind.
bench-models: $(BIN)/nk-psl-gen-c $(BIN)/nk-gen-c $(BUILD)/lib/libksm_kss-host.a
	$(Q)HOSTCC=$(HOSTCC) bench/policy/models/run $(BUILD)

# Compiles a module of 10,000 rules, which takes the C compiler a minute.
bench-policy: bench-models
	$(Q)HOSTCC=$(HOSTCC) bench/policy/run $(BIN) runtime/include $(BUILD)/lib/libksm_kss-host.a \
	    $(BUILD)/bench/policy
