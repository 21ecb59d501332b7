using Compare.Harness.HeapSizing;
using Compare.Harness.Results;
using CsCheck;

namespace Compare.Harness.Tests.HeapSizing;

/// <summary>The search over predicates that are made up: every run is asked of a function of the size.</summary>
public sealed class MinHeapSearchTests
{
    private const long Cap = 1 << 20;

    private static readonly TrialOutcome s_ok = new(CellStatus.Ok, null);
    private static readonly TrialOutcome s_oom = new(CellStatus.Oom, "Full.");
    private static readonly TrialOutcome s_thrash = new(CellStatus.Thrash, "Slow.");

    private static SearchBounds Bounds(long lower, long block = 1, int repeats = 1, int verifications = 1, long cap = Cap) =>
        new(lower, block, cap, repeats, verifications);

    private static Task<SearchResult> RunAsync(SearchBounds bounds, Func<long, TrialOutcome> outcome) =>
        MinHeapSearch.RunAsync(bounds, size => Task.FromResult(outcome(size)));

    [Fact]
    public async Task A_small_threshold_is_found_to_the_block()
    {
        // Below 100 blocks a block is more than 1 %.
        SearchResult result = await RunAsync(Bounds(lower: 10), size => size >= 77 ? s_ok : s_oom);

        Assert.Equal((77, 76, CellStatus.Oom, "Full."), (result.MinimumBytes, result.LargestFailBytes, result.FailStatus, result.FailReason));
        Assert.Empty(result.Islands);
        Assert.Null(result.NoAnswer);
    }

    [Fact]
    public void Any_threshold_is_found_to_a_block_or_one_per_cent()
    {
        Gen.Select(Gen.Long[1, Cap], Gen.Long[1, Cap], Gen.Int[0, 8]).Sample(
            (threshold, lower, shift) =>
            {
                long block = 1L << shift;
                SearchBounds bounds = Bounds(lower, block);
                SearchResult result = RunAsync(bounds, size => size >= threshold ? s_ok : s_oom).GetAwaiter().GetResult();

                if (bounds.Down(Cap) < threshold)
                {
                    Assert.Null(result.MinimumBytes);
                    return;
                }

                long least = bounds.Up(threshold);
                long most = least + Math.Max(block, least / 50); // A step of 1 %, and the rounding of both ends to blocks.
                Assert.InRange(result.MinimumBytes!.Value, least, most);
                Assert.Equal(0, result.MinimumBytes.Value % block);
                Assert.True(result.LargestFailBytes is null ? least == block : result.LargestFailBytes < threshold);
                Assert.Empty(result.Islands);
            },
            iter: 500);
    }

    [Fact]
    public async Task Doubling_and_bisection_take_the_logarithm_of_runs()
    {
        SearchResult result = await RunAsync(Bounds(lower: 1_000), size => size >= 100_000 ? s_ok : s_oom);

        // 7 doublings after the first, 6 bisections of 64 000 to 1 %, 1 to verify, 10 neighbours.
        Assert.InRange(result.Trials.Count, 20, 26);
        Assert.Equal(1_000, result.Trials[0].Bytes);
        Assert.Equal([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000], result.Trials.Take(8).Select(trial => trial.Bytes));
    }

    [Fact]
    public async Task Failures_above_the_answer_are_islands()
    {
        SearchResult result = await RunAsync(
            Bounds(lower: 10), size => size < 77 ? s_oom : size is 79 or 80 ? s_thrash : size == 82 ? s_oom : s_ok);

        Assert.Equal(77, result.MinimumBytes);
        Assert.Equal(
            [new FailureIsland(79, 80, CellStatus.Thrash, "Slow."), new FailureIsland(82, 82, CellStatus.Oom, "Full.")],
            result.Islands);
    }

    [Fact]
    public async Task An_island_that_bisection_ran_into_does_not_hide_the_smaller_heap()
    {
        // Bisection of 64..128 asks 96 and takes its failure for a bound: it ends at 97. The neighbour 92 passes.
        SearchResult result = await RunAsync(Bounds(lower: 64), size => size is < 90 or 96 ? s_oom : s_ok);

        Assert.Equal(90, result.MinimumBytes);
        Assert.Equal(89, result.LargestFailBytes);
        Assert.Equal([96], result.Islands.Select(island => island.FirstBytes));
    }

    [Fact]
    public async Task A_zone_of_thrashing_below_the_answer_is_told_apart_from_exhaustion()
    {
        SearchResult result = await RunAsync(Bounds(lower: 10), size => size < 50 ? s_oom : size < 60 ? s_thrash : s_ok);

        Assert.Equal((60, 59, CellStatus.Thrash), (result.MinimumBytes, result.LargestFailBytes, result.FailStatus));
        Assert.Contains(result.Trials, trial => trial.Status == CellStatus.Oom);
    }

    [Fact]
    public async Task An_answer_that_fails_its_fresh_runs_gives_way_to_the_next_size()
    {
        // Just enough when it is tried, not when it is tried again.
        int tries = 0;
        SearchResult result = await RunAsync(
            Bounds(lower: 10, repeats: 3, verifications: 5),
            size => size < 77 || (size == 77 && ++tries > 6) ? s_oom : s_ok);

        Assert.Equal((78, 77), (result.MinimumBytes, result.LargestFailBytes));
        Assert.Equal(7, result.Trials.Count(trial => trial.Bytes == 77));
    }

    [Fact]
    public async Task Sizes_run_until_the_first_failure_and_answers_five_times_more()
    {
        SearchResult result = await RunAsync(Bounds(lower: 10, repeats: 3, verifications: 5), size => size >= 77 ? s_ok : s_oom);

        Assert.All(
            result.Trials.GroupBy(trial => trial.Bytes),
            size => Assert.Equal(size.Key < 77 ? 1 : size.Key == 77 ? 8 : 3, size.Count()));
    }

    [Fact]
    public async Task What_fits_into_its_lower_bound_is_searched_below_it()
    {
        SearchResult result = await RunAsync(Bounds(lower: 1_000), size => size >= 77 ? s_ok : s_oom);

        Assert.Equal((77, 76), (result.MinimumBytes, result.LargestFailBytes));
    }

    [Fact]
    public async Task A_program_that_needs_nothing_has_the_least_heap_and_no_failure()
    {
        SearchResult result = await RunAsync(Bounds(lower: 0, block: 16), _ => s_ok);

        Assert.Equal((16, null, null), (result.MinimumBytes, result.LargestFailBytes, result.FailStatus));
    }

    [Fact]
    public async Task Nothing_up_to_the_cap_is_an_answer_with_a_reason()
    {
        SearchResult result = await RunAsync(Bounds(lower: 10, cap: 1_024), _ => s_oom);

        Assert.Equal((null, 1_024), (result.MinimumBytes, result.LargestFailBytes));
        Assert.Equal("No heap up to 1KiB is enough.", result.NoAnswer);
    }

    [Fact]
    public async Task What_never_passes_twice_has_no_answer_and_the_search_ends()
    {
        HashSet<long> tried = [];
        SearchResult result = await RunAsync(
            Bounds(lower: 1_000, verifications: 2), size => tried.Add(size) && size > 5_000 ? s_ok : s_oom);

        Assert.Null(result.MinimumBytes);
        Assert.StartsWith("No heap up to ", result.NoAnswer, StringComparison.Ordinal);
        Assert.EndsWith(" passed 2 fresh runs in a row.", result.NoAnswer, StringComparison.Ordinal);
        Assert.InRange(result.Trials.Count, 50, 200);
    }

    [Fact]
    public void Whatever_fails_the_answer_passed_every_one_of_its_runs()
    {
        Gen.Select(Gen.Bool.Array[64], Gen.Int[1, 64]).Sample(
            (passes, lower) =>
            {
                SearchResult result = RunAsync(
                    Bounds(lower, cap: passes.Length), size => passes[size - 1] ? s_ok : s_oom).GetAwaiter().GetResult();

                Assert.True(result.MinimumBytes is not { } answer || passes[answer - 1]);
                Assert.All(result.Islands, island => Assert.True(
                    island.FirstBytes > result.MinimumBytes && !passes[island.FirstBytes - 1] && !passes[island.LastBytes - 1]));
                Assert.True(result.LargestFailBytes is not { } fail || !passes[fail - 1]);
                Assert.True(result.MinimumBytes is not null || result.NoAnswer is not null);
            },
            iter: 1_000);
    }
}
