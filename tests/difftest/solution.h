/* A random solution: descriptions of interfaces, components and classes, and a policy over them. */
#ifndef DIFFTEST_SOLUTION_H
#define DIFFTEST_SOLUTION_H

#include "rnd.h"

/* Writes descriptions below d/ and policy.psl into the existing directory `dir`. */
void solution_write(const char *dir, struct rnd *r);

#endif
