#include "cli/nk_gen_c.h"

int main(int argc, char **argv)
{
    return nkc_nk_gen_c_run(argc, argv);
}
