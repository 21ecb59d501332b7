using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Text;

/// <summary>
/// Parses documents into dictionaries, lists, strings and numbers and keeps the last few: bursts of small objects of many kinds
/// that live for some time and then die all together.
/// </summary>
/// <remarks>
/// Parsing is the mix of Python's objects as programs have it: growing lists and tables, keys shared within a document by a table
/// that is dropped with the last token, values of all sizes. A document is a tree without references back: counting reclaims it
/// whole in the store that drops it, which is a long pause; a generational collector has promoted it by then.
/// </remarks>
public sealed class JsonTree : IWorkload
{
    private const string Documents = "documents";
    private const string Nodes = "nodes";
    private const string Depth = "depth";
    private const string Keep = "keep";

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Documents] = "15", [Nodes] = "200", [Keep] = "3" },
        new Dictionary<string, string> { [Documents] = "200", [Nodes] = "400000", [Depth] = "20", [Keep] = "20" });

    /// <inheritdoc/>
    public string Name => "json-tree";

    /// <inheritdoc/>
    public string Summary =>
        "Bursts of small objects of many kinds that die together: parsed documents, of which the last few are kept.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; documents as of 10 KB to 10 MB, containers 4 to 40 deep, the last 5 to 20 kept; "
        + "tokens are drawn from the seed, not read from a text.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Documents, ParameterKind.Integer, "Documents that are parsed.", "150") { Minimum = 1, Maximum = 1e7 },
        new(Nodes, ParameterKind.Integer, "Values in a document, containers included.", "20000") { Minimum = 1, Maximum = 1e7 },
        new(Depth, ParameterKind.Integer, "Levels of containers in a document, where there are values enough.", "8")
        {
            Minimum = 1,
            Maximum = 40,
        },
        new(Keep, ParameterKind.Integer, "Documents parsed last that the program keeps.", "5") { Minimum = 1, Maximum = 1e4 },
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
        long documents = run.Parameters.Integer(Documents);
        long nodes = run.Parameters.Integer(Nodes);
        int depth = (int)run.Parameters.Integer(Depth);
        int keep = (int)run.Parameters.Integer(Keep);
        JsonSource source = new(run.Seed);
        Digest digest = default;
        DocumentFrame<TRef> frame = default;
        heap.Enter(ref frame);
        PyShared.New(in py, ref frame.Shared);
        PyList.New(in py, ref frame.Kept, ListOrigin.Exact, keep);

        run.Phase("documents");
        for (long i = 0; i < documents; i++)
        {
            int place = (int)(i % keep);
            PyDict.New(in py, ref frame.Keys);
            Parse(in py, ref frame, ref source, ref frame.Document, nodes, depth, isDeepest: true);
            if (i == documents - 1)
            {
                run.Peak();
            }

            heap.Clear(ref frame.Keys);
            digest.Add(JsonDigest.Of(in py, PyList.Borrow(in py, frame.Kept, place)));
            PyList.Set(in py, ref frame.Kept, place, ref frame.Document);
            heap.Clear(ref frame.Document);
            heap.SafePoint();
        }

        digest.Add(JsonDigest.Of(in py, frame.Kept));
        digest.Add(source.Operations);
        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Parses a value. Recursion is as deep as the document's containers.</summary>
    private static void Parse<THeap, TRef>(
        in Python<THeap, TRef> py,
        ref DocumentFrame<TRef> document,
        ref JsonSource source,
        ref TRef local,
        long nodes,
        int levels,
        bool isDeepest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (nodes == 1)
        {
            ParseLeaf(in py, ref document, ref source, ref local);
            return;
        }

        long left = nodes - 1;

        // The first child of a container on the deepest path has a value for each level below.
        long least = isDeepest ? levels : 1;
        long children = source.NextChildren(left, levels, least);
        bool isObject = source.NextIsObject(children);
        int key = isObject ? source.NextKey() : 0;
        ContainerFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        if (isObject)
        {
            PyDict.New(in py, ref frame.Container);
        }
        else
        {
            PyList.New(in py, ref frame.Container);
        }

        for (; children > 0; children--)
        {
            long own = source.NextNodes(left, children, least);
            left -= own;
            if (isObject)
            {
                LoadKey(in py, ref document, ref frame.Key, key++);
                Parse(in py, ref document, ref source, ref frame.Value, own, levels - 1, isDeepest);
                PyDict.Set(in py, ref frame.Container, ref frame.Key, ref frame.Value);
            }
            else
            {
                Parse(in py, ref document, ref source, ref frame.Value, own, levels - 1, isDeepest);
                PyList.Append(in py, ref frame.Container, ref frame.Value);
            }

            isDeepest = false;
            least = 1;
            py.Heap.SafePoint();
        }

        py.Heap.Take(ref local, py.Heap.Move(ref frame.Container));
        py.Heap.Leave(ref frame);
    }

    /// <summary>Loads a key: the string that the document has for it already, or a new one.</summary>
    private static void LoadKey<THeap, TRef>(
        in Python<THeap, TRef> py, ref DocumentFrame<TRef> document, ref TRef local, int key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<char> text = stackalloc char[JsonSource.LongestText];
        PyStr.Load(in py, ref local, text[..JsonSource.WriteKey(key, text)]);
        PyDict.SetDefault(in py, ref local, ref document.Keys, ref local, ref local);
    }

    private static void ParseLeaf<THeap, TRef>(
        in Python<THeap, TRef> py, ref DocumentFrame<TRef> document, ref JsonSource source, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<char> text = stackalloc char[JsonSource.LongestText];
        switch (source.NextLeaf())
        {
            case JsonKind.Text:
                PyStr.Load(in py, ref local, text[..source.NextText(text)]);
                break;
            case JsonKind.Integer:
                PyInt.Load(in py, ref local, source.NextInteger());
                break;
            case JsonKind.Number:
                PyFloat.Load(in py, ref local, source.NextNumber());
                break;
            case JsonKind.Boolean:
                PyBool.Load(in py, ref local, document.Shared, source.NextBoolean());
                break;
            default:
                py.Heap.Clear(ref local);
                break;
        }
    }

    private ref struct DocumentFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Shared;
        public TRef Kept;
        public TRef Keys;
        public TRef Document;
    }

    private ref struct ContainerFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Container;
        public TRef Key;
        public TRef Value;
    }
}
