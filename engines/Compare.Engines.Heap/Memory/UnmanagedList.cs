using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compare.Engines.Heap.Memory;

/// <summary>A growable list in native memory: mark stacks, remembered sets, logs. Its growth is never seen by a host collector.</summary>
/// <typeparam name="T">The item.</typeparam>
/// <remarks>Owned by exactly one engine and freed by <see cref="Dispose"/>; not copied.</remarks>
public sealed unsafe class UnmanagedList<T> : IDisposable
    where T : unmanaged
{
    private const int InitialCapacity = 64;

    private T* _items;
    private nint _capacity;
    private nint _count;

    /// <summary>Gets the number of items.</summary>
    public nint Count => _count;

    /// <summary>Gets the items that fit before the list must grow.</summary>
    public nint Capacity => _capacity;

    /// <summary>
    /// Gets the address of the first item, for loops that keep their place in a register: they write behind the last item,
    /// up to <see cref="Capacity"/>, and tell the list by <see cref="SetCount"/>. Valid until the list grows.
    /// </summary>
    public T* Items => _items;

    /// <summary>Gets the bytes held.</summary>
    public nint CapacityBytes => _capacity * sizeof(T);

    /// <summary>Gets a slot.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1, checked in debug builds only.</param>
    public ref T this[nint index]
    {
        get
        {
            System.Diagnostics.Debug.Assert((nuint)index < (nuint)_count, "index inside the list");
            return ref _items[index];
        }
    }

    /// <summary>Adds an item at the end.</summary>
    /// <param name="item">The item.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Few instructions, in the innermost loops of collectors.
    public void Push(T item)
    {
        if (_count == _capacity)
        {
            Grow(_count + 1);
        }

        _items[_count++] = item;
    }

    /// <summary>Removes the last item.</summary>
    /// <returns>It. The list must not be empty.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Few instructions, in the innermost loops of collectors.
    public T Pop()
    {
        System.Diagnostics.Debug.Assert(_count > 0, "list not empty");
        return _items[--_count];
    }

    /// <summary>Makes room for more items.</summary>
    /// <param name="extra">How many more are to fit.</param>
    public void EnsureRoom(nint extra)
    {
        if (_count + extra > _capacity)
        {
            Grow(_count + extra);
        }
    }

    /// <summary>Tells how many items there are, after they were written or removed by address.</summary>
    /// <param name="count">0 to <see cref="Capacity"/>.</param>
    public void SetCount(nint count)
    {
        System.Diagnostics.Debug.Assert((nuint)count <= (nuint)_capacity, "items fit");
        _count = count;
    }

    /// <summary>Changes the number of items; new ones are all zero.</summary>
    /// <param name="count">New number, 0 or more.</param>
    public void Resize(nint count)
    {
        if (count > _capacity)
        {
            Grow(count);
        }

        if (count > _count)
        {
            NativeMemory.Clear(_items + _count, (nuint)((count - _count) * sizeof(T)));
        }

        _count = count;
    }

    /// <summary>Gets the items.</summary>
    /// <returns>All of them; valid until the list grows.</returns>
    public Span<T> AsSpan() => new(_items, (int)_count);

    /// <summary>Removes all items and keeps the memory.</summary>
    public void Clear() => _count = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_items);
        _items = null;
        _capacity = 0;
        _count = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps additions small.
    private void Grow(nint least)
    {
        _capacity = Math.Max(Math.Max(least, _capacity * 2), InitialCapacity);
        _items = (T*)NativeMemory.Realloc(_items, (nuint)(_capacity * sizeof(T)));
    }
}
