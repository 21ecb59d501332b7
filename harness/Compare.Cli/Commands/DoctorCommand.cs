using System.CommandLine;
using Compare.Cli.Views;
using Compare.Harness.Discovery;
using Compare.Harness.Machine;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare doctor</c>: what the machine is, and what is missing for good numbers.</summary>
internal sealed class DoctorCommand(MachineProbe machine, WatchedFacts watched, ConsoleView view) : ICommandFactory
{
    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "doctor", "Shows what the machine is and what is missing for good numbers.", "gc-compare doctor");
        command.SetAction(_ => Run());
        return command;
    }

    private int Run()
    {
        IReadOnlyList<MachineFinding> findings = machine.Findings();
        int width = findings.Max(finding => finding.Name.Length);
        view.Line($"gc-compare {ToolVersion.Text}");
        foreach (MachineFinding finding in findings)
        {
            view.Line($"{finding.Name.PadRight(width)}  {finding.Value}");
        }

        ShowWatched();
        string[] warnings = [.. findings.Select(finding => finding.Warning).OfType<string>()];
        foreach (string warning in warnings)
        {
            view.Warning(warning);
        }

        view.Line(warnings.Length == 0 ? "Nothing is missing for good numbers." : $"{warnings.Length} things make numbers less good.");
        return ExitCodes.Ok;
    }

    private void ShowWatched()
    {
        IReadOnlyList<WatchedFact> facts = watched.Find();
        int width = facts.Max(fact => fact.Name.Length);
        view.Line("Watched around each process:");
        foreach (WatchedFact fact in facts)
        {
            view.Line($"  {fact.Name.PadRight(width)}  {(fact.Reason is { } reason ? "not available: " + reason : "yes")}");
        }
    }
}
