using Compare.Harness.HeapSizing;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.HeapSizing;

public sealed class MinHeapStoreTests
{
    private static readonly MinHeapKey s_key = new("cpython:gen0=700", "rings", 42, 1, 3, 60_000, "0123456789abcdef");

    private static readonly MinHeapCertificate s_certificate = new()
    {
        Key = s_key,
        PeakLiveBytes = 1_000,
        GenerousStatus = CellStatus.Ok,
        GenerousCpuNs = 5,
        Search = new SearchResult
        {
            MinimumBytes = 4_096,
            LargestFailBytes = 2_048,
            FailStatus = CellStatus.Thrash,
            FailReason = "Slow.",
            Islands = [new FailureIsland(8_192, 12_288, CellStatus.Oom, "Full.")],
            Trials = [new HeapTrial(2_048, CellStatus.Thrash, "Slow."), new HeapTrial(4_096, CellStatus.Ok, null)],
        },
    };

    [Fact]
    public void A_certificate_is_found_again_in_another_process()
    {
        using TestDirectory directory = new();
        string path = directory.File("deep/minheap.json");
        MinHeapStore.Open(path).Add(s_certificate);

        MinHeapCertificate found = MinHeapStore.Open(path).Find(s_key)!;

        Assert.Equal(s_certificate with { Search = null }, found with { Search = null });
        Assert.Equal(s_certificate.Search!.Trials, found.Search!.Trials);
        Assert.Equal(s_certificate.Search.Islands, found.Search.Islands);
        Assert.Equal((4_096, 4.096), (found.MinimumBytes, found.SpaceFactor));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!, "*.tmp"));
    }

    [Fact]
    public void Another_key_is_another_search()
    {
        using TestDirectory directory = new();
        MinHeapStore store = MinHeapStore.Open(directory.File("minheap.json"));
        store.Add(s_certificate);

        Assert.All(
            new[]
            {
                s_key with { Config = "cpython" }, s_key with { Workload = "rings:size=smoke" }, s_key with { Seed = 43 },
                s_key with { Iterations = 4 }, s_key with { Warmup = 2 }, s_key with { TimeoutMs = 1 }, s_key with { Build = "x" },
            },
            key => Assert.Null(store.Find(key)));
    }

    [Fact]
    public void A_later_certificate_takes_the_place_of_the_earlier()
    {
        using TestDirectory directory = new();
        MinHeapStore store = MinHeapStore.Open(directory.File("minheap.json"));
        store.Add(s_certificate);
        store.Add(s_certificate with { Search = null, Reason = "It does not run." });

        Assert.Equal("It does not run.", MinHeapStore.Open(directory.File("minheap.json")).Find(s_key)!.Reason);
    }

    [Theory]
    [InlineData("", "holds no smallest heaps")]
    [InlineData("null", "has not schema 1")]
    [InlineData("[]", "holds no smallest heaps")]
    [InlineData("{\"schema\":2,\"certificates\":[]}", "has not schema 1")]
    [InlineData("{\"schema\":1}", "holds no smallest heaps")]
    [InlineData("{\"schema\":1,\"certificates\":[null]}", "has not schema 1")]
    [InlineData("{\"schema\":1,\"certificates\":[{\"key\":{\"config\":\"a\"}}]}", "holds no smallest heaps")]
    public void A_damaged_file_is_a_sentence_with_the_remedy(string text, string says)
    {
        using TestDirectory directory = new();
        File.WriteAllText(directory.File("minheap.json"), text);

        InputException exception = Assert.Throws<InputException>(() => MinHeapStore.Open(directory.File("minheap.json")));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.Contains("--cache", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_is_the_same_for_the_same_code_and_another_for_other_code()
    {
        System.Reflection.Assembly tests = typeof(FakeEngineFactory).Assembly;
        System.Reflection.Assembly harness = typeof(RunMatrix).Assembly;

        Assert.Matches("^[0-9a-f]{16}$", BuildIdentity.Of(tests));
        Assert.Equal(BuildIdentity.Of(tests, harness), BuildIdentity.Of(harness, tests));
        Assert.NotEqual(BuildIdentity.Of(tests), BuildIdentity.Of(harness));
    }
}
