using System.Globalization;
using System.Text;

namespace Compare.Harness.Fingerprints;

/// <summary>Writes fingerprints as a page of Markdown: the table, the map, what is doubled and what is missing.</summary>
public static class FingerprintPage
{
    private const int Nearest = 5;

    /// <summary>Writes the page.</summary>
    /// <param name="map">The workloads.</param>
    /// <param name="chosen">Numbers of the workloads of the default matrix, or of a proposal for one.</param>
    /// <param name="picture">Name of the file with the picture.</param>
    /// <returns>The text.</returns>
    public static string Write(SuiteMap map, IReadOnlyList<int> chosen, string picture)
    {
        StringBuilder page = new();
        page.Append("# Fingerprints of the workloads\n\n");
        page.Append("Written by `gc-compare characterise`; each workload in its default size unless the name says otherwise. Measured on the exact\n");
        page.Append("heap, which knows when every object dies, and so independent of any engine; bytes are nominal, as on the allocation clock.\n");
        page.Append("Python's objects have plain forms here. All columns, the classes of sizes, the survival curves and the classes of\n");
        page.Append("in- and out-degrees are in `fingerprints.csv`, `fingerprints-sizes.csv`, `fingerprints-survival.csv` and\n");
        page.Append("`fingerprints-degrees.csv`. Degrees are of the objects that are live at the peak: how many hold (`out_objects`) and to\n");
        page.Append("how many lead (`in_objects`) `least_references` or more, up to below the next class; references from locals and\n");
        page.Append("roots do not count.\n\n");
        AppendTable(page, map, chosen);
        AppendMap(page, map, picture);
        AppendDuplicates(page, map);
        AppendBareRegions(page, map);
        return page.ToString();
    }

    private static void AppendTable(StringBuilder page, SuiteMap map, IReadOnlyList<int> chosen)
    {
        page.Append("| no. | workload | objects | bytes | mean size | peak live | turnover | alive after 64 KiB | after 4 MiB | references in live words ");
        page.Append("| out-degree | largest in-degree | shared | old-to-young stores | cyclic garbage | stores an object | overwrites an object |\n");
        page.Append("| --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n");
        for (int i = 0; i < map.Prints.Count; i++)
        {
            Fingerprint print = map.Prints[i];
            string name = chosen.Contains(i) ? $"**`{print.Workload}`**" : $"`{print.Workload}`";
            page.Append(CultureInfo.InvariantCulture, $"| {i + 1} | {name} | {Amount(print.AllocatedObjects)} | {Amount(print.AllocatedBytes)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {Amount(print.MeanObjectBytes)} | {Amount(print.PeakLiveBytes)} | {Amount(print.Turnover)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {Share(print.SurvivalSmall)} | {Share(print.SurvivalNursery)} | {Share(print.PointerDensity)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {print.MeanOutDegree:F2} | {Amount(print.LargestInDegree)} | {Share(print.SharedObjectsShare)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {Share(print.OldToYoungShare)} | {Share(print.CyclicGarbageShare)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {print.StoresPerObject:F2} | {print.OverwritesPerObject:F2} |\n");
        }

        page.Append("\nThose in bold are the ones that cover the space best: the default matrix is made of them.\n");
    }

    private static void AppendMap(StringBuilder page, SuiteMap map, string picture)
    {
        page.Append("\n## The map\n\n");
        page.Append(CultureInfo.InvariantCulture, $"![Workloads by the two directions in which they differ most]({picture})\n\n");
        page.Append(CultureInfo.InvariantCulture, $"The two directions show {Share(map.Share(0) + map.Share(1))} of all differences ");
        page.Append(CultureInfo.InvariantCulture, $"({Share(map.Share(0))} and {Share(map.Share(1))}): principal components of the standardised features.\n");
        page.Append("Numbers are those of the table.\n");
    }

    private static void AppendDuplicates(StringBuilder page, SuiteMap map)
    {
        page.Append("\n## Duplicates\n\n");
        WorkloadPair[] duplicates = [.. map.Duplicates];
        page.Append(CultureInfo.InvariantCulture, $"Two workloads count as duplicates when their features are nearer than {Share(SuiteMap.DuplicateShare)} of ");
        page.Append("the mean distance of all pairs.\n");
        page.Append(duplicates.Length == 0 ? "There is no such pair. The nearest are:\n\n" : "These are:\n\n");
        foreach (WorkloadPair pair in duplicates.Length == 0 ? map.Pairs.Take(Nearest) : duplicates)
        {
            page.Append(CultureInfo.InvariantCulture, $"- `{pair.One}` and `{pair.Other}`: {Share(pair.Distance / map.MeanDistance)}\n");
        }

        page.Append("\nNear ones are kept where they differ in what no feature here measures: how deep the graph is, in which order objects die,\n");
        page.Append("explicit collections, requests with a schedule, and who else has published numbers for them.\n");
    }

    private static void AppendBareRegions(StringBuilder page, SuiteMap map)
    {
        page.Append("\n## Bare regions\n\n");
        IReadOnlyList<(int Column, int Row)> bare = map.BareCells();
        int cells = SuiteMap.GridSize * SuiteMap.GridSize;
        page.Append(CultureInfo.InvariantCulture, $"Of the {cells} fields of the map, {cells - bare.Count} hold a workload. ");
        page.Append(bare.Count == 0 ? "None is bare.\n" : "Bare are, counted from the left and from below:\n\n");
        foreach ((int column, int row) in bare)
        {
            string across = map.Describe(0, positive: column >= SuiteMap.GridSize / 2);
            string up = map.Describe(1, positive: row >= SuiteMap.GridSize / 2);
            page.Append(CultureInfo.InvariantCulture, $"- field {column + 1}, {row + 1}: {across}; and {up}\n");
        }
    }

    private static string Share(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", string.Empty, StringComparison.Ordinal);

    private static string Amount(double amount)
    {
        (double divisor, string suffix) = amount switch
        {
            >= 1e9 => (1e9, " G"),
            >= 1e6 => (1e6, " M"),
            >= 1e3 => (1e3, " k"),
            _ => (1, string.Empty),
        };
        return (amount / divisor).ToString("G3", CultureInfo.InvariantCulture) + suffix;
    }
}
