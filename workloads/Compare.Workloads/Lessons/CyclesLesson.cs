using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Weak;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Lessons;

/// <summary>
/// Documents, each a tree whose nodes know their parents, built, walked and dropped one after the other. Wasteful: the parent is
/// an ordinary attribute, so that every document is one big cycle. Careful: it is a weak reference, and a document dies with its
/// root.
/// </summary>
/// <remarks>
/// Counting reclaims a document without cycles at the moment it is dropped; with cycles it waits until the collector comes to the
/// oldest generation. A tracing collector does not see the difference, but pays for the weak references.
/// </remarks>
public sealed class CyclesLesson : ILesson
{
    private const string Documents = "documents";
    private const string Nodes = "nodes";
    private const string Fanout = "fanout";

    private const int Key = 0;
    private const int Parent = 1;
    private const int Children = 2;

    private static readonly ObjectType s_node =
        new("Node", PythonKind.Instance, references: 3, traits: ObjectTraits.WeaklyReferenceable);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Documents] = "4", [Nodes] = "120" },
        new Dictionary<string, string> { [Documents] = "60", [Nodes] = "200000" });

    /// <inheritdoc/>
    public string Name => "lesson-cycles";

    /// <inheritdoc/>
    public string Title => "Point back with weak references";

    /// <inheritdoc/>
    public string Waste => "A node that refers to its parent makes the whole document a cycle, which no count ever frees.";

    /// <inheritdoc/>
    public string Advice => "Keep the parent as weakref.ref(parent): the document is freed with its root.";

    /// <inheritdoc/>
    public string Summary => "Trees with parent pointers that die one after the other: ordinary references, or weak ones.";

    /// <inheritdoc/>
    public string Source => "Ours; trees as parsers of HTML build them, every node with its parent.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Documents, ParameterKind.Integer, "Documents, one after the other.", "12") { Minimum = 1, Maximum = 1e6 },
        new(Nodes, ParameterKind.Integer, "Nodes of a document.", "30000") { Minimum = 1, Maximum = 1e7 },
        new(Fanout, ParameterKind.Integer, "Children of a node.", "8") { Minimum = 2, Maximum = 1000 },
        LessonVersion.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public string? NotApplicable(EngineTraits traits, ParameterValues parameters) =>
        !traits.HasWeakReferences && LessonVersion.IsCareful(parameters)
            ? "The careful version needs weak references, which the engine does not have."
            : null;

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long documents = run.Parameters.Integer(Documents);
        int nodes = (int)run.Parameters.Integer(Nodes);
        int fanout = (int)run.Parameters.Integer(Fanout);
        bool isWeak = LessonVersion.IsCareful(run.Parameters);
        Xoshiro256 random = new(run.Seed);
        Python<THeap, TRef> py = new(heap);
        TypeHandle type = heap.Register(s_node);
        Digest digest = default;
        DocumentFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("documents");
        for (long left = documents; left > 0; left--)
        {
            // All nodes in the order in which they are found: the parser's own list, which dies with the document.
            PyList.New(in py, ref frame.Nodes);
            for (int i = 0; i < nodes; i++)
            {
                ulong word = random.Next();
                digest.Add(word);
                AddNode(in py, ref frame, type, (long)(word % (ulong)nodes), isWeak, (i - 1) / fanout);
                heap.SafePoint();
            }

            heap.Clear(ref frame.Parent);
            if (left == 1)
            {
                run.Peak();
            }

            for (int i = 0; i < nodes; i++)
            {
                digest.Add(KeysUpwards(in py, ref frame, i, isWeak));
                heap.SafePoint();
            }

            heap.Clear(ref frame.Nodes);
            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Makes a node and hangs it below its parent; the first one is the root.</summary>
    private static void AddNode<THeap, TRef>(
        in Python<THeap, TRef> py, ref DocumentFrame<TRef> frame, TypeHandle type, long key, bool isWeak, int parent)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.New(ref frame.Node, type);
        PyInt.Load(in py, ref frame.Part, key);
        heap.Store(frame.Node, Key, frame.Part);
        if (PyList.Count(in py, frame.Nodes) > 0)
        {
            PyList.Load(in py, ref frame.Parent, ref frame.Nodes, parent);
            if (isWeak)
            {
                PyWeakRef.New(in py, ref frame.Part, ref frame.Parent);
                heap.Store(frame.Node, Parent, frame.Part);
            }
            else
            {
                heap.Store(frame.Node, Parent, frame.Parent);
            }

            heap.Load(ref frame.Part, frame.Parent, Children);
            if (heap.IsNull(frame.Part))
            {
                PyList.New(in py, ref frame.Part);
                heap.Store(frame.Parent, Children, frame.Part);
            }

            PyList.Append(in py, ref frame.Part, ref frame.Node);
        }

        PyList.Append(in py, ref frame.Nodes, ref frame.Node);
        heap.Clear(ref frame.Part);
        heap.Clear(ref frame.Node);
    }

    /// <summary>Sums up the keys from a node to the root, each by its distance.</summary>
    private static long KeysUpwards<THeap, TRef>(
        in Python<THeap, TRef> py, ref DocumentFrame<TRef> frame, int index, bool isWeak)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        long sum = 0;
        PyList.Load(in py, ref frame.Node, ref frame.Nodes, index);
        for (long distance = 1; !heap.IsNull(frame.Node); distance++)
        {
            sum += distance * PyInt.Value(in py, heap.Borrow(frame.Node, Key));
            TRef parent = heap.Borrow(frame.Node, Parent);
            if (isWeak && !heap.IsNull(parent))
            {
                PyWeakRef.TryLoad(in py, ref frame.Node, parent);
            }
            else
            {
                heap.Copy(ref frame.Node, parent);
            }
        }

        return sum;
    }

    private ref struct DocumentFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Nodes;
        public TRef Parent;
        public TRef Node;
        public TRef Part;
    }
}
