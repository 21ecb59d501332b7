using Compare.Engines.Abstractions.Engines;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Lifetimes;

/// <summary>The cliff lies where the documentation of the workload says.</summary>
public sealed class SurvivalCliffTests
{
    private const int NominalBytes = 40;
    private const int Batches = 20;

    /// <summary>At the threshold, the list that holds the objects is one too many in the first batch; then it is old.</summary>
    /// <param name="objects">Objects in a batch.</param>
    /// <param name="collections">Collections in the run.</param>
    [Theory]
    [InlineData(299, 0)]
    [InlineData(300, 1)]
    [InlineData(301, Batches)]
    public void One_object_decides_whether_counted_generations_collect_in_each_batch(int objects, int collections)
    {
        using IEngine engine = EngineUnderTest.Create("cpython:3.13,gen0=300");

        Laboratory.Run(engine, Text(objects, "batch"));

        Assert.Equal(collections, engine.Control.Statistics.MinorCollections + engine.Control.Statistics.MajorCollections);
    }

    [Fact]
    public void Counted_generations_do_not_collect_while_a_ring_is_in_balance()
    {
        using IEngine engine = EngineUnderTest.Create("cpython:3.13,gen0=300");

        Laboratory.Run(engine, Text(301, "ring"));

        Assert.Equal(1, engine.Control.Statistics.MinorCollections + engine.Control.Statistics.MajorCollections);
    }

    /// <summary>An object takes 80 bytes in PyPy; the list of these lengths is too large for the nursery.</summary>
    /// <param name="difference">Objects in a batch more than a nursery holds.</param>
    /// <param name="least">Smallest share that survives.</param>
    /// <param name="most">Largest share that survives.</param>
    [Theory]
    [InlineData(-2, 0, 0.01)]
    [InlineData(2, 0.9, 1)]
    public void A_few_objects_decide_whether_a_nursery_survives(int difference, double least, double most)
    {
        const int ObjectBytes = 80;
        const int NurseryBytes = 2 << 20;
        using IEngine engine = EngineUnderTest.Create("pypy:nursery=2MiB");

        Laboratory.Run(engine, Text((NurseryBytes / ObjectBytes) + difference, "batch"));

        long copied = 0;
        for (int i = 0; i < engine.Events.Count; i++)
        {
            copied += Math.Max(0, engine.Events[i].CopiedObjects);
        }

        Assert.InRange(copied / (double)engine.Control.Statistics.AllocatedObjects, least, most);
    }

    private static string Text(int objects, string pattern) =>
        $"survival-cliff:lifetime={objects * NominalBytes}B,allocate={(long)objects * NominalBytes * Batches}B,pattern={pattern}";
}
