/* Entries as text for people. */
#ifndef KLOG_STORAGE_ECHO_H
#define KLOG_STORAGE_ECHO_H

#include <kl/KlogStorage.idl.h>
#include <stdio.h>

/* Prints the entry so that no text passes for an entry of its own, or of another source: its number
 * stands before all but the audit's, `[7] text`; what follows a line break is set in; control
 * characters, and bytes that are no UTF-8, are shown by their numbers, `\x1b`. */
void klog_echo(FILE *to, const struct kl_KlogStorage_Entry *entry);

#endif
