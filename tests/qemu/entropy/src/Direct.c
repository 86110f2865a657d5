#include "ask.h"

int main(void)
{
    return ask("Direct");
}
