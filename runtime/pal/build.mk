# libnk_pal: the program around the tests of a policy, with the engine of the module.
#
#   $(BUILD)/libexec/host/libnk_pal.a  native: nk-psl-gen-c --tests run
#   $(SYSROOT)/lib/libnk_pal.a         the same tests as a program of an image
# A test program is the module's source, the source of the tests and this library.

PAL_SRCS      := $(wildcard runtime/pal/*.c)
PAL_HOST_OBJS := $(patsubst %.c,$(OBJ)/host/%.o,$(PAL_SRCS) $(wildcard runtime/pal/host/*.c))
PAL_KOS_OBJS  := $(patsubst %.c,$(OBJ)/kos/%.o,$(PAL_SRCS) $(wildcard runtime/pal/kos/*.c))

$(PAL_HOST_OBJS): NK_CFLAGS += -D_XOPEN_SOURCE=700
$(OBJ)/host/runtime/pal/host/junit.o: NK_CFLAGS += $(XML_CFLAGS) -DNK_LIBXML='"$(XML_SONAME)"'

$(BUILD)/libexec/host/libnk_pal.a: $(PAL_HOST_OBJS) $(KSM_HOST_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcsD $@ $^

$(SYSROOT)/lib/libnk_pal.a: $(PAL_KOS_OBJS) $(KSM_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(CROSS)ar rcsD $@ $^

all: $(BUILD)/libexec/host/libnk_pal.a $(SYSROOT)/lib/libnk_pal.a
