using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lifetimes;

/// <summary>
/// A queue of lists of all permutations: big structures that share their tails and die in the order of their birth.
/// </summary>
/// <remarks>
/// Building makes no garbage at all, so a young collection copies or scans everything it looks at. The oldest lists die
/// together when the queue is flushed: counting reclaims them at once in one long pause, a generational collector has
/// promoted them in vain. Every suffix of a permutation may be shared by many others. As in the original's translation to
/// Java, a list cell holds its number itself and a cell of the list of permutations is a type of its own.
/// </remarks>
public sealed class Mperm : IWorkload
{
    private const string Iterations = "iterations";
    private const string Numbers = "numbers";
    private const string Capacity = "capacity";
    private const string Removed = "removed";

    private const int Rest = 0;
    private const int First = 1;
    private const int Number = 0;
    private const int Items = 0;
    private const int BitsOfNumber = 4;

    private static readonly ObjectType s_pair = new("Mperm.Pair", PythonKind.SlotsInstance, references: 1, words: 1);
    private static readonly ObjectType s_perm = new("Mperm.Perm", PythonKind.SlotsInstance, references: 2);
    private static readonly ObjectType s_queue = new(
        "Mperm.Queue", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Iterations] = "5", [Numbers] = "5" },
        new Dictionary<string, string> { [Iterations] = "20", [Numbers] = "10" });

    /// <inheritdoc/>
    public string Name => "mperm";

    /// <inheritdoc/>
    public string Summary =>
        "Lifetimes that are uniform instead of short: a queue of large linked structures that share parts.";

    /// <inheritdoc/>
    public string Source =>
        "MpermNKL by Hansen, Clinger and Luks (Zaks's generator, M iterations, N numbers, K lists, L removed): "
        + "M:N:K:L is 10:9:2:1 (10perm9, the default), 20:10:2:1 (its present form, large) or 200:9:10:1.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Iterations, ParameterKind.Integer, "Times that the queue is filled and flushed (M).", "10")
        {
            Minimum = 1,
            Maximum = 1e6,
        },
        new(Numbers, ParameterKind.Integer, "Length of a permutation, numbers (N); a list holds N! permutations.", "9")
        {
            Minimum = 1,
            Maximum = 12,
        },
        new(Capacity, ParameterKind.Integer, "Lists in a full queue (K).", "2") { Minimum = 1, Maximum = 1e4 },
        new(Removed, ParameterKind.Integer, "Lists removed at each flush (L); not above capacity.", "1")
        {
            Minimum = 0,
            Maximum = 1e4,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        int numbers = (int)parameters.Integer(Numbers);
        int capacity = (int)parameters.Integer(Capacity);
        long removed = parameters.Integer(Removed);
        if (removed > capacity)
        {
            throw new ParameterException(
                $"workload mperm: parameter '{Removed}' is {removed}, but '{Capacity}' is only {capacity}.");
        }

        long perms = 1;
        long pairs = 0;
        for (int n = 2; n <= numbers; n++)
        {
            // The permutations of n numbers are n times those of n - 1, with n - 1 flips of n pairs between them.
            pairs = (n * pairs) + ((n - 1) * n);
            perms *= n;
        }

        pairs += numbers;
        long lists = capacity - removed + (parameters.Integer(Iterations) * removed);
        long listBytes = (pairs * s_pair.NominalBytes(0)) + (perms * s_perm.NominalBytes(0));
        long queueBytes = s_queue.NominalBytes(0) + s_queue.NominalBufferBytes(Items, capacity);
        return new(
            1 + (lists * (pairs + perms)),
            queueBytes + (lists * listBytes),
            1 + (capacity * (pairs + perms)),
            queueBytes + (capacity * listBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int numbers = (int)run.Parameters.Integer(Numbers);
        int capacity = (int)run.Parameters.Integer(Capacity);
        int removed = (int)run.Parameters.Integer(Removed);
        TypeHandle pair = heap.Register(s_pair);
        TypeHandle perm = heap.Register(s_perm);
        Digest digest = default;
        QueueFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("first lists");
        heap.New(ref frame.Queue, heap.Register(s_queue));
        heap.ResizeBuffer(ref frame.Queue, Items, capacity);
        heap.SetCount(frame.Queue, Items, capacity);
        Fill<THeap, TRef>(heap, ref frame.Queue, pair, perm, numbers, 0, capacity - removed);

        run.Phase("fill and flush");
        for (long left = run.Parameters.Integer(Iterations); left > 0; left--)
        {
            Fill<THeap, TRef>(heap, ref frame.Queue, pair, perm, numbers, capacity - removed, capacity);
            if (left == 1)
            {
                run.Peak();
                digest.Add(Sum<THeap, TRef>(heap, heap.BorrowItem(frame.Queue, Items, 0), ref digest));
                digest.Add(Sum<THeap, TRef>(heap, heap.BorrowItem(frame.Queue, Items, capacity - 1), ref digest));
            }

            Flush<THeap, TRef>(heap, frame.Queue, capacity, removed);
            heap.SafePoint();
        }

        digest.Add(run.Parameters.Integer(Iterations));
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Fills the places of the queue from one index up to another, each with a list of its own.</summary>
    private static void Fill<THeap, TRef>(
        THeap heap, ref TRef queue, TypeHandle pair, TypeHandle perm, int numbers, int from, int to)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = from; i < to; i++)
        {
            TRef list = Permutations<THeap, TRef>(heap, pair, perm, numbers);
            heap.StoreItemTake(queue, Items, i, list);
            heap.SafePoint();
        }
    }

    /// <summary>Removes the oldest lists and moves the others to the front.</summary>
    private static void Flush<THeap, TRef>(THeap heap, TRef queue, int capacity, int removed)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; i < capacity; i++)
        {
            int younger = i + removed;
            heap.StoreItem(queue, Items, i, younger < capacity ? heap.BorrowItem(queue, Items, younger) : default);
        }
    }

    /// <summary>Makes the list of all permutations of 1 to n; returns it as an owned temporary.</summary>
    private static TRef Permutations<THeap, TRef>(THeap heap, TypeHandle pair, TypeHandle perm, int numbers)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PermFrame<TRef> frame = default;
        heap.Enter(ref frame);
        for (int number = numbers; number > 0; number--)
        {
            Push(heap, ref frame, pair, number);
        }

        heap.Take(ref frame.Current, heap.Move(ref frame.Built));
        Remember<THeap, TRef>(heap, ref frame, perm);
        Generate<THeap, TRef>(heap, ref frame, pair, perm, numbers);
        TRef list = heap.Move(ref frame.List);
        heap.Leave(ref frame);
        return list;
    }

    /// <summary>Generates all orders of the first n numbers of the current permutation; the recursion is n deep.</summary>
    private static void Generate<THeap, TRef>(THeap heap, ref PermFrame<TRef> frame, TypeHandle pair, TypeHandle perm, int n)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (n <= 1)
        {
            return;
        }

        for (int flips = n - 1; flips > 0; flips--)
        {
            Generate<THeap, TRef>(heap, ref frame, pair, perm, n - 1);
            Flip(heap, ref frame, pair, n);
            Remember<THeap, TRef>(heap, ref frame, perm);
            heap.SafePoint();
        }

        Generate<THeap, TRef>(heap, ref frame, pair, perm, n - 1);
    }

    /// <summary>Reverses the first n numbers of the current permutation in new pairs that end in the old one's tail.</summary>
    private static void Flip<THeap, TRef>(THeap heap, ref PermFrame<TRef> frame, TypeHandle pair, int n)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef tail = frame.Current;
        for (int i = 0; i < n; i++)
        {
            tail = heap.Borrow(tail, Rest);
        }

        heap.Copy(ref frame.Built, tail);
        heap.Copy(ref frame.Source, frame.Current);
        for (int i = 0; i < n; i++)
        {
            Push(heap, ref frame, pair, heap.GetWord(frame.Source, Number));
            heap.Load(ref frame.Source, frame.Source, Rest);
        }

        heap.Clear(ref frame.Source);
        heap.Take(ref frame.Current, heap.Move(ref frame.Built));
    }

    /// <summary>Puts a number before the list that is being built.</summary>
    private static void Push<THeap, TRef>(THeap heap, ref PermFrame<TRef> frame, TypeHandle pair, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Cell, pair);
        heap.SetWord(frame.Cell, Number, number);
        heap.StoreTake(frame.Cell, Rest, heap.Move(ref frame.Built));
        heap.Take(ref frame.Built, heap.Move(ref frame.Cell));
    }

    /// <summary>Puts the current permutation before the list of permutations.</summary>
    private static void Remember<THeap, TRef>(THeap heap, ref PermFrame<TRef> frame, TypeHandle perm)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Cell, perm);
        heap.Store(frame.Cell, First, frame.Current);
        heap.StoreTake(frame.Cell, Rest, heap.Move(ref frame.List));
        heap.Take(ref frame.List, heap.Move(ref frame.Cell));
    }

    /// <summary>Adds up all numbers of all permutations, and the permutations in their order to the digest.</summary>
    private static long Sum<THeap, TRef>(THeap heap, TRef list, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long sum = 0;
        for (TRef perm = list; !heap.IsNull(perm); perm = heap.Borrow(perm, Rest))
        {
            long digits = 0;
            for (TRef pair = heap.Borrow(perm, First); !heap.IsNull(pair); pair = heap.Borrow(pair, Rest))
            {
                long number = heap.GetWord(pair, Number);
                sum += number;
                digits = (digits << BitsOfNumber) | number;
            }

            digest.Add(digits);
        }

        return sum;
    }

    private ref struct QueueFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Queue;
    }

    private ref struct PermFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Current;
        public TRef List;
        public TRef Source;
        public TRef Built;
        public TRef Cell;
    }
}
