using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Text;

/// <summary>Builds long strings of pieces in the three ways that programs do: by copying, by joining, and as a rope.</summary>
/// <remarks>
/// Copying makes a longer string with each piece and drops the one before: bytes allocated grow with the square, a counting
/// engine reuses them at once, others let them lie. Joining keeps all pieces in a list until one string is made of them. A rope
/// has a node for each piece, refers from the newest to the oldest, and is joined at last: a chain that dies together. Nothing is
/// cyclic. The strings are ASCII, and an implementation that grows a string in place when nobody else holds it is not imitated.
/// </remarks>
public sealed class StringBuilding : IWorkload
{
    private const string How = "how";
    private const string Copy = "copy";
    private const string Join = "join";
    private const string Rope = "rope";
    private const string Strings = "strings";
    private const string Pieces = "pieces";
    private const string Piece = "piece";
    private const string Keep = "keep";

    private const int LongestPiece = 256;
    private const uint Letters = 26;
    private const int Samples = 8;

    private const int Before = 0;
    private const int Text = 1;
    private const int Length = 0;

    private static readonly ObjectType s_node = new("StringBuilding.Rope", PythonKind.SlotsInstance, references: 2, words: 1);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Strings] = "20", [Pieces] = "60", [Keep] = "5" },
        new Dictionary<string, string> { [Strings] = "3000", [Pieces] = "2000", [Keep] = "100" });

    /// <inheritdoc/>
    public string Name => "string-building";

    /// <inheritdoc/>
    public string Summary => "Long strings out of short ones: repeated copies, a list that is joined, or a rope of nodes.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; repeated concatenation, str.join, and a rope after Boehm, Atkinson and Plass without rebalancing.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(How, ParameterKind.Choice, "By copying at each step, by joining a list, or as a rope that is joined at last.", Copy)
        {
            Choices = [Copy, Join, Rope],
        },
        new(Strings, ParameterKind.Integer, "Strings that are built.", "3000") { Minimum = 1, Maximum = 1e7 },
        new(Pieces, ParameterKind.Integer, "Pieces of a string.", "500") { Minimum = 1, Maximum = 1e5 },
        new(Piece, ParameterKind.Integer, "Longest piece, characters; lengths are uniform from 1.", "16")
        {
            Minimum = 1,
            Maximum = LongestPiece,
        },
        new(Keep, ParameterKind.Integer, "Strings built last that the program keeps.", "20") { Minimum = 1, Maximum = 1e5 },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation? Expect(ParameterValues parameters, ulong seed) => null;

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Python<THeap, TRef> py = new(heap);
        TypeHandle node = heap.Register(s_node);
        string how = run.Parameters.Text(How);
        long strings = run.Parameters.Integer(Strings);
        long pieces = run.Parameters.Integer(Pieces);
        int longest = (int)run.Parameters.Integer(Piece);
        int keep = (int)run.Parameters.Integer(Keep);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        BuildFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyList.New(in py, ref frame.Kept, ListOrigin.Exact, keep);
        PyStr.Load(in py, ref frame.Empty, string.Empty);

        run.Phase("strings");
        for (long i = 0; i < strings; i++)
        {
            Begin(in py, ref frame, how);
            for (long left = pieces; left > 0; left--)
            {
                LoadPiece(in py, ref frame.Piece, ref random, longest, ref digest);
                Add(in py, ref frame, node, how);
                heap.Clear(ref frame.Piece);
                heap.SafePoint();
            }

            if (i == strings - 1)
            {
                run.Peak();
            }

            Finish(in py, ref frame, how);
            Sample(in py, frame.Built, ref random, ref digest);
            PyList.Set(in py, ref frame.Kept, (int)(i % keep), ref frame.Built);
            heap.Clear(ref frame.Built);
        }

        for (int i = 0; i < Math.Min(keep, strings); i++)
        {
            Sample(in py, PyList.Borrow(in py, frame.Kept, i), ref random, ref digest);
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void LoadPiece<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref Xoshiro256 random, int longest, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<char> text = stackalloc char[LongestPiece];
        ulong bits = random.Next();
        digest.Add(bits);
        int length = 1 + Uniform.Scale(bits, longest);
        for (int i = 0; i < length; i++)
        {
            text[i] = (char)('a' + (((uint)bits + (uint)(i * i)) % Letters));
        }

        PyStr.Load(in py, ref local, text[..length]);
    }

    /// <summary>Makes what is built empty: a string, a list of pieces, or no rope at all.</summary>
    private static void Begin<THeap, TRef>(in Python<THeap, TRef> py, ref BuildFrame<TRef> frame, string how)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        switch (how)
        {
            case Copy:
                py.Heap.Copy(ref frame.Built, frame.Empty);
                break;
            case Join:
                PyList.New(in py, ref frame.Built);
                break;
        }
    }

    /// <summary>Adds the frame's piece to what is built.</summary>
    private static void Add<THeap, TRef>(in Python<THeap, TRef> py, ref BuildFrame<TRef> frame, TypeHandle node, string how)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        switch (how)
        {
            case Copy:
                PyStr.Concat(in py, ref frame.Built, ref frame.Built, ref frame.Piece);
                break;
            case Join:
                PyList.Append(in py, ref frame.Built, ref frame.Piece);
                break;
            default:
                AddToRope(in py, ref frame, node);
                break;
        }
    }

    private static void AddToRope<THeap, TRef>(in Python<THeap, TRef> py, ref BuildFrame<TRef> frame, TypeHandle node)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.New(ref frame.Node, node);
        long before = heap.IsNull(frame.Built) ? 0 : heap.GetWord(frame.Built, Length);
        heap.SetWord(frame.Node, Length, before + PyStr.Length(in py, frame.Piece));
        heap.StoreTake(frame.Node, Before, heap.Move(ref frame.Built));
        heap.Store(frame.Node, Text, frame.Piece);
        heap.Take(ref frame.Built, heap.Move(ref frame.Node));
    }

    /// <summary>Makes one string of what is built.</summary>
    private static void Finish<THeap, TRef>(in Python<THeap, TRef> py, ref BuildFrame<TRef> frame, string how)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (how == Join)
        {
            PyStr.Join(in py, ref frame.Built, ref frame.Empty, ref frame.Built);
        }
        else if (how == Rope)
        {
            Flatten(in py, ref frame);
        }
    }

    /// <summary>Joins the pieces of a rope, which its nodes give from the last to the first.</summary>
    private static void Flatten<THeap, TRef>(in Python<THeap, TRef> py, ref BuildFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        PyList.New(in py, ref frame.Pieces);
        heap.Copy(ref frame.Node, frame.Built);
        while (!heap.IsNull(frame.Node))
        {
            heap.Load(ref frame.Piece, frame.Node, Text);
            PyList.Append(in py, ref frame.Pieces, ref frame.Piece);
            heap.Load(ref frame.Node, frame.Node, Before);
        }

        heap.Clear(ref frame.Piece);
        PyList.Reverse(in py, ref frame.Pieces);
        PyStr.Join(in py, ref frame.Built, ref frame.Empty, ref frame.Pieces);
        heap.Clear(ref frame.Pieces);
    }

    /// <summary>Reads the length of a string and characters at random places.</summary>
    private static void Sample<THeap, TRef>(in Python<THeap, TRef> py, TRef text, ref Xoshiro256 random, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int length = PyStr.Length(in py, text);
        digest.Add((long)length);
        for (int i = 0; i < Samples; i++)
        {
            int index = Uniform.Below(ref random, length);
            digest.Add(((long)index << 8) | (uint)PyStr.CharAt(in py, text, index));
        }
    }

    private ref struct BuildFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Kept;
        public TRef Empty;
        public TRef Built;
        public TRef Piece;
        public TRef Node;
        public TRef Pieces;
    }
}
