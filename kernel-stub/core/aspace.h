/* Address spaces below the vm_* functions of kernel.h: for processes, threads and the loader. */
#ifndef KERNEL_ASPACE_H
#define KERNEL_ASPACE_H

#include "kernel.h"

/* ---- aspace.c: page tables and pages */
bool aspace_init(struct aspace *as, uint16_t asid); /* false: no memory */
void aspace_destroy(struct aspace *as);             /* gives back all pages and tables. BLOCKS. */
bool aspace_can_map(uint64_t pages);                /* memory for that many more, with tables */
/* Pre: aspace_can_map said so; the page is not mapped. Zeroed; the kernel's address of it. */
void *aspace_map_new(struct aspace *as, uint64_t va, unsigned rights);
bool aspace_map_shared(struct aspace *as, uint64_t va, uint64_t pa, unsigned rights);
/* BLOCKS when there are more than PAUSE_PAGES pages: nobody else may change the range then. */
void aspace_unmap(struct aspace *as, uint64_t from, uint64_t to);
void aspace_set_rights(struct aspace *as, uint64_t va, unsigned rights);
unsigned aspace_rights(const struct aspace *as, uint64_t va); /* 0: not mapped */
void *aspace_page(const struct aspace *as, uint64_t va); /* kernel's address; NULL: not mapped */
/* Writes to mapped pages whatever their rights. Pre: all of them mapped. */
void aspace_write(const struct aspace *as, uint64_t va, const void *data, uint64_t size);

/* ---- vm.c: reserved ranges */
/* Fails: rcAlreadyExists (overlap), rcQuotaExceeded, rcOutOfMemory. */
Retcode region_add(struct aspace *as, uint64_t start, uint64_t end, enum region_kind kind);
struct region *region_find(const struct aspace *as, uint64_t va); /* that holds va; NULL: none */
void region_remove(struct aspace *as, struct region *r);          /* unmaps its pages. BLOCKS. */
void region_forget_all(struct aspace *as); /* what they map is the caller's. BLOCKS. */
/* Commits zeroed pages of a region that nobody else changes. Fails, with a part of them committed:
 * rcQuotaExceeded, rcOutOfMemory, rcAbort. BLOCKS. */
Retcode vm_map_pages(struct proc *p, uint64_t from, uint64_t to, unsigned rights);
/* A stack of `size` bytes below `top` (0: anywhere free), guard page below. *base is its lowest
 * usable byte. BLOCKS. */
Retcode vm_map_stack(struct proc *p, uint64_t top, uint64_t size, uint64_t *base);
/* Committed, read-only for the process, filled with `data`. */
Retcode vm_map_data(struct proc *p, uint64_t va, const void *data, uint64_t size,
                    enum region_kind kind, unsigned rights);
void vm_unmap_kind(struct proc *p, uint64_t va, enum region_kind kind);

#define USER_ENV    (KOS_INFO_PAGE + 0x100000) /* where the environment lies */
#define REGIONS_MAX 1024                       /* of one process */

#endif
