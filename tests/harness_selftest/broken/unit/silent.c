/* A program that runs nothing and ends well. */
int main(void)
{
    return 0;
}
