using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Symbolic;

/// <summary>
/// The chart of <see cref="Earley"/>: for each place in the input a list of items, in the order of their discovery.
/// </summary>
internal static class EarleyChart
{
    /// <summary>An item: next; rule, symbols recognised, place where it began.</summary>
    public static readonly ObjectType Item = new("Earley.Item", PythonKind.SlotsInstance, references: 1, words: 3);

    /// <summary>The columns: first item and last item of each.</summary>
    public static readonly ObjectType Columns = new(
        "Earley.Columns", PythonKind.List, buffers: [new BufferShape(References: 2, Words: 0, Bytes: 0)]);

    /// <summary>Number of the columns' buffer.</summary>
    public const int Items = 0;

    /// <summary>Number of the reference to the next item of a column.</summary>
    public const int Next = 0;

    /// <summary>Word with an item's rule.</summary>
    public const int Rule = 0;

    /// <summary>Word with the number of symbols recognised.</summary>
    public const int Dot = 1;

    /// <summary>Word with the place where the item began.</summary>
    public const int Origin = 2;

    private const int FirstItem = 0;
    private const int LastItem = 1;
    private const int ReferencesOfColumn = 2;

    /// <summary>Recognises the input.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="columns">A local that receives the chart.</param>
    /// <param name="tokens">Length of the input.</param>
    public static void Fill<THeap, TRef>(THeap heap, ref TRef columns, int tokens)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle type = heap.Register(Item);
        ChartFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref columns, heap.Register(Columns));
        heap.ResizeBuffer(ref columns, Items, tokens + 1);
        heap.SetCount(columns, Items, tokens + 1);
        Predict(heap, ref columns, ref frame.New, type, 0);
        for (int place = 0; place <= tokens; place++)
        {
            for (heap.Copy(ref frame.Item, First(heap, columns, place));
                !heap.IsNull(frame.Item);
                heap.Load(ref frame.Item, frame.Item, Next))
            {
                int rule = (int)heap.GetWord(frame.Item, Rule);
                int dot = (int)heap.GetWord(frame.Item, Dot);
                int origin = (int)heap.GetWord(frame.Item, Origin);
                if (dot == EarleyGrammar.Length(rule))
                {
                    Complete(heap, ref columns, ref frame, type, place, origin);
                }
                else if (EarleyGrammar.IsNonterminal(rule))
                {
                    Predict(heap, ref columns, ref frame.New, type, place);
                }
                else if (place < tokens)
                {
                    Add(heap, ref columns, ref frame.New, type, place + 1, rule, dot + 1, origin);
                }

                heap.SafePoint();
            }
        }

        heap.Leave(ref frame);
    }

    /// <summary>Gets the first item of a column.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="columns">The chart, borrowed.</param>
    /// <param name="place">Number of the column.</param>
    /// <returns>The item, borrowed; null in an empty column.</returns>
    public static TRef First<THeap, TRef>(THeap heap, TRef columns, int place)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.BorrowItem(columns, Items, (place * ReferencesOfColumn) + FirstItem);

    /// <summary>Tells whether a column has an item.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="columns">The chart, borrowed.</param>
    /// <param name="place">Number of the column.</param>
    /// <param name="rule">Rule of the item.</param>
    /// <param name="dot">Symbols recognised.</param>
    /// <param name="origin">Place where it began.</param>
    /// <returns>True when it has.</returns>
    public static bool Has<THeap, TRef>(THeap heap, TRef columns, int place, int rule, int dot, int origin)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (TRef item = First(heap, columns, place); !heap.IsNull(item); item = heap.Borrow(item, Next))
        {
            if (heap.GetWord(item, Rule) == rule && heap.GetWord(item, Dot) == dot && heap.GetWord(item, Origin) == origin)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether an item has recognised its whole rule.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="item">The item, borrowed.</param>
    /// <returns>True when it is complete.</returns>
    public static bool IsComplete<THeap, TRef>(THeap heap, TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.GetWord(item, Dot) == EarleyGrammar.Length((int)heap.GetWord(item, Rule));

    private static void Predict<THeap, TRef>(THeap heap, ref TRef columns, ref TRef spare, TypeHandle type, int place)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int rule = 0; rule < EarleyGrammar.Rules; rule++)
        {
            Add(heap, ref columns, ref spare, type, place, rule, 0, place);
        }
    }

    /// <summary>Moves the items on that waited, where a nonterminal began, for the one that is complete now.</summary>
    private static void Complete<THeap, TRef>(
        THeap heap, ref TRef columns, ref ChartFrame<TRef> frame, TypeHandle type, int place, int origin)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (heap.Copy(ref frame.Waiting, First(heap, columns, origin));
            !heap.IsNull(frame.Waiting);
            heap.Load(ref frame.Waiting, frame.Waiting, Next))
        {
            int rule = (int)heap.GetWord(frame.Waiting, Rule);
            int dot = (int)heap.GetWord(frame.Waiting, Dot);
            if (EarleyGrammar.IsNonterminal(rule) && dot < EarleyGrammar.Length(rule))
            {
                int began = (int)heap.GetWord(frame.Waiting, Origin);
                Add(heap, ref columns, ref frame.New, type, place, rule, dot + 1, began);
            }
        }
    }

    /// <summary>Adds an item to the end of a column that does not have it.</summary>
    private static void Add<THeap, TRef>(
        THeap heap, ref TRef columns, ref TRef spare, TypeHandle type, int place, int rule, int dot, int origin)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (Has(heap, columns, place, rule, dot, origin))
        {
            return;
        }

        heap.New(ref spare, type);
        heap.SetWord(spare, Rule, rule);
        heap.SetWord(spare, Dot, dot);
        heap.SetWord(spare, Origin, origin);
        int column = place * ReferencesOfColumn;
        TRef last = heap.BorrowItem(columns, Items, column + LastItem);
        if (heap.IsNull(last))
        {
            heap.StoreItem(columns, Items, column + FirstItem, spare);
        }
        else
        {
            heap.Store(last, Next, spare);
        }

        heap.StoreItemTake(columns, Items, column + LastItem, heap.Move(ref spare));
    }

    private ref struct ChartFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Item;
        public TRef Waiting;
        public TRef New;
    }
}
