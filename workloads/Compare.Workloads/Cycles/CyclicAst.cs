using System.Numerics;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Cycles;

/// <summary>
/// Syntax trees as a compiler or a linter builds them: some with a reference from each node to its parent, which makes one
/// cycle of the whole tree, the others without.
/// </summary>
/// <remarks>
/// A document is dropped when the last k documents are newer. Without parents counting reclaims it at once; with them nothing
/// is reclaimed until a cycle collector comes by, and then all of it. To tracing both kinds are the same but for one field, so
/// the parameter moves the two families of strategies against each other. The trees have first child and next sibling as fields
/// and are built in the order of the text, by a cursor whose depth is a random walk with a bound.
/// </remarks>
public sealed class CyclicAst : IWorkload
{
    private const string NodesKey = "nodes";
    private const string DocumentsKey = "documents";
    private const string KeepKey = "keep";
    private const string CyclicKey = "cyclic";

    private const int Parent = 0;
    private const int FirstChild = 1;
    private const int NextSibling = 2;
    private const int Token = 0;
    private const int Items = 0;

    /// <summary>The upper bits of what was drawn are a node's token, the lower ones decided its level.</summary>
    private const int TokenShift = 32;

    /// <summary>Levels of the deepest tree, which bounds the recursion too.</summary>
    private const int Levels = 64;

    private static readonly ObjectType s_node = new("CyclicAst.Node", PythonKind.SlotsInstance, references: 3, words: 1);

    private static readonly ObjectType s_kept = new(
        "CyclicAst.Documents", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [NodesKey] = "300", [DocumentsKey] = "12", [KeepKey] = "3" },
        new Dictionary<string, string> { [NodesKey] = "1000000", [DocumentsKey] = "100" });

    /// <inheritdoc/>
    public string Name => "cyclic-ast";

    /// <inheritdoc/>
    public string Summary =>
        "Large cyclic structures that die whole: syntax trees, a share of them with a reference to the parent in each node.";

    /// <inheritdoc/>
    public string Source => "Ours; 10^5 nodes × 50 documents, half of them cyclic.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(NodesKey, ParameterKind.Integer, "Nodes of a document.", "100000") { Minimum = 1, Maximum = 1e7 },
        new(DocumentsKey, ParameterKind.Integer, "Documents built.", "50") { Minimum = 1, Maximum = 1e6 },
        new(KeepKey, ParameterKind.Integer, "Documents kept: each is dropped when this many newer ones are there.", "5")
        {
            Minimum = 1,
            Maximum = 1000,
        },
        new(CyclicKey, ParameterKind.Number, "Share of the documents whose nodes refer to their parents, 0 to 1.", "0.5")
        {
            Minimum = 0,
            Maximum = 1,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long nodes = parameters.Integer(NodesKey);
        long documents = parameters.Integer(DocumentsKey);
        int keep = (int)parameters.Integer(KeepKey);
        long allocated = nodes * documents;
        long live = nodes * Math.Min(documents, keep);
        long nodeBytes = s_node.NominalBytes(0);
        long listBytes = s_kept.NominalBytes(0) + s_kept.NominalBufferBytes(Items, keep);
        return new(allocated + 1, (allocated * nodeBytes) + listBytes, live + 1, (live * nodeBytes) + listBytes);
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long nodes = run.Parameters.Integer(NodesKey);
        long documents = run.Parameters.Integer(DocumentsKey);
        int keep = (int)run.Parameters.Integer(KeepKey);
        double cyclicShare = run.Parameters.Number(CyclicKey);
        TypeHandle node = heap.Register(s_node);
        Xoshiro256 random = new(run.Seed);
        Digest digest = default;
        TreeFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref frame.Documents, heap.Register(s_kept));
        heap.ResizeBuffer(ref frame.Documents, Items, keep);
        heap.ResizeRoots(Levels);

        run.Phase("documents");
        for (long document = 0; document < documents; document++)
        {
            bool cyclic = EvenShare.Chooses(document, cyclicShare);
            int place = (int)(document % keep);
            digest.Add(Read<THeap, TRef>(heap, heap.BorrowItem(frame.Documents, Items, place), ref digest));
            heap.StoreItem(frame.Documents, Items, place, default);
            digest.Add(cyclic ? 1L : 0L);
            Build(heap, ref frame, node, nodes, cyclic, ref random);
            heap.StoreItemTake(frame.Documents, Items, place, heap.Move(ref frame.Document));
        }

        heap.ResizeRoots(0);
        run.Peak();
        for (int place = 0; place < keep; place++)
        {
            digest.Add(Read<THeap, TRef>(heap, heap.BorrowItem(frame.Documents, Items, place), ref digest));
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>
    /// Leaves a tree in the frame. The root area holds the path from the root to the node that came last, and below it nothing
    /// of this tree.
    /// </summary>
    private static void Build<THeap, TRef>(
        THeap heap, ref TreeFrame<TRef> frame, TypeHandle type, long nodes, bool cyclic, ref Xoshiro256 random)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Document, type);
        heap.SetWord(frame.Document, Token, 0);
        heap.Copy(ref heap.Root(0), frame.Document);
        int depth = 0;
        for (long i = 1; i < nodes; i++)
        {
            // One level down, and as many up as a coin shows heads in a row: on average it stays where it is.
            ulong bits = random.Next();
            int level = Math.Clamp(depth + 1 - BitOperations.TrailingZeroCount(bits), 1, Levels - 1);
            heap.New(ref frame.Node, type);
            heap.SetWord(frame.Node, Token, (long)(bits >> TokenShift));
            if (cyclic)
            {
                heap.Store(frame.Node, Parent, heap.Root(level - 1));
            }

            if (level <= depth)
            {
                heap.Store(heap.Root(level), NextSibling, frame.Node);
            }
            else
            {
                heap.Store(heap.Root(level - 1), FirstChild, frame.Node);
            }

            heap.Take(ref heap.Root(level), heap.Move(ref frame.Node));
            depth = level;
            heap.SafePoint();
        }

        for (int level = 0; level < Levels; level++)
        {
            heap.Clear(ref heap.Root(level));
        }
    }

    /// <summary>Reads a tree; the recursion is as deep as the tree, at most <see cref="Levels"/>.</summary>
    /// <returns>The number of nodes.</returns>
    private static long Read<THeap, TRef>(THeap heap, TRef first, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long nodes = 0;
        for (TRef node = first; !heap.IsNull(node); node = heap.Borrow(node, NextSibling))
        {
            digest.Add(heap.GetWord(node, Token));
            TRef parent = heap.Borrow(node, Parent);
            digest.Add(heap.IsNull(parent) ? 0 : heap.GetWord(parent, Token));
            nodes += 1 + Read(heap, heap.Borrow(node, FirstChild), ref digest);
        }

        return nodes;
    }

    private ref struct TreeFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Documents;
        public TRef Document;
        public TRef Node;
    }
}
