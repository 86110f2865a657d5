#include <demo/KlogEntity.edl.h>
#include <klog/system_audit.h>
#include <klog_storage/client.h>
#include <nglog/nglog.h>

int main(void)
{
    nglog_init("klog_entity", NGLOG_FOREGROUND, NGLOG_VERBOSE);
    return klog_system_audit_run(KLOG_SERVER_CONNECTION_ID ":" KLOG_STORAGE_SERVER_CONNECTION_ID,
                                 demo_KlogEntity_klog_audit_iid);
}
