using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact;

/// <content>The invariants.</content>
internal sealed unsafe partial class ExactEngine
{
    /// <inheritdoc/>
    public void Verify()
    {
        if (_types.AllocatedObjects() != _allocatedObjects || _types.AllocatedBytes() != Clock)
        {
            throw new HeapCorruptionException($"The accounts of the types say {_types.AllocatedBytes()} bytes, the clock {Clock}.");
        }

        VerifyList();
        VerifyCounts();
    }

    private void VerifyList()
    {
        (long objects, long bytes, long birth) = (0, 0, 0);
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            if (obj->Birth <= birth || obj->Stamp < obj->Birth || obj->Stamp > Clock)
            {
                throw new HeapCorruptionException($"{Describe(obj)} follows one of {birth} and has the stamp {obj->Stamp}.");
            }

            birth = obj->Birth;
            objects++;
            bytes += NominalBytes(obj) + BufferBytes(obj);
            VerifyWeakReferences(obj);
        }

        if (objects != _liveObjects || bytes != _liveBytes)
        {
            throw new HeapCorruptionException(
                $"There are {objects} objects of {bytes} bytes; the account has {_liveObjects} of {_liveBytes}.");
        }
    }

    private void VerifyWeakReferences(ExactObject* obj)
    {
        ExactObject* previous = null;
        for (ExactObject* weak = obj->Weak; weak != null; weak = ExactObject.Link(weak)->Next)
        {
            ExactWeakLink* link = ExactObject.Link(weak);
            if (link->Target != obj || link->Previous != previous)
            {
                throw new HeapCorruptionException($"{Describe(weak)} is in the list of {Describe(obj)}, which it does not know.");
            }

            previous = weak;
        }
    }

    /// <summary>No object has fewer counts than references; temporaries and calls under way may hold more.</summary>
    private void VerifyCounts()
    {
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            obj->External = obj->Count;
        }

        SubtractVisitor subtract = default;
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            Edges.Visit(obj, TagMask, ref subtract);
        }

        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            Subtract(FrameChain.Locals(frame));
        }

        Subtract(_roots.AsSpan());
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            if (obj->External < 0)
            {
                throw new HeapCorruptionException($"{Describe(obj)} has a count of {obj->Count} and {-obj->External} references more.");
            }
        }
    }

    private void Subtract(ReadOnlySpan<ObjectReference> locals)
    {
        foreach (ObjectReference local in locals)
        {
            if (local.Address != 0 && (local.Address & TagMask) == 0)
            {
                ExactObject.At(local.Address)->External--;
            }
        }
    }

    private string Describe(ExactObject* obj) => $"{_types.Type(obj->Type->Number)} of {obj->Birth}";
}
