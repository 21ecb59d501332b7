using System.Diagnostics.CodeAnalysis;

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <summary>
/// What the checking heap knows of a running program: its frames, what each local must contain, its temporaries.
/// </summary>
/// <remarks>
/// Every local is mirrored by a slot in the inner heap's root area, so that the inner engine counts and moves it; the
/// program's variable itself holds only a <see cref="CheckedReference{TRef}"/>. Each operation that may collect begins
/// an epoch: temporaries die and every local gets a new stamp, by which a copy taken earlier is known.
/// </remarks>
internal sealed partial class Checker<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private readonly THeap _inner;
    private readonly List<string> _names = ["null"];
    private readonly Dictionary<string, int> _nameNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<TypeHandle, ObjectType> _types = [];
    private long _stamp;
    private long _allocations;

    public Checker(THeap inner)
    {
        _inner = inner;
        Control = new CheckedControl(inner.Control, Collect);
    }

    /// <summary>Gets the checked heap.</summary>
    public THeap Inner => _inner;

    /// <summary>Gets the inner controls; an explicit collection begins an epoch.</summary>
    public IHeapControl Control { get; }

    /// <summary>Checks what a program must have done at its end.</summary>
    public void CheckEnd()
    {
        if (_frames.Count > 0)
        {
            throw Misuse($"frame {_frames[^1].Layout.TypeName} was never left");
        }

        FindLeaks();
        for (int index = 0; index < _rootCount; index++)
        {
            if (!_roots[index].IsNull)
            {
                throw Misuse($"root {index} still holds an object at the end of the program");
            }
        }

        if (_rootCount > 0)
        {
            throw Misuse($"the root area still has {_rootCount} slots at the end of the program");
        }
    }

    /// <summary>Lets go of everything, so that the engine can be used again after a misuse.</summary>
    public void Abandon()
    {
        ReleaseOwnedTemporaries();
        _frames.Clear();
        _rootCount = 0;
        _inner.ResizeRoots(0);
    }

    private long? Collect(int generation)
    {
        CheckInnermost();
        BeginEpoch("Collect");
        bool outer = BeginCollecting();
        try
        {
            return _inner.Control.Collect(generation);
        }
        finally
        {
            EndCollecting(outer);
        }
    }

    /// <summary>Reports a misuse.</summary>
    /// <param name="what">What and of what.</param>
    [DoesNotReturn]
    public static void Throw(string what) => throw Misuse(what);

    private static HeapMisuseException Misuse(string what) => new($"Heap misuse: {what}, {MisuseSite.Describe()}.");

    private int NumberOf(string name)
    {
        if (!_nameNumbers.TryGetValue(name, out int number))
        {
            number = _names.Count;
            _names.Add(name);
            _nameNumbers.Add(name, number);
        }

        return number;
    }

    // A root's name is negative: 100,000 of them need no text until one is misused.
    private static int RootName(int index) => -1 - index;

    private string NameOf(int number) => number < 0 ? $"root {-1 - number}" : _names[number];
}
