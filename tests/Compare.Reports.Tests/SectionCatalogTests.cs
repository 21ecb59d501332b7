using Compare.Reports.Rendering;

namespace Compare.Reports.Tests;

public sealed class SectionCatalogTests
{
    [Fact]
    public void Sections_are_found_in_their_order()
    {
        Assert.Equal(
            [
                "overview", "findings", "lessons", "ratios", "verdicts", "times", "heap-sizes", "pareto", "overhead", "pauses", "requests",
                "utilization", "latency", "collections", "generations", "memory", "breakdown", "heap-maps",
                "failures", "warm-up", "work", "demographics", "semantics", "settings",
                "machine", "environment", "exclusions", "invocations", "downloads",
            ],
            SectionCatalog.All.Select(section => section.Id),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Every_section_has_a_template_and_a_word_for_emptiness() =>
        Assert.All(SectionCatalog.All, section =>
        {
            Assert.Contains($"Templates/{section.Id}.sbnhtml", Resources.Under("Templates/"), StringComparer.Ordinal);
            Assert.EndsWith(".", section.WhenEmpty, StringComparison.Ordinal);
        });
}
