#include "texts.h"

#include <stdlib.h>
#include <string.h>

void envFreeTexts(struct EnvTexts *texts)
{
    for (unsigned i = 0; i < texts->count; i++)
        free(texts->text[i]);
    *texts = (struct EnvTexts){0};
}

Retcode env_add_text(struct EnvTexts *texts, const char *text, size_t size)
{
    char *copy;

    if (texts->count == ENV_TEXTS_MAX || size > ENV_TEXT_SIZE || size == 0 ||
        memchr(text, '\0', size) != text + size - 1)
        return rcInvalidArgument;
    copy = malloc(size);
    if (!copy)
        return rcOutOfMemory;
    memcpy(copy, text, size);
    texts->text[texts->count++] = copy;
    return rcOk;
}
