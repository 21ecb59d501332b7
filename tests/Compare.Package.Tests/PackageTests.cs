using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Compare.Package.Tests;

/// <summary>What is in the packages.</summary>
[Collection(PackedFeedGroup.Name)]
public sealed class PackageTests(PackedFeed feed)
{
    private static readonly string[] s_libraries =
    [
        "GcCompare.Engines.Abstractions", "GcCompare.Engines.CPython", "GcCompare.Engines.Clr", "GcCompare.Engines.Exact",
        "GcCompare.Engines.Heap", "GcCompare.Engines.MicroPython", "GcCompare.Engines.NoGc", "GcCompare.Engines.PyPy",
        "GcCompare.Engines.SemiSpace", "GcCompare.Harness", "GcCompare.Reports", "GcCompare.Workloads",
    ];

    // Texts, of which their user makes projects and tests.
    private static readonly string[] s_sources = ["GcCompare.Templates", "GcCompare.Testing"];

    [Fact]
    public void There_is_a_package_for_the_tool_and_for_each_library_of_one_version() => Assert.Equal(
        s_libraries.Concat(s_sources).Append(PackedFeed.ToolPackage).Select(id => $"{id}.{feed.Version}.nupkg").Order(StringComparer.Ordinal),
        Directory.GetFiles(feed.Packages).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_package_has_the_readme_and_the_licence() => Assert.All(Directory.GetFiles(feed.Packages), path =>
    {
        using ZipArchive package = ZipFile.OpenRead(path);
        Assert.Equal(new FileInfo(Path.Combine(PackedFeed.Sources, "README.md")).Length, package.GetEntry("README.md")!.Length);
        Assert.Equal(new FileInfo(Path.Combine(PackedFeed.Sources, "LICENSE")).Length, package.GetEntry("LICENSE")!.Length);
        XElement metadata = Metadata(package);
        Assert.Equal("MIT", Text(metadata, "license"));
        Assert.Equal("README.md", Text(metadata, "readme"));
        Assert.NotEqual("Package Description", Text(metadata, "description"));
    });

    [Theory]
    [InlineData("GcCompare.Engines.Abstractions")]
    [InlineData("GcCompare.Engines.CPython", "GcCompare.Engines.Abstractions", "GcCompare.Engines.Heap")]
    [InlineData("GcCompare.Workloads", "GcCompare.Engines.Abstractions")]
    [InlineData("GcCompare.Harness", "GcCompare.Engines.Abstractions", "GcCompare.Workloads")]
    [InlineData("GcCompare.Reports", "GcCompare.Harness")]
    public void Packages_depend_on_each_other_in_their_own_version(string id, params string[] others)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf(id));
        var ours = Metadata(package).Descendants().Where(one => one.Name.LocalName == "dependency")
            .Select(one => (Id: (string)one.Attribute("id")!, Version: (string)one.Attribute("version")!))
            .Where(one => one.Id.StartsWith("GcCompare.", StringComparison.Ordinal)).ToArray();

        Assert.Equal(others, ours.Select(one => one.Id).Order(StringComparer.Ordinal));
        Assert.All(ours, one => Assert.Equal(feed.Version, one.Version));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id[2..]}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id[2..]}.xml"));
    }

    [Fact]
    public void Nothing_in_a_package_is_compiled_for_the_system_that_built_it() =>
        Assert.All(s_libraries.Append(PackedFeed.ToolPackage), id =>
        {
            using ZipArchive package = ZipFile.OpenRead(feed.PathOf(id));
            ZipArchiveEntry[] ours =
            [
                .. package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)
                    && (entry.Name.StartsWith("Compare.", StringComparison.Ordinal) || entry.Name == "gc-compare.dll")),
            ];
            Assert.NotEmpty(ours);
            Assert.All(ours, entry =>
            {
                using MemoryStream bytes = new();
                using (Stream packed = entry.Open())
                {
                    packed.CopyTo(bytes);
                }

                bytes.Position = 0;
                using PEReader reader = new(bytes);
                Assert.Equal(0, reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
                Assert.Equal(CorFlags.ILOnly, reader.PEHeaders.CorHeader.Flags & CorFlags.ILOnly);
            });
        });

    [Fact]
    public void The_tool_brings_its_worker_and_no_program_of_one_system()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf(PackedFeed.ToolPackage));
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        Assert.Contains("tools/net10.0/any/Compare.Worker.dll", files);
        Assert.Contains("tools/net10.0/any/Compare.Worker.runtimeconfig.json", files);
        Assert.Contains("tools/net10.0/any/Compare.Worker.deps.json", files);
        Assert.DoesNotContain(files, file => Path.GetFileNameWithoutExtension(file) is "Compare.Worker" or "gc-compare"
            && Path.GetExtension(file) is "" or ".exe");
    }

    private static XElement Metadata(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single(one => one.Name.LocalName == "metadata");
    }

    private static string? Text(XElement metadata, string name) =>
        metadata.Elements().SingleOrDefault(one => one.Name.LocalName == name)?.Value;
}
