/* The console. Everything leaves in whole lines, so that lines of the kernel and of programs never
 * mix: output of a program waits in its process until the line is complete. */
#include "format.h"
#include "log.h"

void klog(const char *tag, const char *fmt, ...)
{
    char text[1024];
    struct buffer b = {.text = text, .size = sizeof(text) - 1};
    va_list args;

    if (tag)
        format(&b, "[%-5s] ", tag);
    va_start(args, fmt);
    vformat(&b, fmt, args);
    va_end(args);
    log_put(LOG_CORE, text, b.used);
    text[b.used++] = '\n';
    uart_write(text, b.used);
}

static void end_line(struct proc *p)
{
    log_put(LOG_CORE, p->line, p->line_used);
    p->line[p->line_used++] = '\n';
    uart_write(p->line, p->line_used);
    p->line_used = 0;
}

/* A line that is full is broken only when a character follows that is not its end. */
void console_write(struct proc *p, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\n') {
            end_line(p);
            continue;
        }
        if (p->line_used == CONSOLE_LINE)
            end_line(p);
        p->line[p->line_used++] = text[i];
    }
}

void console_flush(struct proc *p)
{
    if (p->line_used > 0)
        end_line(p);
}
