/* What the peers share: the operations of the workload binary-trees, and one line "ns per node" for the fastest of three runs. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SMALLEST_DEPTH 4
#define DEPTH_STEP 4
#define TREES(deepest, depth) (1L << ((deepest) - (depth) + SMALLEST_DEPTH))
#define RUNS 3

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int measure(int argc, char **argv, long (*run)(int))
{
    if (argc != 2 || atoi(argv[1]) < SMALLEST_DEPTH) {
        fprintf(stderr, "usage: %s DEPTH (at least %d)\n", argv[0], SMALLEST_DEPTH);
        return 1;
    }

    double best = 0;
    for (int i = 0; i < RUNS; i++) {
        double start = seconds();
        long nodes = run(atoi(argv[1]));
        double each = (seconds() - start) * 1e9 / (double)nodes;
        best = i == 0 || each < best ? each : best;
    }

    printf("%.2f\n", best);
    return 0;
}
