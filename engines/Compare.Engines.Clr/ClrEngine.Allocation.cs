using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>Types, arrays and buffers.</content>
public sealed unsafe partial class ClrEngine
{
    private static readonly object?[] s_noReferences = [];

    /// <summary>
    /// Whether the host's heap has a hard limit, so that a program may meet its end and go on: then exhaustion is turned
    /// into the engine's exception where it happens, which costs a call for each object. Without a limit it is turned
    /// at the end of the program.
    /// </summary>
    private readonly bool _isLimited = HostAllocator.HasHardLimit();

    private readonly List<ClrClass> _classes = [];
    private readonly List<Finalizer<ClrReference>?> _finalizers = [];

    /// <summary>Makes the exception that takes the place of the host's.</summary>
    /// <param name="bytes">Bytes that could not be had.</param>
    /// <returns>The exception.</returns>
    internal static HeapExhaustedException Exhausted(long bytes)
    {
        long limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new(bytes, limit, GC.GetTotalMemory(forceFullCollection: false), largestFreeRunBytes: null);
    }

    /// <summary>Makes a type known.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its handle.</returns>
    internal TypeHandle Register(ObjectType type)
    {
        if (_types.TryGet(type, out TypeHandle known))
        {
            return known;
        }

        bool weak = ReferenceEquals(type, ObjectType.WeakReference);
        ClrBufferInfo* buffers = DescribeBuffers(type, out int slots);
        ClrShape shape = new(slots, type.Words + type.Buffers.Count, type.Traits.HasFlag(ObjectTraits.Finalizable), weak);
        ClrClass made = ClrClass.Rent(shape);
        ClrTypeInfo info = new()
        {
            Account = new(type),
            Create = (delegate*<nint, ClrObject>)(_isLimited ? made.GuardedCreate : made.Create),
            MethodTable = made.MethodTable,
            WordOffset = made.WordOffset,
            Number = _types.Count,
            ElementsSlot = type.References,
            Elements = type.Elements,
            HostBytes = ClrSizes.OfShape(shape),
            WeaklyReferenceable = type.Traits.HasFlag(ObjectTraits.WeaklyReferenceable) ? 1 : 0,
            Finalizable = shape.Finalizable ? 1 : 0,
            BufferCount = type.Buffers.Count,
            Buffers = buffers,
        };
        lock (_typesLock)
        {
            TypeHandle handle = _types.Add(type, info);
            _classes.Add(made);
            _finalizers.Add(null);
            made.Bind(handle.Value, _finalizerQueue);
            return handle;
        }
    }

    /// <summary>Allocates an object with variable elements.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="length">Number of elements.</param>
    /// <returns>The object.</returns>
    internal ClrObject NewArray(ClrTypeInfo* info, int length)
    {
        ObjectType type = _types.Type(info->Number);
        try
        {
            ClrObject obj = info->Create(info->MethodTable);
            obj.Slot(info->ElementsSlot) = info->Elements switch
            {
                ElementKind.References => length == 0 ? s_noReferences : new object?[length],
                ElementKind.Words => length == 0 ? Array.Empty<long>() : GC.AllocateUninitializedArray<long>(length),
                _ => length == 0 ? Array.Empty<byte>() : GC.AllocateUninitializedArray<byte>(length),
            };
            info->Account.CountVariable(type.NominalBytes(length));
            return obj;
        }
        catch (OutOfMemoryException)
        {
            throw Exhausted(type.NominalBytes(length));
        }
    }

    /// <summary>Gives a buffer a new number of items: arrays of exactly that size.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of items.</param>
    internal void ResizeBuffer(ClrObject owner, int buffer, int items)
    {
        ref ClrBufferInfo info = ref owner.Info->Buffers[buffer];
        long nominal = _types.Type(owner.Info->Number).NominalBufferBytes(buffer, items);
        try
        {
            // Both arrays are made before either is put in place: exhaustion leaves the buffer as it was.
            object? references = info.References == 0 ? null
                : Resized<object?>(owner.Slot(info.ReferenceSlot), items, info.References);
            object? data = info.Words > 0 ? Resized<long>(owner.Slot(info.DataSlot), items, info.Words)
                : info.Bytes > 0 ? Resized<byte>(owner.Slot(info.DataSlot), items, info.Bytes)
                : null;
            if (info.References > 0)
            {
                owner.Slot(info.ReferenceSlot) = references;
            }

            if (info.Words + info.Bytes > 0)
            {
                owner.Slot(info.DataSlot) = data;
            }

            ForgetTable(owner, ref info, items);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or OverflowException)
        {
            throw Exhausted(nominal);
        }

        owner.Info->Account.CountBuffer(nominal);
    }

    private static T[]? Resized<T>(object? old, int items, int perItem)
    {
        if (items == 0)
        {
            return null;
        }

        T[]? array = (T[]?)old;
        Array.Resize(ref array, checked(items * perItem));
        return array;
    }

    private static ClrBufferInfo* DescribeBuffers(ObjectType type, out int slots)
    {
        slots = type.References + (type.Elements == ElementKind.None ? 0 : 1);
        if (type.Buffers.Count == 0)
        {
            return null;
        }

        ClrBufferInfo* buffers = (ClrBufferInfo*)NativeMemory.AllocZeroed((nuint)type.Buffers.Count, (nuint)sizeof(ClrBufferInfo));
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            BufferShape shape = type.Buffers[i];
            buffers[i].References = shape.References;
            buffers[i].Words = shape.Words;
            buffers[i].Bytes = shape.Bytes;
            buffers[i].ReferenceSlot = shape.References > 0 ? slots++ : 0;
            buffers[i].DataSlot = shape.Words + shape.Bytes > 0 ? slots++ : 0;
            buffers[i].LengthSlot = shape.References > 0 ? buffers[i].ReferenceSlot : buffers[i].DataSlot;
            buffers[i].LengthPerItem = shape.References > 0 ? shape.References : shape.Words + shape.Bytes;
        }

        DescribeTables(type, buffers, ref slots);

        return buffers;
    }

    private void ReleaseTypes()
    {
        for (int i = 0; i < _types.Count; i++)
        {
            _classes[i].Return();
            NativeMemory.Free(_types.Info(i)->Buffers);
        }

        _types.Dispose();
    }
}
