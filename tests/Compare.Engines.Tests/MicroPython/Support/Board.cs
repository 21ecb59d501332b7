using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.MicroPython.Support;

/// <summary>A MicroPython heap whose variables are numbered slots of the root area, for tests that read like scripts.</summary>
public abstract class Board
{
    private const int Variables = 64;

    /// <summary>Gets the controls.</summary>
    public abstract IHeapControl Control { get; }

    /// <summary>Gets the modules gc and micropython.</summary>
    public abstract IMicroPythonModule Module { get; }

    /// <summary>Gets the rules by which containers grow.</summary>
    public abstract IGrowthRules Growth { get; }

    /// <summary>Runs a script on a new engine, then verifies it and brings it to rest.</summary>
    public static void Run(string variant, Action<Board> script)
    {
        using IEngine engine = EnginesUnderTest.Create(variant);
        engine.Execute(new Program(script));
        engine.Control.Verify();
        engine.Rest();
        engine.Control.Verify();
    }

    public abstract void New(int variable, ObjectType type);

    public abstract void NewArray(int variable, ObjectType type, int length);

    public abstract void Clear(int variable);

    public abstract void Copy(int variable, int from);

    public abstract bool IsNull(int variable);

    public abstract bool Same(int left, int right);

    public abstract void Resize(int owner, int items, int buffer = 0);

    public abstract int BufferLength(int owner);

    public abstract void Store(int owner, int field, int value);

    public abstract void Load(int variable, int owner, int field);

    public abstract void StoreItem(int owner, int index, int value);

    public abstract void LoadItem(int variable, int owner, int index);

    public abstract void SetWord(int owner, int word, long value);

    public abstract long GetWord(int owner, int word);

    public abstract void SetItemWord(int owner, int index, long value);

    public abstract void SetElementWord(int owner, int index, long value);

    public abstract Span<byte> Bytes(int owner);

    public abstract Span<byte> ItemBytes(int owner);

    public abstract bool TryLoadInteger(int variable, ObjectType type, long value);

    public abstract bool TryLoadFloat(int variable, ObjectType type, double value);

    public abstract bool HasType(int variable, ObjectType type);

    public abstract long SizeOf(int variable);

    public abstract long? ReferenceCount(int variable);

    public abstract void NewWeak(int variable, int target, long tag);

    public abstract void NewFinalize(int variable, int target, long tag);

    public abstract bool Detach(int variable);

    public abstract void LoadWeak(int variable, int weak);

    public abstract void Free(int variable);

    public abstract void OnDeath(Action<long> callback);

    public abstract void OnFinalize(ObjectType type, Action callback);

    /// <summary>Gets the address of an object, as a number that a program may store.</summary>
    public abstract long Address(int variable);

    /// <summary>Tells whether an action runs out of memory.</summary>
    public static bool Fails(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (HeapExhaustedException)
        {
            return true;
        }
    }

    /// <summary>Gets the bytes that an action leaves in use.</summary>
    public long Cost(Action action)
    {
        long before = Module.UsedBytes;
        action();
        return Module.UsedBytes - before;
    }

    /// <summary>Collects everything.</summary>
    public long Collect() => Control.Collect(0)!.Value;

    private sealed class Program(Action<Board> script) : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            heap.ResizeRoots(Variables);
            script(new Board<THeap, TRef>(heap));
            heap.ResizeRoots(0);
        }
    }
}
