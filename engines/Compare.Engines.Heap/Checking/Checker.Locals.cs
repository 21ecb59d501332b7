using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <content>Locals: fields of entered frames and slots of the root area, each with a mirror in the inner heap.</content>
internal sealed unsafe partial class Checker<THeap, TRef>
{
    // Below this size every resize moves the root area, so that a slot kept from before is always found.
    private const int AlwaysMovedRoots = 256;

    private CheckedReference<TRef>[] _written = new CheckedReference<TRef>[16];
    private CheckedReference<TRef>[] _roots = [];
    private int _rootCount;

    /// <summary>Gets the number of slots in the program's root area.</summary>
    public int RootCount => _rootCount;

    /// <summary>Changes the size of the program's root area.</summary>
    /// <param name="count">New number of slots.</param>
    public void ResizeRoots(int count)
    {
        CheckInnermost();
        if (count < 0)
        {
            Throw($"ResizeRoots to {count}: the number is negative");
        }

        for (int index = _rootCount - 1; index >= count; index--)
        {
            int slot = RootSlot(index);
            CheckRoot(index);
            Releasing(_inner.Root(slot));
            _inner.Clear(ref _inner.Root(slot));
            _written[slot] = default;
            _roots[index] = default;
        }

        _rootCount = count;
        if (count > _roots.Length || count <= AlwaysMovedRoots)
        {
            int capacity = count <= AlwaysMovedRoots ? count : Math.Max(count, 2 * _roots.Length);
            Array.Resize(ref _roots, capacity == _roots.Length ? capacity + 1 : capacity);
        }

        EnsureSlots(RootSlot(count));
    }

    /// <summary>Gets a slot of the program's root area.</summary>
    /// <param name="index">Its number.</param>
    /// <returns>The slot.</returns>
    public ref CheckedReference<TRef> Root(int index)
    {
        CheckInnermost();
        if ((uint)index >= (uint)_rootCount)
        {
            Throw($"root {index} does not exist: the root area has {_rootCount} slots");
        }

        CheckRoot(index);
        return ref _roots[index];
    }

    /// <summary>Finds the local that an operation was given.</summary>
    /// <param name="local">The variable.</param>
    /// <param name="operation">Name of the operation.</param>
    /// <returns>Where it is.</returns>
    public Place Find(ref CheckedReference<TRef> local, string operation)
    {
        CheckInnermost();
        nint offset = Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(_roots), ref local);
        if (offset >= 0 && offset < (nint)_rootCount * sizeof(CheckedReference<TRef>))
        {
            int index = (int)(offset / sizeof(CheckedReference<TRef>));
            CheckRoot(index);
            return new(RootSlot(index), 0, RootName(index));
        }

        nint address = (nint)Unsafe.AsPointer(ref local);
        for (int depth = _frames.Count - 1; depth >= 0; depth--)
        {
            FrameRecord record = _frames[depth];
            nint distance = address - record.FirstLocal;
            if (distance >= 0 && distance < (nint)record.Count * sizeof(CheckedReference<TRef>))
            {
                CheckFrame(record);
                int number = (int)(distance / sizeof(CheckedReference<TRef>));
                return new(FrameSlot(record.FirstSlot + number), address, record.Layout.FirstName + number);
            }
        }

        throw Misuse(
            $"{operation} was given a variable that is no local: neither in an entered frame nor in the root area");
    }

    /// <summary>Gets the mirror of a local.</summary>
    /// <param name="place">The local.</param>
    /// <returns>The inner local; valid until the next operation of the program.</returns>
    public ref TRef Mirror(Place place) => ref _inner.Root(place.Slot);

    /// <summary>Stamps a local after its mirror was written.</summary>
    /// <param name="place">The local.</param>
    public void Written(Place place)
    {
        TRef raw = _inner.Root(place.Slot);
        CheckedReference<TRef> content = _inner.IsNull(raw)
            ? default
            : new(place.Slot + 1, place.Name, ++_stamp, ObjectOf(raw), _log.Heap);
        Put(place.Slot, place.Address, content);
    }

    private static int RootSlot(int index) => (2 * index) + 1;

    private void Put(int slot, nint address, CheckedReference<TRef> content)
    {
        _written[slot] = content;
        if (address != 0)
        {
            *(CheckedReference<TRef>*)address = content;
        }
        else if (slot >> 1 < _rootCount)
        {
            _roots[slot >> 1] = content;
        }
    }

    private void EnsureSlots(int last)
    {
        if (last >= _written.Length)
        {
            Array.Resize(ref _written, Math.Max(last + 1, 2 * _written.Length));
        }

        if (last >= _inner.RootCount)
        {
            _inner.ResizeRoots(_written.Length);
        }
    }

    private void CheckRoot(int index)
    {
        if (!_roots[index].IsCopyOf(_written[RootSlot(index)]))
        {
            throw Assigned($"root {index}", _roots[index]);
        }
    }

    private HeapMisuseException Assigned(string local, CheckedReference<TRef> content)
    {
        string value = content.IsNull ? "null"
            : content.Heap == _log.Heap ? $"the value of {NameOf(content.Name)}"
            : $"a foreign reference ({content.Object} of another heap)";
        return Misuse($"{local} was assigned {value} without a heap operation (use Copy, Take or Clear); found");
    }
}
