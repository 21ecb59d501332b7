using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.PyPy.Objects;

/// <summary>Lays out a type of the program as PyPy would: which objects of the collector it takes and what lies where.</summary>
/// <remarks>
/// Inside an object the fields have an order of their own: references first, so that the first field of every object lies
/// at the same place. Sizes and the objects that a Python object consists of are PyPy's.
/// </remarks>
/// <param name="shapes">Receives the layouts.</param>
internal sealed unsafe class TypeDescriber(ShapeTable shapes)
{
    /// <summary>Describes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="number">Its number in the registry.</param>
    /// <param name="largest">Bytes of the largest object that the nursery takes.</param>
    /// <returns>The description; its layouts have no owner yet.</returns>
    public PyPyTypeInfo Describe(ObjectType type, int number, int largest)
    {
        if (type.Buffers.Count > PyPyTypeInfo.MaxBuffers)
        {
            throw new ArgumentException($"{type} has more than {PyPyTypeInfo.MaxBuffers} buffers.", nameof(type));
        }

        PyPyTypeInfo info = new()
        {
            Account = new AllocationAccount(type),
            Number = number,
            Words = type.Words,
            Elements = type.Elements,
            ElementBytes = type.ElementBytes,
            BufferCount = type.Buffers.Count,
            Kind = type.Kind,
        };
        GcShape shape = LayOut(type, ref info);
        info.Shape = shapes.Add(shape);
        info.References = shape.References;
        info.Header = info.Shape->Header;
        bool isPlain = type.Elements == ElementKind.None && info.TailShape == null && info.WordStorageShape == null
            && info.CompanionShape == null && shape.HasFinalizer + shape.HasLightDestructor == 0 && shape.FixedBytes <= largest;
        info.FastBytes = isPlain ? Math.Max(shape.FixedBytes, ObjectHeader.LeastNurseryBytes) : PyPyTypeInfo.NeverFits;
        return info;
    }

    /// <summary>Describes the collector's weak pointer with some references before its weak address.</summary>
    /// <param name="references">Traced references.</param>
    /// <returns>The layout.</returns>
    public GcShape* DescribeWeakPointer(int references)
    {
        int offset = ObjectHeader.Bytes + (references * ObjectHeader.SlotBytes);
        return shapes.Add(new()
        {
            FixedBytes = offset + ObjectHeader.SlotBytes,
            References = references,
            WeakOffset = (ushort)offset,
            IsPart = 1,
        });
    }

    /// <summary>Describes storage of a fixed size.</summary>
    /// <param name="references">Traced references.</param>
    /// <param name="bytes">Bytes, header included.</param>
    /// <returns>The layout.</returns>
    public GcShape* DescribeStructure(int references, int bytes) =>
        shapes.Add(new() { FixedBytes = bytes, References = references, IsPart = 1 });

    /// <summary>Tells every layout of a type whose it is.</summary>
    /// <param name="info">The type, at its final address.</param>
    public static void SetOwner(PyPyTypeInfo* info)
    {
        Span<nint> all =
        [
            (nint)info->Shape, (nint)info->PairShape, (nint)info->MiddleShape, (nint)info->TailShape,
            (nint)info->WordStorageShape, (nint)info->CompanionShape, (nint)info->IndexShape,
        ];
        foreach (nint shape in all)
        {
            SetOwner(shape, info);
        }

        for (int i = 0; i < info->BufferCount; i++)
        {
            SetOwner((nint)info->BufferStructure(i), info);
            SetOwner((nint)info->BufferItems(i), info);
        }
    }

    private static void SetOwner(nint shape, PyPyTypeInfo* info)
    {
        if (shape != 0)
        {
            ((GcShape*)shape)->Owner = info;
        }
    }

    private GcShape LayOut(ObjectType type, ref PyPyTypeInfo info)
    {
        bool isRaw = IsRaw(type);
        bool hasWordStorage = IsInstance(type.Kind) && type.Words > 0;
        bool isWeakly = (type.Traits & ObjectTraits.WeaklyReferenceable) != ObjectTraits.None;
        bool isWeakReference = type.Kind == PythonKind.WeakReference;
        int companionBytes = isWeakReference ? 0 : PyPySizes.CompanionBytes(type.Kind);
        int hiddenFields = (hasWordStorage ? 1 : 0) + (isWeakly ? 1 : 0) + (isRaw ? 0 : type.Buffers.Count)
            + (isWeakReference ? 1 : 0) + (companionBytes > 0 ? 1 : 0);
        int inline = InlineFields(type, hiddenFields);
        bool hasTail = !isRaw && (inline < type.References || HasElementStorage(type)
            || (type.Kind == PythonKind.Tuple && type.Elements == ElementKind.None && type.References == 0));
        GcShape shape = new()
        {
            InlineFields = (ushort)inline,
            References = inline + hiddenFields + (hasTail ? 1 : 0),
            HasFinalizer = Flag((type.Traits & ObjectTraits.Finalizable) != ObjectTraits.None),
            IsRaw = Flag(isRaw),
            HasLightDestructor = Flag(isRaw),
        };
        int offset = ObjectHeader.Bytes + (inline * ObjectHeader.SlotBytes);
        shape.TailOffset = Place(hasTail, ref offset);
        shape.WordStorageOffset = Place(hasWordStorage, ref offset);
        shape.LifelineOffset = Place(isWeakly, ref offset);
        if (!isRaw && type.Buffers.Count > 0)
        {
            shape.BuffersOffset = (ushort)offset;
            offset += type.Buffers.Count * ObjectHeader.SlotBytes;
            shape.NumbersOffset = (ushort)(ObjectHeader.Bytes + (StructureReferences(type) * ObjectHeader.SlotBytes));
        }

        if (companionBytes > 0)
        {
            info.CompanionOffset = Place(isThere: true, ref offset);
        }

        Place(isWeakReference, ref offset); // The last reference leads to the collector's weak pointer.
        if (isWeakReference && !ReferenceEquals(type, ObjectType.WeakReference))
        {
            offset += ObjectType.WeakReference.Words * ObjectHeader.SlotBytes; // A subclass has words beside kind and tag.
        }

        if (!hasWordStorage)
        {
            shape.WordsOffset = (ushort)offset;
            offset += type.Words * ObjectHeader.SlotBytes;
        }

        DescribeStorage(type, hasTail, hasWordStorage, ref info, ref shape);
        LayOutElements(type, hasTail, ref offset, ref info, ref shape);
        shape.FixedBytes = Math.Max(offset, shape.ItemBytes == 0 ? PyPySizes.ObjectBytes(type.Kind) : 0);
        shape.ElementsOffset = shape.ItemBytes == 0 ? shape.ElementsOffset : (ushort)shape.FixedBytes;
        if (companionBytes > 0)
        {
            // What PyPy keeps in the companion and a program here in the object is not there twice.
            int excess = Math.Max(0, shape.FixedBytes - PyPySizes.ObjectBytes(type.Kind));
            info.CompanionShape = DescribeStructure(references: 0, Math.Max(ObjectHeader.Bytes, companionBytes - excess));
        }

        return shape;
    }

    /// <summary>Counts the fields that lie in the object itself.</summary>
    private static int InlineFields(ObjectType type, int hiddenFields)
    {
        if (IsInstance(type.Kind))
        {
            // The last inline slot holds the array of all attributes that do not fit.
            return type.References + hiddenFields <= PyPySizes.InlineAttributes
                ? type.References
                : Math.Clamp(PyPySizes.InlineAttributesBeforeArray - hiddenFields, 0, type.References);
        }

        bool isLongTuple = type.Kind == PythonKind.Tuple && type.Elements == ElementKind.None
            && type.References != PyPySizes.PairItems;
        return isLongTuple || type.Kind == PythonKind.Generator ? 0 : type.References;
    }

    private void DescribeStorage(
        ObjectType type, bool hasTail, bool hasWordStorage, ref PyPyTypeInfo info, ref GcShape shape)
    {
        if (hasTail && type.Elements == ElementKind.None)
        {
            info.TailFields = type.References - shape.InlineFields;
            info.TailShape = DescribeItems(1, ObjectHeader.SlotBytes);
            if (type.Kind == PythonKind.Generator)
            {
                AddMiddle(type.Kind, ref info, ref shape); // The frame, whose locals are the fields.
            }
        }

        if (hasWordStorage)
        {
            info.WordStorageShape = DescribeItems(0, ObjectHeader.SlotBytes);
        }

        for (int i = 0; i < type.Buffers.Count; i++)
        {
            BufferShape items = type.Buffers[i];
            info.ItemShapes[3 * i] = items.References;
            info.ItemShapes[(3 * i) + 1] = items.Words;
            info.ItemShapes[(3 * i) + 2] = items.ItemBytes;
            if (shape.IsRaw == 0)
            {
                info.BufferShapes[2 * i] = (long)DescribeStructure(StructureReferences(type), StructureBytes(type, i));
                info.BufferShapes[(2 * i) + 1] = (long)DescribeItems(items.References, items.ItemBytes);
            }
        }

        info.IndexShape = HasTables(type) ? DescribeItems(references: 0, sizeof(byte)) : null;
    }

    private static bool HasTables(ObjectType type) => type.Buffers.Any(shape => shape.HasIndex);

    /// <summary>Counts the references of a buffer's structure: to its items and, in a type with tables, to an index.</summary>
    private static int StructureReferences(ObjectType type) => HasTables(type) ? 2 : 1;

    private static int StructureBytes(ObjectType type, int buffer)
    {
        if (HasTables(type))
        {
            return type.Buffers[buffer].HasIndex
                ? PyPySizes.TableStructureBytes
                : PyPySizes.ListStructureBytes + ObjectHeader.SlotBytes; // PyPy has no list in a table.
        }

        // Arrays of a table whose index is a buffer share one structure: here it is divided among them.
        int others = (type.Buffers.Count - 1) * PyPySizes.ListStructureBytes;
        return buffer == 0
            ? Math.Max(PyPySizes.ListStructureBytes, PyPySizes.StructureBytes(type.Kind) - others)
            : PyPySizes.ListStructureBytes;
    }

    private void LayOutElements(ObjectType type, bool hasTail, ref int offset, ref PyPyTypeInfo info, ref GcShape shape)
    {
        if (shape.IsRaw != 0)
        {
            // The address outside the heap and the number of items, for the elements and for each buffer.
            int pairs = type.Buffers.Count + (type.Elements == ElementKind.None ? 0 : 1);
            shape.BuffersOffset = (ushort)offset;
            shape.ElementCountOffset = (ushort)(offset + ObjectHeader.SlotBytes);
            offset += pairs * 2 * ObjectHeader.SlotBytes;
        }
        else if (type.Elements != ElementKind.None && hasTail)
        {
            DescribeElementStorage(type, ref info, ref shape);
        }
        else if (type.Elements != ElementKind.None)
        {
            shape.LengthOffset = offset;
            shape.ElementCountOffset = (ushort)offset;
            shape.ItemBytes = type.ElementBytes;
            shape.ItemReferences = (ushort)(type.Elements == ElementKind.References ? 1 : 0);
            offset += ObjectHeader.SlotBytes;
        }
    }

    private void DescribeElementStorage(ObjectType type, ref PyPyTypeInfo info, ref GcShape shape)
    {
        if (IsString(type.Kind))
        {
            info.HasHash = 1;
            info.TailShape = shapes.Add(new()
            {
                FixedBytes = PyPySizes.StringHeaderBytes,
                LengthOffset = PyPySizes.StringHeaderBytes - ObjectHeader.SlotBytes,
                ItemBytes = type.ElementBytes,
                TailBytes = PyPySizes.StringTailBytes,
                IsPart = 1,
            });
        }
        else
        {
            info.TailShape = DescribeItems(type.Elements == ElementKind.References ? 1 : 0, type.ElementBytes);
        }

        shape.ElementsOffset = (ushort)info.TailShape->FixedBytes;
        shape.ElementCountOffset = (ushort)info.TailShape->LengthOffset;
        if (type.Kind == PythonKind.Int)
        {
            AddMiddle(type.Kind, ref info, ref shape);
        }

        bool isTuple = type.Kind == PythonKind.Tuple && type.References + type.Words == 0 && shape.References == 1;
        if (isTuple && type.Elements == ElementKind.References && shape.HasFinalizer == 0)
        {
            info.PairShape = shapes.Add(new()
            {
                References = PyPySizes.PairItems,
                FixedBytes = PyPySizes.PairBytes,
                ElementsOffset = ObjectHeader.Bytes,
            });
        }
    }

    private void AddMiddle(PythonKind kind, ref PyPyTypeInfo info, ref GcShape shape)
    {
        shape.HasMiddle = 1;
        info.MiddleShape = DescribeStructure(references: 1, PyPySizes.StructureBytes(kind));
    }

    /// <summary>Describes an array of items: header, length, items.</summary>
    private GcShape* DescribeItems(int references, int bytes) => shapes.Add(new()
    {
        FixedBytes = PyPySizes.ItemsHeaderBytes,
        LengthOffset = ObjectHeader.Bytes,
        ItemBytes = bytes,
        ItemReferences = (ushort)references,
        IsPart = 1,
    });

    private static ushort Place(bool isThere, ref int offset)
    {
        int place = isThere ? offset : 0;
        offset += isThere ? ObjectHeader.SlotBytes : 0;
        return (ushort)place;
    }

    private static bool IsInstance(PythonKind kind) => kind is PythonKind.Instance or PythonKind.SlotsInstance;

    private static bool IsString(PythonKind kind) => kind
        is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4 or PythonKind.Bytes;

    private static bool HasElementStorage(ObjectType type) => type.Elements != ElementKind.None
        && (IsString(type.Kind) || type.Kind is PythonKind.Tuple or PythonKind.Int);

    /// <summary>Items of array.array are outside the collector's heap; a light destructor frees them.</summary>
    private static bool IsRaw(ObjectType type) => type.Kind == PythonKind.Array
        && type.Elements != ElementKind.References && type.Buffers.All(shape => shape.References == 0 && !shape.HasIndex)
        && (type.Elements != ElementKind.None || type.Buffers.Count > 0);

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;
}
