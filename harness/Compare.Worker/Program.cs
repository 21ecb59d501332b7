using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Worker;

// One cell, one process: reads a specification, runs it, writes the result under a temporary name and renames it.
if (args.Length != 1)
{
    Console.Error.WriteLine("usage: Compare.Worker SPECIFICATION.json (started by gc-compare)");
    return WorkerExitCodes.BadSpecification;
}

WorkerSpec spec;
try
{
    spec = JsonSerializer.Deserialize(File.ReadAllBytes(args[0]), WorkerJson.Default.WorkerSpec)
        ?? throw new JsonException("The file is empty.");
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
{
    Console.Error.WriteLine($"{args[0]}: {exception.Message}");
    return WorkerExitCodes.BadSpecification;
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
