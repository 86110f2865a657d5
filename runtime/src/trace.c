/* The default nk_trace_ipc: text on stderr. */
#include <nk/trace.h>

#include <stdio.h>

static void print_bytes(const char *what, const unsigned char *bytes, nk_size_t size)
{
    for (nk_size_t i = 0; i < size; i++) {
        if (i % 16 == 0)
            fprintf(stderr, "%s  %s %04lx:", i ? "\n" : "", what, (unsigned long)i);
        fprintf(stderr, " %02x", (unsigned)bytes[i]);
    }
    if (size)
        fputc('\n', stderr);
}

__attribute__((weak)) void nk_trace_ipc(enum nk_trace_dir dir, const char *iface,
                                        const char *method, const struct nk_message *msg,
                                        const struct nk_arena *arena, nk_err_t rc, int dump)
{
    static const char *const names[] = {"client req", "client res", "server req", "server res"};
    nk_size_t used = nk_arena_allocated_size(arena);

    fprintf(stderr, "[IPC] %s %s.%s iid=%u mid=%u size=%lu handles=%lu err=%d arena=%lu rc=%ld\n",
            names[dir], iface, method, (unsigned)msg->iid, (unsigned)msg->mid,
            (unsigned long)msg->ex.size_ex, (unsigned long)nk_msg_ncaps(msg),
            nk_msg_check_err(msg) ? 1 : 0, (unsigned long)used, (long)rc);
    if (!dump || rc != NK_EOK)
        return;
    print_bytes("message", (const unsigned char *)msg, msg->ex.size_ex);
    if (used)
        print_bytes("arena  ", (const unsigned char *)arena->start, used);
}
