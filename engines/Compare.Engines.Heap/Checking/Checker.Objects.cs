using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <content>Objects: that there is one, that the operation fits its type, that the index is in range.</content>
internal sealed partial class Checker<THeap, TRef>
{
    /// <summary>Makes a type known.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The inner handle.</returns>
    public TypeHandle Register(ObjectType type)
    {
        TypeHandle handle = _inner.Register(type);
        _types[handle] = type;
        return handle;
    }

    /// <summary>Finds the type of a handle.</summary>
    /// <param name="handle">The handle.</param>
    /// <param name="operation">Name of the operation.</param>
    /// <returns>The type.</returns>
    public ObjectType TypeOf(TypeHandle handle, string operation)
    {
        if (!_types.TryGetValue(handle, out ObjectType? type))
        {
            Throw($"{operation} was given a type handle ({handle.Value}) that is not registered with this heap");
        }

        return type;
    }

    /// <summary>Gets an object that must be there.</summary>
    /// <param name="value">What the program passed.</param>
    /// <param name="operation">Name of the operation.</param>
    /// <returns>The inner reference.</returns>
    public TRef Object(CheckedReference<TRef> value, string operation)
    {
        TRef raw = Resolve(value);
        if (_inner.IsNull(raw))
        {
            Throw($"{operation} of a null object");
        }

        return raw;
    }

    /// <summary>Gets the type of an object that is no weak reference.</summary>
    /// <param name="raw">The object.</param>
    /// <param name="operation">Name of the operation.</param>
    /// <returns>The type.</returns>
    public ObjectType TypeOfObject(TRef raw, string operation)
    {
        if (!_types.TryGetValue(_inner.TypeOf(raw), out ObjectType? type))
        {
            Throw($"{operation} does not fit a weak reference");
        }

        return type;
    }

    /// <summary>Checks that an object is a weak reference.</summary>
    /// <param name="raw">The object.</param>
    /// <param name="operation">Name of the operation.</param>
    public void CheckWeak(TRef raw, string operation)
    {
        if (_types.TryGetValue(_inner.TypeOf(raw), out ObjectType? type))
        {
            Throw($"{operation} needs a weak reference, but got an object of type {type.Name}");
        }
    }

    /// <summary>Checks a trait of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="trait">The trait it needs.</param>
    /// <param name="operation">Name of the operation.</param>
    public static void CheckTrait(ObjectType type, ObjectTraits trait, string operation)
    {
        if ((type.Traits & trait) != trait)
        {
            Throw($"{operation} needs a type with the trait {trait}, but {type.Name} lacks it");
        }
    }

    /// <summary>Checks the number of a reference field.</summary>
    public void CheckField(TRef raw, int field, string operation)
    {
        ObjectType type = TypeOfObject(raw, operation);
        CheckIndex(raw, field, type.References, operation, "reference field", type);
    }

    /// <summary>Checks the number of a data word.</summary>
    public void CheckWord(TRef raw, int word, string operation)
    {
        ObjectType type = TypeOfObject(raw, operation);
        CheckIndex(raw, word, type.Words, operation, "data word", type);
    }

    /// <summary>Checks what the elements of an object are.</summary>
    public ObjectType CheckElements(TRef raw, ElementKind kind, string operation)
    {
        ObjectType type = TypeOfObject(raw, operation);
        if (type.Elements == ElementKind.None || (kind != ElementKind.None && type.Elements != kind))
        {
            Throw($"{operation} does not fit type {type.Name}, whose elements are {type.Elements}");
        }

        return type;
    }

    /// <summary>Checks the number of an element.</summary>
    public void CheckElement(TRef raw, ElementKind kind, int index, string operation)
    {
        ObjectType type = CheckElements(raw, kind, operation);
        CheckIndex(raw, index, _inner.Length(raw), operation, "element", type);
    }

    /// <summary>Checks the number of a buffer.</summary>
    public BufferShape CheckBuffer(TRef raw, int buffer, string operation)
    {
        ObjectType type = TypeOfObject(raw, operation);
        CheckIndex(raw, buffer, type.Buffers.Count, operation, "buffer", type);
        return type.Buffers[buffer];
    }

    /// <summary>Checks the number of a reference, word or byte in a buffer.</summary>
    public void CheckItem(TRef raw, int buffer, Func<BufferShape, int> perItem, int index, string operation)
    {
        BufferShape shape = CheckBuffer(raw, buffer, operation);
        ObjectType type = TypeOfObject(raw, operation);
        int each = perItem(shape);
        if (each == 0)
        {
            Throw($"{operation} does not fit buffer {buffer} of type {type.Name}, whose items have no such part");
        }

        long count = (long)_inner.BufferLength(raw, buffer) * each;
        CheckIndex(raw, index, count, operation, $"item of buffer {buffer}", type);
    }

    /// <summary>Checks a length.</summary>
    public static void CheckLength(int length, string operation)
    {
        if (length < 0)
        {
            Throw($"{operation} with the negative length {length}");
        }
    }

    private void CheckIndex(TRef raw, int index, long count, string operation, string part, ObjectType type)
    {
        if ((ulong)index >= (ulong)count)
        {
            string range = count == 0 ? "none" : $"0 to {count - 1}";
            Throw($"{operation}: {part} {index} does not exist, an object of type {type.Name} has {count} here ({range}); "
                + $"the object is {ObjectOf(raw)}");
        }
    }

    private string Describe(TRef source, FieldKey field)
    {
        string type = NameOfType(source);
        return field.Kind switch
        {
            FieldKind.Field => $"field {field.Index} of {type}",
            FieldKind.Element => $"an element of {type}",
            _ => $"an item of buffer {field.Buffer} of {type}",
        };
    }
}
