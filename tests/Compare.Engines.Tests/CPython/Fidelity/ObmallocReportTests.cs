using System.Text.Json;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>The allocator's report against those that real interpreters printed.</summary>
public sealed class ObmallocReportTests
{
    public static TheoryData<string> Files => RecordedFiles.Named("obmalloc_stats");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_real_report_is_written_again_from_its_basic_numbers(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        string[] real = [.. document.RootElement.GetProperty("format_sample").EnumerateArray().Select(line => line.GetString()!)];

        string ours = AllocatorReport.Write(ReportParser.Parse(real));

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
}
