using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Support;

/// <summary>
/// The classes of the finalization tests and what they record: which finalizers ran for which object, in what state they
/// found it, and the list of the survivors that they brought back.
/// </summary>
internal sealed class FinalizationWorld
{
    /// <summary>The attribute of a self-cycle.</summary>
    public const int Reference = 0;

    private const int Left = 1;
    private const int Right = 2;
    private const int IdentityWord = 0;
    private const int StateWord = 1;

    private readonly Variable _survivors;
    private readonly List<long> _finalized = [];
    private readonly List<long> _legacyFinalized = [];
    private bool _cleaning;

    private FinalizationWorld(PythonHeap python)
    {
        Python = python;
        _survivors = python.List();
        Plain = Class("Simple", _ => { });
        Resurrector = Class("Resurrector", Keep);
        Suicidal = Class("Suicidal", self =>
        {
            SetState(self, State.KilledItself);
            Python.Set(self, Reference, null);
            Python.Set(self, Left, null);
            Python.Set(self, Right, null);
        });
        Legacy = LegacyClass("Legacy", _ => { });
        LegacyResurrector = LegacyClass("LegacyResurrector", Keep);
        Native = NativeClass("NonGC", _ => { });
        NativeResurrector = NativeClass("NonGCResurrector", Keep);
    }

    /// <summary>Gets the heap.</summary>
    public PythonHeap Python { get; }

    /// <summary>Gets the class whose finalizer does nothing but record.</summary>
    public ObjectType Plain { get; }

    /// <summary>Gets the class whose finalizer stores the object in the list of survivors.</summary>
    public ObjectType Resurrector { get; }

    /// <summary>Gets the class whose finalizer cuts all references of the object.</summary>
    public ObjectType Suicidal { get; }

    /// <summary>Gets the class with a finalizer and a legacy finalizer.</summary>
    public ObjectType Legacy { get; }

    /// <summary>Gets the class whose legacy finalizer stores the object in the list of survivors.</summary>
    public ObjectType LegacyResurrector { get; }

    /// <summary>Gets the class that the collector does not know.</summary>
    public ObjectType Native { get; }

    /// <summary>Gets the class that the collector does not know and whose finalizer brings the object back.</summary>
    public ObjectType NativeResurrector { get; }

    /// <summary>
    /// Runs a test with the collector disabled; afterwards survivors and garbage are dropped, and nothing is recorded.
    /// </summary>
    public static void Run(string profile, Action<FinalizationWorld> test) => PythonHeap.Run(profile, python =>
    {
        FinalizationWorld world = new(python);
        python.GcEnabled = false;
        test(world);
        python.CheckPoint();
        world.CleanUp();
        Assert.Empty(python.Garbage());
    });

    /// <summary>Makes an object that knows its identity.</summary>
    public Variable New(ObjectType type)
    {
        Variable instance = Python.New(type);
        Python.SetWord(instance, IdentityWord, Python.Id(instance));
        SetState(instance, State.Alone);
        return instance;
    }

    /// <summary>Makes an object that refers to itself.</summary>
    public Variable NewSelfCycle(ObjectType type)
    {
        Variable instance = New(type);
        Python.Set(instance, Reference, instance);
        SetState(instance, State.SelfCycle);
        return instance;
    }

    /// <summary>Makes a ring of objects that know their neighbours.</summary>
    public Variable[] NewRing(IEnumerable<ObjectType> types)
    {
        Variable[] nodes = [.. types.Select(New)];
        for (int index = 0; index < nodes.Length; index++)
        {
            Variable left = nodes[(index + nodes.Length - 1) % nodes.Length];
            Python.Set(nodes[index], Left, left);
            Python.Set(left, Right, nodes[index]);
            SetState(nodes[index], State.Ring);
        }

        return nodes;
    }

    /// <summary>Checks what has happened so far, whatever the order.</summary>
    public void AssertCalls(IEnumerable<long> finalized, IEnumerable<long> survivors)
    {
        Python.CheckPoint();
        Assert.Equal(finalized.Order(), _finalized.Order());
        List<long> found = [];
        for (int index = 0; index < Python.Length(_survivors); index++)
        {
            Variable survivor = Python.Item(_survivors, index);
            found.Add(Python.Id(survivor));
            Python.Forget(survivor);
        }

        Assert.Equal(survivors.Order(), found.Order());
    }

    /// <summary>Checks which legacy finalizers ran.</summary>
    public void AssertLegacyCalls(params IEnumerable<long> legacyFinalized) =>
        Assert.Equal(legacyFinalized.Order(), _legacyFinalized.Order());

    /// <summary>Drops the survivors.</summary>
    public void ClearSurvivors() => Python.Clear(_survivors);

    /// <summary>Ends the test early: nothing is recorded or brought back from now on.</summary>
    public void CleanUp()
    {
        _cleaning = true;
        ClearSurvivors();
        Python.ClearGarbage();
        Python.Collect();
    }

    private void Keep(Variable self) => Python.Append(_survivors, self);

    private ObjectType Class(string name, Action<Variable> sideEffect)
    {
        ObjectType type = PythonTypes.ClassWithFinalizer(name);
        Python.SetFinalizer(type, self => Record(_finalized, self, CheckSanity, sideEffect));
        return type;
    }

    private ObjectType LegacyClass(string name, Action<Variable> sideEffect)
    {
        ObjectType type = PythonTypes.Class(name, ObjectTraits.Finalizable | ObjectTraits.LegacyFinalizer);
        Python.SetFinalizer(type, self => Record(_finalized, self, CheckSanity, _ => { }));
        Python.SetLegacyFinalizer(type, self => Record(_legacyFinalized, self, CheckSanity, sideEffect));
        return type;
    }

    private ObjectType NativeClass(string name, Action<Variable> sideEffect)
    {
        ObjectType type = new(name, PythonKind.Native, traits: ObjectTraits.Finalizable);
        Python.SetFinalizer(type, self => Record(_finalized, self, _ => { }, sideEffect));
        return type;
    }

    private void Record(List<long> calls, Variable self, Action<Variable> checkSanity, Action<Variable> sideEffect)
    {
        if (!_cleaning)
        {
            calls.Add(Python.Id(self));
            checkSanity(self);
            sideEffect(self);
        }
    }

    private void SetState(Variable self, State state) => Python.SetWord(self, StateWord, (long)state);

    /// <summary>The object is whole: it is itself, and in a ring it has both neighbours.</summary>
    private void CheckSanity(Variable self)
    {
        Assert.Equal(Python.Id(self), Python.GetWord(self, IdentityWord));
        State state = (State)Python.GetWord(self, StateWord);
        if (state == State.SelfCycle)
        {
            Variable reference = Python.Get(self, Reference);
            Assert.True(Python.Same(reference, self));
            Python.Forget(reference);
        }
        else if (state == State.Ring)
        {
            CheckNeighbour(self, Left, Right);
            CheckNeighbour(self, Right, Left);
        }
    }

    /// <summary>A neighbour knows the object, unless it has cut itself off.</summary>
    private void CheckNeighbour(Variable self, int side, int otherSide)
    {
        Variable neighbour = Python.Get(self, side);
        Assert.False(Python.IsNone(neighbour));
        Variable back = Python.Get(neighbour, otherSide);
        bool killedItself = Python.GetWord(neighbour, StateWord) == (long)State.KilledItself;
        Assert.True(killedItself ? Python.IsNone(back) : Python.Same(back, self));
        Python.Forget(back);
        Python.Forget(neighbour);
    }

    private enum State
    {
        Alone,
        SelfCycle,
        Ring,
        KilledItself,
    }
}
