/* The contract between kernel, run time and image tools: limits, system calls, process entry,
 * ROMFS, environment, info page. Usable from assembly (only macros outside __ASSEMBLER__ guards).
 *
 * Source of every rule: docs/platform.md. A change here changes the kernel, libkos, the image tools
 * and the security module in one commit. */
#ifndef NK_ABI_H
#define NK_ABI_H

/* ---- limits ----------------------------------------------------------------------------- */

#define KOS_IPC_MAX_MSG      (4 * 1024 * 1024) /* constant part + used arena, bytes */
#define KOS_PROCESSES_MAX    64
#define KOS_THREADS_MAX      512  /* of the whole machine */
#define KOS_PROC_THREADS_MAX 64   /* of one process */
#define KOS_HANDLES_MAX      1024 /* of one process */
#define KOS_CHANNELS_MAX     1024
#define KSS_SID_MAX          65535  /* SIDs are 1 .. KSS_SID_MAX; 0 is none */
#define KOS_NAME_MAX         127    /* bytes of a process, class or channel name, without the NUL */
#define KOS_ENV_MAX          131072 /* bytes of an environment */
#define KOS_PRIORITIES       32
#define KOS_PRIORITY_DEFAULT 15
#define KOS_ARGS_MAX         32
#define KOS_ENVS_MAX         32
#define KOS_PAGE_SIZE        4096
#define KOS_STACK_MAIN       (1024 * 1024)
#define KOS_STACK_THREAD     (256 * 1024)

/* ---- the machine ------------------------------------------------------------------------ */

#define KOS_MACHINE_MIB   512  /* memory, unless QEMU is told another -m */
#define KOS_IMAGE_MIB_MAX 1024 /* the kernel lies behind the files, and its first map ends here */
#define KOS_KERNEL_MIB    12   /* kernel, module of usual size, room to start */

/* ---- handles every process has ---------------------------------------------------------- */

#define KOS_HANDLE_INVALID 0xffffffff
#define KOS_HANDLE_KERNEL  1 /* the channel to the kernel */
#define KOS_HANDLE_SELF    2 /* the process itself */
#define KOS_SID_KERNEL     1

/* ---- system calls: svc #n --------------------------------------------------------------- */
/*
 *        Call                                    Recv     Reply
 * x0     handle | time-out in ms << 32           same     handle
 * x1     address of the message to send          -        as Call
 * x2     its size | used arena size << 32        -        as Call
 * x3     address of the arena to send            -        as Call
 * x4     address of the receive buffer           as Call  -
 * x5     its capacity | arena capacity << 32     as Call  -
 * x6     address of the receive arena            as Call  -
 * x7     sync handle or KOS_HANDLE_INVALID       same     -
 * result x0 = Retcode, sign-extended; Call, Recv: x1 = received size | received arena size << 32
 * x2 to x17 and the flags are lost. */
#define KOS_SVC_CALL         0
#define KOS_SVC_RECV         1
#define KOS_SVC_REPLY        2
#define KOS_TIMEOUT_INFINITE 0xffffffff

/* ---- address space of a process --------------------------------------------------------- */

#define KOS_USER_IMAGE_MIN   0x400000     /* below: never mapped */
#define KOS_USER_IMAGE_END   0x1000000000 /* first address past the image */
#define KOS_USER_MMAP_MIN    0x1000000000
#define KOS_USER_MMAP_END    0x7f00000000
#define KOS_USER_STACK_TOP   0x7fff000000 /* main stack grows down from here */
#define KOS_USER_END         0x8000000000 /* 39 bits */
#define KOS_SBRK_RANGE       (64 * 1024 * 1024)
#define KOS_SBRK_STEP        (64 * 1024)
#define KOS_INFO_PAGE        0x7fff100000 /* struct kos_info, read-only */
#define KOS_ELF_MAX          (16 * 1024 * 1024)
#define KOS_ELF_SEGMENTS_MAX 16

/* ---- magic numbers ---------------------------------------------------------------------- */

#define KOS_ROMFS_MAGIC     "KROMFS1" /* with its NUL: 8 bytes */
#define KOS_ROMFS_NAME      56
#define KOS_ROMFS_FILES_MAX 256
#define KOS_ENV_MAGIC       0x564e454b /* "KENV" */
#define KOS_ENV_VERSION     1
#define KOS_INFO_MAGIC      0x4f464e49 /* "INFO" */

#ifndef __ASSEMBLER__

#include <stdint.h>

struct kos_romfs_header {
    char magic[8];
    uint32_t count, total_size; /* total_size: header, table and data */
};

struct kos_romfs_entry {
    char name[KOS_ROMFS_NAME]; /* NUL-terminated, unique, no '/' */
    uint32_t offset, size;     /* offset from the header's start, multiple of 4096 */
};

/* The page mapped read-only at KOS_INFO_PAGE in every process. `seq` is odd while it changes. */
struct kos_info {
    uint32_t magic, version, seq, cntfrq;
    int64_t wall_sec;
    uint32_t wall_nsec, pad;
    uint64_t wall_cnt; /* counter value at which the wall clock showed wall_sec, wall_nsec */
};

/* What VMM.Query tells of the range that holds or follows an address. */
struct kos_vm_info {
    uint64_t start, size; /* bytes */
    uint32_t flags;       /* VMM_FLAG_* rights of the page at the address, 0: none there */
    uint32_t pad;
};

/* Environment: header, then records; every size is a multiple of 8. */
struct kos_env_header {
    uint32_t magic;
    uint16_t version, reserved;
    uint32_t total_size, record_count;
};

enum kos_env_type {
    KOS_ENV_ARG = 1,  /* bytes, NUL */
    KOS_ENV_VAR,      /* "NAME=value", NUL */
    KOS_ENV_CHANNEL,  /* struct kos_env_channel, name NUL pad4, then endpoints */
    KOS_ENV_RESOURCE, /* u32 handle, name NUL */
    KOS_ENV_SELF,     /* process name NUL, class name NUL */
};

struct kos_env_record {
    uint16_t type, flags;
    uint32_t size; /* with this header, multiple of 8 */
};

struct kos_env_channel {
    uint8_t role, pad[3]; /* 1 client, 2 listener */
    uint32_t handle;
    uint16_t endpoint_count, pad2;
    /* char name[] NUL pad to 4; then endpoint_count times
     * { u16 riid; u16 pad; char endpoint[] NUL pad4; char interface[] NUL pad4 } */
};

enum { KOS_ENV_ROLE_CLIENT = 1, KOS_ENV_ROLE_LISTENER = 2 };

#endif /* __ASSEMBLER__ */
#endif
