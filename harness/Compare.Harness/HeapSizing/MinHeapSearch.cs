using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>
/// The bounded, verified search of the smallest heap (methodology 3.6): from the lower bound up by doubling, bisection down
/// to a block or 1 %, fresh runs at the answer, and its neighbours.
/// </summary>
/// <remarks>
/// Whether a program finishes need not be monotone in the size of its heap. So no size is taken for good because a smaller
/// one passed; what fails above the answer is listed, and a neighbour below that passes becomes the answer when it is verified.
/// </remarks>
public sealed class MinHeapSearch
{
    private const int ResolutionPerCent = 1;
    private const int Whole = 100;
    private const int Neighbours = 5;

    /// <summary>
    /// Steps up from an answer that fails, and moves down to a neighbour; beyond it the program fails at random.
    /// </summary>
    private const int MostSteps = 50;

    private readonly SearchBounds _bounds;
    private readonly Func<long, Task<TrialOutcome>> _trial;
    private readonly List<HeapTrial> _trials = [];
    private readonly Dictionary<long, int> _passes = [];
    private readonly SortedDictionary<long, TrialOutcome> _fails = [];

    private MinHeapSearch(SearchBounds bounds, Func<long, Task<TrialOutcome>> trial)
    {
        _bounds = bounds;
        _trial = trial;
    }

    /// <summary>Searches.</summary>
    /// <param name="bounds">Where to search and how often to run.</param>
    /// <param name="trial">Makes one fresh run under a limit of so many bytes.</param>
    public static async Task<SearchResult> RunAsync(SearchBounds bounds, Func<long, Task<TrialOutcome>> trial)
    {
        MinHeapSearch search = new(bounds, trial);
        return search.Conclude(await search.FindAsync());
    }

    private async Task<long?> FindAsync()
    {
        if (await BracketAsync() is not { } bracket)
        {
            return null;
        }

        long? answer = await VerifyUpwardsAsync(await BisectAsync(bracket.Fail, bracket.Pass));
        for (int moves = 0; answer is { } found && moves < MostSteps; moves++)
        {
            long lower = await ProbeNeighboursAsync(found);
            if (lower == found)
            {
                break;
            }

            answer = lower;
        }

        return answer;
    }

    /// <summary>
    /// A size that fails (0 when none does) and a larger one that passes, or null when none passes up to the cap.
    /// </summary>
    private async Task<(long Fail, long Pass)?> BracketAsync()
    {
        long cap = _bounds.Down(_bounds.CapBytes);
        long size = Math.Min(_bounds.Up(_bounds.LowerBoundBytes), cap);
        if (await PassesAsync(size))
        {
            // Nominal bytes bound what an engine with smaller objects needs only roughly: go down until it fails.
            long pass = size;
            while (pass > _bounds.BlockBytes)
            {
                size = _bounds.Up(pass / 2);
                if (size == pass || !await PassesAsync(size))
                {
                    return (size == pass ? 0 : size, pass);
                }

                pass = size;
            }

            return (0, pass);
        }

        while (size < cap)
        {
            long fail = size;
            size = size > cap / 2 ? cap : size * 2;
            if (await PassesAsync(size))
            {
                return (fail, size);
            }
        }

        return null;
    }

    private async Task<long> BisectAsync(long fail, long pass)
    {
        while (pass - fail > StepAt(pass))
        {
            long middle = _bounds.Down(fail + ((pass - fail) / 2));
            if (await PassesAsync(middle))
            {
                pass = middle;
            }
            else
            {
                fail = middle;
            }
        }

        return pass;
    }

    private async Task<long?> VerifyUpwardsAsync(long size)
    {
        for (int steps = 0; steps < MostSteps && size <= _bounds.CapBytes; steps++)
        {
            if (await VerifiesAsync(size))
            {
                return size;
            }

            size += StepAt(size);
        }

        return null;
    }

    /// <summary>
    /// Tries the neighbours of the answer; the smallest one below it that passes and is verified takes its place.
    /// </summary>
    private async Task<long> ProbeNeighboursAsync(long answer)
    {
        long step = StepAt(answer);
        for (int above = 1; above <= Neighbours && answer + (above * step) <= _bounds.CapBytes; above++)
        {
            await PassesAsync(answer + (above * step));
        }

        for (int below = Neighbours; below >= 1; below--)
        {
            long size = answer - (below * step);
            if (size >= _bounds.BlockBytes && await PassesAsync(size) && await VerifiesAsync(size))
            {
                return size;
            }
        }

        return answer;
    }

    private async Task<bool> PassesAsync(long size)
    {
        while (!_fails.ContainsKey(size) && _passes.GetValueOrDefault(size) < _bounds.Repeats)
        {
            await TryAsync(size);
        }

        return !_fails.ContainsKey(size);
    }

    /// <summary>The runs that chose a size favour it; only fresh ones can confirm it.</summary>
    private async Task<bool> VerifiesAsync(long size)
    {
        for (int run = 0; run < _bounds.Verifications && !_fails.ContainsKey(size); run++)
        {
            await TryAsync(size);
        }

        return !_fails.ContainsKey(size);
    }

    private async Task TryAsync(long size)
    {
        TrialOutcome outcome = await _trial(size);
        _trials.Add(new HeapTrial(size, outcome.Status, outcome.Reason));
        if (outcome.Status == CellStatus.Ok)
        {
            _passes[size] = _passes.GetValueOrDefault(size) + 1;
        }
        else
        {
            _fails.TryAdd(size, outcome);
        }
    }

    private long StepAt(long size) => Math.Max(_bounds.BlockBytes, _bounds.Down(size * ResolutionPerCent / Whole));

    private SearchResult Conclude(long? answer)
    {
        KeyValuePair<long, TrialOutcome>? largest = _fails
            .Where(fail => answer is null || fail.Key < answer)
            .Select(fail => (KeyValuePair<long, TrialOutcome>?)fail)
            .LastOrDefault();
        return new SearchResult
        {
            MinimumBytes = answer,
            LargestFailBytes = largest?.Key,
            FailStatus = largest?.Value.Status,
            FailReason = largest?.Value.Reason,
            NoAnswer = answer is null ? NoAnswer() : null,
            Islands = answer is { } found ? IslandsAbove(found) : [],
            Trials = _trials,
        };
    }

    private string NoAnswer()
    {
        string largest = ByteSize.Format(_trials.Max(trial => trial.Bytes));
        return _passes.Count == 0
            ? $"No heap up to {largest} is enough."
            : $"No heap up to {largest} passed {_bounds.Verifications} fresh runs in a row.";
    }

    private List<FailureIsland> IslandsAbove(long answer)
    {
        List<FailureIsland> islands = [];
        bool open = false;
        foreach (long size in _passes.Keys.Concat(_fails.Keys).Where(size => size > answer).Distinct().Order())
        {
            if (!_fails.TryGetValue(size, out TrialOutcome? fail))
            {
                open = false;
            }
            else if (open)
            {
                islands[^1] = islands[^1] with { LastBytes = size };
            }
            else
            {
                islands.Add(new FailureIsland(size, size, fail.Status, fail.Reason));
                open = true;
            }
        }

        return islands;
    }
}
