using Compare.Engines.Clr;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Tests.Clr;

/// <summary>Identities, and the host's allocator.</summary>
public sealed class ClrIdentityTests
{
    private const int Objects = 50_000;

    [Fact]
    public void No_two_live_objects_share_an_identity()
    {
        using ClrTestHeap test = new();
        test.Heap.ResizeRoots(Objects);
        HashSet<long> identities = [];
        HashSet<int> hostHashes = [];
        for (int i = 0; i < Objects; i++)
        {
            test.New(i, test.Node, i);
            identities.Add(test.Heap.IdentityHash(test.Heap.Root(i)));
            hostHashes.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(test.Heap.Root(i).Target));
        }

        Assert.Equal(Objects, identities.Count);
        Assert.True(hostHashes.Count < Objects, "The host's own hash would have done.");
    }

    [Fact]
    public void An_identity_survives_resurrection()
    {
        using ClrTestHeap test = new();
        ClrHeap heap = test.Heap;
        heap.SetFinalizer(test.Final, (ref self) => heap.Copy(ref heap.Root(0), self));
        heap.ResizeRoots(1);
        test.New(0, test.Final, 1);
        long identity = test.Identity(0);
        test.Clear(0);
        heap.Control.Collect(2);

        Assert.Equal(1, heap.GetWord(heap.Root(0), 0));
        Assert.Equal(identity, test.Identity(0));
    }

    [Fact]
    public void The_host_tells_its_allocator()
    {
        Assert.True(HostAllocator.IsKnown, "This runtime hands its allocator over in another way; each allocation costs a call more.");
        Assert.NotEqual(0, HostAllocator.Find(typeof(ClrEmpty<TagEnd>)));
        Assert.False(HostAllocator.HasHardLimit());
    }

    [Fact]
    public unsafe void The_host_s_allocator_and_the_guarded_function_make_the_same_object()
    {
        ClrClass made = ClrClass.Rent(new(Slots: 2, Words: 1, Finalizable: false, Weak: false));
        try
        {
            ClrObject direct = ((delegate*<nint, ClrObject>)made.Create)(made.MethodTable);
            ClrObject guarded = ((delegate*<nint, ClrObject>)made.GuardedCreate)(made.MethodTable);

            Assert.NotEqual(made.Create, made.GuardedCreate);
            Assert.Same(guarded.GetType(), direct.GetType());
            Assert.Null(direct.Slot(0));
            Assert.Null(direct.Slot(1));
        }
        finally
        {
            made.Return();
        }
    }
}
