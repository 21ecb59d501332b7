using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>
/// Precise marking, which the original does not have: it follows the reference fields only, so that no number keeps an
/// object alive. Its stack grows, so there is no overflow.
/// </content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    private readonly UnmanagedList<nint> _preciseStack = new();

    /// <summary>Gets the number of words with which an object may refer to parts of its own.</summary>
    private static int PartCount(TypeInfo* info) => info->BufferCount + 1;

    /// <summary>Gets a part of an object: 0 is its table or its elements that lie aside, then its buffers.</summary>
    private nint Part(nint obj, TypeInfo* info, int part)
    {
        if (part > 0)
        {
            return Read(BufferSlot(obj, part - 1));
        }

        return info->HasTable != 0 ? Read(obj + TGeometry.WordBytes)
            : info->HasElementsAside != 0 ? Read(obj + info->ElementsOffset) : 0;
    }

    /// <summary>Visits the machine words of all references of an object, without the allocation of a closure's result.</summary>
    private void VisitReferences<TVisitor>(nint obj, ref TVisitor visitor)
        where TVisitor : struct, ISlotVisitor
    {
        TypeInfo* info = Info(obj);
        bool hasFields = info->HasTable == 0 || Read(obj + TGeometry.WordBytes) != 0; // Not while it is under construction.
        for (int field = 0; hasFields && field < info->References; field++)
        {
            visitor.Visit(FieldSlot(obj, field));
        }

        if (info->Elements == ElementKind.References)
        {
            nint elements = Elements(obj);
            int length = elements == 0 ? 0 : Length(obj);
            for (int index = 0; index < length; index++)
            {
                visitor.Visit(elements + ((nint)index * TGeometry.WordBytes));
            }
        }

        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            int references = BufferItems(obj, buffer) * info->Shapes[buffer].References;
            for (int index = 0; index < references; index++)
            {
                visitor.Visit(ItemSlot(obj, buffer, index));
            }
        }
    }

    private void MarkPrecisely(nint address)
    {
        MarkVisitor visitor = new(this);
        visitor.MarkAndPush(address);
        while (_preciseStack.Count > 0)
        {
            nint obj = _preciseStack.Pop();
            TypeInfo* info = Info(obj);
            for (int part = 0; part < PartCount(info); part++)
            {
                Blocks.TryMark(Part(obj, info, part));
            }

            VisitReferences(obj, ref visitor);
        }
    }

    private readonly struct MarkVisitor(MicroPythonEngine<TProbe, TGeometry> engine) : ISlotVisitor
    {
        public void Visit(nint slot) => MarkAndPush(engine.Read(slot));

        public void MarkAndPush(nint address)
        {
            if (engine.Blocks.TryMark(address))
            {
                engine._preciseStack.Push(address);
            }
        }
    }
}
