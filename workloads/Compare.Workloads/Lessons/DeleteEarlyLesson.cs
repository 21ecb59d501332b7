using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// A dataset is loaded and summed up, then a report of the same size is built. Wasteful: the variable keeps the dataset to the
/// end of the function. Careful: <c>del data</c> as soon as the sum is there.
/// </summary>
/// <remarks>
/// Both versions allocate exactly the same. Counting gives the memory to the report at once; a tracing collector must find the
/// death before it helps, and one that lets its heap grow in proportion may not collect between the two at all.
/// </remarks>
public sealed class DeleteEarlyLesson : ILesson
{
    private const string Records = "records";

    /// <summary>Keys have 20 bits: most are no small shared numbers.</summary>
    private const int KeyBits = 20;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Records] = "300" },
        new Dictionary<string, string> { [Records] = "3000000" });

    /// <inheritdoc/>
    public string Name => "lesson-delete-early";

    /// <inheritdoc/>
    public string Title => "Delete large data as soon as it is used";

    /// <inheritdoc/>
    public string Waste => "A local variable keeps the dataset alive while the report is built.";

    /// <inheritdoc/>
    public string Advice => "Write del data after its last use, or load it in a function of its own.";

    /// <inheritdoc/>
    public string Summary => "Two large structures one after the other: the first kept to the end, or deleted before the second.";

    /// <inheritdoc/>
    public string Source => "Ours; lists of pairs of an integer and a float, both structures of one size.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Records, ParameterKind.Integer, "Records of the dataset and of the report, each.", "200000")
        {
            Minimum = 1,
            Maximum = 1e8,
        },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int records = (int)run.Parameters.Integer(Records);
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        Digest digest = default;
        ReportFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("load");
        Load(in py, ref frame.Data, ref random, records, ref digest);
        digest.Add(Sum(in py, frame.Data));
        if (LessonVersion.IsCareful(run.Parameters))
        {
            heap.Clear(ref frame.Data);
        }

        run.Phase("report");
        Load(in py, ref frame.Report, ref random, records, ref digest);
        run.Peak();
        digest.Add(Sum(in py, frame.Report));
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes a list of pairs.</summary>
    private static void Load<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef list, ref Xoshiro256 random, int records, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        RecordFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        PyList.New(in py, ref list);
        for (int i = 0; i < records; i++)
        {
            ulong word = random.Next();
            digest.Add(word);
            PyInt.Load(in py, ref frame.Key, (long)(word & ((1 << KeyBits) - 1)));
            PyFloat.Load(in py, ref frame.Value, word >> KeyBits);
            PyTuple.Pack(in py, ref frame.Record, ref frame.Key, ref frame.Value);
            PyList.Append(in py, ref list, ref frame.Record);
            py.Heap.SafePoint();
        }

        py.Heap.Leave(ref frame);
    }

    /// <summary>Sums up keys and values. Never allocates.</summary>
    private static long Sum<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long sum = 0;
        int count = PyList.Count(in py, list);
        for (int i = 0; i < count; i++)
        {
            TRef record = PyList.Borrow(in py, list, i);
            sum += PyInt.Value(in py, PyTuple.Borrow(in py, record, 0));
            sum += (long)PyFloat.Value(in py, PyTuple.Borrow(in py, record, 1));
        }

        return sum;
    }

    private ref struct ReportFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Data;
        public TRef Report;
    }

    private ref struct RecordFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Key;
        public TRef Value;
        public TRef Record;
    }
}
