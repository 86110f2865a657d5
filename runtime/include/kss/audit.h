/* Why an entry of the log was written: `reason` of kl.KlogStorage entries. Rules: nk-psl-gen-c 6.1;
 * the values are ours. */
#ifndef KSS_AUDIT_H
#define KSS_AUDIT_H

enum {
    KSS_AUDIT_POSITION_NONE, /* no decision of the module: a message of a program, of Klog itself */
    KSS_AUDIT_POSITION_DENY, /* an event that was denied */
    KSS_AUDIT_POSITION_GRANT, /* an event that was granted */
};

#endif
