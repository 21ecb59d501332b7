using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;
using Compare.Engines.PyPy;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Engine;

/// <summary>The verifier notices what it is there for: each test damages the heap behind the engine's back.</summary>
public sealed class PyPyVerifierTests : IDisposable
{
    private const int Old = 0;
    private const int Other = 1;

    private readonly IEngine _engine = EnginesUnderTest.Create("pypy:nursery=512KiB");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_sound_heap_passes() => Damage(_ => { });

    [Fact]
    public void A_reference_to_nowhere_is_found() =>
        AssertFound("no object begins", heap => Write(heap.Root(Old), ObjectHeader.Bytes, heap.Root(Old).Address + 1));

    [Fact]
    public void A_young_object_that_the_barrier_did_not_see_is_found() => AssertFound("unremembered", heap =>
    {
        heap.New(ref heap.Root(Other), heap.Register(TestTypes.Leaf));
        Write(heap.Root(Old), ObjectHeader.Bytes, heap.Root(Other).Address);
    });

    [Fact]
    public void A_white_object_behind_a_black_one_is_found() => AssertFound("white", heap =>
    {
        heap.Control.Collect(1); // Begins marking: the root waits to be looked at, what it refers to is white.
        ObjectReference holder = heap.Borrow(heap.Root(Old), 0);
        Write(holder, 0, Marshal.ReadIntPtr(holder.Address) | unchecked((nint)HeaderFlags.Visited));
    });

    [Fact]
    public void A_header_of_no_type_is_found() =>
        AssertFound("header", heap => Write(heap.Root(Old), 0, 12345));

    [Fact]
    public void A_root_to_nowhere_is_found() => AssertFound("root", heap => heap.Root(Other) = new(64));

    private static void Write(ObjectReference obj, int offset, nint value) => Marshal.WriteIntPtr(obj.Address, offset, value);

    private void AssertFound(string word, Action<PyPyHeap<NoProbe>> damage)
    {
        HeapCorruptionException found = Assert.Throws<HeapCorruptionException>(() => Damage(damage));
        Assert.Contains(word, found.Message, StringComparison.Ordinal);
    }

    /// <summary>Makes a chain of three old pairs, damages the heap and verifies it.</summary>
    private void Damage(Action<PyPyHeap<NoProbe>> damage)
    {
        PyPyHeap<NoProbe> heap = new((PyPyEngine<NoProbe>)_engine);
        TypeHandle pair = heap.Register(TestTypes.Pair);
        heap.ResizeRoots(2);
        for (int count = 0; count < 3; count++)
        {
            heap.New(ref heap.Root(Other), pair);
            heap.Store(heap.Root(Other), 0, heap.Root(Old));
            heap.Take(ref heap.Root(Old), heap.Move(ref heap.Root(Other)));
        }

        heap.Control.Collect(heap.Control.GenerationCount - 1);
        heap.Control.Verify();

        damage(heap);

        heap.Control.Verify();
    }
}
