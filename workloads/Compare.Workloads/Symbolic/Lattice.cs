using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;

namespace Compare.Workloads.Symbolic;

/// <summary>
/// Counts the monotone maps between two lattices by exhaustive search over lists: tiny objects that all die young.
/// </summary>
/// <remarks>
/// The search keeps next to nothing (a few hundred cells) and drops lists of a few cells all the time: the case that a
/// nursery is made for, that counting answers with perfect reuse, and where a mark-sweep engine pays only for sweeping.
/// The lattices are made by the same search as in the original: of the maps from two elements to themselves there are 3, of
/// the maps from those to themselves 10. Lists are not reversed, because only their length matters, and the complete maps
/// are collected one by one instead of appended.
/// </remarks>
public sealed class Lattice : IWorkload
{
    private const string SourceKey = "source";
    private const string TargetKey = "target";
    private const string Rounds = "rounds";
    private const int Smallest = 2;
    private const int Largest = 4;

    private static readonly ObjectType s_atom = new(
        "Lattice.Atom", PythonKind.SlotsInstance, words: 1, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [SourceKey] = "3", [TargetKey] = "4", [Rounds] = "3" },
        new Dictionary<string, string> { [Rounds] = "30" });

    /// <inheritdoc/>
    public string Name => "lattice";

    /// <inheritdoc/>
    public string Summary =>
        "A search that allocates small lists at a high rate, keeps nothing of them and reads them many times.";

    /// <inheritdoc/>
    public string Source =>
        "The benchmark lattice of Wright in Larceny's suite, input 44: 120549 maps from the lattice l4 of 10 elements to itself.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        LatticeParameter(SourceKey, "Lattice whose elements are mapped: 2, 3 and 4 have 2, 3 and 10 elements."),
        LatticeParameter(TargetKey, "Lattice of the images, numbered alike."),
        new(Rounds, ParameterKind.Integer, "Times that the maps are counted.", "3") { Minimum = 1, Maximum = 1e6 },
        NodeTypes.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        long rounds = parameters.Integer(Rounds);
        long cellBytes = NodeTypes.Choose(parameters).NominalBytes(0);
        long numberBytes = LatticeSearch.NumberCell.NominalBytes(0);
        long atomBytes = Smallest * s_atom.NominalBytes(0);
        LatticeCosts made = default;
        LatticeModel[] models = new LatticeModel[Largest + 1];
        models[Smallest] = LatticeModel.Two;
        long kept = Smallest;
        for (int i = Smallest + 1; i <= Largest; i++)
        {
            models[i] = models[i - 1].Maps(ref made);

            // An element is a list of images, and the list of elements has a cell for it.
            kept += models[i].Count * (models[i - 1].Count + 1);
        }

        LatticeCosts search = LatticeModel.Search(models[parameters.Integer(SourceKey)], models[parameters.Integer(TargetKey)]);
        long cells = kept + made.Cells + (rounds * search.Cells);
        long numbers = made.Numbers + (rounds * search.Numbers);
        long live = kept + search.LiveAtFirstMap;
        return new(
            Smallest + cells + numbers,
            atomBytes + (cells * cellBytes) + (numbers * numberBytes),
            Smallest + live,
            atomBytes + (live * cellBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int source = (int)run.Parameters.Integer(SourceKey);
        int target = (int)run.Parameters.Integer(TargetKey);
        TypeHandle cell = heap.Register(NodeTypes.Choose(run.Parameters));
        LatticeSearch search = new(cell, heap.Register(LatticeSearch.NumberCell));
        LatticesFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("lattices");
        TypeHandle atom = heap.Register(s_atom);
        for (int i = Smallest - 1; i >= 0; i--)
        {
            heap.New(ref frame.Atom, atom);
            heap.SetWord(frame.Atom, LatticeSearch.Number, i);
            ListCells.Push(heap, cell, ref frame.Two, ref frame.Atom, ref frame.Cell);
        }

        heap.Clear(ref frame.Atom);
        search.Collects = true;
        search.Extend(heap, ref frame.Two, ref frame.Two, ref frame.Map, ref frame.Three);
        search.SourceDepth = 1;
        search.TargetDepth = 1;
        search.Extend(heap, ref frame.Three, ref frame.Three, ref frame.Map, ref frame.Four);

        run.Phase("maps");
        search.Collects = false;
        search.SourceDepth = source - Smallest;
        search.TargetDepth = target - Smallest;
        for (long left = run.Parameters.Integer(Rounds); left > 0; left--)
        {
            search.Peak = left == 1 ? run : null;
            search.Candidates.Add(search.Extend(
                heap, ref Choose(ref frame, source), ref Choose(ref frame, target), ref frame.Map, ref frame.Cell));
            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return search.Candidates.Value;
    }

    private static ref TRef Choose<TRef>(ref LatticesFrame<TRef> frame, int lattice)
        where TRef : struct
    {
        switch (lattice)
        {
            case Smallest:
                return ref frame.Two;
            case Largest:
                return ref frame.Four;
            default:
                return ref frame.Three;
        }
    }

    private static ParameterDescription LatticeParameter(string name, string summary) =>
        new(name, ParameterKind.Integer, summary, "4") { Minimum = Smallest, Maximum = Largest };

    private ref struct LatticesFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Two;
        public TRef Three;
        public TRef Four;
        public TRef Map;
        public TRef Atom;
        public TRef Cell;
    }
}
