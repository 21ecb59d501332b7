using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// Callbacks for later, one for each request. Wasteful: <c>lambda: log(request.number)</c>, whose cell keeps the whole request
/// with its body alive. Careful: the number is read first, and the cell keeps that alone.
/// </summary>
/// <remarks>Both versions allocate the same; what differs is what the callbacks keep alive until they are called.</remarks>
public sealed class ClosuresLesson : ILesson
{
    private const string Requests = "requests";
    private const string Body = "body";
    private const int MostBody = 4096;

    private const int Number = 0;
    private const int Content = 1;

    /// <summary>Numbers have 20 bits: most are no small shared ones.</summary>
    private const int NumberBits = 20;

    private static readonly ObjectType s_request = new("Request", PythonKind.Instance, references: 2);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Requests] = "300" },
        new Dictionary<string, string> { [Requests] = "1000000" });

    /// <inheritdoc/>
    public string Name => "lesson-closures";

    /// <inheritdoc/>
    public string Title => "Capture only what a closure needs";

    /// <inheritdoc/>
    public string Waste => "A callback that needs one number keeps the whole request alive.";

    /// <inheritdoc/>
    public string Advice => "Read what is needed into a variable of its own and capture that.";

    /// <inheritdoc/>
    public string Summary => "Callbacks that wait: their closures hold whole requests, or one number each.";

    /// <inheritdoc/>
    public string Source => "Ours; requests with a body, one callback each, all called at the end.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Requests, ParameterKind.Integer, "Requests, and callbacks that wait.", "80000") { Minimum = 1, Maximum = 1e7 },
        new(Body, ParameterKind.Bytes, "Bytes of a request's body.", "400B") { Minimum = 2, Maximum = MostBody },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int requests = (int)run.Parameters.Integer(Requests);
        bool capturesNumber = LessonVersion.IsCareful(run.Parameters);
        Span<byte> body = stackalloc byte[MostBody];
        body = body[..(int)run.Parameters.Integer(Body)];
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        TypeHandle type = heap.Register(s_request);
        Digest digest = default;
        RequestFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyList.New(in py, ref frame.Callbacks);

        run.Phase("requests");
        for (int i = 0; i < requests; i++)
        {
            ulong word = random.Next();
            digest.Add(word);
            body.Fill((byte)word);
            heap.New(ref frame.Request, type);
            PyInt.Load(in py, ref frame.Part, (long)(word & ((1 << NumberBits) - 1)));
            heap.Store(frame.Request, Number, frame.Part);
            PyBytes.Load(in py, ref frame.Part, body);
            digest.Add(PyBytes.Content(in py, frame.Part)[^1]);
            heap.StoreTake(frame.Request, Content, heap.Move(ref frame.Part));
            AddCallback(in py, ref frame, capturesNumber);
            heap.Clear(ref frame.Request);
            heap.SafePoint();
        }

        run.Peak();

        run.Phase("callbacks");
        for (int i = 0; i < requests; i++)
        {
            digest.Add(Call(in py, PyList.Borrow(in py, frame.Callbacks, i), capturesNumber));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes the closure of a request and keeps it.</summary>
    private static void AddCallback<THeap, TRef>(
        in Python<THeap, TRef> py, ref RequestFrame<TRef> frame, bool capturesNumber)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyCell.New(in py, ref frame.Cell);
        PyCell.Set(in py, frame.Cell, capturesNumber ? py.Heap.Borrow(frame.Request, Number) : frame.Request);
        PyFunction.New(in py, ref frame.Part, ref frame.Cell);
        PyList.Append(in py, ref frame.Callbacks, ref frame.Part);
        py.Heap.Clear(ref frame.Cell);
        py.Heap.Clear(ref frame.Part);
    }

    /// <summary>Calls a callback. Never allocates.</summary>
    private static long Call<THeap, TRef>(in Python<THeap, TRef> py, TRef callback, bool capturesNumber)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef captured = PyCell.Borrow(in py, PyFunction.BorrowCell(in py, callback, 0));
        return PyInt.Value(in py, capturesNumber ? captured : py.Heap.Borrow(captured, Number));
    }

    private ref struct RequestFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Callbacks;
        public TRef Request;
        public TRef Cell;
        public TRef Part;
    }
}
