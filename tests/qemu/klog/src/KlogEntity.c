/* Takes the audit from the kernel, makes lines of it and stores them. */
#include <kl/KlogEntity.edl.h>
#include <klog/system_audit.h>
#include <klog_storage/client.h>

int main(void)
{
    return klog_system_audit_run(KLOG_SERVER_CONNECTION_ID ":" KLOG_STORAGE_SERVER_CONNECTION_ID,
                                 kl_KlogEntity_klog_audit_iid);
}
