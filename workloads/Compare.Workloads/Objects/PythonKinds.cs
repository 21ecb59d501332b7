using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects;

/// <summary>Handles of the types that programs use beside numbers, texts and containers.</summary>
public readonly struct PythonKinds
{
    /// <summary>Gets the handle of the engine's form of a frozen set.</summary>
    public TypeHandle FrozenSet { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.Cell"/>.</summary>
    public TypeHandle Cell { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.Function"/>.</summary>
    public TypeHandle Function { get; private init; }

    /// <summary>Gets the handle of what holds the cells of a closure.</summary>
    public TypeHandle Closure { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.Method"/>.</summary>
    public TypeHandle Method { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.ListIterator"/>.</summary>
    public TypeHandle ListIterator { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.TupleIterator"/>.</summary>
    public TypeHandle TupleIterator { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.DictIterator"/>.</summary>
    public TypeHandle DictIterator { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.SetIterator"/>.</summary>
    public TypeHandle SetIterator { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.RangeIterator"/>.</summary>
    public TypeHandle RangeIterator { get; private init; }

    /// <summary>Gets the handle of the engine's form of an exception.</summary>
    public TypeHandle Exception { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.Traceback"/>.</summary>
    public TypeHandle Traceback { get; private init; }

    /// <summary>Gets the handle of the engine's form of an instance's <c>__dict__</c>.</summary>
    public TypeHandle InstanceDict { get; private init; }

    /// <summary>Gets the handle of <see cref="CodeTypes.WeakContainer"/>.</summary>
    public TypeHandle WeakContainer { get; private init; }

    /// <summary>Gets the handle of the table of a weak dictionary or set.</summary>
    internal TypeHandle WeakTable { get; private init; }

    /// <summary>Makes the types known to a heap.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="rules">The engine's forms.</param>
    /// <param name="dict">The handle of a dictionary.</param>
    /// <returns>The handles.</returns>
    internal static PythonKinds Register<THeap, TRef>(THeap heap, IObjectRules rules, TypeHandle dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => new()
        {
            FrozenSet = heap.Register(rules.SetForm == TableForm.Compact ? CodeTypes.FrozenSetCompact
                : rules.SetsKeepHashes ? CodeTypes.FrozenSet : CodeTypes.FrozenSetOpen),
            Cell = heap.Register(CodeTypes.Cell),
            Function = heap.Register(CodeTypes.Function),
            Closure = heap.Register(rules.ClosuresAreTuples ? PythonTypes.Tuple : CodeTypes.BareClosure),
            Method = heap.Register(CodeTypes.Method),
            ListIterator = heap.Register(CodeTypes.ListIterator),
            TupleIterator = heap.Register(CodeTypes.TupleIterator),
            DictIterator = heap.Register(CodeTypes.DictIterator),
            SetIterator = heap.Register(CodeTypes.SetIterator),
            RangeIterator = heap.Register(CodeTypes.RangeIterator),
            Exception = heap.Register(rules.ExceptionsKeepFrames ? CodeTypes.Exception : CodeTypes.ExceptionWithoutFrames),
            Traceback = heap.Register(CodeTypes.Traceback),
            InstanceDict = heap.Register(
                rules.InstanceDictForm == InstanceDictForm.Split ? CodeTypes.SplitDict : CodeTypes.InstanceView),
            WeakTable = rules.DictForm == TableForm.Open ? heap.Register(CodeTypes.WeakSlots) : dict,
            WeakContainer = heap.Register(CodeTypes.WeakContainer),
        };
}
