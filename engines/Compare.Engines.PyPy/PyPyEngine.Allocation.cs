using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Types, and the allocation of the program's objects: one object of the collector or several.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private readonly TypeDescriber _describer;
    private readonly List<Finalizer<ObjectReference>?> _finalizers = [];
    private readonly nint _nurseryMapping;

    /// <summary>Bytes of the largest object that begins its life in the nursery.</summary>
    private readonly int _largestYoung;

    /// <summary>Makes a type known.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its handle.</returns>
    internal TypeHandle Register(ObjectType type)
    {
        if (_types.TryGet(type, out TypeHandle known))
        {
            return known;
        }

        PyPyTypeInfo info = _describer.Describe(type, _types.Count, _largestYoung);
        TypeHandle handle = _types.Add(type, info);
        TypeDescriber.SetOwner((PyPyTypeInfo*)handle.Value);
        _finalizers.Add(null);
        return handle;
    }

    /// <summary>Allocates an object without elements for which the fast path had no room or was not allowed.</summary>
    /// <param name="info">Its type.</param>
    /// <returns>Its address; its references are null.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the fast path small in its callers.
    internal nint NewSlow(PyPyTypeInfo* info)
    {
        nint obj = AllocateWithStorage(info, info->Shape, tailItems: info->TailFields);
        info->Account.CountFixed();
        return obj;
    }

    /// <summary>Allocates an object with elements; its references are null.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="length">Number of elements.</param>
    /// <returns>Its address.</returns>
    internal nint NewArray(PyPyTypeInfo* info, int length)
    {
        nint obj;
        if (info->PairShape != null && length == 2)
        {
            obj = AllocateYoung(info->PairShape->FixedBytes);
            InitializeReferences(obj, info->PairShape);
        }
        else if (info->Shape->ItemBytes != 0)
        {
            obj = AllocateItems(info->Shape, length);
            AttachCompanion(info, ref obj);
            AttachWordStorage(info, ref obj);
            Enlist(obj, info->Shape);
        }
        else
        {
            if (info->Shape->IsRaw != 0)
            {
                RequireRoomFor((nint)length * info->ElementBytes);
            }

            obj = AllocateWithStorage(info, info->Shape, length);
            if (info->Shape->IsRaw != 0)
            {
                AllocateRawElements(obj, info, length);
            }
            else if (info->HasHash != 0)
            {
                StoredHash(obj) = 0;
            }
        }

        info->Account.CountVariable(_types.Type(info->Number).NominalBytes(length));
        return obj;
    }

    /// <summary>Sets the header of an object and nulls the references that follow it.</summary>
    /// <param name="obj">Its address.</param>
    /// <param name="shape">Its layout.</param>
    private static void InitializeReferences(nint obj, GcShape* shape)
    {
        ObjectHeader.Of(obj) = shape->Header;
        ObjectHeader.NullReferences(obj, shape->References);
    }

    /// <summary>
    /// Allocates an object and the storage that belongs to it: in one piece of the nursery where that is possible, as PyPy's
    /// compiler joins allocations that follow each other.
    /// </summary>
    private nint AllocateWithStorage(PyPyTypeInfo* info, GcShape* shape, int tailItems)
    {
        nint tailBytes = info->TailShape == null ? 0 : ObjectHeader.UnroundedSize(info->TailShape, tailItems);
        nint tailYoung = InNursery(tailBytes);
        nint middleBytes = info->MiddleShape == null ? 0 : info->MiddleShape->FixedBytes;
        nint words = info->WordStorageShape == null ? 0
            : InNursery(ObjectHeader.UnroundedSize(info->WordStorageShape, info->Words));
        nint own = InNursery(shape->FixedBytes);
        nint companion = info->CompanionShape == null ? 0 : info->CompanionShape->FixedBytes;
        nint together = own + middleBytes + words + tailYoung + companion;
        if (tailBytes > _largestYoung || together > _largestYoung)
        {
            return AllocateApart(info, shape, tailItems);
        }

        nint obj = AllocateYoung(together);
        InitializeReferences(obj, shape);
        nint next = obj + own;
        if (words != 0)
        {
            InitializeItems(next, info->WordStorageShape, info->Words);
            ObjectHeader.At(obj, shape->WordStorageOffset) = next;
            next += words;
        }

        if (companion != 0)
        {
            ObjectHeader.Of(next) = info->CompanionShape->Header;
            ObjectHeader.At(obj, info->CompanionOffset) = next;
            next += companion;
        }

        if (middleBytes != 0)
        {
            InitializeReferences(next, info->MiddleShape);
            ObjectHeader.At(obj, shape->TailOffset) = next;
            ObjectHeader.Field(next, 0) = next + middleBytes;
            InitializeItems(next + middleBytes, info->TailShape, tailItems);
        }
        else if (tailYoung != 0)
        {
            ObjectHeader.At(obj, shape->TailOffset) = next;
            InitializeItems(next, info->TailShape, tailItems);
        }

        Enlist(obj, shape);
        return obj;
    }

    /// <summary>Allocates an object and its storage one by one; roots of the engine keep the parts until they are joined.</summary>
    private nint AllocateApart(PyPyTypeInfo* info, GcShape* shape, int tailItems)
    {
        ref ObjectReference storage = ref _ownRoots[StorageRoot];
        storage = default;
        if (info->TailShape != null)
        {
            storage = new(AllocateItems(info->TailShape, tailItems));
        }

        if (info->MiddleShape != null)
        {
            nint middle = AllocateYoung(InNursery(info->MiddleShape->FixedBytes));
            InitializeReferences(middle, info->MiddleShape);
            ObjectHeader.Field(middle, 0) = storage.Address;
            storage = new(middle);
        }

        nint obj;
        if (shape->FixedBytes > _largestYoung)
        {
            obj = AllocateLarge(shape, 0, shape->FixedBytes);
        }
        else
        {
            obj = AllocateYoung(InNursery(shape->FixedBytes));
            InitializeReferences(obj, shape);
        }

        if (shape->TailOffset != 0)
        {
            ObjectHeader.At(obj, shape->TailOffset) = storage.Address;
        }

        storage = default;
        AttachCompanion(info, ref obj);
        AttachWordStorage(info, ref obj);
        Enlist(obj, shape);
        return obj;
    }

    /// <summary>Gives an object what comes with every one of its kind.</summary>
    private void AttachCompanion(PyPyTypeInfo* info, ref nint obj)
    {
        if (info->CompanionShape != null)
        {
            ref ObjectReference root = ref _ownRoots[SecondRoot];
            root = new(obj);
            nint companion = AllocateYoung(info->CompanionShape->FixedBytes);
            ObjectHeader.Of(companion) = info->CompanionShape->Header;
            Attach(ref root, ref obj, info->CompanionOffset, companion);
        }
    }

    /// <summary>Gives an object the storage of its data words.</summary>
    private void AttachWordStorage(PyPyTypeInfo* info, ref nint obj)
    {
        if (info->WordStorageShape != null)
        {
            ref ObjectReference root = ref _ownRoots[SecondRoot];
            root = new(obj);
            nint words = AllocateItems(info->WordStorageShape, info->Words);
            Attach(ref root, ref obj, info->Shape->WordStorageOffset, words);
        }
    }

    /// <summary>Joins an object, which a root kept meanwhile, and its storage.</summary>
    private void Attach(ref ObjectReference root, ref nint obj, int offset, nint storage)
    {
        obj = root.Address;
        root = default;
        RememberIfTracked(obj);
        ObjectHeader.At(obj, offset) = storage;
    }

    /// <summary>Allocates an object with items, large or not; its references are null.</summary>
    /// <param name="shape">Its layout.</param>
    /// <param name="length">Number of items.</param>
    /// <returns>Its address.</returns>
    internal nint AllocateItems(GcShape* shape, int length)
    {
        nint obj = AllocateRoomForItems(shape, length);
        ClearItemReferences(obj, shape, 0, length);
        return obj;
    }

    /// <summary>
    /// Allocates an object with items, large or not, whose references in items are undefined: the caller gives them values
    /// before anything else is allocated.
    /// </summary>
    /// <param name="shape">Its layout.</param>
    /// <param name="length">Number of items.</param>
    /// <returns>Its address.</returns>
    private nint AllocateRoomForItems(GcShape* shape, int length)
    {
        nint unrounded = ObjectHeader.UnroundedSize(shape, length);
        if (unrounded > _largestYoung)
        {
            return AllocateLarge(shape, length, unrounded);
        }

        nint obj = AllocateYoung(InNursery(unrounded));
        InitializeReferences(obj, shape);
        ObjectHeader.Length(obj, shape) = length;
        return obj;
    }

    private static void InitializeItems(nint obj, GcShape* shape, int length)
    {
        ObjectHeader.Of(obj) = shape->Header;
        ObjectHeader.Length(obj, shape) = length;
        ClearItemReferences(obj, shape, 0, length);
    }

    /// <summary>Nulls the references of some items; words and bytes stay undefined.</summary>
    private static void ClearItemReferences(nint obj, GcShape* shape, int first, int end)
    {
        if (shape->ItemReferences == 0)
        {
            return;
        }

        nint item = obj + shape->FixedBytes + ((nint)first * shape->ItemBytes);
        nint bytes = (nint)(end - first) * shape->ItemBytes;
        if (shape->ItemBytes == shape->ItemReferences * ObjectHeader.SlotBytes)
        {
            NativeMemory.Clear((void*)item, (nuint)bytes);
            return;
        }

        for (nint last = item + bytes; item < last; item += shape->ItemBytes)
        {
            for (int i = 0; i < shape->ItemReferences; i++)
            {
                ((nint*)item)[i] = 0;
            }
        }
    }

    /// <summary>Puts a fresh object on the lists of those that the collector must look at when they die.</summary>
    private void Enlist(nint obj, GcShape* shape)
    {
        if (shape->HasFinalizer != 0)
        {
            _youngFinalizable.Push(obj);
        }

        if (shape->HasLightDestructor != 0)
        {
            InitializeRaw(obj, shape);
            _youngWithDestructor.Push(obj);
        }
    }

    /// <summary>Gets the bytes that an object takes in the nursery; 0 for none.</summary>
    private static nint InNursery(nint bytes) =>
        bytes == 0 ? 0 : Math.Max(ObjectHeader.RoundUp(bytes), ObjectHeader.LeastNurseryBytes);
}
