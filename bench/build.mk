# Figures beside their anchors. Guest instructions are exact under -icount and repeat.

.PHONY: bench bench-ipc
bench: bench-ipc

BENCH_CFLAGS := -std=gnu11 -O2 -fno-tree-vectorize -Wall -Wextra

bench-ipc: all
	$(Q)$(MAKE) --no-print-directory -f samples/solution.mk DIR=bench/ipc OUT=$(BUILD)/bench/ipc \
	    TOOLCHAIN=$(BUILD) V=$(V) CFLAGS='$(BENCH_CFLAGS)'
	$(Q)bench/ipc/run $(BIN)/kos-qemu-run $(BUILD)/bench/ipc/kos-qemu-image
