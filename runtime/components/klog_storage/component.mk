PROGRAM_klog_storage := KlogStorageEntity
# Its files are those of the process fs.Fs.
LIBS_klog_storage := -lklog_storage_server -lklog_storage_impl -lfs_client

# The name that solutions know: one library that stands for two.
$(SYSROOT)/lib/libklog_storage_file_storage.a: runtime/components/klog_storage/file_storage.ld
	$(Q)mkdir -p $(@D) && cp $< $@

COMPONENT_LIBS += $(SYSROOT)/lib/libklog_storage_file_storage.a
