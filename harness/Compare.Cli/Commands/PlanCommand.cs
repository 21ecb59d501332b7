using System.CommandLine;
using System.Globalization;
using Compare.Cli.Views;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare plan</c>: how many invocations the next run needs, from the noise that a pilot showed.</summary>
internal sealed class PlanCommand(ConsoleView view) : ICommandFactory
{
    private readonly Argument<string> _directory = new("directory") { Description = "Result directory of a pilot." };
    private readonly Option<string> _effect = new("--effect")
    {
        Description = "Difference in wall time that is to be found, e.g. 3%.",
        DefaultValueFactory = _ => "3%",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "plan",
            "Says how many invocations and iterations the next run needs to find a difference, from the noise of a pilot.",
            "gc-compare plan results/pilot",
            "gc-compare plan results/pilot --effect 5%");
        command.Arguments.Add(_directory);
        command.Options.Add(_effect);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (!Percentages.TryParse(parsed.GetRequiredValue(_effect), out double effect, out string error))
        {
            throw new InputException("--effect", error + ".");
        }

        ResultSet pilot = ResultSetReader.Read(parsed.GetRequiredValue(_directory));
        IReadOnlyList<CellPlan> plans = PilotPlanner.Of(pilot, effect);
        CellPlan[] compared = [.. plans.Where(plan => plan.Config != pilot.Baseline)];
        view.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"To find a difference of {Percentages.Format(effect)} in wall time from {pilot.Baseline}, with "
                + $"{Percentages.Format(InvocationPlanner.Power)} power and a false-discovery rate of "
                + $"{Percentages.Format(VerdictRule.FalseDiscoveryRate)} over {Math.Max(1, compared.Length)} comparisons:"));
        int width = plans.Count == 0 ? 0 : plans.Max(plan => Name(plan).Length);
        foreach (CellPlan plan in plans)
        {
            view.Line($"  {Name(plan).PadRight(width)}  {Describe(plan, pilot.Baseline)}");
        }

        int[] needed = [.. compared.Select(plan => plan.Invocations).OfType<int>()];
        view.Line(needed.Length == 0
            ? "No comparison can be planned: the pilot has too few invocations (try --invocations 10), or too much noise."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Enough for {needed.Length} of {compared.Length} comparisons: --invocations {needed.Max()}"));
        return ExitCodes.Ok;
    }

    private static string Name(CellPlan plan) => plan.HeapBytes is null
        ? $"{plan.Config} × {plan.Workload}"
        : $"{plan.Config} × {plan.Workload} × {HeapLimits.Format(plan.HeapBytes)}";

    private static string Describe(CellPlan plan, string baseline)
    {
        string invocations = plan switch
        {
            { Invocations: { } n } => string.Create(CultureInfo.InvariantCulture, $"{n} invocations"),
            _ when plan.Config == baseline => "baseline: as many as the others",
            _ => string.Create(CultureInfo.InvariantCulture, $"no number up to {InvocationPlanner.Most}, or too little data"),
        };
        return plan.Iterations is { } iterations
            ? string.Create(CultureInfo.InvariantCulture, $"{invocations}, {iterations} iterations inside each")
            : invocations;
    }
}
