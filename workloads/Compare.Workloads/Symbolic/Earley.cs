using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Symbolic;

/// <summary>
/// Parses an ambiguous sentence with a chart and builds every parse tree: a live set that grows in bursts of small cells.
/// </summary>
/// <remarks>
/// Nothing is remembered between derivations, so lists of partial trees are made again and again: their cells die as soon as
/// they are combined, while the trees live on inside larger ones. The share that survives rises until nearly all does, at
/// the end of a parse; then everything dies with the list of trees. Longer sentences grow as Catalan's numbers. Trees are
/// lists of subtrees from the last to the first, without the names of rules that the original puts before them.
/// A long list of trees overflows MicroPython's mark stack of 64 entries again and again: from about 12 tokens on, once the
/// heap fills up, its marking takes many times as long as with a large <c>markstack</c>.
/// </remarks>
public sealed class Earley : IWorkload
{
    private const string Tokens = "tokens";
    private const string Rounds = "rounds";
    private const int ShapeOfToken = 1;

    private static readonly ObjectType s_token = new(
        "Earley.Token", PythonKind.SlotsInstance, words: 1, traits: ObjectTraits.Acyclic);

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string> { [Tokens] = "6", [Rounds] = "2" },
        new Dictionary<string, string> { [Tokens] = "15", [Rounds] = "2" });

    /// <inheritdoc/>
    public string Name => "earley";

    /// <inheritdoc/>
    public string Summary =>
        "Functional building of all parse trees: many small cells, of which the combined ones survive and the others die.";

    /// <inheritdoc/>
    public string Source =>
        "The Earley parser of Feeley in Larceny's suite with its grammar S -> a | S S, published with 10 (4862 trees), 13 and 15 "
        + "tokens (2674440 trees); the program is ours.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new(Tokens, ParameterKind.Integer, "Length of the sentence, tokens.", "10") { Minimum = 1, Maximum = 18 },
        new(Rounds, ParameterKind.Integer, "Times that it is parsed.", "200") { Minimum = 1, Maximum = 1e6 },
        NodeTypes.Parameter,
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed)
    {
        int tokens = (int)parameters.Integer(Tokens);
        long rounds = parameters.Integer(Rounds);
        EarleyModel model = new(tokens);
        long cellBytes = NodeTypes.Choose(parameters).NominalBytes(0);
        long tokenBytes = s_token.NominalBytes(0);
        long chart = 1 + model.Items;
        long chartBytes = EarleyChart.Columns.NominalBytes(0)
            + EarleyChart.Columns.NominalBufferBytes(EarleyChart.Items, tokens + 1)
            + (model.Items * EarleyChart.Item.NominalBytes(0));
        long live = model.CellsOfTrees + model.Trees;
        return new(
            1 + (rounds * (chart + model.CellsMade)),
            tokenBytes + (rounds * (chartBytes + (model.CellsMade * cellBytes))),
            1 + chart + live,
            tokenBytes + chartBytes + (live * cellBytes));
    }

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int tokens = (int)run.Parameters.Integer(Tokens);
        TypeHandle cell = heap.Register(NodeTypes.Choose(run.Parameters));
        Digest digest = default;
        ParseFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("parses");
        heap.New(ref frame.Token, heap.Register(s_token));
        heap.SetWord(frame.Token, 0, ShapeOfToken);
        for (long left = run.Parameters.Integer(Rounds); left > 0; left--)
        {
            heap.Clear(ref frame.Trees);
            heap.Clear(ref frame.Chart);
            EarleyChart.Fill(heap, ref frame.Chart, tokens);
            for (heap.Copy(ref frame.Item, EarleyChart.First(heap, frame.Chart, tokens));
                !heap.IsNull(frame.Item);
                heap.Load(ref frame.Item, frame.Item, EarleyChart.Next))
            {
                if (heap.GetWord(frame.Item, EarleyChart.Origin) == 0 && EarleyChart.IsComplete(heap, frame.Item))
                {
                    Stretch stretch = StretchOf(heap, frame.Item, tokens);
                    Derive(heap, cell, ref frame.Chart, ref frame.Token, stretch, ref frame.Trees);
                }
            }

            if (left == 1)
            {
                run.Peak();
                Read<THeap, TRef>(heap, frame.Trees, frame.Token, ref digest);
            }

            heap.SafePoint();
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    /// <summary>Puts all derivations of the first symbols of a rule over a stretch of the input before a list.</summary>
    /// <remarks>The recursion is not deeper than the input is long, times the length of a rule.</remarks>
    private static void Derive<THeap, TRef>(
        THeap heap, TypeHandle cell, ref TRef chart, ref TRef token, Stretch stretch, ref TRef result)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        DeriveFrame<TRef> frame = default;
        heap.Enter(ref frame);
        if (stretch.Dot == 0)
        {
            // One derivation without subtrees.
            ListCells.Push(heap, cell, ref result, ref frame.Tree, ref frame.Cell);
        }
        else if (!EarleyGrammar.IsNonterminal(stretch.Rule))
        {
            Stretch first = stretch with { Dot = stretch.Dot - 1, To = stretch.To - 1 };
            Derive(heap, cell, ref chart, ref token, first, ref frame.Lefts);
            Combine(heap, cell, ref token, ref frame, ref result);
        }
        else
        {
            for (heap.Copy(ref frame.Item, EarleyChart.First(heap, chart, stretch.To));
                !heap.IsNull(frame.Item);
                heap.Load(ref frame.Item, frame.Item, EarleyChart.Next))
            {
                int middle = (int)heap.GetWord(frame.Item, EarleyChart.Origin);
                if (!EarleyChart.IsComplete(heap, frame.Item)
                    || middle < stretch.From
                    || !EarleyChart.Has(heap, chart, middle, stretch.Rule, stretch.Dot - 1, stretch.From))
                {
                    continue;
                }

                Stretch first = stretch with { Dot = stretch.Dot - 1, To = middle };
                Stretch last = StretchOf(heap, frame.Item, stretch.To);
                Derive(heap, cell, ref chart, ref token, first, ref frame.Lefts);
                Derive(heap, cell, ref chart, ref token, last, ref frame.Rights);
                for (heap.Copy(ref frame.Right, frame.Rights);
                    !heap.IsNull(frame.Right);
                    ListCells.Advance(heap, ref frame.Right))
                {
                    heap.Load(ref frame.Last, frame.Right, NodeTypes.First);
                    Combine(heap, cell, ref frame.Last, ref frame, ref result);
                    heap.SafePoint();
                }

                heap.Clear(ref frame.Lefts);
                heap.Clear(ref frame.Rights);
            }
        }

        heap.Leave(ref frame);
    }

    /// <summary>Puts each of the frame's left derivations, longer by a last subtree, before a list.</summary>
    private static void Combine<THeap, TRef>(
        THeap heap, TypeHandle cell, ref TRef last, ref DeriveFrame<TRef> frame, ref TRef result)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (heap.Copy(ref frame.Left, frame.Lefts); !heap.IsNull(frame.Left); ListCells.Advance(heap, ref frame.Left))
        {
            heap.Load(ref frame.Tree, frame.Left, NodeTypes.First);
            ListCells.Push(heap, cell, ref frame.Tree, ref last, ref frame.Cell);
            ListCells.Push(heap, cell, ref result, ref frame.Tree, ref frame.Cell);
            heap.SafePoint();
        }

        heap.Clear(ref frame.Tree);
    }

    /// <summary>Gets the whole rule of a complete item, over the stretch that ends where the item does.</summary>
    private static Stretch StretchOf<THeap, TRef>(THeap heap, TRef item, int to)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        new(
            (int)heap.GetWord(item, EarleyChart.Rule),
            (int)heap.GetWord(item, EarleyChart.Dot),
            (int)heap.GetWord(item, EarleyChart.Origin),
            to);

    /// <summary>Adds the number of trees and the shape of each to the digest.</summary>
    private static void Read<THeap, TRef>(THeap heap, TRef trees, TRef token, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long count = 0;
        for (TRef tree = trees; !heap.IsNull(tree); tree = heap.Borrow(tree, NodeTypes.Second))
        {
            digest.Add(Shape<THeap, TRef>(heap, heap.Borrow(tree, NodeTypes.First), token));
            count++;
        }

        digest.Add(count);
    }

    private static ulong Shape<THeap, TRef>(THeap heap, TRef tree, TRef token)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest shape = default;
        for (TRef cell = tree; !heap.IsNull(cell); cell = heap.Borrow(cell, NodeTypes.Second))
        {
            TRef child = heap.Borrow(cell, NodeTypes.First);
            shape.Add(heap.Same(child, token) ? (ulong)heap.GetWord(token, 0) : Shape<THeap, TRef>(heap, child, token));
        }

        return shape.Value;
    }

    /// <summary>The first symbols of a rule over a stretch of the input.</summary>
    private readonly record struct Stretch(int Rule, int Dot, int From, int To);

    private ref struct ParseFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Token;
        public TRef Chart;
        public TRef Item;
        public TRef Trees;
    }

    private ref struct DeriveFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Item;
        public TRef Lefts;
        public TRef Rights;
        public TRef Left;
        public TRef Right;
        public TRef Last;
        public TRef Tree;
        public TRef Cell;
    }
}
