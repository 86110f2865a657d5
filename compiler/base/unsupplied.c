#include "base/unsupplied.h"

struct unsupplied {
    const char *prefix; /* of names of classes, components and policies; the first that fits */
    const char *what;
    const char *instead;
};

#define OWN_PROGRAM ", or put a program of your own in its place"

/* Not the whole package `kl`: with a wrong -I, names are missing that are supplied. */
static const struct unsupplied all[] = {
    {"kl.VfsNet", "network stack", OWN_PROGRAM},
    {"kl.Vfs", "file system program", "; the component `fs` keeps files"},
    {"kl.rump.", "network program", OWN_PROGRAM},
    {"kl.Ntpd", "network program", OWN_PROGRAM},
    {"wpa.", "network program", OWN_PROGRAM},
    {"kl.drivers.", "device driver", OWN_PROGRAM},
    {"kl.core.DCM", "manager of dynamic channels", "; channels are named in init.yaml"},
    {"kl.bc.", "store of program files", "; programs are linked statically"},
    {"execution_manager.", "starter of program files", "; processes are named in init.yaml"},
    {"package_manager.", "installer of program files", "; programs are named in IMAGE_FILES"},
    {"logrr.", "log server", "; the component `klog` keeps logs"},
};

static const struct unsupplied *find(const char *name)
{
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strncmp(name, all[i].prefix, strlen(all[i].prefix)) == 0)
            return &all[i];
    return NULL;
}

bool nkc_is_unsupplied(const char *name)
{
    return find(name) != NULL;
}

bool nkc_note_unsupplied(struct nkc_session *s, const char *name)
{
    const struct unsupplied *u = find(name);
    if (u)
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN,
                 nkc_arena_printf(s->arena, "the %s `%s` is not supplied: leave it out%s", u->what,
                                  name, u->instead));
    return u != NULL;
}
