using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// Numbers that are set and then updated in place. Wasteful: a list, which refers to an object for each number. Careful:
/// <c>array('q')</c>, eight bytes a number.
/// </summary>
/// <remarks>
/// It separates implementations more than any other lesson: where the list holds values itself (in the list or in the reference),
/// the advice saves nothing. Reading a value makes an integer object of it, in a list as in an array, as an interpreter does:
/// what is saved in memory may be paid in time. Both are made at their full size; MicroPython's arrays grow by eight items at a
/// time.
/// </remarks>
public sealed class ArrayLesson : ILesson
{
    private const string Numbers = "numbers";
    private const string Rounds = "rounds";

    /// <summary>Numbers have 40 bits: one word on every implementation, and no small shared one.</summary>
    private const long Mask = (1L << 40) - 1;

    /// <summary>What a number is multiplied by at each update.</summary>
    private const long Factor = 3;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Numbers] = "800", [Rounds] = "2" },
        new Dictionary<string, string> { [Numbers] = "10000000", [Rounds] = "3" });

    /// <inheritdoc/>
    public string Name => "lesson-array";

    /// <inheritdoc/>
    public string Title => "Keep numbers in an array, not in a list";

    /// <inheritdoc/>
    public string Waste => "A list refers to one object for each of its numbers.";

    /// <inheritdoc/>
    public string Advice => "Use array.array('q') where all items are numbers of one type.";

    /// <inheritdoc/>
    public string Summary => "Many numbers, updated in place: a list of integer objects, or an array of values.";

    /// <inheritdoc/>
    public string Source => "Ours; random integers of 40 bits, as the documentation of Python's array module suggests its use.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Numbers, ParameterKind.Integer, "Numbers kept.", "600000") { Minimum = 1, Maximum = 1e8 },
        new(Rounds, ParameterKind.Integer, "Updates of each number.", "2") { Minimum = 0, Maximum = 1000 },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int numbers = (int)run.Parameters.Integer(Numbers);
        int rounds = (int)run.Parameters.Integer(Rounds);
        bool isArray = LessonVersion.IsCareful(run.Parameters);
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        Digest digest = default;
        NumbersFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("fill");
        if (isArray)
        {
            PyArray.NewZeros(in py, ref frame.Numbers, numbers);
        }
        else
        {
            PyList.OfRange(in py, ref frame.Number, 0, 1);
            PyList.Repeat(in py, ref frame.Numbers, ref frame.Number, numbers);
        }

        for (int i = 0; i < numbers; i++)
        {
            long value = (long)random.Next() & Mask;
            digest.Add(value);
            Store(in py, ref frame, i, value, isArray);
            heap.SafePoint();
        }

        run.Phase("update");
        for (long i = 0; i < (long)numbers * rounds; i++)
        {
            Update(in py, ref frame, (int)(i % numbers), isArray);
            heap.SafePoint();
        }

        heap.Clear(ref frame.Number);
        run.Peak();
        for (int i = 0; i < numbers; i++)
        {
            digest.Add(isArray ? PyArray.Get(in py, frame.Numbers, i) : PyList.LoadInt(in py, frame.Numbers, i));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary><c>numbers[i] = (numbers[i] * 3 + i) &amp; mask</c>.</summary>
    private static void Update<THeap, TRef>(in Python<THeap, TRef> py, ref NumbersFrame<TRef> frame, int index, bool isArray)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (isArray)
        {
            PyInt.Load(in py, ref frame.Number, PyArray.Get(in py, frame.Numbers, index));
        }
        else
        {
            PyList.Load(in py, ref frame.Number, ref frame.Numbers, index);
        }

        Store(in py, ref frame, index, ((PyInt.Value(in py, frame.Number) * Factor) + index) & Mask, isArray);
    }

    /// <summary>Makes an integer, as any expression does, and stores it.</summary>
    private static void Store<THeap, TRef>(
        in Python<THeap, TRef> py, ref NumbersFrame<TRef> frame, int index, long value, bool isArray)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyInt.Load(in py, ref frame.Number, value);
        if (isArray)
        {
            PyArray.Set(in py, frame.Numbers, index, PyInt.Value(in py, frame.Number));
        }
        else
        {
            PyList.Set(in py, ref frame.Numbers, index, ref frame.Number);
        }
    }

    private ref struct NumbersFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Numbers;
        public TRef Number;
    }
}
