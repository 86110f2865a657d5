/* The server, in C: a book of names and numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>

#include <book/IBook.idl.h>
#include <book/Server.edl.h>

enum { ENTRIES = 2 };

static struct {
    char name[book_IBook_Add_req_name_size];
    nk_uint32_t number;
} entries[ENTRIES];
static unsigned used;

/* A text may come without a chunk, and is then empty. */
static const char *textOf(const struct nk_arena *arena, const nk_ptr_t *text)
{
    nk_size_t size = 0;
    const nk_char_t *bytes = nk_arena_get(nk_char_t, arena, text, &size);
    return size ? bytes : "";
}

static nk_err_t addImpl(struct book_IBook *self, const book_IBook_Add_req *req,
                        const struct nk_arena *reqArena, book_IBook_Add_res *res,
                        struct nk_arena *resArena)
{
    const char *name = textOf(reqArena, &req->name);

    (void)self, (void)res, (void)resArena;
    if (used == ENTRIES)
        return NK_ELOGIC_MAKE(book_IBook_Full);
    strcpy(entries[used].name, name); /* fits: no text is longer than its description says */
    entries[used].number = req->number;
    used++;
    return NK_EOK;
}

static nk_err_t findImpl(struct book_IBook *self, const book_IBook_Find_req *req,
                         const struct nk_arena *reqArena, book_IBook_Find_res *res,
                         struct nk_arena *resArena)
{
    const char *name = textOf(reqArena, &req->name);

    (void)self, (void)resArena;
    for (unsigned i = 0; i < used; i++) {
        if (strcmp(entries[i].name, name) == 0) {
            res->number = entries[i].number;
            return NK_EOK;
        }
    }
    return NK_ELOGIC_MAKE(book_IBook_Unknown);
}

int main(void)
{
    static const struct book_IBook_ops ops = {.Add = addImpl, .Find = findImpl};
    static struct book_IBook book = {.ops = &ops};
    ServiceId id;

    book_Server_entity entity;
    book_Server_entity_init(&entity, &book);
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(book_Server, entity);
    NkKosDoDispatch(ServiceLocatorRegister("book_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
