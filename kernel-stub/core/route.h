/* Handles and buffers of last time (route.c), for the short way of a message alone. */
#ifndef KERNEL_ROUTE_H
#define KERNEL_ROUTE_H

#include "sched.h"

#define ARENA_MAX     16384 /* bytes of an arena on the short way */
#define PAGE_REST(va) (KOS_PAGE_SIZE - (uint32_t)((va) & (KOS_PAGE_SIZE - 1)))

/* The listener that a Call by x0 goes to, that Recv and Reply serve; NULL: unusual. The second also
 * remembers it. */
struct listener *call_route(const struct thread *client, uint64_t target);
struct listener *serve_route(struct thread *server, uint64_t target);
/* Pre: a thread waits at l, which `target` leads to. */
void remember_call(struct thread *client, uint64_t target, struct listener *l);

/* Shows the message buffer named by va and sizes of the window, if the process may write it. */
void open_window(struct thread *t);
/* Shows as much of the arena buffer as lies side by side in the kernel's map. */
void open_arena(struct thread *t);

#endif
