using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Weak;

/// <summary>
/// Finalizers bring their objects back: dead objects become reachable again with all that they own, live on in a list, and die a
/// second time without a call.
/// </summary>
/// <remarks>
/// <para>A collector must decide again after the calls what is garbage. Counting sees the new reference at once; tracing has
/// already copied or marked the object and finds its second death much later. The objects are in no cycles before, and in none
/// after: the list is linked through them.</para>
/// <para>Which objects have come back by when depends on the engine. So the program walks over what is in the list and counts
/// only what is wrong: an object without its part, or with more or less than one call. The peak is where all places are taken and
/// nothing has died; afterwards the list lives beside as many others.</para>
/// </remarks>
public sealed class Resurrection : IWorkload
{
    /// <summary>Number of the root that holds the list.</summary>
    internal const int List = 0;

    /// <summary>Number of the reference to what an object owns.</summary>
    internal const int Part = 0;

    /// <summary>Number of the reference to the next object of the list.</summary>
    internal const int Next = 1;

    /// <summary>Number of the word that an object shares with its part.</summary>
    internal const int Stamp = 0;

    /// <summary>Number of the word that counts the calls of the finalizer.</summary>
    internal const int Calls = 1;

    private const string Window = "window";
    private const string Count = "count";
    private const string Share = "share";
    private const string Keep = "keep";

    private const int Places = 0;
    private const int ObjectsEach = 2;

    private static readonly ObjectType s_table = new(
        "Resurrection.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly ObjectType s_mortal = new("Resurrection.Mortal", PythonKind.SlotsInstance, references: 2, words: 2);

    private static readonly ObjectType s_phoenix = new(
        "Resurrection.Phoenix", PythonKind.SlotsInstance, references: 2, words: 2, traits: ObjectTraits.Finalizable);

    private static readonly ObjectType s_part = new(
        "Resurrection.Part", PythonKind.SlotsInstance, words: 1, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Window] = "100", [Count] = "1000", [Keep] = "100", [Share] = "0.5" },
        new Dictionary<string, string> { [Window] = "100000", [Count] = "8000000", [Keep] = "50000", [Share] = "1" });

    /// <inheritdoc/>
    public string Name => "resurrection";

    /// <inheritdoc/>
    public string Summary =>
        "Finalizers that make their objects reachable again: garbage that turns out to be none, and dies twice.";

    /// <inheritdoc/>
    public string Source => "Ours; 0 to 5 % of the objects come back as in programs that do so by mistake, up to all of them.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Window, ParameterKind.Integer, "Objects that live at a time; a new one takes the place of a random old one.", "20000")
        {
            Minimum = 1,
            Maximum = 1 << 24,
        },
        new(Count, ParameterKind.Integer, "Objects that are made after that; each owns a part.", "2500000")
        {
            Minimum = 1,
            Maximum = 1e9,
        },
        new(Share, ParameterKind.Number, "Share of the objects whose finalizer brings them back; others have none.", "0.05")
        {
            Minimum = 0,
            Maximum = 1,
        },
        new(Keep, ParameterKind.Integer, "New objects after which the list of those that came back is dropped.", "10000")
        {
            Minimum = 1,
            Maximum = 1e9,
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
        // An object that comes back is as large as another, finalizers allocate nothing, and at the peak none has run.
        long window = parameters.Integer(Window);
        long objects = window + parameters.Integer(Count);
        long eachBytes = s_mortal.NominalBytes(0) + s_part.NominalBytes(0);
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
        TypeHandle mortal = heap.Register(s_mortal);
        TypeHandle phoenix = heap.Register(s_phoenix);
        TypeHandle part = heap.Register(s_part);
        heap.SetFinalizer(phoenix, HeapCompanion<ResurrectingFinalizer<THeap, TRef>>.For<THeap, TRef>(
            heap, static own => new ResurrectingFinalizer<THeap, TRef>(own)).Call);
        int window = (int)run.Parameters.Integer(Window);
        long count = run.Parameters.Integer(Count);
        long keep = run.Parameters.Integer(Keep);
        double share = run.Parameters.Number(Share);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        long errors = 0;
        TableFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.ResizeRoots(List + 1);

        run.Phase("fill");
        heap.New(ref frame.Table, heap.Register(s_table));
        heap.ResizeBuffer(ref frame.Table, Places, window);
        for (long i = -window; i < count; i++)
        {
            if (i == 0)
            {
                run.Peak();
                run.Phase("resurrection");
            }

            int place = i < 0 ? (int)(i + window) : Uniform.Below(ref random, window);
            bool comesBack = Uniform.Chance(ref random, share);
            digest.Add(((long)place << 1) | (comesBack ? 1L : 0));
            Make<THeap, TRef>(heap, ref frame, comesBack ? phoenix : mortal, part, i);
            heap.StoreItemTake(frame.Table, Places, place, heap.Move(ref frame.Object));
            if (i >= 0 && i % keep == keep - 1)
            {
                errors += DropList<THeap, TRef>(heap);
            }

            heap.SafePoint();
        }

        digest.Add(Sum<THeap, TRef>(heap, frame.Table, window));

        run.Phase("drain");
        heap.Clear(ref frame.Table);
        errors += Drain<THeap, TRef>(heap);
        errors += Drain<THeap, TRef>(heap);
        heap.ResizeRoots(0);
        digest.Add(errors);
        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void Make<THeap, TRef>(THeap heap, ref TableFrame<TRef> frame, TypeHandle type, TypeHandle part, long stamp)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Part, part);
        heap.SetWord(frame.Part, Stamp, stamp);
        heap.New(ref frame.Object, type);
        heap.SetWord(frame.Object, Stamp, stamp);
        heap.SetWord(frame.Object, Calls, 0);
        heap.StoreTake(frame.Object, Part, heap.Move(ref frame.Part));
    }

    /// <summary>Collects all, so that what waits for its finalizer comes back, and drops it.</summary>
    /// <returns>The number of objects that came back wrong.</returns>
    private static long Drain<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Control.Collect(heap.Control.GenerationCount - 1);
        heap.SafePoint();
        return DropList<THeap, TRef>(heap);
    }

    /// <summary>Looks at what came back, and drops the list.</summary>
    /// <returns>The number of objects that came back wrong.</returns>
    private static long DropList<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long errors = 0;
        for (TRef obj = heap.Root(List); !heap.IsNull(obj); obj = heap.Borrow(obj, Next))
        {
            TRef part = heap.Borrow(obj, Part);
            bool isWhole = !heap.IsNull(part) && heap.GetWord(part, Stamp) == heap.GetWord(obj, Stamp);
            errors += isWhole && heap.GetWord(obj, Calls) == 1 ? 0 : 1;
        }

        heap.Clear(ref heap.Root(List));
        return errors;
    }

    private static ulong Sum<THeap, TRef>(THeap heap, TRef table, int window)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        for (int i = 0; i < window; i++)
        {
            TRef obj = heap.BorrowItem(table, Places, i);
            digest.Add(heap.GetWord(obj, Stamp) + heap.GetWord(obj, Calls));
            digest.Add(heap.GetWord(heap.Borrow(obj, Part), Stamp));
        }

        return digest.Value;
    }

    private ref struct TableFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Object;
        public TRef Part;
    }
}
