using System.CommandLine;
using System.Text.Json;
using Compare.Cli.Views;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Verification;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare verify</c>: recomputes a result directory from its raw files and says what differs.</summary>
internal sealed class VerifyCommand(MatrixSource source, ReportFiles reports, ConsoleView view) : ICommandFactory
{
    private readonly Argument<string> _directory = new("directory") { Description = "Result directory of a finished run." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "verify",
            "Recomputes every table and report of a result directory from its raw files and says what differs; nothing is written. "
                + "Exit codes: 0 everything follows from the raw files, 1 bad input or missing files, 5 something differs.",
            "gc-compare verify results/first",
            "gc-compare verify results/first --json");
        command.Arguments.Add(_directory);
        command.Options.Add(_json);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string directory = parsed.GetRequiredValue(_directory);
        ResultVerifier.RequireRawFiles(directory);
        RunMatrix matrix = source.Load(
            Path.Combine(directory, ResultFiles.Matrix), new MatrixOverrides([], [], [], null, null, null, Verify: false));
        VerificationResult result = ResultVerifier.Verify(directory, matrix, reports.All);
        if (parsed.GetValue(_json))
        {
            view.Line(JsonSerializer.Serialize(result, VerificationJson.Default.VerificationResult));
        }
        else
        {
            VerificationView.Show(view, directory, result);
        }

        return result.Holds ? ExitCodes.Ok : ExitCodes.VerificationFailed;
    }
}
