using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython;

namespace Compare.Engines.Tests.CPython.Support;

/// <summary>
/// A heap of the <c>cpython</c> engine in the words of a Python program: variables, attributes, lists, the modules
/// <c>gc</c> and <c>weakref</c>. Absent values are <c>None</c>.
/// </summary>
/// <remarks>Nothing here is a check point but <see cref="CheckPoint"/> and <see cref="Collect"/>.</remarks>
internal abstract class PythonHeap
{
    /// <summary>The generation of a full collection.</summary>
    public const int Oldest = 2;

    /// <summary>Gets or sets a value indicating whether the gc is enabled.</summary>
    public bool GcEnabled
    {
        get => Control.AutomaticCollection;
        set => Control.AutomaticCollection = value;
    }

    /// <summary>Gets the counters of the generations.</summary>
    public IReadOnlyList<long> Counts => Control.Counts;

    /// <summary>Gets the number of objects that the program has in the heap, unreclaimed garbage included.</summary>
    public abstract long LiveObjects { get; }

    /// <summary>Gets a value indicating whether a program could order references.</summary>
    public abstract bool ReferencesHaveOrder { get; }

    /// <summary>Gets the controls of the heap.</summary>
    public abstract IHeapControl Control { get; }

    /// <summary>Gets or sets the debugging flags.</summary>
    public abstract CollectorDebug Debug { get; set; }

    /// <summary>Gets the number of frozen objects.</summary>
    public abstract long FrozenCount { get; }

    /// <summary>Gets what the collections of each generation have done.</summary>
    public abstract IReadOnlyList<GenerationStatistics> GcStatistics { get; }

    /// <summary>Runs a program on a new engine that verifies itself after each collection, and once more at the end.</summary>
    public static void Run(string profile, Action<PythonHeap> program) => Run(profile, program, verifies: true);

    /// <summary>Runs a long program, verified at the end only.</summary>
    public static void RunFast(string profile, Action<PythonHeap> program) => Run(profile, program, verifies: false);

    /// <summary><c>gc.collect(generation)</c>.</summary>
    public long Collect(int generation = Oldest) =>
        Control.Collect(generation) ?? throw new InvalidOperationException("A collection returns its findings.");

    /// <summary>Makes an empty variable.</summary>
    public abstract Variable Name();

    /// <summary><c>target = source</c>.</summary>
    public abstract void Assign(Variable target, Variable? source);

    /// <summary><c>del a, b</c>.</summary>
    public void Delete(params ReadOnlySpan<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            Assign(variable, null);
        }
    }

    /// <summary>Tells whether a variable holds None.</summary>
    public abstract bool IsNone(Variable variable);

    /// <summary><c>a is b</c>.</summary>
    public abstract bool Same(Variable left, Variable right);

    /// <summary><c>id(x)</c>: this engine's hash is made of the address and so unique.</summary>
    public abstract long Id(Variable variable);

    /// <summary>Makes an object, with no elements where its type could have some.</summary>
    public Variable New(ObjectType type)
    {
        Variable variable = Name();
        New(variable, type);
        return variable;
    }

    /// <summary>Makes an object in a variable that exists.</summary>
    public abstract void New(Variable variable, ObjectType type);

    /// <summary>Makes an integer.</summary>
    public Variable Int(long value)
    {
        Variable variable = New(PythonTypes.Int);
        SetWord(variable, 0, value);
        return variable;
    }

    /// <summary><c>[a, b]</c>.</summary>
    public Variable List(params ReadOnlySpan<Variable?> items)
    {
        Variable list = New(PythonTypes.List);
        foreach (Variable? item in items)
        {
            Append(list, item);
        }

        return list;
    }

    /// <summary><c>(a, b)</c>.</summary>
    public Variable Tuple(params ReadOnlySpan<Variable> items)
    {
        Variable tuple = Name();
        MakeTuple(tuple, items);
        return tuple;
    }

    /// <summary>Makes a tuple in a variable that exists, which may be among its items.</summary>
    public abstract void MakeTuple(Variable variable, params ReadOnlySpan<Variable> items);

    /// <summary><c>object.field = value</c>.</summary>
    public abstract void Set(Variable instance, int field, Variable? value);

    /// <summary><c>target = object.field</c>.</summary>
    public abstract void Get(Variable target, Variable instance, int field);

    /// <summary>Reads an attribute into a new variable.</summary>
    public Variable Get(Variable instance, int field)
    {
        Variable variable = Name();
        Get(variable, instance, field);
        return variable;
    }

    /// <summary>Reads a word of an object.</summary>
    public abstract long GetWord(Variable instance, int word);

    /// <summary>Writes a word of an object.</summary>
    public abstract void SetWord(Variable instance, int word, long value);

    /// <summary><c>list.append(item)</c>.</summary>
    public abstract void Append(Variable list, Variable? item);

    /// <summary><c>len(list)</c>.</summary>
    public abstract int Length(Variable list);

    /// <summary><c>list[index]</c>.</summary>
    public abstract Variable Item(Variable list, int index);

    /// <summary><c>list.pop()</c>.</summary>
    public abstract Variable Pop(Variable list);

    /// <summary><c>list.clear()</c>.</summary>
    public void Clear(Variable list) => Truncate(list, 0);

    /// <summary><c>del list[length:]</c>.</summary>
    public abstract void Truncate(Variable list, int length);

    /// <summary><c>dict[key] = value</c> for a key that is new.</summary>
    public abstract void Put(Variable dict, Variable? key, Variable? value);

    /// <summary>Sets the <c>__del__</c> of a class.</summary>
    public abstract void SetFinalizer(ObjectType type, Action<Variable> finalizer);

    /// <summary>Sets the legacy finalizer of a class.</summary>
    public abstract void SetLegacyFinalizer(ObjectType type, Action<Variable> finalizer);

    /// <summary>Passes the end of a loop or the begin of a function.</summary>
    public abstract void CheckPoint();

    /// <summary><c>gc.set_threshold</c>.</summary>
    public void SetThresholds(params ReadOnlySpan<long> thresholds) => Control.SetThresholds(thresholds);

    /// <summary><c>gc.freeze()</c>.</summary>
    public abstract void Freeze();

    /// <summary><c>gc.unfreeze()</c>.</summary>
    public abstract void Unfreeze();

    /// <summary><c>gc.callbacks.append</c>.</summary>
    public abstract void AddGcCallback(Action<CollectionNotice> callback);

    /// <summary><c>gc.callbacks.remove</c>.</summary>
    public abstract bool RemoveGcCallback(Action<CollectionNotice> callback);

    /// <summary><c>gc.is_tracked</c>.</summary>
    public abstract bool IsTracked(Variable variable);

    /// <summary><c>gc.is_finalized</c>.</summary>
    public abstract bool IsFinalized(Variable variable);

    /// <summary>Identities of <c>gc.get_objects</c>.</summary>
    public abstract long[] Objects(int? generation = null);

    /// <summary>Identities of <c>gc.get_referents</c>, of one object after the other.</summary>
    public abstract long[] Referents(params ReadOnlySpan<Variable> variables);

    /// <summary>Identities of <c>gc.get_referrers</c>.</summary>
    public abstract long[] Referrers(Variable variable);

    /// <summary>The objects of <c>gc.garbage</c>, each in a new variable.</summary>
    public abstract IReadOnlyList<Variable> Garbage();

    /// <summary><c>gc.garbage.clear()</c>.</summary>
    public abstract void ClearGarbage();

    /// <summary><c>weakref.ref(target, callback)</c> or <c>weakref.proxy</c>.</summary>
    public abstract Variable Weak(
        Variable target, Action<Variable>? callback = null, WeakKind kind = WeakKind.Reference);

    /// <summary><c>MyRef(target, callback)</c> for a subclass of <c>weakref.ref</c>.</summary>
    public abstract Variable WeakOfType(ObjectType type, Variable target, Action<Variable>? callback = null);

    /// <summary>The target of a weak reference, in a new variable.</summary>
    public abstract Variable Call(Variable weak);

    /// <summary>Tells whether the target of a weak reference is gone.</summary>
    public bool IsDead(Variable weak)
    {
        Variable target = Call(weak);
        bool dead = IsNone(target);
        Forget(target);
        return dead;
    }

    /// <summary>The callback of a weak reference, or null.</summary>
    public abstract Action<Variable>? CallbackOf(Variable weak);

    /// <summary><c>weakref.getweakrefcount</c>.</summary>
    public abstract int WeakCount(Variable target);

    /// <summary>Identities of <c>weakref.getweakrefs</c>.</summary>
    public abstract long[] WeakReferences(Variable target);

    /// <summary>Empties a variable for good, so that another name can have its slot.</summary>
    public abstract void Forget(Variable variable);

    private static void Run(string profile, Action<PythonHeap> program, bool verifies)
    {
        CPythonEngineFactory factory = new();
        Specification specification = Specification.Parse($"cpython:{profile}");
        using IEngine engine = factory.Create(new EngineOptions
        {
            Parameters = ParameterValues.Parse("engine cpython", factory.Parameters, specification.Arguments),
            Verify = verifies,
        });
        engine.Execute(new PythonProgram(program));
        engine.Control.Verify();
        engine.Rest();
        engine.Control.Verify();
    }

    private sealed class PythonProgram(Action<PythonHeap> program) : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            PythonHeap<THeap, TRef> python = new(heap);
            program(python);
            python.End();
        }
    }
}
