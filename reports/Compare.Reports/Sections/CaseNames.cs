using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>Names of cases without the parameters and heap limits that are not needed to tell them apart.</summary>
internal sealed class CaseNames
{
    private readonly string[] _names;

    /// <summary>Names the cases of a run.</summary>
    public CaseNames(IReadOnlyList<ReportCase> cases)
    {
        ILookup<string, string> full = cases.Select(@case => @case.Workload).Distinct(StringComparer.Ordinal)
            .ToLookup(Short, StringComparer.Ordinal);
        bool sameHeap = cases.Select(@case => @case.HeapBytes).Distinct().Count() <= 1;
        _names =
        [
            .. cases.Select(@case => (full[Short(@case.Workload)].Count() == 1 ? Short(@case.Workload) : @case.Workload)
                + (sameHeap || @case.HeapBytes is null ? string.Empty : $" · {Quantity.Bytes(@case.HeapBytes)} heap")),
        ];
    }

    /// <summary>The name of a case.</summary>
    public string this[ReportCase @case] => _names[@case.Index];

    private static string Short(string workload) => workload.Split(':', 2)[0] is { Length: > 0 } name ? name : workload;
}
