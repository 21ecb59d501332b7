using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Fragmentation.LargeArraySizes;

namespace Compare.Workloads.Fragmentation;

/// <summary>
/// Few objects, many bytes: each step computes a batch of arrays from the batch of the step before, which then dies, as the
/// tensors of a network's layers do.
/// </summary>
/// <remarks>
/// Arrays have no references, so marking costs nothing; what counts is when the dead batch is found (counting: at once; tracing:
/// when so many bytes have been allocated), whether its memory fits the next batch of other sizes, and whether arrays are copied.
/// Collectors that count objects to decide when to collect see almost none here. The tuple of a batch and its arrays make no
/// cycle.
/// </remarks>
public sealed class LargeArrays : IWorkload
{
    private static readonly ObjectType s_batch = new("LargeArrays.Batch", PythonKind.Tuple, elements: ElementKind.References);

    private static readonly ObjectType s_array = new(
        "LargeArrays.Array", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [SmallestKey] = "1KiB", [LargestKey] = "16KiB", [BatchKey] = "4", [StepsKey] = "20" },
        new Dictionary<string, string> { [LargestKey] = "64MiB", [BatchKey] = "32", [StepsKey] = "200" });

    /// <inheritdoc/>
    public string Name => "large-arrays";

    /// <inheritdoc/>
    public string Summary =>
        "Large objects without references: two batches of arrays of mixed sizes live at a time, each computed from the other.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; arrays of 64 KiB to 64 MiB in batches of 8 to 64, in turns as input and output; the default stops at 4 MiB.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(SmallestKey, ParameterKind.Bytes, "Smallest array.", "64KiB") { Minimum = 64, Maximum = 64 << 20 },
        new(LargestKey, ParameterKind.Bytes, "Largest array; each doubling between the two is as frequent.", "4MiB")
        {
            Minimum = 64,
            Maximum = 64 << 20,
        },
        new(BatchKey, ParameterKind.Integer, "Arrays in a batch; two batches are live.", "16") { Minimum = 1, Maximum = 64 },
        new(StepsKey, ParameterKind.Integer, "Steps, each of which makes a batch.", "300") { Minimum = 1, Maximum = 1e6 },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        LargeArraySizes sizes = new(parameters, seed);
        long peak = sizes.FindPeak();
        long objects = 0;
        long bytes = 0;
        long before = 0;
        long liveBytes = 0;
        for (long step = 0; step <= sizes.Steps; step++)
        {
            long batchBytes = s_batch.NominalBytes(sizes.Batch);
            for (int i = 0; i < sizes.Batch; i++)
            {
                batchBytes += s_array.NominalBytes(sizes.Next());
            }

            objects += sizes.Batch + 1;
            bytes += batchBytes;
            liveBytes = step == peak ? before + batchBytes : liveBytes;
            before = batchBytes;
        }

        return new(objects, bytes, 2 * (sizes.Batch + 1), liveBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        LargeArraySizes sizes = new(run.Parameters, run.Seed);
        long peak = sizes.FindPeak();
        TypeHandle batch = heap.Register(s_batch);
        TypeHandle array = heap.Register(s_array);
        Digest digest = default;
        BatchFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("first batch");
        heap.NewArray(ref frame.Input, batch, sizes.Batch);
        for (int i = 0; i < sizes.Batch; i++)
        {
            NewArray<THeap, TRef>(heap, ref frame, array, sizes.Next(), (byte)i);
            heap.StoreElementTake(frame.Input, i, heap.Move(ref frame.Array));
        }

        run.Phase("steps");
        for (long step = 1; step <= sizes.Steps; step++)
        {
            heap.NewArray(ref frame.Output, batch, sizes.Batch);
            for (int i = 0; i < sizes.Batch; i++)
            {
                int length = sizes.Next();
                byte content = Read<THeap, TRef>(heap, heap.BorrowElement(frame.Input, i), ref digest);
                NewArray<THeap, TRef>(heap, ref frame, array, length, (byte)(content + step));
                heap.StoreElementTake(frame.Output, i, heap.Move(ref frame.Array));
                heap.SafePoint();
            }

            if (step == peak)
            {
                run.Peak();
            }

            heap.Take(ref frame.Input, heap.Move(ref frame.Output));
        }

        for (int i = 0; i < sizes.Batch; i++)
        {
            digest.Add(Read<THeap, TRef>(heap, heap.BorrowElement(frame.Input, i), ref digest));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void NewArray<THeap, TRef>(
        THeap heap, ref BatchFrame<TRef> frame, TypeHandle type, int length, byte content)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.NewArray(ref frame.Array, type, length);
        heap.ElementBytes(frame.Array).Fill(content);
    }

    /// <summary>Reads an array at its ends and in the middle.</summary>
    /// <returns>What all its bytes should be.</returns>
    private static byte Read<THeap, TRef>(THeap heap, TRef array, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> bytes = heap.ElementBytes(array);
        byte middle = bytes[bytes.Length / 2];
        digest.Add(((long)bytes.Length << 24) | ((long)bytes[0] << 16) | ((long)middle << 8) | bytes[^1]);
        return middle;
    }

    private ref struct BatchFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Input;
        public TRef Output;
        public TRef Array;
    }
}
