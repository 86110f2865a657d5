# The names that solutions know: one library each, which stands for several.

$(SYSROOT)/lib/libklog_system_audit.a: runtime/components/klog/system_audit.ld
	$(Q)mkdir -p $(@D) && cp $< $@

COMPONENT_LIBS += $(SYSROOT)/lib/libklog_system_audit.a
