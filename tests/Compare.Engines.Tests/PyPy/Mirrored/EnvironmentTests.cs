using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Environment variables, and what the system tells of the machine.</summary>
public sealed class EnvironmentTests
{
    private const double Mega = 1 << 20;

    [Theory]
    [InlineData(null, 0, 0.0)]
    [InlineData("", 0, 0.0)]
    [InlineData("???", 0, 0.0)]
    [InlineData("1", 1, 1.0)]
    [InlineData("12345678", 12345678, 12345678.0)]
    [InlineData("1234B", 1234, 1234.0)]
    [InlineData("1.5", 1, 1.5)]
    [InlineData("1.5Kb", 1536, 0.0)]
    [InlineData("1.5mB", 1572864, 0.0)]
    [InlineData("1.5g", 1610612736, 0.0)]
    [MirrorsRPython("test_env", "test_read_from_env")]
    public void A_variable_is_a_number_with_a_suffix(string? text, long integer, double real)
    {
        EnvironmentNumber number = EnvironmentNumber.Parse(text);

        Assert.Equal((integer, (ulong)integer, real), (number.Integer, number.Unsigned, number.Real));
    }

    [Theory]
    [InlineData("inf")]
    [InlineData("nan")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    public void What_is_not_finite_is_no_number(string text) =>
        Assert.Equal((0, 0), (EnvironmentNumber.Parse(text).Integer, EnvironmentNumber.Parse(text).Real));

    [Fact]
    [MirrorsRPython("test_env", "test_get_total_memory")]
    public void The_machine_has_a_megabyte_or_more() => Assert.True(TotalMemory.Read() > Mega);

    [Fact]
    [MirrorsRPython("test_env", "test_get_total_memory_darwin")]
    public void An_unknown_memory_is_all_that_can_be_addressed()
    {
        const double All = TotalMemory.AddressableBytes;

        Assert.Equal([All, All, All, All / 2], new[] { 0, -1, 2 * All, All / 2 }.Select(size => TotalMemory.Limit(size)));
    }

    [Fact]
    [MirrorsRPython("test_env", "test_get_total_memory_linux2")]
    public void The_first_line_of_meminfo_tells_the_memory()
    {
        Assert.Equal(
            1976804 * 1024.0,
            TotalMemory.ParseMemInfo("MemTotal:        1976804 kB\nMemFree:           32200 kB\nBuffers:  144092 kB\netc.\n"));
        Assert.Equal(-1, TotalMemory.ParseMemInfo("MemFree:           32200 kB\nMemTotal:        1976804 kB\n"));
        Assert.Equal(-1, TotalMemory.ParseMemInfo("MemTotal:        kB\n"));
    }

    [Fact]
    [MirrorsRPython("test_env", "test_get_total_memory_linux2_32bit_limit")]
    public void The_memory_is_no_more_than_can_be_addressed()
    {
        const double TwoGiga = 2048 * Mega;
        double bytes = TotalMemory.ParseMemInfo("MemTotal:        3145728 kB\netc.\n");

        Assert.Equal(TwoGiga, TotalMemory.Limit(bytes, TwoGiga));
        Assert.Equal(3145728 * 1024.0, TotalMemory.Limit(bytes, 2 * TwoGiga));
    }

    [Fact]
    [MirrorsRPython("test_env", "test_estimate_best_nursery_size_linux2")]
    public void The_smallest_cache_of_cpuinfo_counts()
    {
        const string First = "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu MHz\t\t: 1199.000\ncache size\t: 3072 KB\nflags\t: fpu\n\n";
        const string Second = "processor\t: 1\ncache size   : 2048 KB\nsiblings\t: 4\n";

        Assert.Equal(3072 * 1024, CpuCache.ParseCpuInfo(First));
        Assert.Equal(2048 * 1024, CpuCache.ParseCpuInfo(First + Second));
        Assert.Equal(2048 * 1024, CpuCache.ParseCpuInfo(Second + First));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cache size\t: 3072 KB\n")]
    [InlineData("\ncache size\t: 3072 KB")]
    [InlineData("\ncache size\t: 3 MB\n")]
    [InlineData("\ncache size\t: KB\n")]
    [InlineData("\ncache size 3072 KB\n")]
    public void Other_lines_of_cpuinfo_do_not_count(string text) =>
        Assert.Equal(CpuCache.Unknown, CpuCache.ParseCpuInfo(text));

    [Fact]
    public void On_arm_the_smallest_caches_of_levels_two_and_three_count()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            WriteCache(folder, "cpu0", 0, level: 1, "64K");
            WriteCache(folder, "cpu0", 1, level: 2, "1024K");
            Assert.Equal(CpuCache.Unknown, CpuCache.ReadCpuFolder(folder.FullName));

            WriteCache(folder, "cpu0", 2, level: 3, "32768K");
            Assert.Equal((1024 + 32768) * 1024, CpuCache.ReadCpuFolder(folder.FullName));

            WriteCache(folder, "cpu1", 0, level: 2, "512K");
            Assert.Equal((512 + 32768) * 1024, CpuCache.ReadCpuFolder(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(CpuCache.Unknown, 1)]
    [InlineData(1 << 20, 1)]
    [InlineData(2 << 20, 1)]
    [InlineData(4 << 20, 2)]
    [InlineData(32 << 20, 16)]
    public void Elder_versions_have_smaller_nurseries(long cacheBytes, long megabytes) =>
        Assert.Equal(megabytes << 20, NurserySizeRule.Release7311.SizeFor(cacheBytes));

    [Fact]
    public void This_machine_has_a_nursery_of_at_least_the_usual_size() =>
        Assert.True(NurserySizeRule.Main.Estimate() >= NurserySizeRule.Main.Otherwise);

    private static void WriteCache(DirectoryInfo folder, string cpu, int index, int level, string size)
    {
        string cache = Directory.CreateDirectory(Path.Combine(folder.FullName, cpu, "cache", $"index{index}")).FullName;
        File.WriteAllText(Path.Combine(cache, "level"), $"{level}\n");
        File.WriteAllText(Path.Combine(cache, "size"), size + "\n");
    }
}
