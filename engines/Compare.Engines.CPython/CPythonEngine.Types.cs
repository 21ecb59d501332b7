using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Types and their free lists.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private readonly List<Finalizer<ObjectReference>?> _finalizers = [];
    private readonly List<Finalizer<ObjectReference>?> _legacyFinalizers = [];
    private readonly TypeDescriber _describer = new(TVersion.Profile, TVersion.KeepsAttributesInBlock, TVersion.IsIncremental);
    private bool _hasLegacyFinalizers;
    private bool _runsCodeAtDeath;
    private bool _hasClearableTypes;

    /// <summary>Makes a type known.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its handle.</returns>
    internal TypeHandle Register(ObjectType type)
    {
        if (_types.TryGet(type, out TypeHandle known))
        {
            return known;
        }

        TypeInfo info = _describer.Describe(type, _types.Count);
        info.FreeList = FreeListOf(type, info);
        _finalizers.Add(null);
        _legacyFinalizers.Add(null);
        _hasLegacyFinalizers |= info.HasLegacyFinalizer != 0;
        _runsCodeAtDeath |= info.RunsCodeAtDeath != 0;
        _hasClearableTypes |= info.IsGc != 0 && info.IsAnyTuple == 0 && !ReferenceEquals(type, ObjectType.WeakReference);
        return _types.Add(type, info);
    }

    /// <summary>Names the finalizer of a type.</summary>
    /// <param name="info">The type.</param>
    /// <param name="finalizer">The finalizer.</param>
    internal void SetFinalizer(TypeInfo* info, Finalizer<ObjectReference> finalizer)
    {
        if (info->IsFinalizable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is not finalizable.");
        }

        _finalizers[info->Number] = finalizer;
    }

    /// <summary>Computes what <c>sys.getsizeof</c> reports.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>Bytes: object, prefix and, as a list or dictionary reports it, its buffers.</returns>
    internal long SizeOf(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        long bytes = info->Elements == ElementKind.None
            ? info->ReportedBytes
            : info->ReportedBytes + (ObjectLayout.Length(obj) * info->ElementBytes) + info->TailBytes;
        for (int i = 0; i < info->BufferCount; i++)
        {
            if (!IsInlineBuffer(obj, info, i))
            {
                bytes += BufferBytes(obj, info, i);
            }
        }

        return bytes;
    }

    private static long RequestedBytes(nint obj, TypeInfo* info) =>
        info->Elements == ElementKind.None ? info->FixedBytes : RequestedBytes(info, ObjectLayout.Length(obj));

    private static long RequestedBytes(TypeInfo* info, long length)
    {
        long bytes = info->FixedBytes + (length * info->ElementBytes) + info->TailBytes;
        return info->HasDigits != 0 ? Math.Max(bytes, info->PrefixBytes + PythonSizes.LeastIntBytes) : bytes;
    }

}
