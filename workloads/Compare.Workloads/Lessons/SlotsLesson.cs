using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// Many points that move. Wasteful: ordinary instances, with room for attributes that a class may get later. Careful:
/// <c>__slots__</c>, which is room for those that it names.
/// </summary>
/// <remarks>
/// Attributes refer to numbers of a table that both versions share, so that only the instances differ. Where the implementation
/// shares names and grows instances with their class, slots are the same memory.
/// </remarks>
public sealed class SlotsLesson : ILesson
{
    private const string Points = "points";
    private const string Rounds = "rounds";

    /// <summary>Coordinates of a point.</summary>
    private const int Dimensions = 3;

    /// <summary>Different coordinates.</summary>
    private const int Coordinates = 1 << CoordinateBits;

    private const int CoordinateBits = 8;

    private static readonly ObjectType s_ordinary = new("Point", PythonKind.Instance, references: Dimensions);

    private static readonly ObjectType s_slots = new("Point with slots", PythonKind.SlotsInstance, references: Dimensions);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Points] = "300", [Rounds] = "2" },
        new Dictionary<string, string> { [Points] = "4000000", [Rounds] = "5" });

    /// <inheritdoc/>
    public string Name => "lesson-slots";

    /// <inheritdoc/>
    public string Title => "Give small classes __slots__";

    /// <inheritdoc/>
    public string Waste => "Every instance has room for attributes that are never set.";

    /// <inheritdoc/>
    public string Advice => "Name the attributes in __slots__ where a class has many instances.";

    /// <inheritdoc/>
    public string Summary => "Many small instances whose attributes change: ordinary ones, or ones with slots.";

    /// <inheritdoc/>
    public string Source => "Ours; points of three coordinates, as most descriptions of __slots__ have them.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Points, ParameterKind.Integer, "Instances.", "400000") { Minimum = 1, Maximum = 1e8 },
        new(Rounds, ParameterKind.Integer, "Moves of each point.", "5") { Minimum = 0, Maximum = 1000 },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int points = (int)run.Parameters.Integer(Points);
        long rounds = run.Parameters.Integer(Rounds);
        TypeHandle type = heap.Register(LessonVersion.IsCareful(run.Parameters) ? s_slots : s_ordinary);
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        Digest digest = default;
        PointsFrame<TRef> frame = default;
        heap.Enter(ref frame);
        MakeTable(in py, ref frame);

        run.Phase("make");
        PyList.New(in py, ref frame.Points);
        for (int i = 0; i < points; i++)
        {
            ulong word = random.Next();
            digest.Add(word);
            heap.New(ref frame.Point, type);
            for (int d = 0; d < Dimensions; d++)
            {
                Set(in py, ref frame, d, (long)(word >> (d * CoordinateBits)));
            }

            PyList.Append(in py, ref frame.Points, ref frame.Point);
            heap.SafePoint();
        }

        run.Phase("move");
        for (long round = 0; round < rounds; round++)
        {
            for (int i = 0; i < points; i++)
            {
                PyList.Load(in py, ref frame.Point, ref frame.Points, i);
                int d = (int)((i + round) % Dimensions);
                Set(in py, ref frame, d, Get(in py, frame.Point, d) + i);
                heap.SafePoint();
            }
        }

        heap.Clear(ref frame.Point);
        run.Peak();
        for (int i = 0; i < points; i++)
        {
            for (int d = 0; d < Dimensions; d++)
            {
                digest.Add(Get(in py, PyList.Borrow(in py, frame.Points, i), d));
            }
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes a tuple of all coordinates there are.</summary>
    private static void MakeTable<THeap, TRef>(in Python<THeap, TRef> py, ref PointsFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyTuple.New(in py, ref frame.Table, Coordinates);
        for (int i = 0; i < Coordinates; i++)
        {
            PyInt.Load(in py, ref frame.Point, i);
            PyTuple.Set(in py, frame.Table, i, frame.Point);
        }

        py.Heap.Clear(ref frame.Point);
    }

    private static long Get<THeap, TRef>(in Python<THeap, TRef> py, TRef point, int dimension)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        PyInt.Value(in py, py.Heap.Borrow(point, dimension));

    private static void Set<THeap, TRef>(in Python<THeap, TRef> py, ref PointsFrame<TRef> frame, int dimension, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Store(frame.Point, dimension, PyTuple.Borrow(in py, frame.Table, (int)(value & (Coordinates - 1))));

    private ref struct PointsFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Table;
        public TRef Points;
        public TRef Point;
    }
}
