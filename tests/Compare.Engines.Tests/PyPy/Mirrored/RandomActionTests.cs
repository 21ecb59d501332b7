using Compare.Engines.PyPy.Collector;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>
/// Random actions between steps of the collector; after each of them the reachable objects are compared with a model.
/// </summary>
public sealed class RandomActionTests
{
    private const int Seeds = 30;
    private const int Actions = 250;

    /// <summary>A step that marks one object: any object is larger.</summary>
    private const int SingleStep = 2;

    private const int CardPageIndices = 4;

    public static TheoryData<int, bool, bool> Cases
    {
        get
        {
            TheoryData<int, bool, bool> cases = [];
            for (int seed = 1; seed <= Seeds; seed++)
            {
                cases.Add(seed, seed % 2 == 0, seed % 4 < 2);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [MirrorsRPython("test_direct", "test_random")]
    public void What_is_reachable_is_what_the_model_has(int seed, bool withCards, bool inSingleSteps)
    {
        CollectorParameters parameters = CollectorDriver.Untranslated with
        {
            CardPageIndices = withCards ? CardPageIndices : 0,
            IncrementStep = inSingleSteps ? SingleStep : 0,
            FillsNursery = true,
        };
        using RandomActions actions = new(parameters, new Random(seed));
        for (int i = 0; i < Actions; i++)
        {
            string action = actions.Next();
            actions.Compare($"seed {seed}, action {i} ({action})");
        }

        actions.CompareWeakPointersAtTheEnd();
    }
}
