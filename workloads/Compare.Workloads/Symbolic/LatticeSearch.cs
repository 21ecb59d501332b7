using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Symbolic;

/// <summary>
/// The search of <see cref="Lattice"/>: extends a partial monotone map by one element of the source after the other.
/// </summary>
internal struct LatticeSearch
{
    /// <summary>The word of an element of the lattice of two, and of a cell with a number.</summary>
    public const int Number = 0;

    /// <summary>A cell of a list of numbers: next; number.</summary>
    public static readonly ObjectType NumberCell = new("Lattice.Number", PythonKind.SlotsInstance, references: 1, words: 1);

    private const int NextNumber = 0;

    private readonly TypeHandle _cell;
    private readonly TypeHandle _number;

    /// <summary>Initializes a new instance of the <see cref="LatticeSearch"/> struct.</summary>
    /// <param name="cell">Handle of the cells of lists.</param>
    /// <param name="number">Handle of <see cref="NumberCell"/>.</param>
    public LatticeSearch(TypeHandle cell, TypeHandle number)
    {
        _cell = cell;
        _number = number;
    }

    /// <summary>How deep an element of the source is nested: 0 for an element of the lattice of two.</summary>
    public int SourceDepth;

    /// <summary>How deep an element of the target is nested.</summary>
    public int TargetDepth;

    /// <summary>Whether complete maps are collected.</summary>
    public bool Collects;

    /// <summary>Hears of the peak at the next complete map; null for nobody.</summary>
    public WorkloadRun? Peak;

    /// <summary>The numbers of candidates so far.</summary>
    public Digest Candidates;

    /// <summary>Finds the complete maps that extend a partial one; the recursion is as deep as the source has elements.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="source">A local with the list of elements without an image.</param>
    /// <param name="target">A local with the list of all elements of the target.</param>
    /// <param name="map">A local with the partial map, a list of pairs.</param>
    /// <param name="collected">A local with the list that receives the complete maps if they are collected.</param>
    /// <returns>The number of maps.</returns>
    public long Extend<THeap, TRef>(THeap heap, ref TRef source, ref TRef target, ref TRef map, ref TRef collected)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (heap.IsNull(source))
        {
            Peak?.Peak();
            Peak = null;
            if (Collects)
            {
                Collect(heap, ref map, ref collected);
            }

            return 1;
        }

        ExtendFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.Load(ref frame.Element, source, NodeTypes.First);
        heap.Load(ref frame.Rest, source, NodeTypes.Second);
        heap.Take(ref frame.Images, Fitting(heap, ref frame.Element, ref target, ref map));
        while (!heap.IsNull(frame.Images))
        {
            heap.Load(ref frame.Image, frame.Images, NodeTypes.First);
            heap.New(ref frame.Pair, _cell);
            heap.Store(frame.Pair, NodeTypes.First, frame.Element);
            heap.StoreTake(frame.Pair, NodeTypes.Second, heap.Move(ref frame.Image));
            heap.Copy(ref frame.Map, map);
            ListCells.Push(heap, _cell, ref frame.Map, ref frame.Pair, ref frame.Cell);
            heap.Clear(ref frame.Pair);
            long found = Extend(heap, ref frame.Rest, ref target, ref frame.Map, ref collected);
            heap.Clear(ref frame.Map);
            heap.New(ref frame.Cell, _number);
            heap.SetWord(frame.Cell, Number, found);
            heap.StoreTake(frame.Cell, NextNumber, heap.Move(ref frame.Numbers));
            heap.Take(ref frame.Numbers, heap.Move(ref frame.Cell));
            ListCells.Advance(heap, ref frame.Images);
            heap.SafePoint();
        }

        long sum = 0;
        for (TRef number = frame.Numbers; !heap.IsNull(number); number = heap.Borrow(number, NextNumber))
        {
            sum += heap.GetWord(number, Number);
        }

        heap.Leave(ref frame);
        return sum;
    }

    /// <summary>Compares two elements place by place. It never allocates.</summary>
    private static LatticeOrder Compare<THeap, TRef>(THeap heap, TRef left, TRef right, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (depth == 0)
        {
            return heap.GetWord(left, Number).CompareTo(heap.GetWord(right, Number)) switch
            {
                0 => LatticeOrder.Equal,
                < 0 => LatticeOrder.Less,
                _ => LatticeOrder.More,
            };
        }

        LatticeOrder order = LatticeOrder.Equal;
        while (!heap.IsNull(left) && order != LatticeOrder.Uncomparable)
        {
            order |= Compare(heap, heap.Borrow(left, NodeTypes.First), heap.Borrow(right, NodeTypes.First), depth - 1);
            left = heap.Borrow(left, NodeTypes.Second);
            right = heap.Borrow(right, NodeTypes.Second);
        }

        return order;
    }

    /// <summary>Makes the list of the images that an element may have beside those of the partial map.</summary>
    private TRef Fitting<THeap, TRef>(THeap heap, ref TRef element, ref TRef target, ref TRef map)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        FittingFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.Take(ref frame.Less, Select(heap, ref element, ref map, LatticeOrder.Less));
        heap.Take(ref frame.More, Select(heap, ref element, ref map, LatticeOrder.More));
        long count = 0;
        for (heap.Copy(ref frame.Cursor, target); !heap.IsNull(frame.Cursor); ListCells.Advance(heap, ref frame.Cursor))
        {
            heap.Load(ref frame.Image, frame.Cursor, NodeTypes.First);
            if (AllAre(heap, frame.Less, frame.Image, LatticeOrder.Less)
                && AllAre(heap, frame.More, frame.Image, LatticeOrder.More))
            {
                ListCells.Push(heap, _cell, ref frame.Images, ref frame.Image, ref frame.Cell);
                count++;
            }
        }

        Candidates.Add(count);
        TRef images = heap.Move(ref frame.Images);
        heap.Leave(ref frame);
        return images;
    }

    /// <summary>Makes the list of the images of those elements that compare so with the given one.</summary>
    private readonly TRef Select<THeap, TRef>(THeap heap, ref TRef element, ref TRef map, LatticeOrder order)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        FittingFrame<TRef> frame = default;
        heap.Enter(ref frame);
        for (heap.Copy(ref frame.Cursor, map); !heap.IsNull(frame.Cursor); ListCells.Advance(heap, ref frame.Cursor))
        {
            TRef pair = heap.Borrow(frame.Cursor, NodeTypes.First);
            if (Compare(heap, heap.Borrow(pair, NodeTypes.First), element, SourceDepth) == order)
            {
                heap.Load(ref frame.Image, pair, NodeTypes.Second);
                ListCells.Push(heap, _cell, ref frame.Images, ref frame.Image, ref frame.Cell);
            }
        }

        TRef images = heap.Move(ref frame.Images);
        heap.Leave(ref frame);
        return images;
    }

    private readonly bool AllAre<THeap, TRef>(THeap heap, TRef images, TRef image, LatticeOrder order)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (TRef cell = images; !heap.IsNull(cell); cell = heap.Borrow(cell, NodeTypes.Second))
        {
            LatticeOrder found = Compare(heap, heap.Borrow(cell, NodeTypes.First), image, TargetDepth);
            if (found != LatticeOrder.Equal && found != order)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes an element of the list of images of a complete map.</summary>
    private readonly void Collect<THeap, TRef>(THeap heap, ref TRef map, ref TRef collected)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        FittingFrame<TRef> frame = default;
        heap.Enter(ref frame);
        for (heap.Copy(ref frame.Cursor, map); !heap.IsNull(frame.Cursor); ListCells.Advance(heap, ref frame.Cursor))
        {
            heap.Load(ref frame.Image, heap.Borrow(frame.Cursor, NodeTypes.First), NodeTypes.Second);
            ListCells.Push(heap, _cell, ref frame.Images, ref frame.Image, ref frame.Cell);
        }

        ListCells.Push(heap, _cell, ref collected, ref frame.Images, ref frame.Cell);
        heap.Leave(ref frame);
    }

    private ref struct ExtendFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Element;
        public TRef Rest;
        public TRef Images;
        public TRef Image;
        public TRef Pair;
        public TRef Map;
        public TRef Numbers;
        public TRef Cell;
    }

    private ref struct FittingFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Less;
        public TRef More;
        public TRef Cursor;
        public TRef Image;
        public TRef Images;
        public TRef Cell;
    }
}
