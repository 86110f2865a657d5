#include <stdio.h>

int main(void)
{
    puts("[Spy   ] WRONG: started");
    return 0;
}
