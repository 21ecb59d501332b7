using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.RandomPrograms;

/// <content>Compares the heap with the model.</content>
internal sealed partial class Interpreter<THeap, TRef>
{
    // Bounds the polling at the end of a program: each round may finalize what the round before resurrected.
    private const int MaxRounds = 80;

    /// <summary>Drops half of the roots, collects everything and checks that nothing unreachable is left.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Finish()
    {
        SetRoots(Graves + (FixedRoots / 2));
        for (int round = 0; round < MaxRounds; round++)
        {
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            GC.WaitForPendingFinalizers(); // On clr, Jython's collect returns before the host's finalizers have run.
            heap.SafePoint();
            if (!traits.Reclaims || (IsClean() && round > 0))
            {
                break;
            }
        }

        CheckRest();
        _finishing = true;
        SetRoots(0);
        heap.Control.Collect(heap.Control.GenerationCount - 1);
    }

    // Iterative, by borrowed temporaries: nothing here allocates.
    private void CheckGraph(ref Locals<TRef> f)
    {
        Dictionary<ModelNode, TRef> known = [];
        Stack<(ModelNode Node, TRef Reference)> pending = [];
        for (int variable = 0; variable < LocalCount + _model.Roots.Count; variable++)
        {
            Meet(known, pending, Get(variable), Variable(ref f, variable));
        }

        while (pending.TryPop(out (ModelNode Node, TRef Reference) next))
        {
            CheckContent(known, pending, next.Node, next.Reference);
        }
    }

    private void Meet(
        Dictionary<ModelNode, TRef> known, Stack<(ModelNode Node, TRef Reference)> pending, ModelNode? node, TRef reference)
    {
        Assert.Equal(node is null, heap.IsNull(reference));
        if (node is null)
        {
            return;
        }

        if (known.TryGetValue(node, out TRef earlier))
        {
            Assert.True(heap.Same(earlier, reference), $"object {node.Id} has two identities");
            return;
        }

        known.Add(node, reference);
        pending.Push((node, reference));
    }

    private void CheckContent(
        Dictionary<ModelNode, TRef> known, Stack<(ModelNode Node, TRef Reference)> pending, ModelNode node, TRef reference)
    {
        if (node.Type is not { } type)
        {
            return;
        }

        Assert.Equal(_handles[type], heap.TypeOf(reference));
        for (int word = 0; word < node.Words.Length; word++)
        {
            Assert.Equal(node.Words[word], heap.GetWord(reference, word));
        }

        for (int field = 0; field < node.Fields.Length; field++)
        {
            Meet(known, pending, node.Fields[field], heap.Borrow(reference, field));
        }

        if (type.Elements != ElementKind.None)
        {
            Assert.Equal(Math.Max(node.Elements.Length, node.ElementWords.Length), heap.Length(reference));
        }

        for (int index = 0; index < node.Elements.Length; index++)
        {
            Meet(known, pending, node.Elements[index], heap.BorrowElement(reference, index));
        }

        for (int index = 0; index < node.ElementWords.Length; index++)
        {
            long word = type.Elements == ElementKind.Bytes
                ? heap.ElementBytes(reference)[index]
                : heap.GetElementWord(reference, index);
            Assert.Equal(node.ElementWords[index], word);
        }

        if (type.Buffers.Count > 0)
        {
            CheckBuffer(known, pending, node, reference);
        }
    }

    private void CheckBuffer(
        Dictionary<ModelNode, TRef> known, Stack<(ModelNode Node, TRef Reference)> pending, ModelNode node, TRef reference)
    {
        Assert.Equal(node.BufferLength, heap.BufferLength(reference, 0));
        Assert.Equal(node.Count, heap.GetCount(reference, 0));
        if (node.Type!.Buffers[0].HasIndex)
        {
            CheckTable(node, reference);
        }

        for (int index = 0; index < node.Items.Length; index++)
        {
            Meet(known, pending, node.Items[index], heap.BorrowItem(reference, 0, index));
        }

        for (int index = 0; index < node.ItemWords.Length; index++)
        {
            if (node.ItemWords[index] is { } expected)
            {
                long word = node.Type!.Buffers[0].Bytes > 0
                    ? heap.ItemBytes(reference, 0)[index]
                    : heap.GetItemWord(reference, 0, index);
                Assert.Equal(expected, word);
            }
        }
    }

    private bool IsClean()
    {
        HashSet<ModelNode> live = _model.Reachable();
        bool finalized = traits.FinalizerOrder == FinalizerOrder.None || _model.Nodes.TrueForAll(
            node => node.Finalized || node.Type != TestTypes.Mortal || live.Contains(node));
        return finalized && Leftover(live) == 0 && WeaksAgree(live);
    }

    /// <summary>Counts the objects beyond what is reachable; 0 where the engine cannot tell.</summary>
    private long Leftover(HashSet<ModelNode> live)
    {
        if (heap.Control.TakeCensus() is not { } census)
        {
            return 0;
        }

        // Weak references have a type of the engine's own, and engines may share those without a callback.
        HashSet<string> names = [.. s_types.Select(type => type.Name)];
        long counted = census.Rows.Where(row => names.Contains(row.Type)).Sum(row => row.Objects);
        return counted - live.LongCount(node => node.Type is not null);
    }

    private string Difference(HashSet<ModelNode> live) => string.Join(", ", s_types.Distinct().Select(type =>
    {
        long counted = heap.Control.TakeCensus()!.Rows.Where(row => row.Type == type.Name).Sum(row => row.Objects);
        return $"{type.Name} {counted - live.LongCount(node => node.Type == type):+#;-#;0}";
    }));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool WeaksAgree(HashSet<ModelNode> live)
    {
        bool agree = true;
        Locals<TRef> f = default;
        heap.Enter(ref f);
        for (int root = 0; root < _model.Roots.Count; root++)
        {
            if (_model.Roots[root] is { Type: null, Target: { } target } weak)
            {
                heap.LoadWeak(ref f.A, heap.Root(root));
                bool dead = heap.IsNull(f.A);
                CheckWeak(weak, target, live.Contains(target), dead);
                agree &= dead || live.Contains(target);
            }
        }

        heap.Leave(ref f);
        return agree;
    }

    private void CheckRest()
    {
        HashSet<ModelNode> live = _model.Reachable();
        long leftover = Leftover(live);
        if (traits.Reclaims && traits.ReclaimsCycles)
        {
            if (leftover != 0)
            {
                Assert.Fail($"{leftover} objects are left beyond the reachable ones: {Difference(live)}");
            }

            Assert.True(WeaksAgree(live), "a weak reference still finds an unreachable object");
            Assert.All(
                _model.Nodes.Where(node => node.Type == TestTypes.Mortal && !live.Contains(node)),
                node => Assert.True(
                    node.Finalized || traits.FinalizerOrder == FinalizerOrder.None, $"object {node.Id} was never finalized"));
        }
        else
        {
            Assert.True(leftover >= 0);
        }

        if (!traits.Reclaims && traits.HasCensus)
        {
            Assert.Equal(_model.Nodes.LongCount(node => node.Type is not null) - live.LongCount(node => node.Type is not null), leftover);
        }

        heap.Control.Verify();
    }
}
