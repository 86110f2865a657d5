#include <demo/KlogStorageEntity.edl.h>
#include <klog_storage/file_storage.h>
#include <klog_storage/server.h>

int main(void)
{
    return klog_storage_file_storage_run(KLOG_STORAGE_SERVER_CONNECTION_ID, "/etc/klog_storage.log",
                                         demo_KlogStorageEntity_klogStorage_iidOffset,
                                         demo_KlogStorageEntity_klogStorage_storage_iid, 100, 0);
}
