using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Compare.Harness.Results;
using Compare.Reports;
using Compare.Reports.Tests.Samples;

namespace Compare.Benchmarks;

/// <summary>
/// The command <c>report CELLS DIR</c>: a made-up run of so many cells, and how long it takes from its files to its reports.
/// </summary>
internal static class ReportSpeed
{
    /// <summary>Name of the command.</summary>
    public const string Name = "report";

    /// <summary>Makes the run if it is not there yet, then prints the seconds of each step and the size of each report.</summary>
    /// <param name="cells">Cells of the run, at least.</param>
    /// <param name="path">Directory of the run.</param>
    public static void Run(int cells, string path)
    {
        if (!Directory.Exists(path))
        {
            Make(SampleResults.Create(SampleShape.Large(cells)), path);
            Console.WriteLine($"made {path}; run the command again to measure");
            return;
        }

        long begin = Stopwatch.GetTimestamp();
        ResultSet results = ResultSetReader.Read(path);
        Print("read", begin, $"{results.Invocations.Count} invocations, {results.Events.Count} events, {results.Timeline.Count} samples");
        Time("HTML", stream => new HtmlReport().Write(results, stream), Path.Combine(path, ResultFiles.HtmlReport));
        Time("Markdown", stream => stream.Write(Encoding.UTF8.GetBytes(MarkdownReport.Render(results))), Path.Combine(path, ResultFiles.MarkdownReport));
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"CPU {process.TotalProcessorTime.TotalSeconds:F2} s, stopped for {GC.CollectionCount(0)} collections {GC.GetTotalPauseDuration().TotalSeconds:F2} s"));
        Console.WriteLine($"allocated {GC.GetTotalAllocatedBytes() >> 20} MiB, peak working set {process.PeakWorkingSet64 >> 20} MiB");
    }

    private static void Make(ResultSet results, string path)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(
            Path.Combine(path, ResultFiles.Matrix),
            $"schema: 1\nname: Report speed\nbaseline: \"{results.Baseline}\"\nengines: [cpython]\nworkloads: [binary-trees]\n");
        File.WriteAllText(
            Path.Combine(path, ResultFiles.Environment),
            JsonSerializer.Serialize(results.Environment, ResultJson.Default.RunEnvironment));
        File.WriteAllText(Path.Combine(path, ResultFiles.Plan), string.Empty);
        ResultSetWriter.WriteTables(results, (name, write) =>
        {
            using FileStream stream = File.Create(Path.Combine(path, name));
            write(stream);
        });
    }

    private static void Time(string name, Action<Stream> write, string file)
    {
        long begin = Stopwatch.GetTimestamp();
        using FileStream stream = File.Create(file);
        write(stream);
        Print(name, begin, FormattableString.Invariant($"{stream.Length / 1e6:F2} MB"));
    }

    private static void Print(string step, long begin, string what) => Console.WriteLine(
        FormattableString.Invariant($"{step}: {Stopwatch.GetElapsedTime(begin).TotalSeconds:F2} s, {what}"));
}
