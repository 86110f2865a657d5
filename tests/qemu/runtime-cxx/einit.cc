/* What C++ programs get of the run time. */
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>

static int gone, made;

struct Shape {
    virtual ~Shape() { gone++; }
    virtual int sides() const = 0;
};

struct Triangle : Shape {
    int sides() const override { return 3; }
};

struct Global {
    int value;
    explicit Global(int v) : value(v) {}
    ~Global() { printf("gone at exit: %d\n", value); }
};

static Global global(7);

struct Slow {
    int value;
    Slow() : value(9)
    {
        made++;
        for (int i = 0; i < 50; i++)
            sched_yield(); /* the other thread comes to the guard meanwhile */
    }
};

static int slow()
{
    static Slow slow;
    return slow.value;
}

static void *other(void *result)
{
    *static_cast<int *>(result) = slow();
    return nullptr;
}

struct alignas(64) Wide {
    char bytes[64];
};

int main()
{
    int seen = 0, sum = 0;
    pthread_t thread;

    printf("before main: %d\n", global.value);
    Shape *shape = new Triangle;
    int sides = shape->sides();
    delete shape;
    printf("virtual: %d, gone: %d\n", sides, gone);
    if (pthread_create(&thread, nullptr, other, &seen) != 0)
        return 1;
    int mine = slow();
    pthread_join(thread, nullptr);
    printf("made once: %d, seen by both: %d %d\n", made, mine, seen);
    Wide *wide = new Wide;
    int *numbers = new int[3]{10, 20, 30};
    for (int i = 0; i < 3; i++)
        sum += numbers[i];
    printf("aligned: %u, array: %d\n", (unsigned)(reinterpret_cast<uintptr_t>(wide) % 64), sum);
    delete[] numbers;
    delete wide;
    return 0;
}
