using System.Text.Json;
using Compare.Harness.Discovery;
using Compare.Harness.Execution;
using Compare.Worker;

// One cell, one process: reads a specification, runs it, and writes what came of it.
bool expects = args is [WorkerCommand.ExpectArgument, _];
if (args.Length != 1 && !expects)
{
    Console.Error.WriteLine("usage: Compare.Worker [--expect] SPECIFICATION.json (started by gc-compare)");
    return WorkerExitCodes.BadSpecification;
}

Parent parent = Parent.Listen();
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

try
{
    foreach (string plugin in spec.Plugins)
    {
        Plugin.Load(plugin); // From now on its types are found by the name of its assembly, as the tool's own are.
    }
}
catch (PluginException exception)
{
    Console.Error.WriteLine(exception.Message);
    return WorkerExitCodes.BadSpecification;
}

if (expects)
{
    return ExpectationWriter.Write(spec);
}

try
{
    BatchRunner.Run(spec, parent);
    return WorkerExitCodes.Done;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return WorkerExitCodes.ResultNotWritten;
}
