using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;

namespace MyWorkload;

/// <summary>A stack that grows to its height and is popped again, round after round: all objects die in the order that they came in, turned over.</summary>
public sealed class MyWorkloadProgram : IWorkload
{
    private const string HeightKey = "height";
    private const string RoundsKey = "rounds";

    // Fields of an entry.
    private const int Below = 0;
    private const int Number = 0;

    private static readonly ObjectType s_entry = new("MyWorkload.Entry", PythonKind.SlotsInstance, references: 1, words: 1);

    /// <inheritdoc/>
    public string Name => "my-workload";

    /// <inheritdoc/>
    public string Summary => "Last in, first out: a stack grows to its height and is popped, round after round.";

    /// <inheritdoc/>
    public string Source => "Ours.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(HeightKey, ParameterKind.Integer, "Entries when the stack is full.", "100000") { Minimum = 1, Maximum = 1e8 },
        new(RoundsKey, ParameterKind.Integer, "Times that it is filled and popped.", "10") { Minimum = 1, Maximum = 1000 },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => size switch
    {
        // At most some 10,000 objects: tests collect at every allocation.
        WorkloadSize.Smoke => new Dictionary<string, string> { [HeightKey] = "500", [RoundsKey] = "3" },
        WorkloadSize.Large => new Dictionary<string, string> { [HeightKey] = "5000000", [RoundsKey] = "10" },
        _ => new Dictionary<string, string>(), // What the parameters default to.
    };

    /// <inheritdoc/>
    /// <remarks>Exact: every invocation on every engine is held to it.</remarks>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long height = parameters.Integer(HeightKey);
        long allocated = height * parameters.Integer(RoundsKey);
        long entryBytes = s_entry.NominalBytes(0);
        return new(allocated, allocated * entryBytes, height, height * entryBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long height = run.Parameters.Integer(HeightKey);
        TypeHandle entry = heap.Register(s_entry);
        ulong checksum = 0;
        StackFrame<TRef> frame = default;
        heap.Enter(ref frame);

        for (long left = run.Parameters.Integer(RoundsKey); left > 0; left--)
        {
            run.Phase("push");
            for (long number = 0; number < height; number++)
            {
                Push(heap, ref frame, entry, number);
                heap.SafePoint();
            }

            if (left == 1)
            {
                run.Peak(); // Once, where most objects are live.
            }

            run.Phase("pop");
            while (!heap.IsNull(frame.Top))
            {
                checksum = (checksum * 31) + (ulong)heap.GetWord(frame.Top, Number);
                Pop<THeap, TRef>(heap, ref frame);
                heap.SafePoint();
            }
        }

        heap.Leave(ref frame);
        return checksum;
    }

    private static void Push<THeap, TRef>(THeap heap, ref StackFrame<TRef> frame, TypeHandle entry, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Fresh, entry);
        heap.SetWord(frame.Fresh, Number, number);
        heap.StoreTake(frame.Fresh, Below, heap.Move(ref frame.Top));
        heap.Take(ref frame.Top, heap.Move(ref frame.Fresh));
    }

    private static void Pop<THeap, TRef>(THeap heap, ref StackFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Load(ref frame.Fresh, frame.Top, Below);
        heap.Take(ref frame.Top, heap.Move(ref frame.Fresh));
    }

    // The locals of the program: what is in a field is alive, and moves with its object.
    private ref struct StackFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Top;
        public TRef Fresh;
    }
}
