#include "model/model.h"

const char *nkc_direction_name(enum nkc_direction d)
{
    static const char *const names[NKC_DIRECTIONS] = {"req", "res", "err"};
    return names[d];
}

const char *nkc_direction_word(enum nkc_direction d)
{
    static const char *const words[NKC_DIRECTIONS] = {"in", "out", "error"};
    return words[d];
}
