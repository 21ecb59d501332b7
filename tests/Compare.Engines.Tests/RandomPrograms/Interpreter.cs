using System.Runtime.CompilerServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>Runs the steps of a random program on a heap and on the model side by side.</summary>
/// <remarks>
/// The model is changed before the heap: a release inside an operation may run finalizers, which look at the model.
/// </remarks>
internal sealed partial class Interpreter<THeap, TRef>(THeap heap, IReadOnlyList<Step> steps, EngineTraits traits)
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private const int Graves = 4;
    private const int FixedRoots = 10;
    private const int MostExtraRoots = 40;
    private const int LocalCount = 4;
    private const int MostFrames = 12;
    private const int MostLength = 12;
    private const int CheckEvery = 40;

    private static readonly ObjectType[] s_types =
    [
        TestTypes.Pair, TestTypes.Mortal, TestTypes.List, TestTypes.Mixed, TestTypes.Pair, TestTypes.Mortal,
        TestTypes.Leaf, TestTypes.Tuple, TestTypes.Words, TestTypes.Bytes, TestTypes.Blob, TestTypes.Table,
        TestTables.Dict,
    ];

    private readonly Model _model = new();
    private readonly Dictionary<ObjectType, TypeHandle> _handles = [];

    // The graves are gone at the end: nothing is resurrected any more.
    private bool _finishing;

    /// <summary>Registers types, callbacks and roots.</summary>
    public void Start()
    {
        foreach (ObjectType type in s_types)
        {
            _handles[type] = heap.Register(type);
        }

        heap.SetFinalizer(_handles[TestTypes.Mortal], FinalizeMortal);
        heap.SetWeakCallback(AnswerDeath);
        SetRoots(Graves + FixedRoots);
    }

    /// <summary>Runs steps in a frame until the function returns.</summary>
    /// <param name="next">Number of the first step.</param>
    /// <returns>Number of the first step after the function.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int RunFunction(int next)
    {
        Locals<TRef> f = default;
        heap.Enter(ref f);
        _model.Frames.Add(new ModelNode?[LocalCount]);
        while (next < steps.Count)
        {
            Step step = steps[next++];
            if (step.Operation == Operation.Return && _model.Frames.Count > 1)
            {
                break;
            }

            if (step.Operation == Operation.Call && _model.Frames.Count < MostFrames)
            {
                next = RunFunction(next);
            }
            else
            {
                Do(ref f, step);
            }

            if (next % CheckEvery == 0)
            {
                CheckGraph(ref f);
            }
        }

        CheckGraph(ref f);
        _model.Frames.RemoveAt(_model.Frames.Count - 1);
        heap.Leave(ref f);
        return next;
    }

    private static int Reduce(int number, int count) => (int)((uint)number % (uint)count);

    private static ref TRef Local(ref Locals<TRef> f, int number)
    {
        switch (number)
        {
            case 0:
                return ref f.A;
            case 1:
                return ref f.B;
            case 2:
                return ref f.C;
            default:
                return ref f.D;
        }
    }

    // Graves can be read and cleared, but only finalizers write them: an operation in progress that may collect must
    // not find its own local changed.
    private static bool IsGrave(int number) => number is >= LocalCount and < LocalCount + Graves;

    private int Readable(int number) => Reduce(number, LocalCount + _model.Roots.Count);

    private int Writable(int number)
    {
        int reduced = Reduce(number, LocalCount + _model.Roots.Count - Graves);
        return reduced < LocalCount ? reduced : reduced + Graves;
    }

    private ref TRef Variable(ref Locals<TRef> f, int number)
    {
        if (number < LocalCount)
        {
            return ref Local(ref f, number);
        }

        return ref heap.Root(number - LocalCount);
    }

    private ModelNode? Get(int number) =>
        number < LocalCount ? _model.Frames[^1][number] : _model.Roots[number - LocalCount];

    private void Set(int number, ModelNode? node)
    {
        if (number < LocalCount)
        {
            _model.Frames[^1][number] = node;
        }
        else
        {
            _model.Roots[number - LocalCount] = node;
        }
    }

    private void SetRoots(int count)
    {
        while (_model.Roots.Count > count)
        {
            _model.Roots.RemoveAt(_model.Roots.Count - 1);
        }

        while (_model.Roots.Count < count)
        {
            _model.Roots.Add(null);
        }

        heap.ResizeRoots(count);
    }

    private void Do(ref Locals<TRef> f, Step step)
    {
        switch (step.Operation)
        {
            case Operation.New:
                Allocate(ref f, Writable(step.A), step.B, step.C);
                break;
            case Operation.Copy:
                int from = Readable(step.B);
                Set(Writable(step.A), Get(from));
                heap.Copy(ref Variable(ref f, Writable(step.A)), Variable(ref f, from));
                break;
            case Operation.MoveTake:
                MoveTake(ref f, Writable(step.A), Writable(step.B));
                break;
            case Operation.Clear:
                Set(Readable(step.A), null);
                heap.Clear(ref Variable(ref f, Readable(step.A)));
                break;
            case Operation.NewWeak:
                MakeWeak(ref f, Writable(step.A), Readable(step.B), step.C);
                break;
            case Operation.LoadWeak:
                LoadWeak(ref f, Writable(step.A), step.B);
                break;
            case Operation.Ask:
                Ask(ref f, Readable(step.A));
                break;
            case Operation.Compare:
                Assert.Equal(
                    ReferenceEquals(Get(Readable(step.A)), Get(Readable(step.B))),
                    heap.Same(Variable(ref f, Readable(step.A)), Variable(ref f, Readable(step.B))));
                break;
            case Operation.Collect:
                heap.Control.Collect(Reduce(step.A, heap.Control.GenerationCount));
                break;
            case Operation.ResizeRoots:
                SetRoots(Graves + FixedRoots + Reduce(step.A, MostExtraRoots));
                break;
            case Operation.Store or Operation.StoreTake or Operation.StoreNull or Operation.Load
                or Operation.BorrowCopy or Operation.Write or Operation.Resize:
                DoInside(ref f, step);
                break;
            default:
                heap.SafePoint();
                break;
        }
    }

    private void MoveTake(ref Locals<TRef> f, int to, int from)
    {
        ModelNode? node = Get(from);
        Set(from, null);
        Set(to, node);
        heap.Take(ref Variable(ref f, to), heap.Move(ref Variable(ref f, from)));
    }

    private void Ask(ref Locals<TRef> f, int variable)
    {
        if (Get(variable) is not { Type: { } type } node)
        {
            Assert.Equal(Get(variable) is null, heap.IsNull(Variable(ref f, variable)));
            return;
        }

        long hash = heap.IdentityHash(Variable(ref f, variable));
        Assert.Equal(node.Hash ?? hash, hash);
        node.Hash = hash;
        Assert.Equal(_handles[type], heap.TypeOf(Variable(ref f, variable)));
        Assert.True(heap.SizeOf(Variable(ref f, variable)) > 0);
    }
}
