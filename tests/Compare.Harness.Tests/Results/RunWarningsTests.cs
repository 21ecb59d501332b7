using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Results;

public sealed class RunWarningsTests
{
    [Fact]
    public void A_warning_is_said_once_with_its_number_and_its_first_place()
    {
        InvocationRow[] rows =
        [
            TestRows.Invocation("clr", "rings"),
            TestRows.Invocation("clr", "trees") with { Warnings = "one; two" },
            TestRows.Invocation("nogc", "rings") with { Warnings = "two" },
        ];

        Assert.Equal(
            ["one (1 invocation, first: clr on trees)", "two (2 invocations, first: clr on trees)"], RunWarnings.Of(rows));
    }
}
