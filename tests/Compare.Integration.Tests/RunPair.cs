using System.Globalization;

namespace Compare.Integration.Tests;

/// <summary>Two real runs of one small matrix, made once; tests change copies of them.</summary>
public sealed class RunPair : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("gc-compare-test-").FullName;
    private int _copies;

    /// <summary>The first run.</summary>
    public string Base => PathFor("base");

    /// <summary>The second run.</summary>
    public string New => PathFor("new");

    /// <summary>Copies a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Path of the copy, which is gone after the tests.</returns>
    public string Copy(string run)
    {
        string copy = PathFor(string.Create(CultureInfo.InvariantCulture, $"copy-{Interlocked.Increment(ref _copies)}"));
        foreach (string file in Directory.GetFiles(run, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(run, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>A path for a file that is gone after the tests.</summary>
    /// <param name="name">Name of the file.</param>
    public string PathFor(string name) => Path.Combine(_root, name);

    /// <summary>Replaces the first occurrence of a text in a file of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="old">What is there.</param>
    /// <param name="text">What takes its place.</param>
    public static void Replace(string run, string name, string old, string text)
    {
        string path = Path.Combine(run, name);
        string before = File.ReadAllText(path);
        int place = before.IndexOf(old, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{name} holds no {old}");
        File.WriteAllText(path, before[..place] + text + before[(place + old.Length)..]);
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (string path in (string[])[Base, New])
        {
            (int exitCode, _, string error) = await Tool.RunAsync(
                "run", "--engine", "cpython", "--engine", "pypy", "--workload", "rings:size=smoke", "--invocations", "4", "--out", path);
            Assert.True(exitCode == 0, error);
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }
}
