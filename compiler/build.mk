# The compiler library libnkc and its front ends.

NKC_CFLAGS := -std=c11 -O2 -g -D_XOPEN_SOURCE=700 -DNKC_VERSION='"$(VERSION)"' $(WARN) \
              -Icompiler -I$(GEN)/grammar
NKC_LIBS   := -ljansson -lxml2 -lyaml -lmd

NKC_MAINS := $(wildcard compiler/main_*.c)
NKC_SRCS  := $(filter-out $(NKC_MAINS),$(wildcard compiler/*.c compiler/*/*.c compiler/*/*/*.c))
NKC_OBJS  := $(NKC_SRCS:%.c=$(OBJ)/host/%.o)

$(OBJ)/host/compiler/%.o: compiler/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(NKC_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/lib/libnkc.a: $(NKC_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

all: $(BUILD)/lib/libnkc.a
