using Compare.Engines.Exact;
using Compare.Engines.Exact.Forms;
using Compare.Engines.Exact.Observations;

namespace Compare.Engines.Tests.Exact;

/// <summary>Counts and Merlin against brute force, on small random graphs: every death to the byte, and what is made of them.</summary>
public sealed class DeathTimeTests
{
    private const int Programs = 150;
    private const int Steps = 200;
    private const int Roots = 5;
    private const long Nursery = 200;

    [Fact]
    public void Every_death_is_at_the_operation_after_which_the_object_cannot_be_reached() => ForEachProgram((model, deaths, _) =>
    {
        Assert.All(model.Nodes, node => Assert.Equal(node.Death, deaths[node.Birth].Time));
        Assert.Equal(model.Nodes.Count, deaths.Count);
    });

    [Fact]
    public void Cyclic_is_what_counting_alone_never_reclaims() => ForEachProgram((model, deaths, _) =>
        Assert.All(model.Nodes, node => Assert.Equal(!node.IsReclaimed, deaths[node.Birth].IsCyclic)));

    [Fact]
    public void The_peak_is_the_largest_of_all_moments() => ForEachProgram((model, _, found) =>
    {
        Assert.Equal(model.PeakObjects, found.PeakLiveObjects);
        Assert.Equal(model.PeakBytes, found.PeakLiveBytes);
    });

    [Fact]
    public void Survival_is_counted_over_all_lives() => ForEachProgram((model, _, found) =>
    {
        (long Age, long Bytes)[] lives =
        [
            .. model.Nodes.Select(node => (node.Death!.Value - node.Birth, node.Bytes)),
            .. model.Buffers.Select(buffer => (buffer.Death - buffer.Birth, buffer.Bytes)),
        ];
        Assert.Equal(model.Clock, lives.Sum(life => life.Bytes));
        Assert.NotEmpty(found.Survival);
        Assert.All(found.Survival, point =>
        {
            long bytes = lives.Where(life => life.Age >= point.AgeBytes).Sum(life => life.Bytes);
            int objects = model.Nodes.Count(node => node.Death - node.Birth >= point.AgeBytes);
            Assert.Equal((double)bytes / model.Clock, point.ShareOfBytes);
            Assert.Equal((double)objects / model.Nodes.Count, point.ShareOfObjects);
        });
    });

    [Fact]
    public void Accounts_are_those_of_the_program() => ForEachProgram((model, _, found) =>
    {
        GraphModel.Node[] dead = [.. model.Nodes.Where(node => node.Death < model.Clock)];
        Assert.Equal(model.Nodes.Count, found.AllocatedObjects);
        Assert.Equal(model.Clock, found.AllocatedBytes);
        Assert.Equal(dead.Length, found.DeadObjects);
        Assert.Equal(dead.Count(node => !node.IsReclaimed), found.CyclicDeadObjects);
        Assert.Equal(model.Nodes.Count - dead.Length, found.AliveAtEndObjects);
        Assert.Equal(model.Stores, found.Stores.All);
        Assert.Equal(model.Initialising, found.Stores.Initialising);
        Assert.Equal(model.OldToYoung, found.Stores.OldToYoung);
        Assert.InRange(found.Stores.OutOfNurseryToNursery, 0, found.Stores.OldToYoung);
        Assert.Equal(model.Nodes.Count, found.Sizes.Sum(size => size.Objects));
        Assert.Equal(model.Clock, found.Sizes.Sum(size => size.ObjectBytes + size.BufferBytes));
        Assert.All(found.Sizes, size => Assert.InRange(size.ObjectBytes, size.Objects * size.LeastBytes, size.Objects * 2 * size.LeastBytes));
    });

    private static void ForEachProgram(Action<GraphModel, Dictionary<long, (long Time, bool IsCyclic)>, Demographics> check)
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            GraphModel model = new(Roots);
            using ExactEngine engine = new ExactEngineFactory().Create(ExactForms.Plain);
            using DemographicsRecorder recorder = new(Nursery);
            DeathLog log = new(recorder);
            engine.Observer = log;
            engine.Execute(new RandomGraph(model, seed, Steps));
            engine.Rest();
            check(model, log.Deaths, engine.Finish(recorder));
        }
    }
}
