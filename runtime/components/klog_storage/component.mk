PROGRAM_klog_storage := KlogStorage

# The name that solutions know: one library that stands for two.
$(SYSROOT)/lib/libklog_storage_file_storage.a: runtime/components/klog_storage/file_storage.ld
	$(Q)mkdir -p $(@D) && cp $< $@

COMPONENT_LIBS += $(SYSROOT)/lib/libklog_storage_file_storage.a
