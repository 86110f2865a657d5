/* What the file system stands on: a lock that must be held once, and an image with two files. */
#include "image.h"

#include <coresrv/fs/fs_api.h>
#include <impl/lock.h>
#include <stdlib.h>
#include <string.h>

unsigned image_open;
static int is_locked;

void fs_lock(void)
{
    if (is_locked)
        abort();
    is_locked = 1;
}

void fs_unlock(void)
{
    if (!is_locked)
        abort();
    is_locked = 0;
}

static const struct {
    const char *name, *text;
} image[] = {{"einit", "first program"}, {"App", ""}};

Retcode KnFsGetCount(rtl_uint32_t *count)
{
    *count = 2;
    return rcOk;
}

Retcode KnFsGetName(rtl_uint32_t index, char *name, rtl_size_t size)
{
    if (index >= 2)
        return rcResourceNotFound;
    if (strlen(image[index].name) >= size)
        return rcBufferTooSmall;
    strcpy(name, image[index].name);
    return rcOk;
}

Retcode KnFsOpen(const char *name, Handle *file)
{
    for (Handle i = 0; i < 2; i++)
        if (strcmp(image[i].name, name) == 0) {
            *file = i + 10;
            image_open++;
            return rcOk;
        }
    return rcResourceNotFound;
}

Retcode KnFsClose(Handle file)
{
    (void)file;
    image_open--;
    return rcOk;
}

Retcode KnFsGetSize(Handle file, rtl_size_t *size)
{
    *size = strlen(image[file - 10].text);
    return rcOk;
}

Retcode KnFsRead(Handle file, rtl_size_t offset, void *buf, rtl_size_t size, rtl_size_t *read)
{
    const char *text = image[file - 10].text;
    rtl_size_t length = strlen(text);

    *read = offset >= length ? 0 : length - offset < size ? length - offset : size;
    memcpy(buf, text + (offset < length ? offset : length), *read);
    return rcOk;
}
