using System.Globalization;
using System.Text.RegularExpressions;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Contract;

/// <summary>Names, sizes and parameters of every workload as users meet them.</summary>
public sealed partial class WorkloadDescriptionTests
{
    [Theory]
    [ClassData(typeof(EveryWorkload))]
    public void Names_and_texts_are_in_form(string name)
    {
        IWorkload workload = WorkloadUnderTest.All[name];

        Assert.Matches(KebabCase(), workload.Name);
        Assert.EndsWith(".", workload.Summary, StringComparison.Ordinal);
        Assert.EndsWith(".", workload.Source, StringComparison.Ordinal);
        Assert.All(workload.Parameters, parameter => Assert.Matches(KebabCase(), parameter.Name));
        Assert.All(workload.Parameters, parameter => Assert.EndsWith(".", parameter.Summary, StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(EveryWorkload))]
    public void The_default_size_is_what_the_parameters_default_to(string name)
    {
        IWorkload workload = WorkloadUnderTest.All[name];

        Assert.Empty(workload.GetSize(WorkloadSize.Default));
        Assert.NotNull(WorkloadUnderTest.Parse(workload, []));
    }

    [Theory]
    [ClassData(typeof(EveryWorkload))]
    public void Sizes_grow(string name)
    {
        IWorkload workload = WorkloadUnderTest.All[name];

        WorkloadExpectation?[] expected = [.. new[] { WorkloadSize.Smoke, WorkloadSize.Default, WorkloadSize.Large }.Select(
            size => workload.Expect(WorkloadUnderTest.Parse(workload, workload.GetSize(size)), Laboratory.Seed))];

        Assert.True(
            expected[0] is null
            || (expected[0]!.AllocatedBytes < expected[1]!.AllocatedBytes && expected[1]!.AllocatedBytes < expected[2]!.AllocatedBytes),
            string.Join(" < ", expected.Select(one => one?.AllocatedBytes)));
    }

    [Theory]
    [ClassData(typeof(EveryWorkload))]
    public void Numbers_out_of_range_are_refused_by_name_and_range(string name)
    {
        IWorkload workload = WorkloadUnderTest.All[name];
        foreach (ParameterDescription parameter in workload.Parameters.Where(p => p.Kind != ParameterKind.Choice))
        {
            Assert.True(double.IsFinite(parameter.Minimum) && double.IsFinite(parameter.Maximum), parameter.Name);
            foreach (double number in new[] { parameter.Minimum - 1, parameter.Maximum + 1 }.Where(n => IsWritable(parameter, n)))
            {
                ParameterException refusal = Assert.Throws<ParameterException>(() => WorkloadUnderTest.Parse(
                    workload, [new(parameter.Name, number.ToString(CultureInfo.InvariantCulture))]));

                Assert.Contains($"'{parameter.Name}'", refusal.Message, StringComparison.Ordinal);
                Assert.Contains("outside the range", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A size in bytes cannot be written as a negative number; that is another refusal.</summary>
    private static bool IsWritable(ParameterDescription parameter, double number) =>
        parameter.Kind != ParameterKind.Bytes || number >= 0;

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KebabCase();
}
