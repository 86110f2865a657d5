/* Functions that only boot calls, in the order of main.c, and boot-time questions. */
#ifndef KERNEL_BOOT_H
#define KERNEL_BOOT_H

#include "kernel.h"

void mm_init(uint64_t from, uint64_t to); /* physical, page multiples */
void cmdline_add(const char *text, size_t size);
void cmdline_check(void); /* warns of unknown kos.* words */
bool cmdline_is(const char *name, const char *value);
bool cmdline_lists(const char *name, const char *item);        /* `name=a,b,item` */
uint64_t cmdline_number(const char *name, uint64_t otherwise); /* no such word, or no number */
void romfs_init(void); /* checks the image, panics on a bad one */
void romfs_list(void); /* one console line per file */
void random_init(const unsigned char *seed, size_t size);
extern uintptr_t __stack_chk_guard; /* panic.c; random from boot on */
void clock_init(void);
uint64_t clock_info_page(void);       /* physical address */
uint64_t clock_to_count(uint64_t ns); /* counter value at a time since boot */
void refusal_init(void);
void trace_init(void);
void ksm_init(void); /* stops the machine when there is no usable module */
void sched_init(void);
void thread_init(void);
void proc_init(void);
void einit_start(void);

#endif
