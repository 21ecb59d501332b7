using System.Globalization;
using System.Text.RegularExpressions;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Reads what <c>sys._debugmallocstats</c> printed.</summary>
internal static partial class ReportParser
{
    /// <summary>Reads the lines of a report.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>What they say.</returns>
    public static AllocatorState Parse(IReadOnlyList<string> lines)
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
