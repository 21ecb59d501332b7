using System.Text.Json;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>
/// Plays recorded operations on the collector and compares after each of them all its numbers, its events, the order of
/// deaths and the state of each object in a root slot.
/// </summary>
internal sealed class GcTraceReplay : IDisposable
{
    private static readonly (string Name, ulong Flag)[] s_flags =
    [
        ("TRACK", HeaderFlags.TrackYoungPointers), ("VISITED", HeaderFlags.Visited), ("SHADOW", HeaderFlags.HasShadow),
        ("CARDS", HeaderFlags.HasCards), ("CARDSET", HeaderFlags.CardsSet), ("RMY", HeaderFlags.VisitedRaw),
        ("PIN", HeaderFlags.Pinned),
    ];

    /// <summary>Bits of the header that neither PyPy nor the engine uses: the object's number in the list of ids, and one.</summary>
    private const int NumberShift = 48;

    private readonly JsonElement _recording;
    private readonly CollectorDriver _driver;

    /// <summary>The ids that were asked, by the number that the recording gives each object whose id it asks.</summary>
    private readonly List<nint> _identities = [];

    /// <summary>Initializes a new instance of the <see cref="GcTraceReplay"/> class.</summary>
    /// <param name="recording">A scenario.</param>
    public GcTraceReplay(JsonElement recording)
    {
        _recording = recording;
        _driver = new(ParametersOf(recording.GetProperty("params")), recording.GetProperty("slots").GetInt32());
    }

    /// <summary>Gets the number of operations compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Plays all operations.</summary>
    public void Run()
    {
        foreach (JsonElement entry in _recording.GetProperty("trace").EnumerateArray())
        {
            _driver.Events.Clear();
            _driver.Destroyed.Clear();
            JsonElement operation = entry.GetProperty("op");
            object? result = Execute(operation);
            _driver.Arenas.Verify();
            Compare(entry, operation, result);
            Compared++;
        }
    }

    public void Dispose() => _driver.Dispose();

    private static CollectorParameters ParametersOf(JsonElement given)
    {
        CollectorParameters parameters = CollectorDriver.Untranslated;
        foreach (JsonProperty property in given.EnumerateObject())
        {
            parameters = property.Name switch
            {
                "nursery_size" => parameters with { NurseryBytes = property.Value.GetInt32() },
                "page_size" => parameters with { PageBytes = property.Value.GetInt32() },
                "arena_size" => parameters with { ArenaBytes = property.Value.GetInt32() },
                "small_request_threshold" => parameters with { SmallRequestThreshold = property.Value.GetInt32() },
                "major_collection_threshold" => parameters with { MajorThreshold = property.Value.GetDouble() },
                "growth_rate_max" => parameters with { Growth = property.Value.GetDouble() },
                "card_page_indices" => parameters with { CardPageIndices = property.Value.GetInt32() },
                "large_object" => parameters with { LargeObject = property.Value.GetInt32() },
                _ => throw new NotSupportedException($"The recording has an unknown parameter {property.Name}."),
            };
        }

        return parameters;
    }

    private object? Execute(JsonElement operation)
    {
        CollectorDriver driver = _driver;
        int Argument(int index) => operation[index].GetInt32();
        switch (operation[0].GetString())
        {
            case "node":
                driver[Argument(1)] = driver.NewNode(operation[2].GetInt64(), NodeKind(operation));
                return null;
            case "arr":
                driver[Argument(1)] = driver.New(ObjectKind.Array, Argument(2));
                return null;
            case "str":
                driver[Argument(1)] = driver.New(ObjectKind.String, Argument(2));
                return null;
            case "wref":
                driver[Argument(1)] = driver.NewWeakPointer(Argument(2));
                return null;
            case "deref":
                return driver.Target(driver[Argument(1)]) == 0 ? "null" : "live";
            case "drop":
                driver[Argument(1)] = 0;
                return null;
            case "set":
                driver.Set(driver[Argument(1)], Argument(2), Argument(3) < 0 ? 0 : driver[Argument(3)]);
                return null;
            case "get":
                nint got = driver.Get(driver[Argument(2)], Argument(3));
                driver[Argument(1)] = got;
                return Describe(got);
            case "copy":
                return driver.Copy(
                    driver[Argument(1)], driver[Argument(2)], Argument(3), Argument(4), Argument(5));
            case "minor":
                driver.Engine.CollectMinor();
                return null;
            case "gcminor":
                driver.Engine.Collect(0);
                return null;
            case "gcstart":
                driver.Engine.Collect(1);
                return null;
            case "step":
                (object old, object now) = driver.Step();
                return new[] { (int)old, (int)now };
            case "collect":
                driver.Collect();
                return null;
            case "pin":
                return driver.Engine.Pin(driver[Argument(1)]);
            case "unpin":
                driver.Engine.Unpin(driver[Argument(1)]);
                return null;
            case "id":
                return Identify(driver[Argument(1)]);
            case "pressure":
                driver.Engine.AddMemoryPressure(Argument(1));
                return null;
            default:
                throw new NotSupportedException($"The recording has an unknown operation {operation}.");
        }
    }

    /// <summary>Gets the number of an object, which it carries with it; addresses are used again after deaths.</summary>
    private int Identify(nint obj)
    {
        nint id = _driver.Engine.IdOf(obj);
        int number = (int)(CollectorDriver.Header(obj) >> NumberShift) - 1;
        if (number < 0)
        {
            number = _identities.Count;
            _identities.Add(id);
            CollectorDriver.Header(obj) |= (ulong)(number + 1) << NumberShift;
        }

        Assert.Equal(_identities[number], id);
        return number;
    }

    private static ObjectKind NodeKind(JsonElement operation) =>
        operation.GetArrayLength() < 4 ? ObjectKind.Node : operation[3].GetString() switch
        {
            "fin" => ObjectKind.FinalizableNode,
            "light" => ObjectKind.DestructibleNode,
            _ => throw new NotSupportedException($"The recording has an unknown node {operation}."),
        };

    private object Describe(nint obj) => obj == 0 ? "null"
        : NameOf(obj) == "node" ? new object[] { "node", CollectorDriver.Number(obj) }
        : NameOf(obj);

    private string NameOf(nint obj) => _driver.KindOf(obj) switch
    {
        ObjectKind.Array => "arr",
        ObjectKind.String => "str",
        ObjectKind.WeakPointer => "wref",
        _ => "node",
    };

    private void Compare(JsonElement entry, JsonElement operation, object? result)
    {
        foreach (JsonProperty property in entry.EnumerateObject())
        {
            object? actual = property.Name switch
            {
                "op" => null,
                "after" => null,
                "result" => result,
                "events" => _driver.Events,
                "destructed" => _driver.Destroyed,
                _ => throw new NotSupportedException($"The recording has an unknown part {property.Name}."),
            };
            if (property.Name is not ("op" or "after"))
            {
                AssertEqual(property.Name, property.Value, actual, operation);
            }
        }

        AssertAbsent(entry, "events", _driver.Events.Count, operation);
        AssertAbsent(entry, "destructed", _driver.Destroyed.Count, operation);
        CompareNumbers(entry.GetProperty("after"), operation);
    }

    private void CompareNumbers(JsonElement after, JsonElement operation)
    {
        CollectorSnapshot state = _driver.State;
        Assert.Equal(state.State == Abstractions.Modules.IncrementalState.Marking, after.TryGetProperty("gray", out _));
        foreach (JsonProperty property in after.EnumerateObject())
        {
            object actual = property.Name switch
            {
                "minors" => state.MinorCollections,
                "state" => (int)state.State,
                "majors" => state.MajorCollections,
                "used" => _driver.Arenas.UsedBytes + state.RawBytes,
                "arena_used" => _driver.Arenas.UsedBytes,
                "raw" => state.RawBytes,
                "arenas" => _driver.Arenas.ArenaCount,
                "thr" => state.Threshold,
                "made_old" => state.MadeOld,
                "thr_old" => state.MadeOldThreshold,
                "remembered" => state.Remembered,
                "cards" => state.WithCardsSet,
                "pinned" => state.Pinned,
                "nursery_left" => state.NurseryLeft,
                "gray" => state.Gray,
                "more_gray" => state.MoreGray,
                "objs" => Objects(),
                _ => throw new NotSupportedException($"The recording has an unknown number {property.Name}."),
            };
            if (actual is double number)
            {
                Assert.Equal(property.Value.GetDouble(), number);
            }
            else
            {
                AssertEqual(property.Name, property.Value, actual, operation);
            }
        }
    }

    private object[] Objects() =>
    [
        .. Enumerable.Range(0, _driver.Slots).Where(slot => _driver[slot] != 0).Select(slot =>
        {
            nint obj = _driver[slot];
            ulong header = CollectorDriver.Header(obj);
            string flags = string.Join('|', s_flags.Where(flag => (header & flag.Flag) != 0).Select(flag => flag.Name));
            return new object[]
            {
                slot, NameOf(obj), _driver.PlaceOf(obj), (long)_driver.Engine.SizeOfObject(obj), flags,
            };
        }),
    ];

    private void AssertAbsent(JsonElement entry, string name, int count, JsonElement operation) => Assert.True(
        count == 0 || entry.TryGetProperty(name, out _), $"Operation {Compared} {operation} recorded no {name}.");

    private void AssertEqual(string name, JsonElement expected, object? actual, JsonElement operation)
    {
        string where = $"operation {Compared} {operation}, {name}: ";
        Assert.Equal(where + JsonSerializer.Serialize(expected), where + JsonSerializer.Serialize(actual));
    }
}
