using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>The incremental collector keeps up with a program that makes cycles fast.</summary>
public sealed class IncrementalGcTests
{
    private const int Next = 0;
    private const int Previous = 1;
    private const int Surprise = 2;

    /// <summary>
    /// Doubly linked lists of 20 nodes, each referring to a long list that lives, are dropped 20 at a time. What is not
    /// collected yet never exceeds a bound far below what was made.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.Incremental), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "IncrementalGCTests.test_incremental_gc_handles_fast_cycle_creation")]
    public void The_heap_stays_bounded_while_cycles_are_made(string profile) => PythonHeap.RunFast(profile, python =>
    {
        const int LongList = 1000;
        const int ShortList = 20;
        const int ShortLists = 20_000;
        const int Kept = 20;
        const long MostNewObjects = 27_000;
        python.SetThresholds(200);
        ObjectType type = new("LinkedList", PythonKind.SlotsInstance, references: 3);
        Variable head = python.Name();
        Build(python, type, head, LongList);
        Variable olds = python.List();
        Variable newHead = python.Name();
        long initial = python.LiveObjects;
        for (int lists = 1; lists <= ShortLists; lists++)
        {
            Build(python, type, newHead, ShortList);
            python.Set(newHead, Surprise, head);
            python.Append(olds, newHead);
            python.CheckPoint();
            if (python.Length(olds) == Kept)
            {
                long made = python.LiveObjects - initial;
                Assert.True(made < MostNewObjects, $"{made} objects after {lists} lists");
                python.Clear(olds);
            }
        }

        Assert.True(python.GcStatistics[1].Collections > 0);
    });

    private static void Build(PythonHeap python, ObjectType type, Variable head, int depth)
    {
        python.New(head, type);
        Variable node = python.Name();
        for (int made = 0; made < depth; made++)
        {
            python.New(node, type);
            python.Set(node, Next, head);
            python.Set(head, Previous, node);
            python.Assign(head, node);
            python.CheckPoint();
        }

        python.Forget(node);
    }
}
