using System.Globalization;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.HeapSizing;
using Compare.Harness.Results;

namespace Compare.Cli.Views;

/// <summary>Smallest heaps as lines of text, each as soon as it is known.</summary>
internal sealed class MinHeapView(ConsoleView view) : IMinHeapProgress
{
    /// <inheritdoc/>
    public void Found(MinHeapCertificate certificate, bool isCached)
    {
        string known = isCached ? " (known)" : string.Empty;
        view.Line($"{certificate.Key.Config} × {certificate.Key.Workload}: {Answer(certificate)}{known}");
        foreach (FailureIsland island in certificate.MinimumBytes is null ? [] : certificate.Search?.Islands ?? [])
        {
            string sizes = island.FirstBytes == island.LastBytes
                ? ByteSize.Format(island.FirstBytes)
                : $"{ByteSize.Format(island.FirstBytes)} to {ByteSize.Format(island.LastBytes)}";
            view.Line($"  larger, and fails: {sizes} ({island.Status.Name()}: {island.Reason})");
        }
    }

    private static string Answer(MinHeapCertificate certificate)
    {
        if (certificate is not { MinimumBytes: { } minimum, Search: { } search })
        {
            return $"no smallest heap. {certificate.Reason}";
        }

        string factor = certificate.SpaceFactor is { } times
            ? string.Create(CultureInfo.InvariantCulture, $", {times:0.00} × the peak of live bytes")
            : string.Empty;
        string fail = search.LargestFailBytes is { } largest
            ? $"; {ByteSize.Format(largest)} fails ({search.FailStatus?.Name()})"
            : "; nothing smaller fails";
        return $"{ByteSize.Format(minimum)}{factor}{fail}; {search.Trials.Count} runs";
    }
}
