using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Exact.Objects;

/// <summary>Walks over the references that objects hold.</summary>
internal static unsafe class Edges
{
    /// <summary>Visits every reference of an object, in the order of its fields; null and immediate values are left out.</summary>
    /// <typeparam name="TVisitor">What is done.</typeparam>
    /// <param name="obj">The object.</param>
    /// <param name="tagMask">Bits of which one is set in an immediate value.</param>
    /// <param name="visitor">What is done.</param>
    public static void Visit<TVisitor>(ExactObject* obj, nint tagMask, ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor
    {
        ExactTypeInfo* info = obj->Type;
        Visit(ExactObject.Fields(obj), info->References, tagMask, ref visitor);
        if (info->Elements == ElementKind.References)
        {
            Visit(ExactObject.Elements(obj), obj->Length, tagMask, ref visitor);
        }

        for (int i = 0; i < info->Buffers; i++)
        {
            ExactBuffer* buffer = ExactObject.Buffers(obj)[i];
            ItemShape* shape = info->Shapes + i;
            if (buffer == null || shape->References == 0)
            {
                continue;
            }

            nint* item = ExactBuffer.ItemsOf(buffer);
            for (int j = 0; j < buffer->Items; j++)
            {
                Visit(item, shape->References, tagMask, ref visitor);
                item += shape->References + shape->Words;
            }
        }
    }

    /// <summary>Counts the places for references that an object has.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Fields, elements and items.</returns>
    public static long Slots(ExactObject* obj)
    {
        ExactTypeInfo* info = obj->Type;
        long slots = info->References + (info->Elements == ElementKind.References ? obj->Length : 0);
        for (int i = 0; i < info->Buffers; i++)
        {
            ExactBuffer* buffer = ExactObject.Buffers(obj)[i];
            slots += buffer == null ? 0 : (long)buffer->Items * info->Shapes[i].References;
        }

        return slots;
    }

    private static void Visit<TVisitor>(nint* slots, nint count, nint tagMask, ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor
    {
        for (nint i = 0; i < count; i++)
        {
            nint target = slots[i];
            if (target != 0 && (target & tagMask) == 0)
            {
                visitor.Visit(ExactObject.At(target));
            }
        }
    }
}
