using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Weak;

/// <summary>
/// Objects with finalizers die in great numbers, alone or in cycles: collectors must find them, keep them and what they own for
/// the call, and come again for their memory.
/// </summary>
/// <remarks>
/// <para>Each object owns a part; in a cyclic pair the part refers back. Counting finalizes and reclaims the others at once and
/// leaves the pairs to its cycle collector. What a finalizer sees and how often it runs is counted as an error when it is wrong;
/// how many have run by when is the engine's own affair and no part of the checksum.</para>
/// <para>The run ends with a full collection, so that no engine leaves the work to the time after it. The peak is where all
/// places are taken and nothing has died: later, dead objects that wait for their finalizers live beside as many others.</para>
/// </remarks>
public sealed class FinalizerStorm : IWorkload
{
    /// <summary>Number of the reference to what an object owns, and of the part's reference back.</summary>
    internal const int Part = 0;

    /// <summary>Number of the word that an object shares with its part.</summary>
    internal const int Stamp = 0;

    /// <summary>Number of the word that says whether an object was finalized.</summary>
    internal const int Calls = 1;

    private const string Window = "window";
    private const string Count = "count";
    private const string Share = "finalizable";
    private const string Cyclic = "cyclic";

    private const int Places = 0;
    private const int ObjectsEach = 2;

    private static readonly ObjectType s_table = new(
        "FinalizerStorm.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly ObjectType s_plain = new("FinalizerStorm.Plain", PythonKind.SlotsInstance, references: 1, words: 2);

    private static readonly ObjectType s_finalizable = new(
        "FinalizerStorm.Finalizable", PythonKind.SlotsInstance, references: 1, words: 2, traits: ObjectTraits.Finalizable);

    private static readonly ObjectType s_part = new("FinalizerStorm.Part", PythonKind.SlotsInstance, references: 1, words: 1);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Window] = "200", [Count] = "2000" },
        new Dictionary<string, string> { [Window] = "100000", [Count] = "5000000", [Share] = "1" });

    /// <inheritdoc/>
    public string Name => "finalizer-storm";

    /// <inheritdoc/>
    public string Summary => "The cost of finalizers: a share of all objects has one, alone or in cycles of two.";

    /// <inheritdoc/>
    public string Source => "Ours; 1 to 100 % of the objects finalizable, half of them in cycles as __del__ meets them.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Window, ParameterKind.Integer, "Objects that live at a time; a new one takes the place of a random old one.", "20000")
        {
            Minimum = 1,
            Maximum = 1 << 24,
        },
        new(Count, ParameterKind.Integer, "Objects that are made after that; each owns a part.", "1500000")
        {
            Minimum = 1,
            Maximum = 1e9,
        },
        new(Share, ParameterKind.Number, "Share of the objects that have a finalizer.", "0.2") { Minimum = 0, Maximum = 1 },
        new(Cyclic, ParameterKind.Number, "Share of the objects whose part refers back to them.", "0.5")
        {
            Minimum = 0,
            Maximum = 1,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    /// <remarks>An engine that reclaims nothing runs it all the same: it is the floor that the cost is measured from.</remarks>
    public string? NotApplicable(EngineTraits traits, ParameterValues parameters) =>
        traits.Reclaims && traits.FinalizerOrder == FinalizerOrder.None
            ? "The engine reclaims instances without running their finalizers."
            : null;

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        // A finalizable object is as large as a plain one, and the window is full from the peak on.
        long window = parameters.Integer(Window);
        long objects = window + parameters.Integer(Count);
        long eachBytes = s_plain.NominalBytes(0) + s_part.NominalBytes(0);
        long tableBytes = s_table.NominalBytes(0) + s_table.NominalBufferBytes(Places, (int)window);
        return new(
            1 + (ObjectsEach * objects),
            tableBytes + (objects * eachBytes),
            1 + (ObjectsEach * window),
            tableBytes + (window * eachBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        StormFinalizer<THeap, TRef> finalizer = HeapCompanion<StormFinalizer<THeap, TRef>>.For<THeap, TRef>(
            heap, static own => new StormFinalizer<THeap, TRef>(own));
        finalizer.Errors = 0;
        StormTypes types = new(heap.Register(s_plain), heap.Register(s_finalizable), heap.Register(s_part));
        heap.SetFinalizer(types.Finalizable, finalizer.Call);
        int window = (int)run.Parameters.Integer(Window);
        long count = run.Parameters.Integer(Count);
        double share = run.Parameters.Number(Share);
        double cyclic = run.Parameters.Number(Cyclic);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        StormFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("fill");
        heap.New(ref frame.Table, heap.Register(s_table));
        heap.ResizeBuffer(ref frame.Table, Places, window);
        for (long i = -window; i < count; i++)
        {
            if (i == 0)
            {
                run.Peak();
                run.Phase("storm");
            }

            int place = i < 0 ? (int)(i + window) : Uniform.Below(ref random, window);
            bool isFinalizable = Uniform.Chance(ref random, share);
            bool isCyclic = Uniform.Chance(ref random, cyclic);
            digest.Add(((long)place << 2) | (isFinalizable ? 2L : 0) | (isCyclic ? 1L : 0));
            Make<THeap, TRef>(heap, ref frame, isFinalizable ? types.Finalizable : types.Plain, types.Part, i, isCyclic);
            heap.StoreItemTake(frame.Table, Places, place, heap.Move(ref frame.Object));
            heap.SafePoint();
        }

        digest.Add(Sum<THeap, TRef>(heap, frame.Table, window));

        run.Phase("drain");
        heap.Clear(ref frame.Table);
        heap.Control.Collect(heap.Control.GenerationCount - 1);
        heap.SafePoint();
        digest.Add(finalizer.Errors);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes an object with its part in the frame; the frame's other locals stay or become null.</summary>
    private static void Make<THeap, TRef>(
        THeap heap, ref StormFrame<TRef> frame, TypeHandle type, TypeHandle part, long stamp, bool isCyclic)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Part, part);
        heap.SetWord(frame.Part, Stamp, stamp);
        heap.New(ref frame.Object, type);
        heap.SetWord(frame.Object, Stamp, stamp);
        heap.SetWord(frame.Object, Calls, 0);
        if (isCyclic)
        {
            heap.Store(frame.Part, Part, frame.Object);
        }

        heap.StoreTake(frame.Object, Part, heap.Move(ref frame.Part));
    }

    private static ulong Sum<THeap, TRef>(THeap heap, TRef table, int window)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        for (int i = 0; i < window; i++)
        {
            TRef obj = heap.BorrowItem(table, Places, i);
            TRef part = heap.Borrow(obj, Part);
            TRef back = heap.Borrow(part, Part);
            digest.Add(heap.GetWord(obj, Stamp));
            digest.Add(heap.GetWord(part, Stamp) + heap.GetWord(obj, Calls));
            digest.Add(!heap.IsNull(back) && heap.Same(back, obj) ? 1L : 0);
        }

        return digest.Value;
    }

    private readonly record struct StormTypes(TypeHandle Plain, TypeHandle Finalizable, TypeHandle Part);

    private ref struct StormFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Object;
        public TRef Part;
    }
}
