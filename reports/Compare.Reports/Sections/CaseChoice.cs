using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>An option of the list with which a chart chooses its workload.</summary>
/// <param name="Index">Index of the case.</param>
/// <param name="Label">Its name.</param>
public sealed record CaseChoice(int Index, string Label)
{
    /// <summary>Makes the options of the cases that a chart has data for.</summary>
    public static IReadOnlyList<CaseChoice> Of(ReportModel model, IEnumerable<int> cases)
    {
        HashSet<int> known = [.. cases];
        return [.. model.Cases.Where(@case => known.Contains(@case.Index)).Select(@case => new CaseChoice(@case.Index, @case.Label))];
    }
}
