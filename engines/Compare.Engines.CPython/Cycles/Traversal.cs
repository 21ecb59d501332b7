using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.CPython.Cycles;

/// <summary>
/// Visits the references that an object holds (tp_traverse), in CPython's order: it decides the order in which a
/// collection finds objects. A weak reference does not report its target.
/// </summary>
internal static unsafe class Traversal
{
    /// <summary>Visits the children of an object.</summary>
    /// <typeparam name="TVisitor">The phase.</typeparam>
    /// <param name="obj">Address of the object.</param>
    /// <param name="visitor">What to do.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every phase, compiled once for each.
    public static void VisitChildren<TVisitor>(nint obj, ref TVisitor visitor)
        where TVisitor : struct, IChildVisitor
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        int references = info->InlineReferences;
        if (info->VisitsBackwards != 0)
        {
            for (int i = references - 1; i >= 0; i--)
            {
                VisitIfAny(ObjectLayout.Field(obj, i), ref visitor);
            }
        }
        else
        {
            for (int i = 0; i < references; i++)
            {
                VisitIfAny(ObjectLayout.Field(obj, i), ref visitor);
            }
        }

        if (info->HasOnlyItems != 0)
        {
            nint* items = (nint*)ObjectLayout.BufferAddress(obj, 0);
            for (long i = ObjectLayout.BufferItems(obj, 0) - 1; i >= 0; i--)
            {
                VisitIfAny(items[i], ref visitor);
            }
        }
        else if (info->IsSpecial != 0)
        {
            visitor = VisitVariable(obj, info, visitor); // By value: no address of it is taken, so it stays in registers.
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The inner loop of every phase.
    private static void VisitIfAny<TVisitor>(nint child, ref TVisitor visitor)
        where TVisitor : struct, IChildVisitor
    {
        if (child != 0)
        {
            visitor.Visit(child);
        }
    }

    /// <summary>Visits the children that are not reference fields in the object itself.</summary>
    /// <typeparam name="TVisitor">The phase.</typeparam>
    /// <param name="obj">Address of the object.</param>
    /// <param name="info">Its type, which is special.</param>
    /// <param name="visitor">What to do.</param>
    /// <returns>The visitor afterwards.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the loops of the phases small.
    public static TVisitor VisitVariable<TVisitor>(nint obj, TypeInfo* info, TVisitor visitor)
        where TVisitor : struct, IChildVisitor
    {
        if (info->AttributesOffset != 0)
        {
            VisitForwards((nint*)ObjectLayout.Attributes(obj), 1, info->References, info->References, ref visitor);
        }

        if (info->Elements == ElementKind.References)
        {
            nint* elements = (nint*)(obj + info->ElementsOffset);
            if (info->VisitsBackwards != 0)
            {
                VisitBackwards(elements, ObjectLayout.Length(obj), ref visitor);
            }
            else
            {
                VisitForwards(elements, ObjectLayout.Length(obj), 1, 1, ref visitor);
            }
        }

        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            ItemShape* shape = TypeInfo.Shape(info, buffer);
            nint* slots = (nint*)ObjectLayout.BufferAddress(obj, buffer);
            long items = ObjectLayout.BufferItems(obj, buffer);
            if (shape->References == 1 && shape->Words == 0)
            {
                VisitBackwards(slots, items, ref visitor);
            }
            else if (shape->References > 0)
            {
                VisitForwards(slots, items, shape->References, shape->References + shape->Words, ref visitor);
            }
        }

        return visitor;
    }

    /// <summary>Items of lists and tuples are visited last to first.</summary>
    private static void VisitBackwards<TVisitor>(nint* slots, long count, ref TVisitor visitor)
        where TVisitor : struct, IChildVisitor
    {
        for (long i = count - 1; i >= 0; i--)
        {
            VisitIfAny(slots[i], ref visitor);
        }
    }

    private static void VisitForwards<TVisitor>(nint* slots, long items, int references, int stride, ref TVisitor visitor)
        where TVisitor : struct, IChildVisitor
    {
        for (long item = 0; item < items; item++, slots += stride)
        {
            for (int i = 0; i < references; i++)
            {
                VisitIfAny(slots[i], ref visitor);
            }
        }
    }
}
