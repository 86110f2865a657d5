/* A kernel for tests of its endpoints: two processes, two threads, a handle table in which the test
 * puts what it wants. It does nothing; it tells which function was asked last and answers what the
 * test says. */
#ifndef KERNEL_FAKE_H
#define KERNEL_FAKE_H

#include <kernel.h>

#define FAKE_HANDLES 16

struct fake {
    struct proc self, other; /* current process, another one */
    struct thread me, peer;  /* current thread, another one of `self` */
    struct {
        struct object *object; /* NULL: no such handle */
        uint32_t rights;
    } handles[FAKE_HANDLES];   /* by value */
    const char *asked;         /* last function that acts, NULL: none */
    Retcode answer;            /* what functions that act return */
    Retcode handle_add_answer; /* what handle_add returns */
    uint32_t added;            /* handles made and not closed */
    struct proc_spec spec;     /* of the last proc_create */
    struct thread_spec thread; /* of the last thread_create */
    uint64_t address, size;    /* of the last vm function */
    unsigned rights;
    char console[2048];
    size_t console_used;
    void (*while_blocked)(void); /* called by thread_block */
    Retcode block_answer;        /* what thread_block returns unless thread_wake was called */
    bool woken;
    uint64_t unmapped;   /* pages that vm_unmapped tells */
    const char *message; /* in both logs */
    uint32_t count;      /* what log_wait was asked for */
    uint64_t deadline;
    size_t room;     /* what log_lines_size was asked for */
    bool taken_over; /* log_hand_over was asked for the caller */
    uint64_t now;
};

extern struct fake fake;

/* Everything as at the start: no handles, all answers rcOk. */
void fake_reset(void);

#endif
