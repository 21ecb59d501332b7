using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;
using Compare.Engines.PyPy;
using Compare.Engines.PyPy.Arenas;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.Tests.PyPy.Support;

/// <summary>
/// Drives the collector of the engine alone, without Python's objects: the four layouts of RPython's own tests, with a row of
/// slots as roots.
/// </summary>
internal sealed unsafe partial class CollectorDriver : IDisposable
{
    /// <summary>Field of a node.</summary>
    public const int Previous = 0;

    /// <summary>Field of a node.</summary>
    public const int Next = 1;

    private const int NumberOffset = 24;
    private const int PlainBytes = 16;
    private const int NodeBytes = 32;
    private const int ArrayHeaderBytes = 16;
    private const int StringHeaderBytes = 24;
    private const int WeakBytes = 16;

    private readonly PyPyEngine<NoProbe> _engine;
    private readonly GcShape*[] _shapes;

    /// <summary>Initializes a new instance of the <see cref="CollectorDriver"/> class.</summary>
    /// <param name="parameters">The numbers of the collector.</param>
    /// <param name="slots">Number of root slots.</param>
    public CollectorDriver(CollectorParameters parameters, int slots = 0)
    {
        EngineOptions options = new() { Parameters = ParameterValues.Parse("engine pypy", [], []), Verify = true };
        _engine = new(options, new PyPyEngineFactory().GetTraits(options.Parameters), parameters);
        _engine.LightDestructor = obj => Destroyed.Add(Number(obj));
        _engine.EventSink = new EventRecorder(this);
        _engine.ResizeRoots(slots);
        TypeHandle type = _engine.Register(new ObjectType("of the collector", PythonKind.Raw));
        GcShape node = new() { FixedBytes = NodeBytes, References = 2 };
        _shapes = new GcShape*[(int)ObjectKind.WeakPointer + 1];
        void Add(ObjectKind kind, GcShape shape) => _shapes[(int)kind] = _engine.AddShapeForTesting(shape, type);
        Add(ObjectKind.Node, node);
        Add(ObjectKind.FinalizableNode, node with { HasFinalizer = 1 });
        Add(ObjectKind.DestructibleNode, node with { HasLightDestructor = 1 });
        Add(ObjectKind.Array, new()
        {
            FixedBytes = ArrayHeaderBytes,
            LengthOffset = ArrayHeaderBytes - ObjectHeader.SlotBytes,
            ItemBytes = ObjectHeader.SlotBytes,
            ItemReferences = 1,
        });
        Add(ObjectKind.String, new()
        {
            FixedBytes = StringHeaderBytes,
            LengthOffset = StringHeaderBytes - ObjectHeader.SlotBytes,
            ItemBytes = 1,
            TailBytes = 1,
        });
        Add(ObjectKind.Plain, new() { FixedBytes = PlainBytes });
        Add(ObjectKind.WeakPointer, new() { FixedBytes = WeakBytes, WeakOffset = ObjectHeader.Bytes });
    }

    /// <summary>Gets the numbers that RPython's collector has when it runs untranslated, in its tests.</summary>
    public static CollectorParameters Untranslated { get; } = new()
    {
        NurseryBytes = 256,
        PageBytes = 128,
        ArenaBytes = 512,
        SmallRequestThreshold = 40,
        MajorThreshold = 2.5,
        Growth = 2.5,
        CardPageIndices = 0,
        LargeObject = 64,
    };

    /// <summary>Gets the engine.</summary>
    public PyPyEngine<NoProbe> Engine => _engine;

    /// <summary>Gets the numbers of nodes whose destructor or finalizer ran, in order.</summary>
    public List<long> Destroyed { get; } = [];

    /// <summary>Gets what hooks were told, in order.</summary>
    public List<object[]> Events { get; } = [];

    /// <summary>Gets the numbers of the collector.</summary>
    public CollectorSnapshot State => _engine.SnapshotForTesting;

    /// <summary>Gets the pages of small old objects.</summary>
    public ArenaCollection Arenas => _engine.ArenasForTesting;

    /// <summary>Gets a root slot.</summary>
    /// <param name="slot">Its number.</param>
    /// <returns>Address of the object in it, or 0.</returns>
    public nint this[int slot]
    {
        get => _engine.Root(slot).Address;
        set => _engine.Root(slot) = new ObjectReference(value);
    }

    /// <summary>Gets the number of root slots.</summary>
    public int Slots => _engine.RootCount;

    /// <summary>Adds a root slot.</summary>
    /// <param name="obj">What it holds.</param>
    /// <returns>Its number.</returns>
    public int AddSlot(nint obj)
    {
        _engine.ResizeRoots(Slots + 1);
        this[Slots - 1] = obj;
        return Slots - 1;
    }

    /// <summary>Removes the last root slot.</summary>
    /// <returns>What it held.</returns>
    public nint RemoveSlot()
    {
        nint obj = this[Slots - 1];
        _engine.ResizeRoots(Slots - 1);
        return obj;
    }

    /// <summary>Collects the nursery and does one step of the major collection.</summary>
    /// <returns>The states before and after.</returns>
    public (IncrementalState Old, IncrementalState New) Step()
    {
        IncrementalState old = State.State;
        _engine.CollectMinor();
        _engine.StepMajor(0);
        return (old, State.State);
    }

    /// <summary>Tells whether an object is marked.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>True for black ones.</returns>
    public static bool IsVisited(nint obj) => (Header(obj) & HeaderFlags.Visited) != 0;

    /// <summary>Tells whether an object's barrier is armed.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>True until it is written.</returns>
    public static bool IsTracked(nint obj) => (Header(obj) & HeaderFlags.TrackYoungPointers) != 0;

    /// <summary>Collects the nursery.</summary>
    public void CollectMinor() => _engine.CollectMinor();

    /// <summary>Collects the nursery, or everything.</summary>
    /// <param name="isMajor">Whether everything.</param>
    public void Collect(bool isMajor)
    {
        if (isMajor)
        {
            Collect();
        }
        else
        {
            CollectMinor();
        }
    }

    /// <summary>Counts the events since the last call and forgets them.</summary>
    /// <returns>The number of each name.</returns>
    public Dictionary<string, int> TakeEvents()
    {
        Dictionary<string, int> counts = Events.CountBy(told => (string)told[0]).ToDictionary();
        Events.Clear();
        return counts;
    }

    /// <summary>Takes steps until the major collection is in a state.</summary>
    /// <param name="state">The state.</param>
    public void StepUntil(IncrementalState state)
    {
        while (State.State != state)
        {
            Step();
        }
    }

    /// <summary>Does a whole major collection.</summary>
    public void Collect() => _engine.Collect(_engine.GenerationCount - 1);

    /// <summary>Gets the place of an object.</summary>
    /// <param name="obj">The object.</param>
    public string PlaceOf(nint obj)
    {
        if (_engine.IsInNursery(obj))
        {
            return "nursery";
        }

        if (Arenas.Owns(obj, out nint block, out _))
        {
            Assert.Equal(obj, block);
            return "arena";
        }

        return (Header(obj) & HeaderFlags.YoungRaw) != 0 ? "rawyoung" : "raw";
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>Writes down what hooks are told; finalizers run, as in RPython, inside the step that finds them due.</summary>
    private sealed class EventRecorder(CollectorDriver driver) : IPyPyGcHooks
    {
        public void OnMinor(GcMinorStats stats) =>
            driver.Events.Add(["minor", stats.TotalMemoryUsed, stats.PinnedObjects]);

        public void OnCollectStep(GcCollectStepStats stats)
        {
            if (stats.OldState == IncrementalState.Finalizing)
            {
                for (nint dead = driver._engine.TakeDeadForTesting(); dead != 0; dead = driver._engine.TakeDeadForTesting())
                {
                    driver.Destroyed.Add(Number(dead));
                }
            }

            driver.Events.Add(["step", (int)stats.OldState, (int)stats.NewState]);
        }

        public void OnCollect(GcCollectStats stats) => driver.Events.Add(
        [
            "collect", stats.MajorCollections, stats.ArenasBefore, stats.ArenasAfter, stats.ArenaBytes, stats.RawBytesBefore,
            stats.RawBytesAfter, stats.PinnedObjects,
        ]);
    }
}
