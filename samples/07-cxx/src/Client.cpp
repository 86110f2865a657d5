/* The client, in C++: the interface of the server as a class. */
#include <stdio.h>
#include <stdlib.h>

#include <book/IBook.idl.h>

#include "Channel.h"

/* How a call ended, and what it found. */
struct Result {
    nk_err_t error;
    nk_uint32_t number;

    explicit operator bool() const
    {
        return error == NK_EOK;
    }

    const char *why() const
    {
        switch (error) {
        case NK_ELOGIC_MAKE(book_IBook_Unknown):
            return "nobody of that name";
        case NK_ELOGIC_MAKE(book_IBook_Full):
            return "the book is full";
        case NK_EPERM:
            return "refused by the policy";
        default:
            return "failed";
        }
    }
};

class Book
{
  public:
    explicit Book(const char *channel) : channel_(channel)
    {
        book_IBook_proxy_init(&proxy_, channel_.transport(), channel_.endpoint("book"));
    }

    bool isOpen() const
    {
        return channel_.isOpen();
    }

    Result add(const char *name, nk_uint32_t number)
    {
        Arena<book_IBook_Add_req_arena_size> arena;
        book_IBook_Add_req req{};
        book_IBook_Add_res res{};

        req.number = number;
        nk_err_t error = arena.put(&req.name, name);
        if (error == NK_EOK)
            error = book_IBook_Add(&proxy_.base, &req, arena.get(), &res, nullptr);
        return {error, number};
    }

    Result find(const char *name)
    {
        Arena<book_IBook_Find_req_arena_size> arena;
        book_IBook_Find_req req{};
        book_IBook_Find_res res{};

        nk_err_t error = arena.put(&req.name, name);
        if (error == NK_EOK)
            error = book_IBook_Find(&proxy_.base, &req, arena.get(), &res, nullptr);
        return {error, res.number};
    }

  private:
    Channel channel_;
    book_IBook_proxy proxy_;
};

static void show(const char *what, const char *name, const Result &result)
{
    if (result)
        printf("[Client] %s %s: %u\n", what, name, (unsigned)result.number);
    else
        printf("[Client] %s %s: %s\n", what, name, result.why());
}

static void useBook()
{
    Book book("book_link");

    show("add", "Ada", book.add("Ada", 1815));
    show("add", "Bob", book.add("Bob", 0));
    show("add", "Alan", book.add("Alan", 1912));
    show("add", "Grace", book.add("Grace", 1906));
    show("find", "Ada", book.find("Ada"));
    show("find", "Grace", book.find("Grace"));
} /* the channel is closed here */

int main()
{
    useBook();
    Book closed("book_link");
    printf("[Client] the channel is %s\n", closed.isOpen() ? "still there" : "gone");
    return EXIT_SUCCESS;
}
