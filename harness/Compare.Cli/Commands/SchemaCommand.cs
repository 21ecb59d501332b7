using System.CommandLine;
using Compare.Cli.Views;
using Compare.Harness.Matrix;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare schema</c>: the JSON schema of matrix files, for editors.</summary>
internal sealed class SchemaCommand(ConsoleView view) : ICommandFactory
{
    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "schema",
            "Prints the JSON schema of matrix files, by which editors complete and check them: save it beside a matrix that begins with "
                + $"'{MatrixSchema.Modeline}'.",
            "gc-compare schema",
            $"gc-compare schema > {MatrixSchema.FileName}");
        command.SetAction(_ =>
        {
            view.Line(MatrixSchema.Text.TrimEnd());
            return ExitCodes.Ok;
        });
        return command;
    }
}
