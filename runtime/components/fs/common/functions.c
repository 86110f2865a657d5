/* What libkos finds: the functions of the library this is linked into. */
#include <fs/fs.h>

const struct fs_functions fs_functions = {
    .open = fs_open,
    .close = fs_close,
    .read = fs_read,
    .write = fs_write,
    .seek = fs_seek,
    .truncate = fs_truncate,
    .stat = fs_stat,
    .stat_path = fs_stat_path,
    .list = fs_list,
    .unlink = fs_unlink,
    .rename = fs_rename,
    .make_dir = fs_make_dir,
    .remove_dir = fs_remove_dir,
    .set_mode = fs_set_mode,
    .get_space = fs_get_space,
};
