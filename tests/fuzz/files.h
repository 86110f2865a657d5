/* A file tree in memory for fuzz targets: no input reaches the disk.
 *
 * Targets are linked with --wrap=nkc_source_open and --wrap=nkc_source_probe; both then see only
 * the files added here, at absolute paths. */
#ifndef FUZZ_FILES_H
#define FUZZ_FILES_H

#include "base/session.h"

enum { FUZZ_FILES_MAX = 96 };

/* Reads the file `from`, relative to the root of the repository, and keeps it as `path`. Ends the
 * program when it cannot be read: a target without its descriptions would test nothing. */
void fuzz_files_load(const char *path, const char *from);
/* The input of one run, as `path`; the text is not copied. */
void fuzz_files_main(const char *path, const uint8_t *data, size_t size);

/* A session that prints nowhere, with the include directory "/t", where all descriptions stand. */
struct nkc_session *fuzz_session(void);

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
