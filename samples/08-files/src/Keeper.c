/* Keeps notes as files. Nothing here says where the file system is: in this program, or in a
 * process of its own. The libraries that the program is linked with decide. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define DIRECTORY "/notes"

static void complain(const char *what, const char *name)
{
    printf("[Keeper] cannot %s %s: %s\n", what, name, strerror(errno));
}

static void path_of(char *path, size_t size, const char *name)
{
    snprintf(path, size, DIRECTORY "/%s", name);
}

/* Adds a line to a note; the first makes it. */
static void note(const char *name, const char *line)
{
    char path[64];
    FILE *file;

    path_of(path, sizeof path, name);
    file = fopen(path, "a");
    if (!file) {
        complain("write", name);
        return;
    }
    fprintf(file, "%s\n", line);
    if (fclose(file) != 0)
        complain("write", name);
}

static void show(const char *name)
{
    char path[64], line[80];
    FILE *file;

    path_of(path, sizeof path, name);
    file = fopen(path, "r");
    if (!file) {
        complain("show", name);
        return;
    }
    while (fgets(line, sizeof line, file))
        printf("[Keeper] %s: %s", name, line);
    fclose(file);
}

static void list(void)
{
    DIR *directory = opendir(DIRECTORY);
    const struct dirent *entry;
    struct stat status;
    char path[sizeof entry->d_name + sizeof DIRECTORY];

    if (!directory) {
        complain("list", DIRECTORY);
        return;
    }
    while ((entry = readdir(directory))) {
        if (entry->d_type != DT_REG)
            continue;
        path_of(path, sizeof path, entry->d_name);
        if (stat(path, &status) == 0)
            printf("[Keeper] %s, %d bytes\n", entry->d_name, (int)status.st_size);
    }
    closedir(directory);
}

static void forget(const char *name)
{
    char path[64];

    path_of(path, sizeof path, name);
    if (remove(path) != 0)
        complain("forget", name);
}

int main(void)
{
    FILE *file;

    if (mkdir(DIRECTORY, 0777) != 0)
        complain("make", DIRECTORY);
    note("shopping", "milk");
    note("shopping", "bread");
    note("ideas", "a boat of paper");
    list();
    show("shopping");

    show("plans");
    forget("ideas");
    list();

    /* The files of the image are there, too, and stay as they are. */
    file = fopen("/romfs/einit", "w");
    if (!file)
        complain("replace", "einit");
    return file != NULL;
}
