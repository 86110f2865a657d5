/* Time-outs of blocked threads: a binary heap in a fixed array, earliest on top. */
#include "sched.h"

static struct thread *heap[KOS_THREADS_MAX];
static int32_t count;

static void place(struct thread *t, int32_t at)
{
    heap[at] = t;
    t->heap_index = at;
}

static void sift_up(int32_t at)
{
    struct thread *t = heap[at];

    while (at > 0 && t->deadline < heap[(at - 1) / 2]->deadline) {
        place(heap[(at - 1) / 2], at);
        at = (at - 1) / 2;
    }
    place(t, at);
}

static void sift_down(int32_t at)
{
    struct thread *t = heap[at];

    for (;;) {
        int32_t child = 2 * at + 1;

        if (child >= count)
            break;
        if (child + 1 < count && heap[child + 1]->deadline < heap[child]->deadline)
            child++;
        if (t->deadline <= heap[child]->deadline)
            break;
        place(heap[child], at);
        at = child;
    }
    place(t, at);
}

void timeout_add(struct thread *t, uint64_t at)
{
    kassert(t->heap_index < 0 && count < KOS_THREADS_MAX);
    t->deadline = at;
    place(t, count++);
    sift_up(t->heap_index);
    sched_timeout_added(at);
}

void timeout_remove(struct thread *t)
{
    int32_t at = t->heap_index;

    if (at < 0)
        return;
    t->heap_index = -1;
    count--;
    if (at == count)
        return;
    place(heap[count], at);
    sift_down(at);
    sift_up(heap[at]->heap_index);
}

uint64_t timeout_next(void)
{
    return count > 0 ? heap[0]->deadline : UINT64_MAX;
}

void timeout_expire(uint64_t now)
{
    while (count > 0 && heap[0]->deadline <= now)
        thread_wake(heap[0], rcTimeout);
}
