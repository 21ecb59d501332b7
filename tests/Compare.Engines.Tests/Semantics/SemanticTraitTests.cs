using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Tests.Clr;
using Compare.Semantics;

namespace Compare.Engines.Tests.Semantics;

/// <summary>What programs observe is what the engines' traits promise, in every variant.</summary>
[Collection(nameof(HostCollector))]
public sealed class SemanticTraitTests
{
    public static TheoryData<string> Configurations => new(ObservedSemantics.Subjects.Select(subject => subject.Name));

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Reclamation_is_as_promised(string configuration)
    {
        EngineTraits traits = Traits(configuration);

        string expected = traits.Prompt ? "at once" : traits.Reclaims ? "by a collection" : "never";
        Assert.Equal(expected, Answer(configuration, "dead_object"));
        Assert.Equal(traits.ReclaimsCycles ? "by a collection" : "never", Answer(configuration, "dead_cycle"));
        Assert.Equal(traits.Reclaims, Answer(configuration, "collection_trigger") != "nothing");
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Calls_come_where_promised(string configuration)
    {
        EngineTraits traits = Traits(configuration);
        string place = traits.Delivery switch
        {
            CallbackDelivery.AtDeath => "in the release of the last reference",
            CallbackDelivery.InCollection => "in the allocation that collects",
            CallbackDelivery.AtSafePoint => "at the next check point",
            _ => "never",
        };

        Assert.Equal(traits.HasWeakReferences ? place : "–", Answer(configuration, "weak_callback_place"));
        Assert.Equal(Finalizes(traits) ? place : "–", Answer(configuration, "finalizer_place"));
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Finalizers_are_as_promised(string configuration)
    {
        EngineTraits traits = Traits(configuration);

        string order = traits.FinalizerOrder switch
        {
            FinalizerOrder.None => "–",
            FinalizerOrder.ByCount or FinalizerOrder.Topological => "owners first",
            FinalizerOrder.Allocation => "oldest first",
            _ => "not promised",
        };
        Assert.Equal(order, Answer(configuration, "finalizer_order"));
        string inCycle = Answer(configuration, "weak_in_finalizer").Split(": ")[^1];
        Assert.Equal(
            !Finalizes(traits) || !traits.HasWeakReferences ? "–" : traits.WeakClearedBeforeFinalizer ? "nothing" : "the object",
            inCycle);
        Assert.Equal(Finalizes(traits) ? "no" : "–", Answer(configuration, "finalized_again"));
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Objects_are_as_promised(string configuration)
    {
        EngineTraits traits = Traits(configuration);

        bool moves = Answer(configuration, "moves_young") == "yes" || Answer(configuration, "moves_old") == "yes";
        Assert.Equal(traits.Moving, moves);
        Assert.Equal(YesOrNo(traits.CountsReferences), Answer(configuration, "reference_count"));
        Assert.Equal(YesOrNo(traits.HasWeakReferences), Answer(configuration, "weak_references"));
        string barrier = traits.Barrier switch
        {
            BarrierKind.ReferenceCounting => "two counts",
            BarrierKind.ObjectRemembering => "a test of the object's header, once a list entry",
            BarrierKind.CardMarking => "a card is marked",
            _ => "nothing",
        };
        Assert.Equal(barrier, Answer(configuration, "barrier"));
        Assert.True(int.Parse(Answer(configuration, "used_overhead_bytes")) >= traits.HeaderBytes);
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Controls_are_as_promised(string configuration)
    {
        EngineTraits traits = Traits(configuration);

        string returns = traits.CollectResult switch
        {
            CollectResult.UnreachableObjects => "unreachable objects that can be in cycles",
            CollectResult.FreedBlocks => "blocks freed, parts of objects included",
            CollectResult.FreedBytes => "bytes freed",
            CollectResult.Constant => "always -2",
            _ => "nothing",
        };
        Assert.Equal(returns, Answer(configuration, "collect_returns"));
        Assert.Equal(traits.CanDisable, Answer(configuration, "switch_off") != "no");
        Assert.Equal($"{traits.Generations}", Answer(configuration, "generations"));
        Assert.Equal(YesOrNo(traits.HasCensus), Answer(configuration, "census"));
        Assert.Equal(traits.HonoursHeapLimit, Answer(configuration, "heap_limit") == "the engine");
        Assert.Equal(
            traits.HonoursHeapLimit ? "an error, all objects intact" : "–", Answer(configuration, "out_of_memory"));
    }

    [Fact]
    public void Questions_are_different_and_worded()
    {
        Assert.NotEmpty(QuestionCatalog.Questions);
        Assert.All(QuestionCatalog.Questions, question =>
        {
            Assert.Matches("^[a-z]+(_[a-z]+)*$", question.Key);
            Assert.EndsWith("?", question.Text, StringComparison.Ordinal);
            Assert.EndsWith(".", question.Why, StringComparison.Ordinal);
        });
        Assert.Distinct(QuestionCatalog.Questions.Select(question => question.Key), StringComparer.Ordinal);
    }

    private static EngineTraits Traits(string configuration) =>
        ObservedSemantics.Subjects.Single(subject => subject.Name == configuration).Traits;

    private static string Answer(string configuration, string key) => ObservedSemantics.Answer(configuration, key);

    private static bool Finalizes(EngineTraits traits) => traits.FinalizerOrder != FinalizerOrder.None;

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
