/* Must never get this far: its parent hands it a broken environment. */
#include <stdio.h>

int main(void)
{
    printf("Victim: started\n");
    return 0;
}
