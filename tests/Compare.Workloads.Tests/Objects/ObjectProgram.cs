using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Checking;
using Compare.Workloads.Objects;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Objects;

/// <summary>A test program over Python's objects. It runs bare and under the checking heap, each on a new engine.</summary>
internal abstract class ObjectProgram : IHeapProgram
{
    /// <summary>Gets the engine that the program runs on.</summary>
    protected IEngine Engine { get; private set; } = null!;

    /// <summary>Runs the program on an engine, bare and under the checking heap.</summary>
    public void RunOn(string engine)
    {
        RunBareOn(engine);
        RunOnce(engine, isChecked: true);
    }

    /// <summary>Runs the program without the checking heap, which has none of the engine's shared objects and immediate values.</summary>
    public void RunBareOn(string engine) => RunOnce(engine, isChecked: false);

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Python<THeap, TRef> py = new(heap);
        ObjectLocals<TRef> frame = default;
        heap.Enter(ref frame);
        Run(in py, ref frame);
        heap.Leave(ref frame);
    }

    /// <summary>Does what the program does.</summary>
    protected abstract void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct;

    private void RunOnce(string text, bool isChecked)
    {
        using IEngine engine = EngineUnderTest.Create(text);
        Engine = engine;
        engine.Execute(isChecked ? new CheckedProgram(this) : this);
        engine.Control.Verify();
    }
}
