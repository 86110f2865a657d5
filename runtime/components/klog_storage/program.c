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

static int bad_argument(const char *argument)
{
    fprintf(stderr,
            "KlogStorageEntity: bad argument `%s`\n"
            "usage: KlogStorageEntity [--file PATH] [--entries N] [--new] [--stdout | --stderr]\n",
            argument);
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    struct klog_storage_settings settings = {.entries = KLOG_STORAGE_ENTRIES_DEFAULT};

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
        else if (strcmp(argv[i], "--entries") == 0 && value && klog_storage_entries(value) > 0)
            settings.entries = klog_storage_entries(argv[++i]);
        else
            return bad_argument(argv[i]);
    }
    return klog_storage_serve(KLOG_STORAGE_SERVER_CONNECTION_ID, &settings,
                              kl_KlogStorageEntity_klogStorage_iidOffset,
                              kl_KlogStorageEntity_klogStorage_storage_iid);
}
