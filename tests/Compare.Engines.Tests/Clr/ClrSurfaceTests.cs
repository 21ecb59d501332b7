using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr;

namespace Compare.Engines.Tests.Clr;

/// <summary>
/// The calls of <c>gc</c>, <c>sys</c>, <c>id</c> and <c>weakref</c>, one test for each row of the table in docs/engines/clr.md.
/// </summary>
public sealed class ClrSurfaceTests
{
    private const string IronPython = "clr:ironpython";
    private const string Jython = "clr:jython";

    [Fact]
    public void Gc_collect()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);

        Assert.InRange(Gc(iron).Collect(), 0, long.MaxValue);
        Assert.InRange(iron.Engine.Collect(2)!.Value, 0, long.MaxValue);
        Assert.Equal(CollectResult.FreedBytes, iron.Engine.Traits.CollectResult);
        Assert.Equal(-2, Gc(jython).Collect());
        Assert.Equal(-2, jython.Engine.Collect(0));
        Assert.Equal(CollectResult.Constant, jython.Engine.Traits.CollectResult);
    }

    [Fact]
    public void Gc_collect_of_ironpython_waits_for_finalizers_and_that_of_jython_does_not_call_them()
    {
        Assert.Equal(1, FinalizersInsideCollect(IronPython));
        Assert.Equal(0, FinalizersInsideCollect(Jython));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Gc_collect_with_a_generation(int generation)
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);
        if (generation is >= 0 and <= 2)
        {
            Assert.InRange(Gc(iron).Collect(generation), 0, long.MaxValue);
        }
        else
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Gc(iron).Collect(generation));
        }

        Assert.Equal(-2, Gc(jython).Collect(generation));
        Assert.Equal((3, 1), (iron.Engine.GenerationCount, jython.Engine.GenerationCount));
    }

    [Fact]
    public void Gc_get_count()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);

        Assert.Throws<MissingMemberException>(Gc(iron).GetCounts);
        Assert.Throws<NotSupportedException>(Gc(jython).GetCounts);
        Assert.Empty(iron.Engine.Counts);
        Assert.Empty(jython.Engine.Counts);
    }

    [Fact]
    public void Gc_get_threshold()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);

        Assert.Equal([65536, 262144, 1048576], Gc(iron).GetThresholds());
        Assert.Equal([65536, 262144, 1048576], iron.Engine.Thresholds);
        Assert.Throws<NotSupportedException>(Gc(jython).GetThresholds);
        Assert.Empty(jython.Engine.Thresholds);
    }

    [Fact]
    public void Gc_set_threshold()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);

        Gc(iron).SetThresholds(7);
        Assert.Equal([7, 262144, 1048576], Gc(iron).GetThresholds());
        iron.Engine.SetThresholds([1, 2, 3]);
        Assert.Equal([1, 2, 3], Gc(iron).GetThresholds());
        Assert.Throws<ArgumentOutOfRangeException>(() => Gc(iron).SetThresholds(1, 2, 3, 4));
        Assert.Throws<NotSupportedException>(() => Gc(jython).SetThresholds(7));
        Assert.Throws<NotSupportedException>(() => jython.Engine.SetThresholds([7]));
    }

    [Theory]
    [InlineData(IronPython)]
    [InlineData(Jython)]
    public void Gc_enable_and_isenabled(string engine)
    {
        using ClrTestHeap test = new(engine);
        Gc(test).Enable();
        test.Engine.AutomaticCollection = true;

        Assert.True(Gc(test).IsEnabled);
        Assert.True(test.Engine.AutomaticCollection);
        Assert.Empty(Gc(test).Warnings);
    }

    [Fact]
    public void Gc_disable()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);
        Gc(iron).Disable();

        Assert.Single(Gc(iron).Warnings);
        Assert.True(Gc(iron).IsEnabled);
        Assert.Throws<NotSupportedException>(Gc(jython).Disable);
        Assert.Throws<NotSupportedException>(() => iron.Engine.AutomaticCollection = false);
    }

    [Theory]
    [InlineData(IronPython)]
    [InlineData(Jython)]
    public void Gc_get_objects_and_get_referrers(string engine)
    {
        using ClrTestHeap test = new(engine);
        test.Heap.ResizeRoots(1);
        test.New(0, test.Node, 1);

        Assert.Throws<NotSupportedException>(() => Gc(test).PushObjects());
        Assert.Throws<NotSupportedException>(() => Gc(test).PushReferrers(test.Heap.Root(0)));
    }

    [Fact]
    public void Gc_get_referents()
    {
        using ClrTestHeap iron = new(IronPython);
        iron.Heap.ResizeRoots(1);
        iron.New(0, iron.Node, 1);
        Assert.Throws<NotSupportedException>(() => Gc(iron).PushReferents(iron.Heap.Root(0)));

        using ClrTestHeap jython = new(Jython);
        ClrHeap heap = jython.Heap;
        TypeHandle tuple = heap.Register(new("tuple", PythonKind.Tuple, references: 1, elements: ElementKind.References));
        heap.ResizeRoots(3);
        jython.New(0, jython.Node, 1);
        jython.New(1, jython.List, 2);
        jython.Store(1, 0, 0);
        heap.ResizeBuffer(ref heap.Root(1), 0, 3);
        heap.StoreItem(heap.Root(1), 0, 2, heap.Root(0));
        heap.NewArray(ref heap.Root(2), tuple, 2);
        heap.StoreElement(heap.Root(2), 0, heap.Root(0));
        heap.StoreElement(heap.Root(2), 1, heap.Root(1));

        Assert.Equal(2, Gc(jython).PushReferents(heap.Root(1)));
        Assert.Equal(2, Gc(jython).PushReferents(heap.Root(2)));
        Assert.Equal(0, Gc(jython).PushReferents(heap.Root(0)));
        Assert.Equal(7, heap.RootCount);
        Assert.All([3, 4, 5], root => Assert.True(heap.Same(heap.Root(0), heap.Root(root))));
        Assert.True(heap.Same(heap.Root(1), heap.Root(6)));
    }

    [Fact]
    public void Gc_get_debug_and_set_debug()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);
        Gc(jython).Debug = 5;

        Assert.Equal(0, Gc(iron).Debug);
        Assert.Throws<NotSupportedException>(() => Gc(iron).Debug = 5);
        Assert.Equal(5, Gc(jython).Debug);
    }

    [Fact]
    public void Gc_garbage()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);
        Gc(iron).Garbage.Add(default);
        Gc(jython).Garbage.Add(default);

        Assert.Empty(Gc(iron).Garbage);
        Assert.NotSame(Gc(iron).Garbage, Gc(iron).Garbage);
        Assert.Single(Gc(jython).Garbage);
    }

    [Fact]
    public void Gc_is_tracked()
    {
        using ClrTestHeap iron = new(IronPython);
        using ClrTestHeap jython = new(Jython);
        jython.Heap.ResizeRoots(1);
        jython.New(0, jython.Node, 1);

        Assert.Throws<MissingMemberException>(() => Gc(iron).IsTracked(default));
        Assert.False(Gc(jython).IsTracked(jython.Heap.Root(0)));
    }

    [Theory]
    [InlineData(IronPython)]
    [InlineData(Jython)]
    public void Sys_getrefcount(string engine)
    {
        using ClrTestHeap test = new(engine);
        test.Heap.ResizeRoots(1);
        test.New(0, test.Node, 1);

        Assert.Throws<MissingMemberException>(() => Gc(test).GetReferenceCount(test.Heap.Root(0)));
        Assert.Null(test.Heap.ReferenceCount(test.Heap.Root(0)));
    }

    [Fact]
    public void Sys_getsizeof()
    {
        using ClrTestHeap iron = new(IronPython);
        iron.Heap.ResizeRoots(3);
        iron.New(0, iron.Node, 1);
        iron.New(1, iron.List, 1);
        iron.NewWeak(2, 0, 0);
        using ClrTestHeap jython = new(Jython);

        // An instance of two references; a list with one reference and the arrays of its buffers; nothing at all.
        Assert.Equal(16 + 24 + (2 * 8), Gc(iron).GetSize(iron.Heap.Root(0)));
        Assert.Equal(16 + ((1 + 1 + 2 + 1) * 8), Gc(iron).GetSize(iron.Heap.Root(1)));
        Assert.Equal(16, Gc(iron).GetSize(iron.Heap.Root(2)));
        Assert.Throws<MissingMemberException>(() => Gc(jython).GetSize(default));
    }

    [Theory]
    [InlineData(IronPython)]
    [InlineData(Jython)]
    public void Id(string engine)
    {
        using ClrTestHeap test = new(engine);
        test.Heap.ResizeRoots(2);
        test.New(0, test.Node, 1);
        test.New(1, test.Node, 2);
        long first = Gc(test).GetId(test.Heap.Root(0));
        GC.Collect();

        Assert.Equal(first, Gc(test).GetId(test.Heap.Root(0)));
        Assert.Equal(first + 1, Gc(test).GetId(test.Heap.Root(1)));
        Assert.Equal(first, test.Heap.IdentityHash(test.Heap.Root(0)));
    }

    [Theory]
    [InlineData(IronPython)]
    [InlineData(Jython)]
    public void Weakref_callbacks_newest_registration_first(string engine)
    {
        using ClrTestHeap test = new(engine);
        List<long> tags = [];
        test.Heap.SetWeakCallback((ref _, tag) => tags.Add(tag));
        test.Heap.ResizeRoots(5);
        test.New(0, test.Node, 1);
        for (int weak = 1; weak < 5; weak++)
        {
            test.NewWeak(weak, 0, weak);
        }

        test.Clear(0);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        test.Heap.SafePoint();

        Assert.Equal([4, 3, 2, 1], tags);
    }

    [Theory]
    [InlineData(IronPython)]
    [InlineData(Jython)]
    public void Cycles_with_finalizers(string engine)
    {
        using ClrTestHeap test = new(engine);
        int runs = 0;
        test.Heap.SetFinalizer(test.Final, (ref _) => runs++);
        test.Heap.ResizeRoots(2);
        test.New(0, test.Final, 1);
        test.New(1, test.Final, 2);
        test.Store(0, 0, 1);
        test.Store(1, 0, 0);
        test.Clear(0);
        test.Clear(1);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        test.Heap.SafePoint();

        Assert.Equal(2, runs);
    }

    [Fact]
    public void Modules_of_other_implementations_are_not_there()
    {
        using ClrTestHeap test = new();

        Assert.Null(test.Heap.Module<IGcModule<ClrReference>>());
        Assert.Null(test.Heap.Module<ISysModule<ClrReference>>());
        Assert.Null(test.Heap.Module<IPyPyGcModule<ClrReference>>());
    }

    private static int FinalizersInsideCollect(string engine)
    {
        using ClrTestHeap test = new(engine);
        int runs = 0;
        test.Heap.SetFinalizer(test.Final, (ref _) => runs++);
        test.Heap.ResizeRoots(1);
        test.New(0, test.Final, 1);
        test.Clear(0);
        Gc(test).Collect();
        return runs;
    }

    private static IHostedGcModule<ClrReference> Gc(ClrTestHeap test) => test.Heap.Module<IHostedGcModule<ClrReference>>()!;
}
