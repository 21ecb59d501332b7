using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Checking;

namespace Compare.Engines.Tests.Support;

/// <summary>A program of the contract suite: runs on an engine and knows what the engine promises.</summary>
public abstract class EngineProgram : IHeapProgram
{
    // Bounds the polling of engines that deliver some time after the collection.
    private const int MaxRounds = 60;

    /// <summary>Gets what the engine promises.</summary>
    protected EngineTraits Traits { get; private set; } = null!;

    /// <summary>Gets the engine.</summary>
    protected IEngine Engine { get; private set; } = null!;

    /// <summary>Gets a value indicating whether the program runs under the checking heap.</summary>
    protected bool Checked { get; private set; }

    /// <summary>Runs the program bare and under the checking heap, each on a new engine, and verifies the heap.</summary>
    public void RunOn(string variant, long? heapLimitBytes = null)
    {
        RunBareOn(variant, heapLimitBytes);
        RunOnce(variant, heapLimitBytes, isChecked: true);
    }

    /// <summary>Runs the program without the checking heap, for programs whose size it would make slow.</summary>
    public void RunBareOn(string variant, long? heapLimitBytes = null) =>
        RunOnce(variant, heapLimitBytes, isChecked: false);

    /// <inheritdoc/>
    public abstract void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct;

    /// <summary>Collects everything, and goes on as long as the engine may deliver later.</summary>
    protected static void CollectUntil<THeap, TRef>(THeap heap, Func<bool> done)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int round = 0; round < MaxRounds; round++)
        {
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            GC.WaitForPendingFinalizers(); // On clr, Jython's collect returns before the host's finalizers have run.
            heap.SafePoint();
            if (done())
            {
                return;
            }
        }
    }

    /// <summary>Collects everything twice: what the first collection's finalizers let go, the second reclaims.</summary>
    protected static void CollectAll<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int rounds = 0;
        CollectUntil<THeap, TRef>(heap, () => ++rounds == 2);
    }

    private void RunOnce(string variant, long? heapLimitBytes, bool isChecked)
    {
        using IEngine engine = EnginesUnderTest.Create(variant, heapLimitBytes);
        Engine = engine;
        Traits = engine.Traits;
        Checked = isChecked;
        Reset();
        engine.Execute(isChecked ? new CheckedProgram(this) : this);
        engine.Control.Verify();
        engine.Rest();
        engine.Control.Verify();
    }

    /// <summary>Clears what an earlier run left in the program's own fields.</summary>
    protected virtual void Reset()
    {
    }
}
