using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Versions;

namespace Compare.Engines.CPython.Cycles;

/// <summary>
/// Finds the objects of a list that nothing outside it refers to: subtract from each count the references that come from
/// inside the list; what keeps a count is alive, and so is everything that it reaches.
/// </summary>
/// <remarks>
/// CPython's form of trial deletion (Neil Schemenauer 2000; cf. Christopher 1984, Martínez, Wachenchauzer and Lins 1990),
/// Modules/gcmodule.c. Needs no stack and no memory: the counts live in the headers, and the worklist is the list itself.
/// CPython moves each object without a count to a list of its own, and back when a survivor reaches it. Here it stays
/// where it is, with a mark, and only a rescued object moves: to the tail, as in CPython. Most young objects are rescued,
/// so that saves a removal and an insertion each, and all orders are CPython's.
/// </remarks>
/// <typeparam name="TVersion">The version that is modelled.</typeparam>
internal static unsafe partial class TrialDeletion<TVersion>
    where TVersion : struct, ICPythonVersion
{
    private const nint OneReference = (nint)1 << GcHeader.ReferencesShift;

    /// <summary>
    /// Splits a generation into what is reachable from outside and what is not, and takes reachable tuples out of the
    /// collector's sight that can never be part of a cycle again.
    /// </summary>
    /// <param name="list">
    /// Head of the list, which holds every object of the generation and all younger ones; keeps the reachable objects,
    /// survivors in place, rescued ones behind them.
    /// </param>
    /// <param name="generation">The generation; older ones, and permanent objects, are outside.</param>
    /// <param name="older">The generation that survivors belong to from now on.</param>
    /// <param name="unreachable">Head of an empty list; receives the others, in order, still marked as collecting.</param>
    /// <param name="permanent">Head of the list for immortal objects; 0 when they are untracked instead.</param>
    /// <param name="untrackTuples">Whether tuples may be taken out of sight.</param>
    /// <param name="order">An empty order; empty again afterwards.</param>
    /// <returns>The numbers.</returns>
    /// <remarks>
    /// CPython copies all counts first and untracks tuples last, in passes of their own. Here a count is copied when the
    /// subtracting pass first meets its object, as a member or as a child; and a tuple is judged when the walk passes it,
    /// which happens in the order of the final list, so the outcome is the same.
    /// </remarks>
    public static SplitResult SplitGeneration(
        nint list, int generation, int older, nint unreachable, nint permanent, bool untrackTuples, WalkOrder* order)
    {
        SplitResult result = default;
        SubtractYoungVisitor visitor = new(GcHeader.GenerationBits(generation));
        nint previous = list;
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(previous))
        {
            nint obj = GcHeader.Object(header);
            result.Examined++;
            if (TVersion.HasImmortals && ObjectLayout.Count(obj) < 0)
            {
                result.Untracked += TakeOutImmortal(list, previous, header, permanent);
                continue;
            }

            order->Add(header);
            CopyCountIfNew(obj, ref GcHeader.PreviousWord(header));
            Traversal.VisitChildren(obj, ref visitor);
            previous = header;
        }

        Walk(list, GcHeader.GenerationBits(older), untrackTuples, order, ref result);
        order->Clear();
        MoveDead(list, unreachable, ref result);
        return result;
    }

    /// <summary>Splits a list of trash whose objects are still marked as collecting.</summary>
    /// <param name="list">Head of the list; keeps what has become reachable, in generation <paramref name="older"/>.</param>
    /// <param name="older">The generation of what is kept.</param>
    /// <param name="unreachable">Head of an empty list; receives the others, in order, still marked as collecting.</param>
    /// <returns>The numbers.</returns>
    public static SplitResult SplitTrash(nint list, int older, nint unreachable)
    {
        SplitResult result = default;
        nint olderBits = GcHeader.GenerationBits(older);
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(header))
        {
            ref nint word = ref GcHeader.PreviousWord(header);
            word = (word & GcHeader.Finalized) | olderBits;
            CopyCountIfNew(GcHeader.Object(header), ref word);
            result.Examined++;
        }

        SubtractVisitor visitor = default;
        for (nint header = GcHeader.Next(list); header != list; header = GcHeader.Next(header))
        {
            Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
        }

        WalkOrder none = default;
        Walk(list, olderBits, untrackTuples: false, &none, ref result);
        MoveDead(list, unreachable, ref result);
        return result;
    }

    /// <summary>Tells whether an object is in the list that is being collected.</summary>
    /// <param name="obj">Address of an object whose type the collector knows.</param>
    /// <returns>True while it is marked.</returns>
    public static bool IsCollecting(nint obj) =>
        (GcHeader.PreviousWord(GcHeader.Of(obj)) & GcHeader.Collecting) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every collection.
    private static void CopyCountIfNew(nint obj, ref nint word)
    {
        if ((word & GcHeader.Collecting) == 0)
        {
            nint count = TVersion.HasImmortals ? ObjectLayout.Count(obj) : (nint)ObjectLayout.WideCount(obj);
            word = (count << GcHeader.ReferencesShift)
                | GcHeader.Collecting
                | (word & (GcHeader.Finalized | GcHeader.GenerationMask));
        }
    }

    /// <summary>Takes an immortal object out of a list that is linked forward only.</summary>
    /// <returns>1 when it is not tracked any more.</returns>
    private static int TakeOutImmortal(nint list, nint previous, nint header, nint permanent)
    {
        GcHeader.Next(previous) = GcHeader.Next(header);
        if (GcHeader.PreviousWord(list) == header)
        {
            GcHeader.PreviousWord(list) = previous;
        }

        GcHeader.PreviousWord(header) = (GcHeader.PreviousWord(header) & GcHeader.Finalized) | GcHeader.NoGeneration;
        if (permanent != 0)
        {
            GcList.Append(permanent, header);
            return 0;
        }

        GcHeader.Next(header) = 0;
        return 1;
    }

    /// <summary>
    /// Walks the list once, with its tail growing: what has a count is alive and rescues what it reaches; what has none
    /// is marked as tentatively dead and left in place. The links backward are restored on the way.
    /// </summary>
    private static void Walk(nint list, nint olderBits, bool untrackTuples, WalkOrder* order, ref SplitResult result)
    {
        nint* noted = order->First;
        nint* notedEnd = order->End;
        RescueVisitor visitor = new(list, untrackTuples);
        long reachable = 0;
        long reachableBeforeDead = 0;
        long dead = 0;
        nint lastDead = list;
        nint previous = list;
        nint header;
        while ((header = noted < notedEnd ? WalkOrder.Take(ref noted, notedEnd) : GcHeader.Next(previous)) != list)
        {
            ref nint word = ref GcHeader.PreviousWord(header);
            if (word >> GcHeader.ReferencesShift != 0)
            {
                nint obj = GcHeader.Object(header);
                bool leaves = LeavesList(obj, untrackTuples, ref result);
                visitor.Previous = previous;
                Traversal.VisitChildren(obj, ref visitor);
                previous = visitor.Previous;
                if (leaves)
                {
                    GcHeader.Next(previous) = GcHeader.Next(header);
                    visitor.Tail = visitor.Tail == header ? previous : visitor.Tail;
                    GcHeader.SetUntracked(header);
                    MarkHeldTuples(obj);
                }
                else
                {
                    word = previous | (word & GcHeader.Finalized) | olderBits;
                    previous = header;
                    reachable++;
                }
            }
            else
            {
                word = previous | (word & GcHeader.Finalized) | GcHeader.TentativelyDead;
                previous = header;
                lastDead = header;
                reachableBeforeDead |= reachable;
                dead++;
            }
        }

        GcHeader.PreviousWord(list) = previous;
        result.Reachable = reachable;
        result.Unreachable = dead - visitor.Rescued - visitor.Untracked;
        result.Untracked += visitor.Untracked;
        result.LastDead = reachableBeforeDead == 0 && result.Unreachable == dead ? lastDead : 0;
    }

    /// <summary>Tells whether a survivor is a tuple that need not be tracked, and notes what it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the walk.
    private static bool LeavesList(nint obj, bool mayLeave, ref SplitResult result)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        if (info->MayBeUntracked == 0)
        {
            return false;
        }

        bool leaves = mayLeave && info->IsTuple != 0 && !Untracking.MayFormCycle(obj);
        result.Untracked += leaves ? 1 : 0;
        result.HasDicts |= info->IsDict != 0;
        return leaves;
    }

    /// <summary>Notes in the untracked tuples of an object that an untracked container refers to them.</summary>
    /// <param name="obj">The container.</param>
    public static void MarkHeldTuples(nint obj)
    {
        HeldVisitor visitor = default;
        Traversal.VisitChildren(obj, ref visitor);
    }

    /// <summary>Moves the objects that are still marked as dead to a list of their own, run by run.</summary>
    private static void MoveDead(nint list, nint unreachable, ref SplitResult result)
    {
        if (result.LastDead != 0)
        {
            MoveFront(list, unreachable, result.LastDead);
            return;
        }

        long dead = result.Unreachable;
        nint previous = list;
        nint lastDead = unreachable;
        nint header = GcHeader.Next(list);
        while (dead > 0)
        {
            if (!IsDead(header))
            {
                previous = header;
                header = GcHeader.Next(header);
                continue;
            }

            nint first = header;
            nint last;
            do
            {
                last = header;
                header = GcHeader.Next(header);
                dead--;
            }
            while (dead > 0 && header != list && IsDead(header));

            GcHeader.Next(lastDead) = first;
            GcHeader.SetPrevious(first, lastDead);
            lastDead = last;
            GcHeader.Next(previous) = header;
            GcHeader.SetPrevious(header, previous);
        }

        GcHeader.Next(lastDead) = unreachable;
        GcHeader.PreviousWord(unreachable) = lastDead;
    }

    /// <summary>Moves the front of a list, up to an object, to an empty list.</summary>
    private static void MoveFront(nint list, nint target, nint last)
    {
        if (last == list)
        {
            return;
        }

        nint first = GcHeader.Next(list);
        nint rest = GcHeader.Next(last);
        GcHeader.Next(list) = rest;
        GcHeader.SetPrevious(rest, list);
        GcHeader.Next(target) = first;
        GcHeader.SetPrevious(first, target);
        GcHeader.Next(last) = target;
        GcHeader.PreviousWord(target) = last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop over all garbage.
    private static bool IsDead(nint header) =>
        (GcHeader.PreviousWord(header) & GcHeader.TentativelyDead) == GcHeader.TentativelyDead;
}
