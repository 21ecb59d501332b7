using System.Globalization;
using System.Runtime.ExceptionServices;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Tests.Support;

using CsCheck;

namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>Draws random programs and runs each on an engine and on the exact object graph.</summary>
/// <remarks>
/// The seed is fixed, so that a run of the suite is repeatable; the environment variable
/// <c>COMPARE_RANDOM_ITERATIONS</c> sets the number of programs and makes the seed a fresh one. A failure prints the
/// seed and the smallest failing program found.
/// </remarks>
internal static class ProgramSampler
{
    private const string IterationsVariable = "COMPARE_RANDOM_ITERATIONS";
    private const string FixedSeed = "0N0XIzNsQ0O2";
    private const int MostSteps = 1500;

    // How often each operation is drawn.
    private static readonly (int Weight, Operation Operation)[] s_weights =
    [
        (22, Operation.New), (8, Operation.Copy), (5, Operation.MoveTake), (8, Operation.Clear),
        (22, Operation.Store), (6, Operation.StoreTake), (5, Operation.StoreNull), (10, Operation.Load),
        (4, Operation.BorrowCopy), (5, Operation.Write), (9, Operation.Resize), (7, Operation.NewWeak),
        (5, Operation.LoadWeak), (4, Operation.Ask), (3, Operation.Compare), (2, Operation.Collect),
        (2, Operation.SafePoint), (3, Operation.Call), (3, Operation.Return), (2, Operation.ResizeRoots),
    ];

    private static readonly Operation[] s_operations =
        [.. s_weights.SelectMany(pair => Enumerable.Repeat(pair.Operation, pair.Weight))];

    private static readonly Gen<Step[]> s_programs = Gen.Select(
            Gen.Int[0, s_operations.Length - 1], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999])
        .Select(t => new Step(s_operations[t.Item1], t.Item2, t.Item3, t.Item4))
        .Array[50, MostSteps];

    /// <summary>Runs random programs on a variant of an engine.</summary>
    public static void Sample(string variant, int iterations, Func<IHeapProgram, IHeapProgram> wrap)
    {
        string? wanted = Environment.GetEnvironmentVariable(IterationsVariable);
        Step[] failing = [];
        try
        {
            s_programs.Sample(
                steps =>
                {
                    if (RunOnce(variant, steps, wrap) is { } failure)
                    {
                        failing = steps;
                        ExceptionDispatchInfo.Throw(failure);
                    }
                },
                iter: wanted is null ? iterations : int.Parse(wanted, CultureInfo.InvariantCulture),
                seed: wanted is null ? FixedSeed : null,
                threads: 1,
                print: steps => $"{steps.Length} steps");
        }
        catch (CsCheckException exception)
        {
            Step[] smallest = Shrinker.Shrink(failing, steps => RunOnce(variant, steps, wrap) is not null);
            Exception? failure = RunOnce(variant, smallest, wrap);
            throw new InvalidOperationException(
                $"{variant} disagrees with the model: {failure?.Message}\nSmallest program: {string.Join(' ', smallest)}",
                exception);
        }
    }

    private static Exception? RunOnce(string variant, Step[] steps, Func<IHeapProgram, IHeapProgram> wrap)
    {
        using IEngine engine = EnginesUnderTest.Create(variant);
        return Record.Exception(() =>
        {
            engine.Execute(wrap(new RandomProgram(steps, engine.Traits)));
            engine.Rest();
            engine.Control.Verify();
        });
    }
}
