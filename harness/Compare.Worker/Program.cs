using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Worker;

// One cell, one process: reads a specification, runs it, writes the result under a temporary name and renames it.
bool expects = args is [WorkerCommand.ExpectArgument, _];
if (args.Length != 1 && !expects)
{
    Console.Error.WriteLine("usage: Compare.Worker [--expect] SPECIFICATION.json (started by gc-compare)");
    return WorkerExitCodes.BadSpecification;
}

WorkerSpec spec;
try
{
    spec = JsonSerializer.Deserialize(File.ReadAllBytes(args[^1]), WorkerJson.Default.WorkerSpec)
        ?? throw new JsonException("The file is empty.");
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
{
    Console.Error.WriteLine($"{args[^1]}: {exception.Message}");
    return WorkerExitCodes.BadSpecification;
}

if (expects)
{
    return ExpectationWriter.Write(spec);
}

WorkerResult result = CellRunner.Run(spec);
try
{
    string temporary = spec.ResultPath + ".tmp";
    using (FileStream stream = File.Create(temporary))
    {
        JsonSerializer.Serialize(stream, result, WorkerJson.Default.WorkerResult);
    }

    File.Move(temporary, spec.ResultPath, overwrite: true);
    return WorkerExitCodes.Done;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return WorkerExitCodes.ResultNotWritten;
}
