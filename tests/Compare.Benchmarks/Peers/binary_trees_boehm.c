/* Binary trees on the conservative collector of Boehm, Demers and Weiser. */
#include <gc.h>
#include "peer.h"

typedef struct node {
    struct node *first;
    struct node *second;
} node;

static node *build(int depth)
{
    node *first = depth > 0 ? build(depth - 1) : 0;
    node *second = depth > 0 ? build(depth - 1) : 0;
    node *made = GC_MALLOC(sizeof(node));
    made->first = first;
    made->second = second;
    return made;
}

static long count(const node *tree)
{
    return tree->first ? 1 + count(tree->first) + count(tree->second) : 1;
}

static long run(int deepest)
{
    node *long_lived = build(deepest);
    long nodes = 0;
    for (int depth = SMALLEST_DEPTH; depth <= deepest; depth += DEPTH_STEP) {
        for (long left = TREES(deepest, depth); left > 0; left--) {
            nodes += count(build(depth));
        }
    }

    return nodes + count(long_lived);
}

int main(int argc, char **argv)
{
    GC_INIT();
    return measure(argc, argv, run);
}
