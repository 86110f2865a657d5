/* KlogStorageEntity: a process that keeps the log (class kl.KlogStorageEntity).
 *
 *     KlogStorageEntity [--file PATH] [--entries N] [--new] [--stdout | --stderr]
 *
 * Without --file the log is in memory; --stdout and --stderr print every entry as well. */
#include <kl/KlogStorageEntity.edl.h>
#include <klog_storage/file_storage.h>
#include <klog_storage/server.h>

#include <stdlib.h>
#include <string.h>

#define ENTRIES_DEFAULT 1000

static int bad_argument(const char *argument)
{
    fprintf(stderr,
            "KlogStorageEntity: bad argument `%s`\n"
            "usage: KlogStorageEntity [--file PATH] [--entries N] [--new] [--stdout | --stderr]\n",
            argument);
    return EXIT_FAILURE;
}

/* 0, which no storage takes, when it is no number. */
static nk_uint32_t number(const char *text)
{
    char *end;
    const unsigned long value = strtoul(text, &end, 10);

    return *text && !*end && value <= KLOG_STORAGE_ENTRIES_MAX ? (nk_uint32_t)value : 0;
}

int main(int argc, char **argv)
{
    struct klog_storage_settings settings = {.entries = ENTRIES_DEFAULT};

    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;

        if (strcmp(argv[i], "--new") == 0)
            settings.is_new = 1;
        else if (strcmp(argv[i], "--stdout") == 0)
            settings.echo = stdout;
        else if (strcmp(argv[i], "--stderr") == 0)
            settings.echo = stderr;
        else if (strcmp(argv[i], "--file") == 0 && value)
            settings.path = argv[++i];
        else if (strcmp(argv[i], "--entries") == 0 && value && number(value))
            settings.entries = number(argv[++i]);
        else
            return bad_argument(argv[i]);
    }
    return klog_storage_serve(KLOG_STORAGE_SERVER_CONNECTION_ID, &settings,
                              kl_KlogStorageEntity_klogStorage_iidOffset,
                              kl_KlogStorageEntity_klogStorage_storage_iid);
}
