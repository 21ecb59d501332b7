using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Compare.Harness.Execution;

/// <summary>How a worker process is started; tests put programs of their own in its place.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Arguments before the file with the specification.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Argument before the specification that asks for the expectation of a cell instead of its run.</summary>
    public const string ExpectArgument = "--expect";

    private const string AssemblyFile = "Compare.Worker.dll";

    // Settings of the caller's shell would change what is measured without a trace in the results.
    private static readonly string[] s_scrubbed = ["DOTNET_", "COMPlus_"];

    // A cell needs no debugger and no diagnostics port: without them a process starts faster and leaves nothing in /tmp
    // when it is killed.
    private static readonly Dictionary<string, string> s_settings = new(StringComparer.Ordinal)
    {
        ["DOTNET_EnableDiagnostics_IPC"] = "0",
        ["DOTNET_EnableDiagnostics_Debugger"] = "0",
        ["DOTNET_EnableDiagnostics_Profiler"] = "0",
    };

    /// <summary>The worker that was built with this program, started by the runtime that runs this program.</summary>
    public static WorkerCommand Installed()
    {
        string host = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string path = Path.Combine(root, host);
        return new WorkerCommand(
            File.Exists(path) ? path : host, ["exec", Path.Combine(AppContext.BaseDirectory, AssemblyFile)]);
    }

    /// <summary>The command that computes the expectation of a cell.</summary>
    public WorkerCommand ForExpectation() => this with { Arguments = [.. Arguments, ExpectArgument] };

    /// <summary>What to start for one invocation.</summary>
    /// <param name="specPath">File with the specification.</param>
    /// <param name="environment">Environment variables that the engine asks for.</param>
    public ProcessStartInfo StartInfo(string specPath, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(FileName);
        foreach (string argument in Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add(specPath);
        foreach (string name in start.Environment.Keys.Where(IsScrubbed).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in s_settings.Concat(environment))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsScrubbed(string name) =>
        Array.Exists(s_scrubbed, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        && !name.StartsWith("DOTNET_ROOT", StringComparison.OrdinalIgnoreCase);
}
