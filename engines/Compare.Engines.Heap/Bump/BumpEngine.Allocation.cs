using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Bump;

/// <content>Types, and the allocations that are not on the fast path.</content>
public abstract unsafe partial class BumpEngine
{
    private readonly List<Finalizer<ObjectReference>?> _finalizers = [];

    /// <summary>Makes a type known.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its handle.</returns>
    internal TypeHandle Register(ObjectType type)
    {
        if (Types.TryGet(type, out TypeHandle known))
        {
            return known;
        }

        int traced = type.References + type.Buffers.Count;
        bool finalizable = type.Traits.HasFlag(ObjectTraits.Finalizable);
        int wordsEnd = BumpObject.HeaderBytes + ((traced + type.Words) * BumpObject.SlotBytes);
        bool remembersHash = type.Elements == ElementKind.Bytes && IsText(type.Kind);
        int fixedBytes = wordsEnd + (remembersHash ? BumpObject.SlotBytes : 0);
        BumpTypeInfo info = new()
        {
            Account = new(type),
            FixedBytes = fixedBytes,
            FastBytes = finalizable ? BumpTypeInfo.NeverFits : fixedBytes,
            Number = Types.Count,
            References = type.References,
            TracedFields = traced,
            Elements = type.Elements,
            ElementBytes = type.ElementBytes,
            HashOffset = remembersHash ? wordsEnd : 0,
            Finalizable = finalizable ? 1 : 0,
            WeaklyReferenceable = type.Traits.HasFlag(ObjectTraits.WeaklyReferenceable) ? 1 : 0,
            IsWeakReference = ReferenceEquals(type, ObjectType.WeakReference) ? 1 : 0,
            Buffers = DescribeBuffers(type),
        };
        _finalizers.Add(null);
        return Types.Add(type, info);
    }

    /// <summary>Allocates an object for which the fast path had no room or was not allowed.</summary>
    /// <param name="info">A type without elements.</param>
    /// <returns>Address of the object, uninitialized.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the fast path small in its callers.
    internal nint NewSlow(BumpTypeInfo* info)
    {
        nint obj = Allocate(info->FixedBytes);
        info->Account.CountFixed();
        if (info->Finalizable != 0)
        {
            Finalizable.Push(obj);
        }

        return obj;
    }

    /// <summary>Allocates an object with variable elements; its references are null.</summary>
    /// <param name="info">A type with elements.</param>
    /// <param name="length">Number of elements.</param>
    /// <returns>Address of the object.</returns>
    internal nint NewArray(BumpTypeInfo* info, int length)
    {
        nint obj = Allocate(BumpObject.SizeFor(info, length));
        Initialize(obj, info);
        BumpObject.Length(obj) = length;
        if (info->Elements == ElementKind.References)
        {
            NativeMemory.Clear((void*)BumpObject.Elements(obj, info), (nuint)length * BumpObject.SlotBytes);
        }
        else if (info->HashOffset != 0)
        {
            BumpObject.StoredHash(obj) = 0;
        }

        info->Account.CountVariable(Types.Type(info->Number).NominalBytes(length));
        if (info->Finalizable != 0)
        {
            Finalizable.Push(obj);
        }

        return obj;
    }

    /// <summary>Allocates a weak reference.</summary>
    /// <param name="local">Receives it.</param>
    /// <param name="target">Its target; updated when it moves.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    internal void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag)
    {
        BumpTypeInfo* targetInfo = BumpObject.Info(target.Address);
        if (targetInfo->WeaklyReferenceable == 0)
        {
            throw new InvalidOperationException($"{Types.Type(targetInfo->Number)} is not weakly referenceable.");
        }

        nint weak = Allocate(WeakReferenceInfo->FixedBytes);
        Initialize(weak, WeakReferenceInfo);
        WeakReferenceInfo->Account.CountFixed();
        BumpObject.Word(weak, WeakReferenceInfo, WeakTargetWord) = target.Address;
        BumpObject.Word(weak, WeakReferenceInfo, WeakTagWord) = tag;
        WeakReferences.Push(weak);
        local = new(weak);
    }

    /// <summary>Names the finalizer of a type.</summary>
    /// <param name="info">The type.</param>
    /// <param name="finalizer">The finalizer.</param>
    internal void SetFinalizer(BumpTypeInfo* info, Finalizer<ObjectReference> finalizer)
    {
        if (info->Finalizable == 0)
        {
            throw new InvalidOperationException($"{Types.Type(info->Number)} is not finalizable.");
        }

        _finalizers[info->Number] = finalizer;
    }

    /// <summary>Gets the finalizer of a type.</summary>
    /// <param name="info">The type.</param>
    /// <returns>The finalizer, or null when none was named.</returns>
    protected Finalizer<ObjectReference>? FinalizerOf(BumpTypeInfo* info) => _finalizers[info->Number];

    private static bool IsText(PythonKind kind) => kind
        is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4 or PythonKind.Bytes;

    private static BumpTypeInfo** DescribeBuffers(ObjectType type)
    {
        if (type.Buffers.Count == 0)
        {
            return null;
        }

        BumpTypeInfo** buffers = (BumpTypeInfo**)NativeMemory.AllocZeroed((nuint)type.Buffers.Count, (nuint)sizeof(nint));
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            BufferShape shape = type.Buffers[i];
            buffers[i] = (BumpTypeInfo*)NativeMemory.AllocZeroed((nuint)sizeof(BumpTypeInfo));
            buffers[i]->FixedBytes = shape.HasIndex ? BumpObject.TableHeaderBytes : BumpObject.BufferHeaderBytes;
            buffers[i]->IsBuffer = 1;
            buffers[i]->IsTable = shape.HasIndex ? 1 : 0;
            buffers[i]->Items = new(shape);
            buffers[i]->ElementBytes = shape.ItemBytes;
            buffers[i]->Elements = shape.References > 0 ? ElementKind.References
                : shape.Words > 0 ? ElementKind.Words : ElementKind.Bytes;
        }

        return buffers;
    }

    private nint Allocate(nint bytes)
    {
        nint obj = Cursor;
        if (bytes > Limit - obj)
        {
            return AllocateSlow(bytes);
        }

        Cursor = obj + bytes;
        return obj;
    }

    private void ReleaseTypes()
    {
        for (int i = 0; i < Types.Count; i++)
        {
            BumpTypeInfo** buffers = Types.Info(i)->Buffers;
            for (int j = 0; j < Types.Type(i).Buffers.Count; j++)
            {
                NativeMemory.Free(buffers[j]);
            }

            NativeMemory.Free(buffers);
        }

        Types.Dispose();
    }
}
