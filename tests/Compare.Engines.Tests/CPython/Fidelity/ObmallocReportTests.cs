using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>The allocator's report against those that real interpreters printed.</summary>
public sealed partial class ObmallocReportTests
{
    public static TheoryData<string> Files => RecordedFiles.Named("obmalloc_stats");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_real_report_is_written_again_from_its_basic_numbers(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        string[] real = [.. document.RootElement.GetProperty("format_sample").EnumerateArray().Select(line => line.GetString()!)];

        string ours = AllocatorReport.Write(Parse(real));

        Assert.Equal(real, ours.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void The_report_of_an_allocator_accounts_for_every_byte_of_its_arenas()
    {
        SmallBlockAllocator<LargePools> allocator = default;
        allocator.Arenas.RemainingArenas = int.MaxValue;
        allocator.Arenas.Misalignment = Environment.SystemPageSize;
        try
        {
            for (int i = 0; i < 100_000; i++)
            {
                nint block = allocator.Allocate(i % SizeClasses.Number);
                if (i % 3 == 0)
                {
                    allocator.Free(block);
                }
            }

            AllocatorState state = AllocatorState.Of(ref allocator);

            Assert.Equal(SizeClasses.Number, state.Classes.Count);
            Assert.Equal(66_666, state.Blocks);
            Assert.Equal(state.ArenasCurrent, state.UnalignedArenas);
            Assert.Contains(
                $"Total                              ={state.ArenasCurrent * LargePools.ArenaBytes,21:N0}\n",
                AllocatorReport.Write(state),
                StringComparison.Ordinal);
        }
        finally
        {
            allocator.Dispose();
        }
    }

    private static AllocatorState Parse(string[] lines)
    {
        Dictionary<string, long> numbers = new(StringComparer.Ordinal);
        List<SizeClassUse> classes = [];
        List<FreeListUse> freeLists = [];
        foreach (string line in lines)
        {
            if (ClassLine().Match(line) is { Success: true } use)
            {
                classes.Add(new((int)Value(use, "class"), Value(use, "pools"), Value(use, "blocks")));
            }
            else if (FreeListLine().Match(line) is { Success: true } list)
            {
                freeLists.Add(new(list.Groups["name"].Value, Value(list, "count"), Value(list, "bytes")));
            }
            else if (NumberLine().Match(line) is { Success: true } number)
            {
                numbers.TryAdd(number.Groups["label"].Value, Value(number, "value"));
            }
        }

        Match arena = lines.Select(line => ArenaLine().Match(line)).Single(match => match.Success);
        Match unused = lines.Select(line => UnusedLine().Match(line)).Single(match => match.Success);
        int poolBytes = (int)Value(unused, "bytes");
        bool hasMap = numbers.ContainsKey("# arena map mid nodes");
        return new()
        {
            PoolBytes = poolBytes,
            ArenaBytes = (int)Value(arena, "bytes"),
            Classes = classes,
            ArenasAllocated = numbers["# arenas allocated total"],
            ArenasHighest = numbers["# arenas highwater mark"],
            ArenasCurrent = numbers["# arenas allocated current"],
            UnusedPools = Value(unused, "count"),
            UnalignedArenas = numbers["# bytes lost to arena alignment"] / poolBytes,
            MapNodes = hasMap ? ((int)numbers["# arena map mid nodes"], (int)numbers["# arena map bot nodes"]) : null,
            FreeLists = freeLists,
        };
    }

    private static long Value(Match match, string name) =>
        long.Parse(match.Groups[name].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ +(?<class>\d+) +\d+ +(?<pools>\d+) +(?<blocks>\d+) +\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"^ *(?<count>\d+) free (?<name>.*) \* (?<bytes>\d+) bytes each", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FreeListLine();

    [GeneratedRegex(@"^(?<label>#.*?) += +(?<value>[\d,]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberLine();

    [GeneratedRegex(@"^(?<count>\d+) arenas \* (?<bytes>\d+) bytes/arena", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ArenaLine();

    [GeneratedRegex(@"^(?<count>\d+) unused pools \* (?<bytes>\d+) bytes", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnusedLine();
}
