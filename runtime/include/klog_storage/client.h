/* What clients of a log storage need: the name of the channel and the functions. */
#ifndef KLOG_STORAGE_CLIENT_H
#define KLOG_STORAGE_CLIENT_H

/* For init.yaml: {var: KLOG_STORAGE_SERVER_CONNECTION_ID, include: klog_storage/client.h}. */
#define KLOG_STORAGE_SERVER_CONNECTION_ID "kl.KlogStorage"

#include <klog_storage/storage.h>

#endif
