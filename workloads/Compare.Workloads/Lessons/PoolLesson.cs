using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// Messages that are sent and answered in random order. Wasteful: a new message with a new buffer each time, the old one dies.
/// Careful: an answered message goes to a pool, from which the next one is taken and written anew.
/// </summary>
/// <remarks>
/// The number of messages in flight is the same, so a pool cannot take less memory; it trades allocation for stores into old
/// objects. Where allocation is a pointer's bump and stores pay a barrier, or where memory is reused at once anyway, it may save
/// nothing.
/// </remarks>
public sealed class PoolLesson : ILesson
{
    private const string Messages = "messages";
    private const string Flight = "flight";
    private const string Payload = "payload";
    private const int MostPayload = 4096;

    private const int Number = 0;
    private const int Buffer = 1;

    private static readonly ObjectType s_message = new("Message", PythonKind.Instance, references: 2);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Messages] = "500", [Flight] = "100" },
        new Dictionary<string, string> { [Messages] = "10000000", [Flight] = "400000" });

    /// <inheritdoc/>
    public string Name => "lesson-pool";

    /// <inheritdoc/>
    public string Title => "Reuse objects from a pool";

    /// <inheritdoc/>
    public string Waste => "Every message is a new object with a new buffer, though one of the same size has just died.";

    /// <inheritdoc/>
    public string Advice => "Keep what is done with in a list and take the next from there; measure whether it helps.";

    /// <inheritdoc/>
    public string Summary => "Messages that replace each other in random order: new objects, or objects of a pool.";

    /// <inheritdoc/>
    public string Source => "Ours; a fixed number of messages in flight, as clients of a network have them.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Messages, ParameterKind.Integer, "Messages that replace another.", "500000") { Minimum = 0, Maximum = 1e9 },
        new(Flight, ParameterKind.Integer, "Messages in flight.", "60000") { Minimum = 1, Maximum = 1e7 },
        new(Payload, ParameterKind.Bytes, "Bytes of a message's buffer.", "200B") { Minimum = 1, Maximum = MostPayload },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long messages = run.Parameters.Integer(Messages);
        int flight = (int)run.Parameters.Integer(Flight);
        bool hasPool = LessonVersion.IsCareful(run.Parameters);
        Span<byte> payload = stackalloc byte[MostPayload];
        payload = payload[..(int)run.Parameters.Integer(Payload)];
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        TypeHandle message = heap.Register(s_message);
        Digest digest = default;
        MessageFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyList.New(in py, ref frame.Flight);
        PyList.New(in py, ref frame.Pool);

        run.Phase("first messages");
        for (int i = 0; i < flight; i++)
        {
            New(in py, ref frame, message, payload, i);
            PyList.Append(in py, ref frame.Flight, ref frame.Message);
            heap.SafePoint();
        }

        run.Phase("messages");
        for (long i = 0; i < messages; i++)
        {
            int index = (int)(random.Next() % (ulong)flight);
            PyList.Load(in py, ref frame.Message, ref frame.Flight, index);
            digest.Add(Answer(in py, frame.Message));
            if (hasPool)
            {
                PyList.Append(in py, ref frame.Pool, ref frame.Message);
                PyList.Pop(in py, ref frame.Message, ref frame.Pool);
                Renew(in py, ref frame, payload, flight + i);
            }
            else
            {
                New(in py, ref frame, message, payload, flight + i);
            }

            PyList.Set(in py, ref frame.Flight, index, ref frame.Message);
            heap.SafePoint();
        }

        heap.Clear(ref frame.Message);
        run.Peak();
        for (int i = 0; i < flight; i++)
        {
            digest.Add(Answer(in py, PyList.Borrow(in py, frame.Flight, i)));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes a message.</summary>
    private static void New<THeap, TRef>(
        in Python<THeap, TRef> py, ref MessageFrame<TRef> frame, TypeHandle type, scoped Span<byte> payload, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        payload.Fill((byte)number);
        py.Heap.New(ref frame.Message, type);
        PyInt.Load(in py, ref frame.Part, number);
        py.Heap.Store(frame.Message, Number, frame.Part);
        PyByteArray.New(in py, ref frame.Part, payload);
        py.Heap.StoreTake(frame.Message, Buffer, py.Heap.Move(ref frame.Part));
    }

    /// <summary>Writes a message anew.</summary>
    private static void Renew<THeap, TRef>(
        in Python<THeap, TRef> py, ref MessageFrame<TRef> frame, scoped Span<byte> payload, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        payload.Fill((byte)number);
        PyInt.Load(in py, ref frame.Part, number);
        py.Heap.StoreTake(frame.Message, Number, py.Heap.Move(ref frame.Part));
        payload.CopyTo(PyByteArray.Content(in py, py.Heap.Borrow(frame.Message, Buffer)));
    }

    /// <summary>Reads a message. Never allocates.</summary>
    private static long Answer<THeap, TRef>(in Python<THeap, TRef> py, TRef message)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        PyInt.Value(in py, py.Heap.Borrow(message, Number)) + PyByteArray.Content(in py, py.Heap.Borrow(message, Buffer))[^1];

    private ref struct MessageFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Flight;
        public TRef Pool;
        public TRef Message;
        public TRef Part;
    }
}
