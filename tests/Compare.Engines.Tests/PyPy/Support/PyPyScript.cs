using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Support;

/// <summary>
/// A heap of the <c>pypy</c> engine in the words of a program: variables, attributes, weak references, the module
/// <c>gc</c>. Absent values are <c>None</c>.
/// </summary>
/// <remarks>Nothing here is a check point but <see cref="CheckPoint"/> and a full <see cref="Collect"/>.</remarks>
internal abstract class PyPyScript
{
    /// <summary>What gc.collect() asks for.</summary>
    public const int Full = 2;

    /// <summary>Starts a major collection, after a minor one.</summary>
    public const int Start = 1;

    /// <summary>The nursery of most tests: the least that RPython takes without its debugging mode, and a little more.</summary>
    private const string SmallNursery = "nursery=512KiB";

    /// <summary>Gets the controls of the heap.</summary>
    public abstract IHeapControl Control { get; }

    /// <summary>Gets or sets a value indicating whether the gc is enabled.</summary>
    public bool IsEnabled
    {
        get => Control.AutomaticCollection;
        set => Control.AutomaticCollection = value;
    }

    /// <summary>Gets a value indicating whether there is CPython's module gc.</summary>
    public abstract bool HasGcOfCPython { get; }

    /// <summary>Gets the rules by which containers grow.</summary>
    public abstract IGrowthRules GrowthRules { get; }

    /// <summary>Gets the number of minor collections so far.</summary>
    public long Minors => Control.Statistics.MinorCollections;

    /// <summary>Gets the number of major collections so far.</summary>
    public long Majors => Control.Statistics.MajorCollections;

    /// <summary>Gets or sets the hooks.</summary>
    public abstract IPyPyGcHooks? Hooks { get; set; }

    /// <summary>Gets a value indicating whether finalizers run.</summary>
    public abstract bool AreFinalizersEnabled { get; }

    /// <summary>Runs a program on a new engine that verifies itself after each collection, and once more at the end.</summary>
    public static void Run(Action<PyPyScript> program, string arguments = SmallNursery) =>
        Execute(program, $"pypy:{arguments} verified");

    /// <summary>Runs a long program, verified at the end only.</summary>
    public static void RunFast(Action<PyPyScript> program, string arguments = SmallNursery) =>
        Execute(program, $"pypy:{arguments}");

    /// <summary>Collects; <c>gc.collect()</c> unless told otherwise.</summary>
    /// <returns>Always null, as gc.collect() returns None.</returns>
    public long? Collect(int generation = Full) => Control.Collect(generation);

    /// <summary>Makes an empty variable.</summary>
    public abstract Variable Name();

    /// <summary>Empties a variable for good, so that another name can have its slot.</summary>
    public abstract void Forget(Variable variable);

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

    /// <summary>Makes an object in a new variable.</summary>
    public Variable New(ObjectType type, int length = 0)
    {
        Variable variable = Name();
        New(variable, type, length);
        return variable;
    }

    /// <summary>Makes an object in a variable that exists.</summary>
    public abstract void New(Variable variable, ObjectType type, int length = 0);

    /// <summary>Makes an object and drops it.</summary>
    public void Drop(ObjectType type, int length = 0) => Forget(New(type, length));

    /// <summary>Makes an integer.</summary>
    public Variable Int(long value)
    {
        Variable variable = New(PyPyTypes.Int);
        SetWord(variable, 0, value);
        return variable;
    }

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

    /// <summary>Writes an element of an array.</summary>
    public abstract void SetElement(Variable array, int index, Variable? value);

    /// <summary>Reads an element of an array.</summary>
    public abstract void GetElement(Variable target, Variable array, int index);

    /// <summary>Reads a word of an object.</summary>
    public abstract long GetWord(Variable instance, int word);

    /// <summary>Writes a word of an object.</summary>
    public abstract void SetWord(Variable instance, int word, long value);

    /// <summary>Reads or writes the bytes of an array.</summary>
    public abstract void WithBytes(Variable array, Action<Span<byte>> action);

    /// <summary><c>list.append(item)</c> with an exact capacity.</summary>
    public abstract void Append(Variable list, Variable? item);

    /// <summary>Gives a list or array room for items.</summary>
    public abstract void Resize(Variable list, int items, int buffer = 0);

    /// <summary>Gives the table of a dictionary or set room for entries, and an index.</summary>
    public abstract void ResizeTable(Variable table, int entries, int indexBytes);

    /// <summary><c>list[index] = value</c>.</summary>
    public abstract void SetItem(Variable list, int index, Variable? value);

    /// <summary><c>len(list)</c>.</summary>
    public abstract int Length(Variable list);

    /// <summary><c>target = list[index]</c>.</summary>
    public abstract void Item(Variable target, Variable list, int index);

    /// <summary>Sets the <c>__del__</c> of a class.</summary>
    public abstract void SetFinalizer(ObjectType type, Action<Variable> finalizer);

    /// <summary>Passes the end of a loop or the begin of a function.</summary>
    public abstract void CheckPoint();

    /// <summary><c>weakref.ref(target)</c>, which gives the reference that exists.</summary>
    public abstract Variable SharedWeak(Variable target);

    /// <summary><c>weakref.ref(target, callback)</c>, or a new reference without a callback.</summary>
    public abstract Variable Weak(Variable target, Action<Variable>? callback = null);

    /// <summary><c>target = weak()</c>.</summary>
    public abstract void Call(Variable target, Variable weak);

    /// <summary>Tells whether the target of a weak reference is gone.</summary>
    public bool IsDead(Variable weak)
    {
        Variable target = Name();
        Call(target, weak);
        bool dead = IsNone(target);
        Forget(target);
        return dead;
    }

    /// <summary><c>hash(x)</c> of an object without a hash of its own.</summary>
    public abstract long Hash(Variable variable);

    /// <summary><c>id(x)</c>.</summary>
    public abstract long Id(Variable variable);

    /// <summary><c>gc.get_rpy_memory_usage(x)</c>.</summary>
    public abstract long MemoryUsage(Variable variable);

    /// <summary>What sys.getsizeof would tell, if it told anything.</summary>
    public abstract long SizeOf(Variable variable);

    /// <summary><c>sys.getrefcount</c>, which there is none of.</summary>
    public abstract long? ReferenceCount(Variable variable);

    /// <summary><c>gc.collect_step()</c>.</summary>
    public abstract GcCollectStepStats Step();

    /// <summary>A minor collection and nothing else.</summary>
    public abstract void Minor();

    /// <summary><c>gc.get_stats()</c>.</summary>
    public abstract PyPyMemoryStats Stats(bool withMemoryPressure = false);

    /// <summary><c>gc.disable_finalizers()</c>.</summary>
    public abstract void DisableFinalizers();

    /// <summary><c>gc.enable_finalizers()</c>.</summary>
    public abstract void EnableFinalizers();

    /// <summary><c>rgc.add_memory_pressure</c>.</summary>
    public abstract void AddMemoryPressure(long bytes);

    /// <summary><c>rgc.pin</c>.</summary>
    public abstract bool Pin(Variable variable);

    /// <summary><c>rgc.unpin</c>.</summary>
    public abstract void Unpin(Variable variable);

    /// <summary><c>rgc._is_pinned</c>.</summary>
    public abstract bool IsPinned(Variable variable);

    /// <summary><c>rgc.can_move</c>.</summary>
    public abstract bool CanMove(Variable variable);

    /// <summary>Identities of <c>gc.get_objects</c>.</summary>
    public abstract long[] Objects();

    /// <summary>Identities of <c>gc.get_referents</c>.</summary>
    public abstract long[] Referents(Variable variable);

    /// <summary>Identities of <c>gc.get_referrers</c>.</summary>
    public abstract long[] Referrers(Variable variable);

    private static void Execute(Action<PyPyScript> program, string variant)
    {
        using IEngine engine = EnginesUnderTest.Create(variant);
        engine.Execute(new ScriptProgram(program));
        engine.Control.Verify();
        engine.Rest();
        engine.Control.Verify();
    }

    private sealed class ScriptProgram(Action<PyPyScript> program) : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            PyPyScript<THeap, TRef> script = new(heap);
            program(script);
            script.End();
        }
    }
}
