using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects.Numbers;

namespace Compare.Workloads.Objects;

/// <summary>
/// Python's objects on one heap: the handles of their types and the rules of the implementation that the engine is modelled on.
/// Made once in a run and passed by reference to the operations of <c>PyList</c>, <c>PyDict</c> and their kin.
/// </summary>
/// <remarks>
/// <para>The null reference stands for None. Operations follow the interface's rules: what may collect takes locals by
/// reference, what never allocates takes borrowed references.</para>
/// <para>The operations are static and generic, so that the compiler specialises each for each engine, as it does the heap's own.</para>
/// </remarks>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public readonly struct Python<THeap, TRef>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    private const int LargestOneByteProbe = 256;
    private const int LargestTwoByteProbe = 65_536;

    /// <summary>Initializes a new instance of the <see cref="Python{THeap, TRef}"/> struct and makes the types known.</summary>
    /// <param name="heap">The heap.</param>
    /// <exception cref="ArgumentException">The engine has no rules.</exception>
    public Python(THeap heap)
    {
        Heap = heap;
        Growth = heap.Module<IGrowthRules>() ?? throw new ArgumentException("The engine has no growth rules.", nameof(heap));
        Rules = heap.Module<IObjectRules>() ?? throw new ArgumentException("The engine has no object rules.", nameof(heap));
        Sys = heap.Module<ISysModule<TRef>>();
        Immediate = heap.Module<IImmediateValues<TRef>>();
        Weakref = heap.Module<IWeakrefModule<TRef>>();
        IsOpenDict = Rules.DictForm == TableForm.Open;
        IsOpenSet = Rules.SetForm == TableForm.Open;
        HasStringTables = Rules.HasStringTables;
        UnboxesListItems = Rules.UnboxesListItems;
        WordIntegerBits = Rules.WordIntegerBits;
        Digits = new(Rules.DigitBits, Rules.DigitBytes, Rules.SpareDigits);
        TextForm = Rules.TextForm;
        LimitsIndex = Growth.IndexMayFillFirst;
        OneByteIndex = LargestIndex(Growth, LargestOneByteProbe, 1);
        TwoByteIndex = LargestIndex(Growth, LargestTwoByteProbe, 2);
        Int = heap.Register(PythonTypes.Int);
        BigInt = heap.Register(PythonTypes.BigInt);
        Bool = heap.Register(PythonTypes.Bool);
        Float = heap.Register(PythonTypes.Float);
        Str = heap.Register(PythonTypes.Str);
        StrLatin1 = heap.Register(PythonTypes.StrLatin1);
        StrUcs2 = heap.Register(PythonTypes.StrUcs2);
        StrUcs4 = heap.Register(PythonTypes.StrUcs4);
        Bytes = heap.Register(PythonTypes.Bytes);
        ByteArray = heap.Register(PythonTypes.ByteArray);
        Tuple = heap.Register(PythonTypes.Tuple);
        Array = heap.Register(PythonTypes.Array);
        Range = heap.Register(Rules.RangesKeepLength ? PythonTypes.RangeWithLength : PythonTypes.Range);
        Slice = heap.Register(PythonTypes.Slice);
        Complex = heap.Register(PythonTypes.Complex);
        Shared = heap.Register(PythonTypes.Shared);
        SetAside = heap.Register(PythonTypes.SetAside);
        List = heap.Register(UnboxesListItems ? PythonTypes.ListOfValues : PythonTypes.List);
        Dict = heap.Register(IsOpenDict ? PythonTypes.DictOpen
            : HasStringTables ? PythonTypes.DictWithStringTable : PythonTypes.Dict);
        Set = heap.Register(!IsOpenSet ? PythonTypes.SetCompact
            : Rules.SetsKeepHashes ? PythonTypes.Set : PythonTypes.SetOpen);
        Kinds = PythonKinds.Register<THeap, TRef>(heap, Rules, Dict);
    }

    /// <summary>Gets the heap.</summary>
    public THeap Heap { get; }

    /// <summary>Gets how containers grow.</summary>
    public IGrowthRules Growth { get; }

    /// <summary>Gets the forms of objects.</summary>
    public IObjectRules Rules { get; }

    /// <summary>Gets the shared objects, where the implementation has any.</summary>
    public ISysModule<TRef>? Sys { get; }

    /// <summary>Gets the numbers that need no object, where the implementation has any.</summary>
    public IImmediateValues<TRef>? Immediate { get; }

    /// <summary>Gets the module of weak references, where the implementation has one.</summary>
    public IWeakrefModule<TRef>? Weakref { get; }

    /// <summary>Gets a value indicating whether a dictionary is one table of slots.</summary>
    public bool IsOpenDict { get; }

    /// <summary>Gets a value indicating whether a set is one table of slots.</summary>
    public bool IsOpenSet { get; }

    /// <summary>Gets a value indicating whether dictionaries of string keys have a table of their own.</summary>
    public bool HasStringTables { get; }

    /// <summary>Gets a value indicating whether lists of integers keep values.</summary>
    public bool UnboxesListItems { get; }

    /// <summary>Gets the bits of the largest integer of one word.</summary>
    public int WordIntegerBits { get; }

    /// <summary>Gets how strings store their characters.</summary>
    public TextForm TextForm { get; }

    /// <summary>Gets the form of the digits of big integers.</summary>
    internal DigitFormat Digits { get; }

    /// <summary>Gets a value indicating whether an index may be full before the entries are.</summary>
    internal bool LimitsIndex { get; }

    /// <summary>Gets the bytes up to which an index has slots of one byte.</summary>
    internal int OneByteIndex { get; }

    /// <summary>Gets the bytes up to which an index has slots of two bytes.</summary>
    internal int TwoByteIndex { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Int"/>.</summary>
    public TypeHandle Int { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.BigInt"/>.</summary>
    public TypeHandle BigInt { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Bool"/>.</summary>
    public TypeHandle Bool { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Float"/>.</summary>
    public TypeHandle Float { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Str"/>.</summary>
    public TypeHandle Str { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.StrLatin1"/>.</summary>
    public TypeHandle StrLatin1 { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.StrUcs2"/>.</summary>
    public TypeHandle StrUcs2 { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.StrUcs4"/>.</summary>
    public TypeHandle StrUcs4 { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Bytes"/>.</summary>
    public TypeHandle Bytes { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.ByteArray"/>.</summary>
    public TypeHandle ByteArray { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Tuple"/>.</summary>
    public TypeHandle Tuple { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Array"/>.</summary>
    public TypeHandle Array { get; }

    /// <summary>Gets the handle of the engine's form of a range.</summary>
    public TypeHandle Range { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Slice"/>.</summary>
    public TypeHandle Slice { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Complex"/>.</summary>
    public TypeHandle Complex { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.Shared"/>.</summary>
    internal TypeHandle Shared { get; }

    /// <summary>Gets the handle of <see cref="PythonTypes.SetAside"/>.</summary>
    internal TypeHandle SetAside { get; }

    /// <summary>Gets the handle of the engine's form of a list.</summary>
    public TypeHandle List { get; }

    /// <summary>Gets the handle of the engine's form of a dictionary.</summary>
    public TypeHandle Dict { get; }

    /// <summary>Gets the handle of the engine's form of a set.</summary>
    public TypeHandle Set { get; }

    /// <summary>Gets the handles of functions, generators, iterators, exceptions and the like.</summary>
    public PythonKinds Kinds { get; }

    /// <summary>Tells whether a type is one of the four of strings.</summary>
    /// <param name="type">A handle of this heap.</param>
    /// <returns>True for a string.</returns>
    internal bool IsStr(TypeHandle type) => type == Str || type == StrLatin1 || type == StrUcs2 || type == StrUcs4;

    /// <summary>Finds the bytes of the largest index whose slots have a width.</summary>
    private static int LargestIndex(IGrowthRules growth, int slots, int width)
    {
        while (slots > 1 && growth.IndexSlotBytes(slots) > width)
        {
            slots /= 2;
        }

        return slots * width;
    }
}
