using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython.Cycles;

/// <summary>Visits the references that an object holds (tp_traverse). A weak reference does not report its target.</summary>
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
        for (int i = 0; i < info->References; i++)
        {
            nint child = ObjectLayout.Field(obj, i);
            if (child != 0)
            {
                visitor.Visit(child);
            }
        }

        if (info->IsSpecial != 0)
        {
            VisitVariable(obj, info, ref visitor);
        }
    }

    private static void VisitVariable<TVisitor>(nint obj, TypeInfo* info, ref TVisitor visitor)
        where TVisitor : struct, IChildVisitor
    {
        if (info->Elements == ElementKind.References)
        {
            VisitSlots((nint*)(obj + info->ElementsOffset), ObjectLayout.Length(obj), 1, 1, ref visitor);
        }

        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            int references = info->ItemReferences(buffer);
            if (references > 0)
            {
                nint* slots = (nint*)ObjectLayout.BufferAddress(obj, buffer);
                VisitSlots(
                    slots,
                    ObjectLayout.BufferItems(obj, buffer),
                    references,
                    references + info->ItemWords(buffer),
                    ref visitor);
            }
        }
    }

    private static void VisitSlots<TVisitor>(nint* slots, long items, int references, int stride, ref TVisitor visitor)
        where TVisitor : struct, IChildVisitor
    {
        for (long item = 0; item < items; item++, slots += stride)
        {
            for (int i = 0; i < references; i++)
            {
                if (slots[i] != 0)
                {
                    visitor.Visit(slots[i]);
                }
            }
        }
    }
}
