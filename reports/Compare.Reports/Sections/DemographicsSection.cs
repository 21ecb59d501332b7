using System.Globalization;
using Compare.Harness.Fingerprints;
using Compare.Reports.Formatting;
using Compare.Reports.Model;
using Compare.Reports.Tables;

namespace Compare.Reports.Sections;

/// <summary>What the programs are like, whatever engine runs them: sizes, lifetimes, references.</summary>
public sealed class DemographicsSection : IReportSection
{
    private static readonly (string Name, string Title, Func<double, string> Write, Func<Fingerprint, double> Read)[] s_statistics =
    [
        ("mean_object_bytes", "Mean size", Bytes, print => print.MeanObjectBytes),
        ("large_bytes_share", "In large objects", Percent, print => print.LargeBytesShare),
        ("peak_live_bytes", "Peak live", Bytes, print => print.PeakLiveBytes),
        ("turnover", "Turnover", Quantity.Significant, print => print.Turnover),
        ("survival_64kib", "Alive after 64 KiB", Percent, print => print.SurvivalSmall),
        ("survival_4mib", "Alive after 4 MiB", Percent, print => print.SurvivalNursery),
        ("pointer_density", "References in words", Percent, print => print.PointerDensity),
        ("mean_out_degree", "Out-degree, mean", Quantity.Significant, print => print.MeanOutDegree),
        ("largest_in_degree", "In-degree, largest", value => Quantity.Count(value), print => print.LargestInDegree),
        ("shared_objects_share", "Shared objects", Percent, print => print.SharedObjectsShare),
        ("old_to_young_share", "Old-to-young stores", Percent, print => print.OldToYoungShare),
        ("cyclic_garbage_share", "Cyclic garbage", Percent, print => print.CyclicGarbageShare),
        ("stores_per_object", "Stores an object", Quantity.Significant, print => print.StoresPerObject),
        ("overwrites_per_object", "Overwrites an object", Quantity.Significant, print => print.OverwritesPerObject),
        ("weak_references_per_object", "Weak references an object", Quantity.Significant, print => print.WeakReferencesPerObject),
        ("finalizers_per_object", "Finalizers an object", Quantity.Significant, print => print.FinalizersPerObject),
    ];

    /// <inheritdoc/>
    public string Id => "demographics";

    /// <inheritdoc/>
    public string Title => "What the programs are like";

    /// <inheritdoc/>
    public string ShortTitle => "Demographics";

    /// <inheritdoc/>
    public int Order => 102;

    /// <inheritdoc/>
    public string WhenEmpty => "No workload of this run has been characterised.";

    /// <inheritdoc/>
    public bool IsOptional => true;

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        List<(ReportCase Case, Fingerprint Print)> known =
        [
            .. from @case in model.Cases.DistinctBy(@case => @case.Workload, StringComparer.Ordinal)
               let print = SuiteFingerprints.Find(@case.Workload)
               where print is not null
               select (@case, print),
        ];
        if (known.Count == 0)
        {
            return null;
        }

        List<Fingerprint> prints = [.. known.Select(pair => pair.Print).DistinctBy(print => print.Workload, StringComparer.Ordinal)];
        string[] unknown =
        [
            .. model.Cases.Select(@case => @case.Workload).Distinct(StringComparer.Ordinal)
                .Where(workload => SuiteFingerprints.Find(workload) is null),
        ];
        return new SectionContent(
            new
            {
                Prints = prints.Select(print => print.Workload),
                Unknown = string.Join(", ", unknown),
                HasOtherSizes = known.Exists(pair => pair.Print.Workload != pair.Case.Workload),
                TableHtml = Table(known).ToHtml(),
            },
            prints.Select(print => new
            {
                workload = print.Workload,
                sizes = SuiteFingerprints.SizesOf(print).Select(row => new[] { row.LeastBytes, row.Allocations, row.Bytes }),
                degrees = SuiteFingerprints.DegreesOf(print)
                    .Select(row => new[] { row.LeastReferences, row.OutObjects, row.InObjects }),
                survival = SuiteFingerprints.SurvivalOf(print).Select(row => new[] { row.AgeBytes, row.AliveShare }),
            }));
    }

    private static TableView Table(List<(ReportCase Case, Fingerprint Print)> known) => new(
        "demographics",
        "Nominal statistics; in small type the score from 1, the tenth of the suite with the least, to 10, the one with the most, "
            + $"among {Quantity.Count(SuiteFingerprints.All.Count)} characterised programs. Degrees: the share of live objects "
            + "at the peak with no reference, 1, 2 to 3, 4 to 7 and so on, from left to right",
        [
            new("workload", "Workload", IsNumeric: false),
            new("taken_at", "Taken at", IsNumeric: false),
            .. s_statistics.Select(statistic => new TableColumn(statistic.Name, statistic.Title)),
            new("out_degree_2_or_more_share", "Out-degrees"),
            new("in_degree_2_or_more_share", "In-degrees"),
        ],
        known.ConvertAll(pair => new TableRow(
            -1,
            pair.Case.Index,
            [
                TableCell.Of(pair.Case.Workload),
                TableCell.Of(pair.Print.Workload == pair.Case.Workload ? "these parameters" : pair.Print.Workload + ", default size"),
                .. s_statistics.Select(statistic => Cell(statistic.Read(pair.Print), statistic.Write, statistic.Read)),
                Degrees(pair.Print, row => row.OutObjects),
                Degrees(pair.Print, row => row.InObjects),
            ])));

    private static TableCell Cell(double value, Func<double, string> write, Func<Fingerprint, double> read) => new(
        write(value),
        value.ToString("R", CultureInfo.InvariantCulture),
        SuiteFingerprints.ScoreOf(value, read).ToString(CultureInfo.InvariantCulture));

    /// <summary>Objects by degree as bars; the value is the share of those with two references or more.</summary>
    private static TableCell Degrees(Fingerprint print, Func<DegreeClassRow, long> read)
    {
        DegreeClassRow[] rows = [.. SuiteFingerprints.DegreesOf(print)];
        double sum = rows.Sum(read);
        if (sum == 0)
        {
            return TableCell.Of((double?)null, "ratio");
        }

        string words = string.Join(", ", rows.Select(row => $"{DegreeText(row.LeastReferences)}: {Quantity.Count(read(row))}"));
        double several = rows.Where(row => row.LeastReferences > 1).Sum(read) / sum;
        return SmallBars.Cell([.. rows.Select(row => read(row) / sum)], words, several);
    }

    private static string DegreeText(long least) =>
        least <= 1 ? Quantity.Count(least) : $"{Quantity.Count(least)} to {Quantity.Count((2 * least) - 1)}";

    private static string Bytes(double value) => Quantity.Bytes(value);

    private static string Percent(double value) => Quantity.Percent(value);
}
