/* Whether a pattern of Regex matches a whole text, decided without an automaton. */
#ifndef DIFFTEST_PATTERN_H
#define DIFFTEST_PATTERN_H

#include "rnd.h"

#include <stdio.h>

/* The pattern is right and without anchors. */
bool pattern_matches(const char *pattern, const unsigned char *text, unsigned size);

/* Writes a random one as a text of PSL. */
void put_pattern(FILE *out, struct rnd *r);

#endif
