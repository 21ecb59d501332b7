using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Types and their finalizers.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    private readonly List<Finalizer<ObjectReference>?> _finalizers = [];

    /// <summary>Makes a type known.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its handle.</returns>
    internal TypeHandle Register(ObjectType type)
    {
        if (_types.TryGet(type, out TypeHandle known))
        {
            return known;
        }

        TypeInfo info = TypeDescriber.Describe(
            type, _types.Count, TGeometry.WordBytes, (int)BlockHeap<TGeometry>.BlockBytes);
        if (!_settings.Blocks.ClearsFreshMemory)
        {
            info.IsPlainBlock = 0;
        }

        TypeHandle handle = _types.Add(type, info);
        ((TypeInfo*)handle.Value)->Header = HeaderOf(handle.Value, info.Number, info.HasTable != 0);
        _infos.Push(handle.Value);
        _finalizers.Add(null);
        return handle;
    }

    /// <summary>Names the finalizer of a type; it is called for native types only.</summary>
    /// <param name="info">The type.</param>
    /// <param name="finalizer">The finalizer.</param>
    internal void SetFinalizer(TypeInfo* info, Finalizer<ObjectReference> finalizer)
    {
        if ((_types.Type(info->Number).Traits & ObjectTraits.Finalizable) == ObjectTraits.None)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is not finalizable.");
        }

        _finalizers[info->Number] = finalizer;
    }

    /// <summary>Gets the bytes of an object with all its parts, as they were asked for.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>Bytes.</returns>
    internal long SizeOf(nint obj)
    {
        TypeInfo* info = Info(obj);
        long bytes = info->FixedBytes + (long)info->TableBytes;
        if (info->Elements != ElementKind.None)
        {
            bytes += ElementsBytes(info, Length(obj));
        }

        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            bytes += PartBytes(obj, info, buffer);
        }

        return bytes;
    }

    private static nint ElementsBytes(TypeInfo* info, int length) => ((nint)length * info->ElementBytes) + info->TailBytes;

    /// <summary>Gets the bytes of a buffer's block, as they were asked for.</summary>
    private nint PartBytes(nint obj, TypeInfo* info, int buffer)
    {
        int index = info->Shapes[buffer].HasIndex == 0 ? 0 : BufferNumber(obj, buffer, BufferNumbers.IndexBytes);
        return BufferBytes(info, buffer, BufferItems(obj, buffer)) + index;
    }

    private static nint BufferBytes(TypeInfo* info, int buffer, int items)
    {
        int least = buffer == 0 ? info->LeastItems : 0;
        return (nint)Math.Max(items, least) * info->Shapes[buffer].Bytes;
    }
}
