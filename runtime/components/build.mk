# Supplied components. What they are and how one's own is written: docs/components.md.
#
# A component C is a folder runtime/components/C:
#   impl/*.c     -> $(SYSROOT)/lib/libC_impl.a    the functions of the component's header
#   client/*.c   -> $(SYSROOT)/lib/libC_client.a  the same functions as calls of a server
#   server/*.c   -> $(SYSROOT)/lib/libC_server.a  the methods of the interface over the functions
#   program.c    -> $(SYSROOT)/bin/PROGRAM        a process that serves
#   component.mk optional, may set
#     PROGRAM_C  name of the program, the last part of its class; default: C
#     LIBS_C     link libraries of the program; default: -lC_server -lC_impl, those that there are
#     COMMON_C   sources (below the folder) that both libC_impl.a and libC_client.a hold
#     SERVER_C   sources that libC_server.a holds besides, for one that is linked alone
# Any of the folders and the program may be missing. Headers, descriptions and connect.yaml lie in
# runtime/include; the transport code of the descriptions is generated with that of the kernel.
# Sources find private headers from the component's folder: "impl/NAME.h".

COMPONENTS := $(sort $(patsubst runtime/components/%/,%,$(wildcard runtime/components/*/)))
-include $(wildcard runtime/components/*/component.mk)

# The driver that users have: the C library's headers are those of programs.
COMPONENT_CC     := $(BIN)/aarch64-kos-gcc
COMPONENT_CFLAGS := -std=gnu11 -O2 -g -ffile-prefix-map=$(CURDIR)=. -ffunction-sections \
                    -fdata-sections $(WARN)

# Headers must be there before the first source is compiled; later the dependency files tell.
$(OBJ)/components/%.o: runtime/components/%.c $(COMPONENT_CC) | $(KOS_HEADERS) $(KL_HEADERS)
	$(call say,KOSCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPONENT_CC) $(COMPONENT_CFLAGS) -Iruntime/components/$(firstword $(subst /, ,$*)) \
	  -MMD -MP -c $< -o $@

# $(call component_sources,COMPONENT,PART)
component_sources = $(sort $(wildcard runtime/components/$(1)/$(2)/*.c) \
                      $(if $(filter impl client,$(2)),$(COMMON_$(1):%=runtime/components/$(1)/%)) \
                      $(if $(filter server,$(2)),$(SERVER_$(1):%=runtime/components/$(1)/%)))

# $(call component_library,COMPONENT,PART): the library of a part, if the part is there. It is made anew when
# component.mk or the folder changes: a source came or went.
define component_library
ifneq ($(wildcard runtime/components/$(1)/$(2)/*.c),)
COMPONENT_LIBS += $(SYSROOT)/lib/lib$(1)_$(2).a
$(SYSROOT)/lib/lib$(1)_$(2).a: $(wildcard runtime/components/$(1)/component.mk) runtime/components/$(1)/$(2) \
    $(patsubst runtime/components/%.c,$(OBJ)/components/%.o,\
      $(call component_sources,$(1),$(2)))
	$$(call say,AR,$$@)
	$$(Q)mkdir -p $$(@D) && rm -f $$@ && $(CROSS)ar rcsD $$@ $$(filter %.o,$$^)
endif
endef

# $(call component_program,COMPONENT)
define component_program
ifneq ($(wildcard runtime/components/$(1)/program.c),)
PROGRAM_$(1) ?= $(1)
LIBS_$(1) ?= $(foreach part,server impl,\
                 $(if $(wildcard runtime/components/$(1)/$(part)/*.c),-l$(1)_$(part)))
COMPONENT_PROGRAMS += $(SYSROOT)/bin/$$(PROGRAM_$(1))
$(SYSROOT)/bin/$$(PROGRAM_$(1)): $(OBJ)/components/$(1)/program.o \
    $(wildcard runtime/components/$(1)/component.mk) $(KOS_LIBS) \
    $$(patsubst -l%,$(SYSROOT)/lib/lib%.a,$$(LIBS_$(1)))
	$$(call say,KOSLD,$$@)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$(COMPONENT_CC) -o $$@ $$< $$(LIBS_$(1))
endif
endef

$(foreach component,$(COMPONENTS),$(foreach part,impl server client,\
    $(eval $(call component_library,$(component),$(part)))))
$(foreach component,$(COMPONENTS),$(eval $(call component_program,$(component))))

.PHONY: components
components: $(COMPONENT_LIBS) $(COMPONENT_PROGRAMS)

sysroot: components
