/* Keeps the log in a file of 100 entries. */
#include <kl/KlogStorageEntity.edl.h>
#include <klog_storage/file_storage.h>
#include <klog_storage/server.h>

int main(void)
{
    return klog_storage_file_storage_run(KLOG_STORAGE_SERVER_CONNECTION_ID, "/audit.log",
                                         kl_KlogStorageEntity_klogStorage_iidOffset,
                                         kl_KlogStorageEntity_klogStorage_storage_iid, 100, 0);
}
