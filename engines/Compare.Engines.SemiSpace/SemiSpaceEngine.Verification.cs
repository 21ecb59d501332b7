using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.SemiSpace;

/// <content>The verifier: an independent walk over the space.</content>
public sealed unsafe partial class SemiSpaceEngine
{
    private const int BitsPerWord = 64;

    private ulong* _starts;

    /// <inheritdoc/>
    public override void Verify()
    {
        nint slots = (_current.Bytes / BumpObject.SlotBytes / BitsPerWord) + 1;
        _starts = (ulong*)NativeMemory.AllocZeroed((nuint)slots, sizeof(ulong));
        try
        {
            MarkStarts();
            CheckObjects();
            CheckRoots();
            CheckLists();
        }
        finally
        {
            NativeMemory.Free(_starts);
            _starts = null;
        }
    }

    private void MarkStarts()
    {
        long objects = 0;
        nint obj = _current.Start;
        while (obj < Cursor)
        {
            BumpTypeInfo* info = BumpObject.Info(obj);
            if (!IsKnown(info))
            {
                throw new HeapCorruptionException($"The object at {obj:x} has no known type in its header.");
            }

            nint size = BumpObject.Size(obj);
            if (BumpObject.Length(obj) < 0 || size < BumpObject.HeaderBytes || size > Cursor - obj)
            {
                throw new HeapCorruptionException($"The object at {obj:x} has an impossible size of {size} bytes.");
            }

            nint slot = (obj - _current.Start) / BumpObject.SlotBytes;
            _starts[slot / BitsPerWord] |= 1UL << (int)(slot % BitsPerWord);
            objects += 1 - info->IsBuffer;
            obj += size;
        }

        if (objects != Types.AllocatedObjects() - _freedObjects)
        {
            throw new HeapCorruptionException(
                $"The space holds {objects} objects, the accounts say {Types.AllocatedObjects() - _freedObjects}.");
        }
    }

    private bool IsKnown(BumpTypeInfo* info)
    {
        for (int i = 0; i < Types.Count; i++)
        {
            BumpTypeInfo* known = Types.Info(i);
            if (known == info)
            {
                return true;
            }

            for (int j = 0; j < known->TracedFields - known->References; j++)
            {
                if (known->Buffers[j] == info)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void CheckObjects()
    {
        for (nint obj = _current.Start; obj < Cursor; obj += BumpObject.Size(obj))
        {
            BumpTypeInfo* info = BumpObject.Info(obj);
            for (int i = 0; i < info->TracedFields; i++)
            {
                Check(BumpObject.Field(obj, i), "a field of the object at", obj);
            }

            if (info->Elements != Abstractions.Types.ElementKind.References)
            {
                continue;
            }

            int count = BumpObject.Length(obj) * (info->IsBuffer != 0 ? info->Items.References : 1);
            for (int i = 0; i < count; i++)
            {
                nint value = info->IsBuffer != 0
                    ? BumpObject.ItemReference(obj, info, i)
                    : ((nint*)BumpObject.Elements(obj, info))[i];
                Check(value, "an element of the object at", obj);
            }
        }
    }

    private void CheckRoots()
    {
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                Check(local.Address, "a local of the frame at", frame);
            }
        }

        for (int i = 0; i < RootCount; i++)
        {
            Check(Roots[i].Address, "root", i);
        }

        Check(_callbackLocal->Address, "the local of the running callback at", (nint)_callbackLocal);
        for (nint i = _nextPending; i < _pending.Count; i++)
        {
            Check(_pending[i].Object, "pending call", i);
        }
    }

    private void CheckLists()
    {
        for (nint i = 0; i < WeakReferences.Count; i++)
        {
            nint weak = WeakReferences[i];
            Check(weak, "entry of the weak list", i);
            Check((nint)BumpObject.Word(weak, WeakReferenceInfo, WeakTargetWord), "the target of the weak reference at", weak);
        }

        for (nint i = 0; i < Finalizable.Count; i++)
        {
            Check(Finalizable[i], "entry of the finalizable list", i);
        }
    }

    private void Check(nint value, string holder, nint where)
    {
        if (value == 0)
        {
            return;
        }

        nint offset = value - _current.Start;
        nint slot = offset / BumpObject.SlotBytes;
        bool inside = value >= _current.Start && value < Cursor && offset % BumpObject.SlotBytes == 0;
        if (!inside || (_starts[slot / BitsPerWord] & (1UL << (int)(slot % BitsPerWord))) == 0)
        {
            throw new HeapCorruptionException($"{holder} {where:x} refers to {value:x}, where no object begins.");
        }
    }
}
