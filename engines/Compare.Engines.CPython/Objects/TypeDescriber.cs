using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.CPython.Objects;

/// <summary>Lays out a type as CPython would.</summary>
internal static unsafe class TypeDescriber
{
    /// <summary>Describes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="number">Its number in the registry.</param>
    /// <param name="freeList">Its free list.</param>
    /// <returns>The description.</returns>
    public static TypeInfo Describe(ObjectType type, int number, FreeList* freeList)
    {
        if (type.Buffers.Count > TypeInfo.MaxBuffers)
        {
            throw new ArgumentException($"{type} has more than {TypeInfo.MaxBuffers} buffers.", nameof(type));
        }

        bool isGc = PythonSizes.IsGc(type);
        bool finalizable = type.Traits.HasFlag(ObjectTraits.Finalizable);
        bool weakly = type.Traits.HasFlag(ObjectTraits.WeaklyReferenceable);
        bool managed = weakly || type.Kind == PythonKind.Instance;

        // The finalized bit and the list of weak references live in the prefix, so such types always have one.
        isGc |= managed || finalizable;
        TypeInfo info = new()
        {
            Account = new AllocationAccount(type),
            FreeList = freeList,
            References = type.References,
            IsGc = Flag(isGc),
            ReleasesBackwards = Flag(type.Kind == PythonKind.Tuple),
            IsTuple = Flag(type.Kind == PythonKind.Tuple),
            IsFinalizable = Flag(finalizable),
            IsWeaklyReferenceable = Flag(weakly),
            IsWeakReference = Flag(ReferenceEquals(type, ObjectType.WeakReference)),
            HasManagedPrefix = Flag(managed),
            Elements = type.Elements,
            ElementBytes = type.ElementBytes,
            BufferCount = type.Buffers.Count,
            Number = number,
            PrefixBytes = (isGc ? ObjectLayout.GcHeaderBytes : 0) + (managed ? ObjectLayout.ManagedPrefixBytes : 0),
        };
        info.IsSpecial = Flag(
            finalizable || weakly || info.IsWeakReference != 0 || info.BufferCount > 0
            || type.Elements != ElementKind.None);
        info.NeedsInitialization = Flag(managed || info.BufferCount > 0);
        int bytes = LayOut(type, ref info);
        info.FixedBytes = info.PrefixBytes + Math.Max(bytes, PythonSizes.BasicBytes(type.Kind));
        info.SizeClass = SizeClasses.Of(info.FixedBytes);
        info.BlockBytes = type.Elements != ElementKind.None ? 0
            : info.SizeClass < 0 ? info.FixedBytes : SizeClasses.Bytes(info.SizeClass);
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            BufferShape shape = type.Buffers[i];
            info.ItemShapes[i * TypeInfo.ShapeFields] = shape.References;
            info.ItemShapes[(i * TypeInfo.ShapeFields) + 1] = shape.Words;
            info.ItemShapes[(i * TypeInfo.ShapeFields) + 2] = shape.ItemBytes;
        }

        return info;
    }

    private static int LayOut(ObjectType type, ref TypeInfo info)
    {
        int offset = ObjectLayout.HeaderBytes + (type.References * ObjectLayout.SlotBytes);
        info.WordsOffset = offset;
        offset += type.Words * ObjectLayout.SlotBytes;
        if (info.IsWeakReference != 0)
        {
            offset = ObjectLayout.HeaderBytes;
        }

        info.BuffersOffset = offset;
        offset += type.Buffers.Count * ObjectLayout.BufferFieldBytes;
        offset += PythonSizes.InlineValuesBytes(type.Kind, type.References + type.Words);
        if (type.Kind == PythonKind.Tuple && type.Elements == ElementKind.None)
        {
            offset += ObjectLayout.SlotBytes; // The length of a fixed tuple is counted; its type knows the value.
        }

        info.LengthOffset = offset;
        if (type.Elements != ElementKind.None)
        {
            offset += PythonSizes.VariableHeaderBytes(type.Kind);
            info.TailBytes = PythonSizes.TailBytes(type.Kind);
        }

        info.ElementsOffset = offset;
        return offset;
    }

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;
}
