/* The processes of a solution and their channels, read from init.yaml (einit-and-build 2).
 *
 * Owned by the session's arena. All faults of the file are reported in one run; after errors the
 * topology is incomplete and must not be used. Untrusted input: the whole file. */
#ifndef NKC_INIT_TOPOLOGY_H
#define NKC_INIT_TOPOLOGY_H

#include "model/load.h"

struct nkc_process;

/* A static channel; its owner is the client. */
struct nkc_connection {
    const char *target_name;
    const struct nkc_process *server;
    const char *id;      /* the channel's name, or the C constant that holds it */
    const char *include; /* header of that constant; NULL: `id` is the name itself */
    struct nkc_span span, id_span;
};

struct nkc_process {
    const char *name;       /* unique in the solution */
    const char *class_name; /* echo.Client */
    const char *path;       /* of the program in the image */
    const struct nkc_component *class;
    NKC_VEC(const char *) args; /* without the process name, which Einit puts first */
    NKC_VEC(const char *) env;  /* "NAME=value" */
    NKC_VEC(struct nkc_connection) connections;
    size_t index;         /* in the file, from 0 */
    struct nkc_span span;      /* of its name */
    struct nkc_span path_span; /* of what names the program */
};

struct nkc_topology {
    struct nkc_model *model;
    NKC_VEC(struct nkc_process *) processes;   /* in the order of the file */
    NKC_VEC(const struct nkc_process *) order; /* servers before clients; set by nkc_order */
};

/* Reads `path`, loads the class of every process and resolves every target. */
struct nkc_topology *nkc_topology_read(struct nkc_model *m, const char *path);

/* Fills `order`: servers before clients; where no connection decides, the later entry of the file
 * first. A cycle is broken with a warning. */
void nkc_topology_order(struct nkc_topology *t);

#endif
