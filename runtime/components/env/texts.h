/* Lists of texts, for both sides. */
#ifndef ENV_TEXTS_H
#define ENV_TEXTS_H

#include <env/read.h>
#include <stddef.h>

/* Adds a copy of `size` bytes that end in a zero byte. rcInvalidArgument: too many, too long, no
 * zero at the end or one before; rcOutOfMemory. */
Retcode env_add_text(struct EnvTexts *texts, const char *text, size_t size);

#endif
