using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.RandomPrograms;

/// <content>Allocation and what is inside objects.</content>
internal sealed partial class Interpreter<THeap, TRef>
{
    private enum Part
    {
        None,
        Field,
        Element,
        Item,
    }

    private void Allocate(ref Locals<TRef> f, int variable, int kind, int seed)
    {
        ObjectType type = s_types[Reduce(kind, s_types.Length)];
        int length = type.Elements == ElementKind.None ? 0 : Reduce(seed, MostLength);
        ModelNode node = new()
        {
            Id = _model.Nodes.Count,
            Type = type,
            Fields = new ModelNode?[type.References],
            Words = new long[type.Words],
            Elements = new ModelNode?[type.Elements == ElementKind.References ? length : 0],
            ElementWords = new long[type.Elements is ElementKind.Words or ElementKind.Bytes ? length : 0],
            Resurrects = seed % 3 == 0,
            AllocatesInFinalizer = seed % 5 == 0,
        };
        _model.Nodes.Add(node);
        Set(variable, node);
        if (type.Elements == ElementKind.None)
        {
            heap.New(ref Variable(ref f, variable), _handles[type]);
        }
        else
        {
            heap.NewArray(ref Variable(ref f, variable), _handles[type], length);
        }

        // Word 0 of every type that has one is the object's number, by which finalizers find it in the model.
        for (int word = 0; word < type.Words; word++)
        {
            node.Words[word] = node.Id;
            heap.SetWord(Variable(ref f, variable), word, node.Id);
        }

        for (int index = 0; index < node.ElementWords.Length; index++)
        {
            WriteElement(ref f, variable, node, index, node.Id);
        }
    }

    private void DoInside(ref Locals<TRef> f, Step step)
    {
        int owner = Readable(step.A);
        if (Get(owner) is not { Type: not null } node)
        {
            return;
        }

        if (step.Operation == Operation.Resize)
        {
            if (node.Type.Buffers.Count > 0 && !IsGrave(owner))
            {
                Resize(ref f, owner, node, Reduce(step.C, MostLength + 1));
            }
        }
        else if (step.Operation == Operation.Write)
        {
            Write(ref f, owner, node, step.B, step.C);
        }
        else
        {
            DoReference(ref f, step, owner, node);
        }
    }

    private void DoReference(ref Locals<TRef> f, Step step, int owner, ModelNode node)
    {
        (Part part, ModelNode?[] slots) = PartOf(node, step.C);
        if (part == Part.None)
        {
            return;
        }

        int slot = Reduce(step.C / 3, slots.Length);
        switch (step.Operation)
        {
            case Operation.Store:
                int value = Readable(step.B);
                slots[slot] = Get(value);
                Store(ref f, part, owner, slot, Variable(ref f, value));
                break;
            case Operation.StoreNull:
                slots[slot] = null;
                Store(ref f, part, owner, slot, default);
                break;
            case Operation.StoreTake when Writable(step.B) != owner:
                int moved = Writable(step.B);
                slots[slot] = Get(moved);
                Set(moved, null);
                StoreTake(ref f, part, owner, slot, heap.Move(ref Variable(ref f, moved)));
                break;
            case Operation.Load:
                Set(Writable(step.B), slots[slot]);
                Load(ref f, part, owner, slot, Writable(step.B));
                break;
            case Operation.BorrowCopy:
                Set(Writable(step.B), slots[slot]);
                heap.Copy(ref Variable(ref f, Writable(step.B)), Borrow(Variable(ref f, owner), part, slot));
                break;
        }
    }

    // Prefers the part that the number asks for, and takes another when the object has none of it.
    private static (Part Part, ModelNode?[] Slots) PartOf(ModelNode node, int choice)
    {
        (Part Part, ModelNode?[] Slots)[] parts =
        [
            (Part.Field, node.Fields), (Part.Element, node.Elements), (Part.Item, node.Items),
        ];
        for (int offset = 0; offset < parts.Length; offset++)
        {
            (Part Part, ModelNode?[] Slots) part = parts[Reduce(choice + offset, parts.Length)];
            if (part.Slots.Length > 0)
            {
                return part;
            }
        }

        return (Part.None, []);
    }

    private void Store(ref Locals<TRef> f, Part part, int owner, int slot, TRef value)
    {
        switch (part)
        {
            case Part.Field:
                heap.Store(Variable(ref f, owner), slot, value);
                break;
            case Part.Element:
                heap.StoreElement(Variable(ref f, owner), slot, value);
                break;
            default:
                heap.StoreItem(Variable(ref f, owner), 0, slot, value);
                break;
        }
    }

    private void StoreTake(ref Locals<TRef> f, Part part, int owner, int slot, TRef value)
    {
        switch (part)
        {
            case Part.Field:
                heap.StoreTake(Variable(ref f, owner), slot, value);
                break;
            case Part.Element:
                heap.StoreElementTake(Variable(ref f, owner), slot, value);
                break;
            default:
                heap.StoreItemTake(Variable(ref f, owner), 0, slot, value);
                break;
        }
    }

    private void Load(ref Locals<TRef> f, Part part, int owner, int slot, int to)
    {
        switch (part)
        {
            case Part.Field:
                heap.Load(ref Variable(ref f, to), Variable(ref f, owner), slot);
                break;
            case Part.Element:
                heap.LoadElement(ref Variable(ref f, to), Variable(ref f, owner), slot);
                break;
            default:
                heap.LoadItem(ref Variable(ref f, to), Variable(ref f, owner), 0, slot);
                break;
        }
    }

    private TRef Borrow(TRef owner, Part part, int slot) => part switch
    {
        Part.Field => heap.Borrow(owner, slot),
        Part.Element => heap.BorrowElement(owner, slot),
        _ => heap.BorrowItem(owner, 0, slot),
    };

    private void Write(ref Locals<TRef> f, int owner, ModelNode node, int choice, int value)
    {
        if (node.Words.Length > 1)
        {
            node.Words[1] = value;
            heap.SetWord(Variable(ref f, owner), 1, value);
        }

        if (node.ElementWords.Length > 0)
        {
            WriteElement(ref f, owner, node, Reduce(choice, node.ElementWords.Length), value);
        }

        if (node.BufferLength > 0)
        {
            WriteCounters(ref f, owner, node, choice, value);
        }

        if (node.ItemWords.Length > 0)
        {
            int index = Reduce(choice, node.ItemWords.Length);
            if (node.Type!.Buffers[0].Bytes > 0)
            {
                node.ItemWords[index] = (byte)value;
                heap.ItemBytes(Variable(ref f, owner), 0)[index] = (byte)value;
            }
            else
            {
                node.ItemWords[index] = value;
                heap.SetItemWord(Variable(ref f, owner), 0, index, value);
            }
        }
    }

    private void WriteElement(ref Locals<TRef> f, int owner, ModelNode node, int index, long value)
    {
        if (node.Type!.Elements == ElementKind.Bytes)
        {
            node.ElementWords[index] = (byte)value;
            heap.ElementBytes(Variable(ref f, owner))[index] = (byte)value;
        }
        else
        {
            node.ElementWords[index] = value;
            heap.SetElementWord(Variable(ref f, owner), index, value);
        }
    }

    private void Resize(ref Locals<TRef> f, int owner, ModelNode node, int items)
    {
        BufferShape shape = node.Type!.Buffers[0];
        ModelNode?[] references = node.Items;
        long?[] words = node.ItemWords;
        Array.Resize(ref references, items * shape.References);
        Array.Resize(ref words, items * (shape.Words + shape.Bytes));
        node.Items = references;
        node.ItemWords = words;
        node.BufferLength = items;
        node.Count = items == 0 ? 0 : node.Count;
        if (shape.HasIndex)
        {
            ResizeTable(ref f, owner, node, items);
        }
        else
        {
            heap.ResizeBuffer(ref Variable(ref f, owner), 0, items);
        }
    }
}
