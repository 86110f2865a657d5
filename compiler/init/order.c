/* Start order of processes: servers before clients (observed 3). */
#include "init/topology.h"

static const struct nkc_connection *waits_for(const struct nkc_process *p, const bool *placed)
{
    NKC_FOREACH(i, &p->connections)
        if (!placed[p->connections.data[i].server->index])
            return &p->connections.data[i];
    return NULL;
}

/* The last process of the file whose servers are all placed; NULL when cycles hold up the rest. */
static const struct nkc_process *last_ready(const struct nkc_topology *t, const bool *placed)
{
    for (size_t i = t->processes.len; i-- > 0;)
        if (!placed[i] && !waits_for(t->processes.data[i], placed))
            return t->processes.data[i];
    return NULL;
}

static const struct nkc_process *last_unplaced(const struct nkc_topology *t, const bool *placed)
{
    size_t i = t->processes.len;
    while (placed[--i])
        ;
    return t->processes.data[i];
}

/* When nobody is ready, everybody left waits for somebody left: as many steps as there are
 * processes surely end inside a cycle. Returns its last process of the file. */
static const struct nkc_process *last_in_cycle(const struct nkc_topology *t, const bool *placed)
{
    const struct nkc_process *p = last_unplaced(t, placed);
    NKC_FOREACH(i, &t->processes)
        p = waits_for(p, placed)->server;
    const struct nkc_process *start = p, *last = p;
    do {
        p = waits_for(p, placed)->server;
        if (p->index > last->index)
            last = p;
    } while (p != start);
    return last;
}

static const struct nkc_process *break_cycle(const struct nkc_topology *t, const bool *placed)
{
    const struct nkc_process *p = last_in_cycle(t, placed);
    const struct nkc_connection *c = waits_for(p, placed);
    nkc_diag(t->model->session, INIT_CYCLE, c->span, p->name, c->target_name);
    return p;
}

void nkc_topology_order(struct nkc_topology *t)
{
    struct nkc_arena *arena = t->model->session->arena;
    bool *placed = nkc_arena_alloc(arena, t->processes.len * sizeof *placed + 1);
    NKC_FOREACH(i, &t->processes) {
        const struct nkc_process *next = last_ready(t, placed);
        if (!next)
            next = break_cycle(t, placed);
        placed[next->index] = true;
        nkc_vec_push(arena, &t->order, next);
    }
}
