using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Compare.Integration.Tests;

/// <summary>The tool as users start it: a process of its own, with real workers.</summary>
internal sealed class Tool : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly List<string> _lines = [];

    private Tool(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The command of the runtime that runs the tests.</summary>
    public static string Dotnet { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public IReadOnlyList<string> Lines => _lines;

    public static Tool Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Starts the tool with variables of its own.</summary>
    public static Tool Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(Dotnet)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "gc-compare.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Tool(Process.Start(start)!);
    }

    /// <summary>Runs the tool to its end.</summary>
    public static Task<(int ExitCode, string[] Output, string Error)> RunAsync(params string[] arguments) =>
        RunAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Runs the tool with variables of its own to its end.</summary>
    public static async Task<(int ExitCode, string[] Output, string Error)> RunAsync(
        IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using Tool tool = Start(environment, arguments);
        return await tool.EndAsync();
    }

    /// <summary>The next line of standard output, or null at its end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_limit);
        if (line is not null)
        {
            _lines.Add(line);
        }

        return line;
    }

    /// <summary>Reads to the end and waits for the process.</summary>
    public async Task<(int ExitCode, string[] Output, string Error)> EndAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await _process.WaitForExitAsync().WaitAsync(s_limit);
        return (_process.ExitCode, [.. _lines], await _error);
    }

    /// <summary>Lets a script be started as a program.</summary>
    public static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(string name, int process)
    {
        using Process kill = Process.Start("/bin/kill", ["-" + name, process.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The tool's worker that is alive, or null.</summary>
    public int? Worker()
    {
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && IsWorker(folder))
            {
                return id;
            }
        }

        return null;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private bool IsWorker(string folder)
    {
        try
        {
            // "pid (name) state parent …": the state Z is a process that has ended already.
            string[] fields = File.ReadAllText(folder + "/stat").Split(") ")[^1].Split(' ');
            return fields[0] != "Z" && fields[1] == _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)
                && File.ReadAllText(folder + "/cmdline").Contains("Compare.Worker.dll", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // The process ended while it was looked at.
            return false;
        }
    }
}
