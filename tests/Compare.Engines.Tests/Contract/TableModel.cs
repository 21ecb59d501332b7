using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.Contract;

/// <summary>What a buffer of an object in the root area must hold: plain arrays; -1 is null or undefined.</summary>
internal sealed class TableModel(int owner, int buffer, BufferShape shape)
{
    private const long Undefined = -1;

    private long[] _references = [];
    private long[] _words = [];
    private short[] _bytes = [];
    private short[] _index = [];
    private int _count;
    private int _filled;

    /// <summary>Gets the number of items.</summary>
    public int Items { get; private set; }

    /// <summary>Gets the bytes of the index.</summary>
    public int IndexBytes => _index.Length;

    /// <summary>Gives the buffer a new size, as a table where it is one.</summary>
    public void Resize<THeap, TRef>(THeap heap, int items, int indexBytes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (shape.HasIndex)
        {
            int bytes = items == 0 ? 0 : indexBytes;
            heap.ResizeTable(ref heap.Root(owner), buffer, items, bytes);
            _index = bytes == _index.Length ? _index : Enumerable.Repeat((short)Undefined, bytes).ToArray();
        }
        else
        {
            heap.ResizeBuffer(ref heap.Root(owner), buffer, items);
        }

        _references = Resized(_references, items * shape.References);
        _words = Resized(_words, items * shape.Words);
        _bytes = [.. Resized([.. _bytes], items * shape.Bytes)];
        Items = items;
        if (items == 0)
        {
            _count = 0;
            _filled = 0;
        }
    }

    /// <summary>Sets the counters.</summary>
    public void SetCounters<THeap, TRef>(THeap heap, int count, int filled)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.SetCount(heap.Root(owner), buffer, _count = count);
        if (shape.HasIndex)
        {
            heap.SetFilled(heap.Root(owner), buffer, _filled = filled);
        }
    }

    /// <summary>Writes one item and one byte of the index.</summary>
    public void Fill<THeap, TRef>(THeap heap, int item, int value, ref TRef scratch)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = item * shape.References; i < (item + 1) * shape.References; i++)
        {
            heap.New(ref scratch, heap.Register(TestTypes.Leaf));
            heap.SetWord(scratch, 0, value + i);
            heap.StoreItem(heap.Root(owner), buffer, i, scratch);
            _references[i] = value + i;
        }

        for (int i = item * shape.Words; i < (item + 1) * shape.Words; i++)
        {
            heap.SetItemWord(heap.Root(owner), buffer, i, value - i);
            _words[i] = value - i;
        }

        if (shape.Bytes > 0)
        {
            heap.ItemBytes(heap.Root(owner), buffer)[item] = (byte)value;
            _bytes[item] = (byte)value;
        }

        if (shape.HasIndex)
        {
            int place = value % _index.Length;
            heap.TableIndex(heap.Root(owner), buffer)[place] = (byte)value;
            _index[place] = (byte)value;
        }
    }

    /// <summary>Compares everything with the heap.</summary>
    public void Check<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Assert.Equal(Items, heap.BufferLength(heap.Root(owner), buffer));
        Assert.Equal(_count, heap.GetCount(heap.Root(owner), buffer));
        for (int i = 0; i < _references.Length; i++)
        {
            TRef item = heap.BorrowItem(heap.Root(owner), buffer, i);
            Assert.Equal(_references[i], heap.IsNull(item) ? Undefined : heap.GetWord(item, 0));
        }

        for (int i = 0; i < _words.Length; i++)
        {
            Assert.True(_words[i] == Undefined || _words[i] == heap.GetItemWord(heap.Root(owner), buffer, i), $"word {i}");
        }

        if (shape.Bytes > 0)
        {
            CheckBytes(_bytes, heap.ItemBytes(heap.Root(owner), buffer));
        }

        if (shape.HasIndex)
        {
            Assert.Equal(_filled, heap.GetFilled(heap.Root(owner), buffer));
            CheckBytes(_index, heap.TableIndex(heap.Root(owner), buffer));
        }
    }

    private static T[] Resized<T>(T[] old, int length)
        where T : struct, System.Numerics.INumber<T>
    {
        T[] now = Enumerable.Repeat(T.CreateChecked(Undefined), length).ToArray();
        old.AsSpan(0, Math.Min(old.Length, length)).CopyTo(now);
        return now;
    }

    private static void CheckBytes(short[] expected, ReadOnlySpan<byte> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i] == Undefined || expected[i] == actual[i], $"byte {i}");
        }
    }
}
