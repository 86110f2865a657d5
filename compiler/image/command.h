/* Running the tools of the cross toolchain. */
#ifndef NKC_IMAGE_COMMAND_H
#define NKC_IMAGE_COMMAND_H

#include "base/session.h"

/* A command under construction: program and arguments. */
struct nkc_command_line {
    NKC_VEC(const char *) words;
};

void nkc_command_add(struct nkc_session *s, struct nkc_command_line *cmd, const char *word);
/* Adds the words of `text`, split as a shell splits words: blanks separate, '...', "..." and \c
 * quote; nothing is expanded. Returns false when a quote is not closed. */
bool nkc_command_add_words(struct nkc_session *s, struct nkc_command_line *cmd, const char *text);

/* Runs it, with no signal blocked in it, and waits. Reports failure and returns false, which it
 * does silently when a signal is to end the tool (image/hold.h). */
bool nkc_command_run(struct nkc_session *s, const struct nkc_command_line *cmd);

#endif
