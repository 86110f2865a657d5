/* What a file was built from: ELF notes with the hashes of descriptions, in the section
 * `.note.nk.model`. einit and nk-psl-gen-c write them, and the kernel has one of its own; makeimg
 * compares those of the files it puts together (docs/platform.md, "descriptions of one image").
 *
 * Macros only; compiler and run time include it. A note: owner "OpenNK", type NK_MODEL_*,
 * descriptor: 32 bytes SHA-256, then the name with its NUL. */
#ifndef NK_MODEL_NOTE_H
#define NK_MODEL_NOTE_H

#define NK_MODEL_SECTION ".note.nk.model"
#define NK_MODEL_OWNER   "OpenNK"

#define NK_MODEL_CLASS     0x101 /* a process class and all it reaches */
#define NK_MODEL_INTERFACE 0x102 /* an interface and the types it names */

/* NK_MODEL_NOTE(variable, type, "name", 32 bytes). */
#define NK_MODEL_NOTE(variable, kind, text, ...)                                                   \
    static const struct {                                                                          \
        unsigned int owner_size, size, type;                                                       \
        char owner[(sizeof(NK_MODEL_OWNER) + 3) / 4 * 4];                                          \
        unsigned char hash[32];                                                                    \
        char name[(sizeof(text) + 3) / 4 * 4];                                                     \
    } variable __attribute__((used, aligned(4), section(NK_MODEL_SECTION))) = {                    \
        sizeof(NK_MODEL_OWNER), 32 + sizeof(text), kind, NK_MODEL_OWNER, {__VA_ARGS__}, text}

#endif
