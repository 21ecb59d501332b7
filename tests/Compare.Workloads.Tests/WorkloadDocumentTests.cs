using System.Globalization;
using System.Text;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Tests.Support;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests;

/// <summary>The page of the workloads says what they say of themselves.</summary>
public sealed class WorkloadDocumentTests
{
    private const string Mark = "<!-- From here on a test writes what the workloads say of themselves. -->\n";

    [Fact]
    public void The_document_describes_every_workload() => new GeneratedDocument("workloads.md").Check(text =>
    {
        int mark = text.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(mark >= 0, "The mark that the generated part begins with is gone.");
        StringBuilder page = new(text[..mark] + Mark);
        foreach (IGrouping<string, IWorkload> family in WorkloadUnderTest.All.Values
            .GroupBy(workload => workload.Family, StringComparer.Ordinal)
            .OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            AppendFamily(page, family.Key, [.. family.OrderBy(workload => workload.Name, StringComparer.Ordinal)]);
        }

        return page.ToString();
    });

    private static void AppendFamily(StringBuilder page, string name, IWorkload[] workloads)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {name}\n");
        foreach (IWorkload workload in workloads)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### `{workload.Name}`\n\n{workload.Summary}\n\nSource: {workload.Source}\n");
            AppendExceptions(page, workload);
            page.Append("\n| parameter | | range | smoke | default | large |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (ParameterDescription parameter in workload.Parameters)
            {
                string standard = parameter.Default ?? "–";
                page.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {parameter.Summary} | {Range(parameter)} ");
                page.Append(CultureInfo.InvariantCulture, $"| {In(workload, WorkloadSize.Smoke, parameter.Name) ?? standard} | {standard} ");
                page.Append(CultureInfo.InvariantCulture, $"| {In(workload, WorkloadSize.Large, parameter.Name) ?? standard} |\n");
            }
        }
    }

    private static void AppendExceptions(StringBuilder page, IWorkload workload)
    {
        ParameterValues parameters = WorkloadUnderTest.Parse(workload, []);
        foreach (string engine in EngineUnderTest.All.Where(text => !text.Contains(':', StringComparison.Ordinal)))
        {
            if (workload.NotApplicable(EngineUnderTest.Traits(engine), parameters) is { } reason)
            {
                page.Append(CultureInfo.InvariantCulture, $"\nNot applicable on `{engine}`: {reason}\n");
            }
        }
    }

    private static string? In(IWorkload workload, WorkloadSize size, string parameter) =>
        workload.GetSize(size).GetValueOrDefault(parameter);

    private static string Range(ParameterDescription parameter) => parameter.Kind switch
    {
        ParameterKind.Choice => string.Join(", ", parameter.Choices.Select(choice => $"`{choice}`")),
        ParameterKind.Bytes => $"{Bytes(parameter.Minimum)} to {Bytes(parameter.Maximum)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{parameter.Minimum:#,0.###} to {parameter.Maximum:#,0.###}"),
    };

    private static string Bytes(double bytes)
    {
        string text = ByteSize.Format((long)bytes);
        return char.IsDigit(text[^1]) ? text + " B" : text;
    }
}
