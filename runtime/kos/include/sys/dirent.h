/* The types of <dirent.h>, which picolibc leaves to the system. */
#ifndef KOS_SYS_DIRENT_H
#define KOS_SYS_DIRENT_H

#include <sys/types.h>

#define DT_UNKNOWN 0
#define DT_DIR     4
#define DT_REG     8

typedef struct kos_dir DIR;

struct dirent {
    ino_t d_ino;
    unsigned char d_type;
    char d_name[256];
};

#endif
