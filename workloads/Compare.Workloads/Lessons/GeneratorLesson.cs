using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Iterators;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// The sum of some squares. Wasteful: a list of all squares and a list of the chosen ones, both alive when the sum is taken.
/// Careful: a generator of squares inside a generator that chooses; one number at a time is alive.
/// </summary>
/// <remarks>
/// Lists of integers are references to objects on some implementations and plain values on others, so that the same advice saves
/// forty bytes a number here and eight there. Counting frees a number as soon as the next takes its place; a nursery frees it for
/// nothing, but is filled in either version.
/// </remarks>
public sealed class GeneratorLesson : ILesson
{
    private const string Numbers = "numbers";

    /// <summary>The first number: none of them is a small shared one.</summary>
    private const long First = 1000;

    /// <summary>Squares are taken modulo this prime, so that they fit one word on every implementation.</summary>
    private const long Prime = 1_000_003;

    /// <summary>Squares that this divides are not chosen.</summary>
    private const long Excluded = 3;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Numbers] = "800" },
        new Dictionary<string, string> { [Numbers] = "10000000" });

    /// <inheritdoc/>
    public string Name => "lesson-generator";

    /// <inheritdoc/>
    public string Title => "Use generators instead of lists";

    /// <inheritdoc/>
    public string Waste => "Every stage of the computation keeps all of its results in a list.";

    /// <inheritdoc/>
    public string Advice => "Write (f(x) for x in numbers) where each result is used once and then forgotten.";

    /// <inheritdoc/>
    public string Summary => "Two stages and a sum: lists that hold every intermediate number, or generators that hold one.";

    /// <inheritdoc/>
    public string Source => "Ours; sum of squares modulo a prime, as tutorials on generators show it.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Numbers, ParameterKind.Integer, "Numbers that go through the stages.", "600000") { Minimum = 1, Maximum = 1e8 },
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
        Python<THeap, TRef> py = new(heap);
        Digest digest = default;
        digest.Add(numbers);
        PipelineFrame<TRef> frame = default;
        heap.Enter(ref frame);
        run.Phase("pipeline");
        if (LessonVersion.IsCareful(run.Parameters))
        {
            Generators(in py, ref frame, numbers, run, ref digest);
        }
        else
        {
            Lists(in py, ref frame, numbers, run, ref digest);
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static long Square(long number) => number * number % Prime;

    private static void Lists<THeap, TRef>(
        in Python<THeap, TRef> py, ref PipelineFrame<TRef> frame, int numbers, WorkloadRun run, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyList.New(in py, ref frame.Squares);
        PyIterator.OfRange(in py, ref frame.Source, First, 1, numbers);
        while (PyIterator.Next(in py, ref frame.Source, ref frame.Item))
        {
            PyInt.Load(in py, ref frame.Item, Square(PyInt.Value(in py, frame.Item)));
            PyList.Append(in py, ref frame.Squares, ref frame.Item);
            py.Heap.SafePoint();
        }

        PyList.New(in py, ref frame.Chosen);
        for (int i = 0; i < numbers; i++)
        {
            PyList.Load(in py, ref frame.Item, ref frame.Squares, i);
            if (PyInt.Value(in py, frame.Item) % Excluded != 0)
            {
                PyList.Append(in py, ref frame.Chosen, ref frame.Item);
            }

            py.Heap.SafePoint();
        }

        py.Heap.Clear(ref frame.Item);
        run.Peak();
        long sum = 0;
        int count = PyList.Count(in py, frame.Chosen);
        for (int i = 0; i < count; i++)
        {
            PyList.Load(in py, ref frame.Item, ref frame.Chosen, i);
            sum += PyInt.Value(in py, frame.Item);
            py.Heap.SafePoint();
        }

        digest.Add(count);
        digest.Add(sum);
    }

    private static void Generators<THeap, TRef>(
        in Python<THeap, TRef> py, ref PipelineFrame<TRef> frame, int numbers, WorkloadRun run, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyIterator.OfRange(in py, ref frame.Source, First, 1, numbers);
        PyGenerator.New<THeap, TRef, SquaresOf>(in py, ref frame.Squares);
        py.Heap.StoreTake(frame.Squares, SquaresOf.Source, py.Heap.Move(ref frame.Source));
        PyGenerator.New<THeap, TRef, ChosenOf>(in py, ref frame.Chosen);
        py.Heap.StoreTake(frame.Chosen, ChosenOf.Source, py.Heap.Move(ref frame.Squares));

        // One item is as good as another: what is alive is the same at each.
        bool isThere = PyGenerator.Next<THeap, TRef, ChosenOf>(in py, ref frame.Chosen, ref frame.Item);
        run.Peak();
        long sum = 0;
        long count = 0;
        while (isThere)
        {
            count++;
            sum += PyInt.Value(in py, frame.Item);
            isThere = PyGenerator.Next<THeap, TRef, ChosenOf>(in py, ref frame.Chosen, ref frame.Item);
            py.Heap.SafePoint();
        }

        digest.Add(count);
        digest.Add(sum);
    }

    /// <summary><c>(x * x % prime for x in numbers)</c>.</summary>
    private readonly struct SquaresOf : IGeneratorBody
    {
        public const int Source = 0;

        public static ObjectType Type { get; } = PyGenerator.Describe("squares", 1);

        public static int Step<THeap, TRef>(in Python<THeap, TRef> py, ref TRef generator, ref TRef item, int state)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            SourceFrame<TRef> frame = default;
            py.Heap.Enter(ref frame);
            py.Heap.Load(ref frame.Source, generator, Source);
            bool isThere = PyIterator.Next(in py, ref frame.Source, ref item);
            if (isThere)
            {
                PyInt.Load(in py, ref item, Square(PyInt.Value(in py, item)));
            }

            py.Heap.Leave(ref frame);
            return isThere ? 1 : PyGenerator.End;
        }
    }

    /// <summary><c>(x for x in squares if x % 3 != 0)</c>.</summary>
    private readonly struct ChosenOf : IGeneratorBody
    {
        public const int Source = 0;

        public static ObjectType Type { get; } = PyGenerator.Describe("chosen", 1);

        public static int Step<THeap, TRef>(in Python<THeap, TRef> py, ref TRef generator, ref TRef item, int state)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            SourceFrame<TRef> frame = default;
            py.Heap.Enter(ref frame);
            py.Heap.Load(ref frame.Source, generator, Source);
            bool isThere;
            do
            {
                isThere = PyGenerator.Next<THeap, TRef, SquaresOf>(in py, ref frame.Source, ref item);
            }
            while (isThere && PyInt.Value(in py, item) % Excluded == 0);

            py.Heap.Leave(ref frame);
            return isThere ? 1 : PyGenerator.End;
        }
    }

    private ref struct PipelineFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Source;
        public TRef Squares;
        public TRef Chosen;
        public TRef Item;
    }

    private ref struct SourceFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Source;
    }
}
