using System.Xml.Linq;
using Compare.Harness.Fingerprints;

namespace Compare.Harness.Tests.Fingerprints;

public sealed class SuiteMapTests
{
    private static readonly Fingerprint s_plain = new()
    {
        Workload = "plain",
        AllocatedObjects = 1000,
        AllocatedBytes = 32_000,
        MeanObjectBytes = 32,
        LargeBytesShare = 0,
        PeakLiveObjects = 10,
        PeakLiveBytes = 320,
        Turnover = 100,
        SurvivalSmall = 0,
        SurvivalNursery = 0,
        PointerDensity = 0.5,
        MeanOutDegree = 1,
        LargestInDegree = 1,
        SharedObjectsShare = 0,
        OldToYoungShare = 0,
        CyclicGarbageShare = 0,
        StoresPerObject = 1,
        OverwritesPerObject = 0,
        WeakReferencesPerObject = 0,
        FinalizersPerObject = 0,
    };

    private static readonly Fingerprint[] s_suite =
    [
        s_plain,
        s_plain with { Workload = "twin", MeanObjectBytes = 33 },
        s_plain with { Workload = "cyclic", CyclicGarbageShare = 1 },
        s_plain with { Workload = "large", MeanObjectBytes = 100_000, LargeBytesShare = 1, PointerDensity = 0 },
        s_plain with { Workload = "kept", Turnover = 1, SurvivalSmall = 1, SurvivalNursery = 0.9, PeakLiveBytes = 100_000_000 },
        s_plain with { Workload = "hammer", OldToYoungShare = 0.8, StoresPerObject = 30, OverwritesPerObject = 29 },
    ];

    [Fact]
    public void Twins_are_found_and_nothing_else()
    {
        SuiteMap map = new(s_suite);

        WorkloadPair pair = Assert.Single(map.Duplicates);
        Assert.Equal(("plain", "twin"), (pair.One, pair.Other));
    }

    [Fact]
    public void What_is_chosen_covers_the_corners_and_not_the_twin()
    {
        SuiteMap map = new(s_suite);

        string[] chosen = [.. map.Choose(5, ["plain"], _ => true).Select(index => s_suite[index].Workload)];

        Assert.Equal("plain", chosen[0]);
        Assert.Equal(["cyclic", "hammer", "kept", "large", "plain"], chosen.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("large", map.Choose(5, ["plain"], print => print.Workload != "large").Select(index => s_suite[index].Workload));
    }

    [Fact]
    public void Bare_cells_and_held_cells_are_all_cells()
    {
        SuiteMap map = new(s_suite);

        IReadOnlyList<(int, int)> bare = map.BareCells();

        Assert.InRange(bare.Count, (SuiteMap.GridSize * SuiteMap.GridSize) - s_suite.Length, (SuiteMap.GridSize * SuiteMap.GridSize) - 1);
        Assert.Equal(bare.Count, bare.Distinct().Count());
    }

    [Fact]
    public void The_page_names_every_workload_and_the_picture_is_well_formed()
    {
        SuiteMap map = new(s_suite);

        string page = FingerprintPage.Write(map, [0, 2], "map.svg");
        XDocument picture = XDocument.Parse(SuiteMapPicture.Draw(map, [0]));

        Assert.All(s_suite, print => Assert.Contains($"`{print.Workload}`", page, StringComparison.Ordinal));
        Assert.Contains("(map.svg)", page, StringComparison.Ordinal);
        Assert.Contains("`plain` and `twin`", page, StringComparison.Ordinal);
        Assert.Equal(s_suite.Length, picture.Descendants().Count(element => element.Name.LocalName == "circle"));
    }
}
