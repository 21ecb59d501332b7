using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Execution;

/// <summary>
/// Runs one invocation of each cell in a shuffled order until a budget is used up, to tell how long a plan takes. It leaves nothing
/// behind.
/// </summary>
/// <param name="executor">Runs the invocations.</param>
/// <param name="time">The clock of the budget.</param>
public sealed class Pilot(ICellExecutor executor, TimeProvider time)
{
    /// <summary>Runs a pilot.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="budget">The longest time that it may take; zero for none.</param>
    /// <param name="skip">Cells whose time is known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public async Task<PilotResult> RunAsync(
        RunMatrix matrix, RunPlan plan, TimeSpan budget, Func<InvocationKey, bool> skip, CancellationToken cancellationToken)
    {
        List<(InvocationKey, long)> seen = [];
        PlannedInvocation[] order =
        [
            .. plan.Invocations.Where(planned => planned is { Invocation: 0, Kind: InvocationKind.Timed } && !skip(planned.Key)),
        ];
        if (budget <= TimeSpan.Zero || order.Length == 0)
        {
            return new PilotResult(seen, IsCutOff: false);
        }

        new SplitMix64((ulong)matrix.Runs.Seed ^ StableHash.Of("pilot")).Shuffle(order.AsSpan());
        string path = Directory.CreateTempSubdirectory("gc-compare-pilot-").FullName;
        try
        {
            using ResultDirectory directory = ResultDirectory.Open(path, MatrixWriter.Write(matrix), plan, resume: false);
            using CancellationTokenSource ends = new(budget, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(ends.Token, cancellationToken);
            foreach (PlannedInvocation planned in order)
            {
                long began = time.GetTimestamp();
                try
                {
                    either.Token.ThrowIfCancellationRequested();
                    seen.Add((planned.Key, (await executor.ExecuteAsync(planned, directory, either.Token)).ElapsedMs));
                }
                catch (OperationCanceledException) when (ends.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    // What was cut off took at least so long; left out, it would make the estimate too short.
                    long elapsed = (long)time.GetElapsedTime(began).TotalMilliseconds;
                    bool isCutOff = elapsed > 0;
                    return new PilotResult(isCutOff ? [.. seen, (planned.Key, elapsed)] : seen, isCutOff);
                }
            }

            return new PilotResult(seen, IsCutOff: false);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
