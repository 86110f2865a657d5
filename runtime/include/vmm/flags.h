/* Flags of virtual memory: KnVmAllocate, KnVmProtect, KnPmmMdl*, and the kernel's VMM methods.
 *
 * Macros only; the kernel includes this header. RESERVE is needed in every allocation; pages
 * without COMMIT fault until KnVmCommit. WRITE with EXECUTE is refused everywhere (W^X). Rules:
 * libkos-api 12; the values are ours. */
#ifndef VMM_FLAGS_H
#define VMM_FLAGS_H

#define VMM_FLAG_READ     0x0001
#define VMM_FLAG_WRITE    0x0002
#define VMM_FLAG_EXECUTE  0x0004
#define VMM_FLAG_RWX_MASK (VMM_FLAG_READ | VMM_FLAG_WRITE | VMM_FLAG_EXECUTE)

#define VMM_FLAG_RESERVE    0x0010
#define VMM_FLAG_COMMIT     0x0020
#define VMM_FLAG_LOCKED     0x0040
#define VMM_FLAG_LOW_GUARD  0x0100
#define VMM_FLAG_HIGH_GUARD 0x0200
#define VMM_FLAG_GROW_DOWN  0x0400

#define VMM_FLAG_WRITE_BACK    0x0000
#define VMM_FLAG_WRITE_THROUGH 0x1000
#define VMM_FLAG_WRITE_COMBINE 0x2000
#define VMM_FLAG_CACHE_DISABLE 0x3000
#define VMM_FLAG_CACHE_MASK    0x3000

#endif
