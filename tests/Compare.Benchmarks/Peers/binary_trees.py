"""Binary trees of 2-tuples, as peer.h has them: prints ns per node of the fastest of a few rounds, the first to warm up."""
import sys
import time

ROUNDS = 5


def build(depth):
    if depth == 0:
        return (None, None)
    return (build(depth - 1), build(depth - 1))


def count(tree):
    return 1 if tree[0] is None else 1 + count(tree[0]) + count(tree[1])


def run(deepest):
    kept = build(deepest)
    nodes = 0
    for depth in range(4, deepest + 1, 4):
        for _ in range(1 << (deepest - depth + 4)):
            nodes += count(build(depth))
    return nodes + count(kept)


def main():
    deepest = int(sys.argv[1])
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        nodes = run(deepest)
        best = min(best, (time.perf_counter() - start) / nodes)
    print("%.2f" % (best * 1e9))


main()
