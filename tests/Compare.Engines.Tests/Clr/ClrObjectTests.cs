using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr;

namespace Compare.Engines.Tests.Clr;

public sealed class ClrObjectTests
{
    [Theory]
    [InlineData(0, 0, 24)]
    [InlineData(1, 0, 24)]
    [InlineData(2, 0, 32)]
    [InlineData(3, 0, 40)]
    [InlineData(2, 1, 40)]
    [InlineData(0, 3, 40)]
    [InlineData(7, 5, 112)]
    [InlineData(100, 33, 1080)]
    public void An_object_takes_what_a_plain_class_with_its_fields_takes(int references, int words, int bytes)
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        TypeHandle type = heap.Register(new("type", PythonKind.Raw, references, words));
        heap.ResizeRoots(2);
        heap.New(ref heap.Root(0), type);
        long before = GC.GetAllocatedBytesForCurrentThread();
        heap.New(ref heap.Root(0), type);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(bytes, after - before);
        Assert.Equal(bytes, heap.SizeOf(heap.Root(0)));
        for (int i = 0; i < references; i++)
        {
            Assert.True(heap.IsNull(heap.Borrow(heap.Root(0), i)));
            heap.New(ref heap.Root(1), type);
            heap.Store(heap.Root(0), i, heap.Root(1));
        }

        for (int i = 0; i < words; i++)
        {
            heap.SetWord(heap.Root(0), i, i + 1);
        }

        GC.Collect();
        for (int i = 0; i < words; i++)
        {
            Assert.Equal(i + 1, heap.GetWord(heap.Root(0), i));
        }

        for (int i = 0; i < references; i++)
        {
            Assert.Equal(type, heap.TypeOf(heap.Borrow(heap.Root(0), i)));
        }
    }

    [Theory]
    [InlineData(ElementKind.References, 0)]
    [InlineData(ElementKind.References, 5)]
    [InlineData(ElementKind.Words, 7)]
    [InlineData(ElementKind.Bytes, 0)]
    [InlineData(ElementKind.Bytes, 13)]
    public void An_object_with_elements_takes_an_object_and_an_array(ElementKind elements, int length)
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        TypeHandle type = heap.Register(new("type", PythonKind.Raw, references: 1, elements: elements));
        heap.ResizeRoots(1);
        heap.NewArray(ref heap.Root(0), type, length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        heap.NewArray(ref heap.Root(0), type, length);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(after - before, heap.SizeOf(heap.Root(0)));
        Assert.Equal(length, heap.Length(heap.Root(0)));
    }

    [Theory]
    [InlineData(1, 0, false, 32)] // As the host's own list: items, size, version.
    [InlineData(0, 1, false, 32)]
    [InlineData(2, 1, false, 40)]
    [InlineData(2, 1, true, 48)]
    public void Each_buffer_is_a_slot_for_each_array_and_a_word_for_its_counters(int references, int words, bool hasIndex, int bytes)
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        BufferShape shape = new(references, words, 0) { HasIndex = hasIndex };
        TypeHandle type = heap.Register(new("type", PythonKind.Raw, buffers: [shape]));
        heap.ResizeRoots(1);
        heap.New(ref heap.Root(0), type);
        long before = GC.GetAllocatedBytesForCurrentThread();
        heap.New(ref heap.Root(0), type);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(bytes, after - before);
        Assert.Equal(bytes, heap.SizeOf(heap.Root(0)));
    }

    [Fact]
    public void A_finalizable_object_and_a_weak_reference_report_their_true_size()
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        heap.ResizeRoots(2);
        test.New(0, test.Final, 1);
        test.NewWeak(1, 0, 0);
        long start = GC.GetAllocatedBytesForCurrentThread();
        test.New(0, test.Final, 1);
        long middle = GC.GetAllocatedBytesForCurrentThread();
        test.NewWeak(1, 0, 0);
        long end = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(middle - start, heap.SizeOf(heap.Root(0)));
        Assert.Equal(end - middle, heap.SizeOf(heap.Root(1)));
    }

    [Fact]
    public void Elements_and_items_keep_their_content()
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        heap.ResizeRoots(3);
        test.New(0, test.List, 5);
        test.New(1, test.Node, 6);
        Assert.Equal(0, heap.BufferLength(heap.Root(0), 1));
        Assert.True(heap.ItemBytes(heap.Root(0), 2).IsEmpty);
        for (int i = 1; i <= 10; i++)
        {
            heap.ResizeBuffer(ref heap.Root(0), 0, i);
            heap.ResizeBuffer(ref heap.Root(0), 1, i);
            heap.ResizeBuffer(ref heap.Root(0), 2, i);
            heap.StoreItem(heap.Root(0), 0, i - 1, heap.Root(1));
            heap.StoreItem(heap.Root(0), 1, i - 1, heap.Root(0));
            heap.SetItemWord(heap.Root(0), 1, (2 * i) - 1, -i);
            heap.ItemBytes(heap.Root(0), 2)[i - 1] = (byte)i;
        }

        GC.Collect();
        Assert.Equal(5, heap.GetWord(heap.Root(0), 0));
        for (int i = 1; i <= 10; i++)
        {
            Assert.True(heap.Same(heap.Root(1), heap.BorrowItem(heap.Root(0), 0, i - 1)));
            Assert.True(heap.Same(heap.Root(0), heap.BorrowItem(heap.Root(0), 1, i - 1)));
            Assert.Equal(-i, heap.GetItemWord(heap.Root(0), 1, (2 * i) - 1));
            Assert.Equal(i, heap.ItemBytes(heap.Root(0), 2)[i - 1]);
        }

        heap.ResizeBuffer(ref heap.Root(0), 1, 0);
        Assert.Equal(0, heap.BufferLength(heap.Root(0), 1));
    }

    [Fact]
    public void Engines_in_turn_share_classes_and_not_types()
    {
        TypeHandle first;
        using (ClrTestHeap test = new())
        {
            first = test.Node;
        }

        using ClrTestHeap one = new();
        using ClrTestHeap two = new();
        one.Heap.ResizeRoots(1);
        two.Heap.ResizeRoots(1);
        one.New(0, one.Node, 1);
        two.New(0, two.Node, 2);

        Assert.Equal(one.Node, one.Heap.TypeOf(one.Heap.Root(0)));
        Assert.Equal(two.Node, two.Heap.TypeOf(two.Heap.Root(0)));
        Assert.NotEqual(one.Node, two.Node);
        Assert.NotEqual(default, first);
        Assert.Equal(1, one.Engine.Statistics.AllocatedObjects);
        Assert.Equal(40, one.Engine.Statistics.AllocatedBytes);
    }

    [Fact]
    public void A_hash_is_stable_and_counts_are_unknown()
    {
        using ClrTestHeap test = new();
        test.Heap.ResizeRoots(1);
        test.New(0, test.Node, 1);
        long hash = test.Heap.IdentityHash(test.Heap.Root(0));
        GC.Collect();

        Assert.Equal(hash, test.Heap.IdentityHash(test.Heap.Root(0)));
        Assert.Null(test.Heap.ReferenceCount(test.Heap.Root(0)));
        Assert.Null(test.Engine.TakeCensus());
        Assert.Null(test.Engine.Statistics.ObjectCount);
    }

    [Fact]
    public void An_allocation_that_the_host_refuses_is_exhaustion_and_leaves_the_local_alone()
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        TypeHandle type = heap.Register(new("words", PythonKind.Raw, elements: ElementKind.Words));
        heap.ResizeRoots(1);
        test.New(0, test.Node, 9);

        Assert.Throws<Abstractions.Heaps.HeapExhaustedException>(() => Allocate(heap, type));

        Assert.Equal(9, heap.GetWord(heap.Root(0), 0));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Allocate(ClrHeap heap, TypeHandle type) => heap.NewArray(ref heap.Root(0), type, int.MaxValue);
}
