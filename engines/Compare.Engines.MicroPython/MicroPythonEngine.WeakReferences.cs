using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Weak references: a map from targets to references that marking does not see.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    /// <summary>In order of creation. Native memory: its target addresses keep nothing alive.</summary>
    private readonly UnmanagedList<WeakEntry> _weaks = new();

    /// <summary>Allocates a weak reference.</summary>
    /// <param name="target">A local with the target.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <param name="isFinalize">Whether the map keeps it alive until the target dies.</param>
    /// <returns>Its address.</returns>
    internal nint NewWeak(ref ObjectReference target, long tag, bool isFinalize)
    {
        if (!_settings.Blocks.HasWeakTable)
        {
            throw new InvalidOperationException("This build has no weak references; set weakrefs=true.");
        }

        if (IsImmediate(target.Address))
        {
            throw new InvalidOperationException(
                $"{Describe(target.Address)} is no object of the heap: not weakly referenceable.");
        }

        TypeInfo* info = Info(target.Address);
        if (info->IsWeaklyReferenceable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is not weakly referenceable.");
        }

        nint weak = NewObject(_weakReferenceInfo);
        SetDisguised(weak, target.Address);
        Word(weak, 0) = tag;
        Blocks.MarkTarget(target.Address);
        _weaks.Push(new(weak, target.Address, isFinalize));
        return weak;
    }

    /// <summary>Gets the target of a weak reference.</summary>
    /// <param name="weak">Address of the weak reference.</param>
    /// <returns>Its address, or 0 when it is dead.</returns>
    internal nint WeakTarget(nint weak)
    {
        nint slot = weak + TGeometry.WordBytes;
        if (IsWide)
        {
            return *(nint*)slot == 0 ? 0 : ~*(nint*)slot;
        }

        return *(uint*)slot == 0 ? 0 : Blocks.Origin + (nint)(~*(uint*)slot);
    }

    /// <summary>Writes the complement of an address: no word that marking would take for a reference.</summary>
    private void SetDisguised(nint weak, nint target)
    {
        nint slot = weak + TGeometry.WordBytes;
        if (IsWide)
        {
            *(nint*)slot = target == 0 ? 0 : ~target;
        }
        else
        {
            *(uint*)slot = target == 0 ? 0 : ~(uint)(target - Blocks.Origin);
        }
    }

    /// <summary>
    /// Clears the references to targets that were not marked and queues their callbacks, finalize objects first, the newest
    /// first. Forgets references that are dead themselves.
    /// </summary>
    private void SettleWeakReferences()
    {
        QueueCallbacks(ofFinalize: true);
        QueueCallbacks(ofFinalize: false);
        ForgetDeadWeakReferences();
    }

    /// <summary>Forgets the references that are cleared and, inside a collection, those that were not marked.</summary>
    private void ForgetDeadWeakReferences()
    {
        nint kept = 0;
        for (nint i = 0; i < _weaks.Count; i++)
        {
            bool isAlive = !Blocks.IsCollecting || Blocks.IsMarked(_weaks[i].Weak);
            if (isAlive && WeakTarget(_weaks[i].Weak) != 0)
            {
                _weaks[kept++] = _weaks[i];
            }
        }

        _weaks.Resize(kept);
    }

    /// <summary>Clears the references to an object that is freed, and forgets it when it is one itself.</summary>
    private void ForgetWeakReferences(nint obj)
    {
        for (nint i = 0; i < _weaks.Count; i++)
        {
            if (_weaks[i].Target == obj || _weaks[i].Weak == obj)
            {
                SetDisguised(_weaks[i].Weak, 0);
            }
        }

        ForgetDeadWeakReferences();
    }

    private void QueueCallbacks(bool ofFinalize)
    {
        for (nint i = _weaks.Count - 1; i >= 0; i--)
        {
            WeakEntry entry = _weaks[i];
            if (entry.IsFinalize != ofFinalize || Blocks.IsMarked(entry.Target))
            {
                continue;
            }

            bool isLive = Blocks.IsMarked(entry.Weak);
            SetDisguised(entry.Weak, 0);
            _weakCleared++;
            long tag = Word(entry.Weak, 0);
            if (isLive && tag != 0 && WeakCallback is not null)
            {
                _pending.Push(new(entry.Weak, tag));
            }
        }
    }
}
