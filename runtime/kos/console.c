/* stdin, stdout and stderr of picolibc over the debug console (platform 6). */
#include "console.h"

#include <kl/core/Core.edl.h>
#include <kl/core/HAL.idl.h>
#include <stdio.h>
#include <string.h>

#include "kernel.h"

_Static_assert(KOS_CONSOLE_LINE <= kl_core_HAL_DebugWrite_req_data_size, "a line is one call");

struct line {
    size_t length;
    char text[KOS_CONSOLE_LINE];
};

static __thread struct line out_line, err_line;
unsigned kos_stderr_waiting;

static void write_chunk(const char *data, size_t size)
{
    struct nk_arena arena = {(void *)(nk_uintptr_t)data, NULL, NULL}; /* only read from */
    kl_core_HAL_DebugWrite_req req = {0};
    kl_core_HAL_DebugWrite_res res;

    arena.current = arena.end = (char *)arena.start + size;
    req.data.size = (nk_uint32_t)size;
    (void)KOS_KERNEL_CALL(kl_core_HAL_DebugWrite, hal_HAL, &req, &arena, &res, NULL);
}

void kos_console_write(const char *data, size_t size)
{
    while (size > 0) {
        size_t chunk = size < KOS_CONSOLE_LINE ? size : KOS_CONSOLE_LINE;

        write_chunk(data, chunk);
        data += chunk;
        size -= chunk;
    }
}

/* Empties the line before it writes it: the write itself passes kos_console_before_call. */
static void flush_line(struct line *line)
{
    size_t length = line->length;

    line->length = 0;
    kos_console_write(line->text, length);
}

static void put_char(struct line *line, char c)
{
    line->text[line->length++] = c;
    if (c == '\n' || line->length == sizeof line->text)
        flush_line(line);
}

static void count_waiting(int change)
{
    __atomic_fetch_add(&kos_stderr_waiting, (unsigned)change, __ATOMIC_RELAXED);
}

/* Empties the line before it writes it, as all do here: the write itself passes
 * kos_console_before_call. */
void kos_console_flush_stderr(void)
{
    if (err_line.length == 0)
        return;
    count_waiting(-1);
    flush_line(&err_line);
}

void kos_console_flush(void)
{
    flush_line(&out_line);
    kos_console_flush_stderr();
}

static int stdout_put(char c, FILE *file)
{
    (void)file;
    put_char(&out_line, c);
    return (unsigned char)c;
}

static int stdout_flush(FILE *file)
{
    (void)file;
    flush_line(&out_line);
    return 0;
}

static int stderr_put(char c, FILE *file)
{
    (void)file;
    if (err_line.length == 0)
        count_waiting(1);
    put_char(&err_line, c);
    if (err_line.length == 0)
        count_waiting(-1);
    return (unsigned char)c;
}

static int stderr_flush(FILE *file)
{
    (void)file;
    kos_console_flush_stderr();
    return 0;
}

/* There is no input device. */
static int stdin_get(FILE *file)
{
    (void)file;
    return _FDEV_EOF;
}

static FILE in_file = FDEV_SETUP_STREAM(NULL, stdin_get, NULL, _FDEV_SETUP_READ);
static FILE out_file = FDEV_SETUP_STREAM(stdout_put, NULL, stdout_flush, _FDEV_SETUP_WRITE);
static FILE err_file = FDEV_SETUP_STREAM(stderr_put, NULL, stderr_flush, _FDEV_SETUP_WRITE);

FILE *const stdin = &in_file;
FILE *const stdout = &out_file;
FILE *const stderr = &err_file;

/* exit() runs this after the handlers of atexit(), which may print. */
__attribute__((destructor)) static void flush_at_exit(void)
{
    kos_console_flush();
}
