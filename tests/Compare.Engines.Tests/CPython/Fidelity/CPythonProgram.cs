using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>A program that replays recorded facts on one profile of the engine.</summary>
public abstract class CPythonProgram : IHeapProgram
{
    /// <summary>Gets the profile that the program runs on.</summary>
    protected string Profile { get; private set; } = string.Empty;

    /// <summary>Runs the program on a new engine and verifies the heap.</summary>
    public void RunOn(string profile)
    {
        Profile = profile;
        using IEngine engine = EnginesUnderTest.Create($"cpython:profile={profile}");
        engine.Execute(this);
        engine.Control.Verify();
    }

    /// <inheritdoc/>
    public abstract void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct;

    /// <summary>Gets the <c>gc</c> module of a heap, which every profile has.</summary>
    protected static IGcModule<TRef> GcOf<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.Module<IGcModule<TRef>>() ?? throw new InvalidOperationException("The engine has no gc module.");
}
