/* kl.Klog for programs. */
#ifndef KLOG_SERVE_H
#define KLOG_SERVE_H

#include "impl/log.h"

/* Starts a thread that serves the listener of that name; nothing when there is none. Returns an
 * error of starting. */
Retcode klog_serve(struct klog *klog, const char *listener, nk_iid_t iid);

#endif
