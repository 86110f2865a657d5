/* What a file was built from: ELF notes with the hashes of descriptions, in the section
 * `.note.nk.model`. einit and nk-psl-gen-c write them, and the kernel has one of its own; makeimg
 * compares those of the files it puts together (docs/platform.md, "descriptions of one image").
 * Einit also tells which processes it starts, and makeimg looks for their programs.
 *
 * Macros only; compiler and run time include it. A note: owner "OpenNK", type NK_MODEL_*, and a
 * descriptor: of a class or an interface 32 bytes SHA-256, then the name with its NUL; of a process
 * its name, the file of its program and the place of that in the init description, each with NUL. */
#ifndef NK_MODEL_NOTE_H
#define NK_MODEL_NOTE_H

#define NK_MODEL_SECTION ".note.nk.model"
#define NK_MODEL_OWNER   "OpenNK"

#define NK_MODEL_CLASS     0x101 /* a process class and all it reaches */
#define NK_MODEL_INTERFACE 0x102 /* an interface and the types it names */
#define NK_MODEL_PROCESS   0x103 /* a process that Einit starts */

/* NK_MODEL_NOTE(variable, type, "name", 32 bytes). */
#define NK_MODEL_NOTE(variable, kind, text, ...)                                                   \
    static const struct {                                                                          \
        unsigned int owner_size, size, type;                                                       \
        char owner[(sizeof(NK_MODEL_OWNER) + 3) / 4 * 4];                                          \
        unsigned char hash[32];                                                                    \
        char name[(sizeof(text) + 3) / 4 * 4];                                                     \
    } variable __attribute__((used, aligned(4), section(NK_MODEL_SECTION))) = {                    \
        sizeof(NK_MODEL_OWNER), 32 + sizeof(text), kind, NK_MODEL_OWNER, {__VA_ARGS__}, text}

/* NK_MODEL_PROCESS_NOTE(variable, "name", "program", "init.yaml:3:9"). */
#define NK_MODEL_PROCESS_NOTE(variable, process, program, place)                                   \
    static const struct {                                                                          \
        unsigned int owner_size, size, type;                                                       \
        char owner[(sizeof(NK_MODEL_OWNER) + 3) / 4 * 4];                                          \
        char text[(sizeof(process "\0" program "\0" place) + 3) / 4 * 4];                          \
    } variable __attribute__((used, aligned(4), section(NK_MODEL_SECTION))) = {                    \
        sizeof(NK_MODEL_OWNER), sizeof(process "\0" program "\0" place), NK_MODEL_PROCESS,         \
        NK_MODEL_OWNER, process "\0" program "\0" place}

#endif
