using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Weak pointers, as the collector sees them: immutable objects with one address that it does not trace.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Weak pointers in the nursery.</summary>
    private readonly UnmanagedList<nint> _youngWeakPointers = new();

    /// <summary>Old weak pointers that are not cleared. Their targets are old: a weak pointer is younger than its target.</summary>
    private UnmanagedList<nint> _oldWeakPointers = new();

    /// <summary>The list that <see cref="_oldWeakPointers"/> is rebuilt in; empty between collections.</summary>
    private UnmanagedList<nint> _keptWeakPointers = new();

    private long _weakCleared;

    /// <summary>Clears or redirects the weak pointers that leave the nursery.</summary>
    private void SettleYoungWeakPointers()
    {
        while (_youngWeakPointers.Count != 0)
        {
            nint young = _youngWeakPointers.Pop();
            if (ObjectHeader.Of(young) != HeaderFlags.Forwarded)
            {
                continue; // It is dead itself.
            }

            nint weak = ObjectHeader.Forwarding(young);
            ref nint target = ref WeakSlot(weak);
            if (target == 0)
            {
                continue;
            }

            ulong header = ObjectHeader.Of(target);
            bool isDead = false;
            if (IsInNursery(target))
            {
                isDead = header != HeaderFlags.Forwarded;
                target = isDead ? target : ObjectHeader.Forwarding(target);
            }
            else
            {
                isDead = (header & (HeaderFlags.YoungRaw | HeaderFlags.VisitedRaw)) == HeaderFlags.YoungRaw;
            }

            if (isDead)
            {
                ClearWeak(ref target);
            }
            else
            {
                _oldWeakPointers.Push(weak);
            }
        }
    }

    /// <summary>
    /// Clears the weak pointers to objects that the roots do not reach, those that only live for a finalizer included.
    /// </summary>
    private void SettleOldWeakPointers()
    {
        for (nint i = _oldWeakPointers.Count - 1; i >= 0; i--)
        {
            nint weak = _oldWeakPointers[i];
            if ((ObjectHeader.Of(weak) & HeaderFlags.Visited) == 0)
            {
                continue;
            }

            ref nint target = ref WeakSlot(weak);
            ulong state = ObjectHeader.Of(target) & (HeaderFlags.Visited | HeaderFlags.FinalizationOrdering);
            if (state == HeaderFlags.Visited)
            {
                _keptWeakPointers.Push(weak);
            }
            else
            {
                ClearWeak(ref target);
            }
        }

        (_oldWeakPointers, _keptWeakPointers) = (_keptWeakPointers, _oldWeakPointers);
        _keptWeakPointers.Clear();
    }

    private ref nint WeakSlot(nint weak) => ref ObjectHeader.At(weak, ShapeOf(ObjectHeader.Of(weak))->WeakOffset);

    private void ClearWeak(ref nint target)
    {
        target = 0;
        _weakCleared++;
    }
}
