using System.Globalization;
using Compare.Harness.Fingerprints;

namespace Compare.Cli.Views;

/// <summary>Fingerprints as lines of a table on the console.</summary>
internal static class FingerprintView
{
    private const double Million = 1e6;

    /// <summary>Prints one fingerprint, under the names of its columns when it is the first.</summary>
    public static void Show(ConsoleView view, Fingerprint print, bool first)
    {
        if (first)
        {
            view.Line($"{"workload",-28} {"objects M",9} {"MB",9} {"size B",8} {"live MB",8} {"turnover",8} {"alive 4M",8} {"shared",7} "
                + $"{"old>new",7} {"cyclic",7} {"stores",7} {"overwr.",7}");
        }

        view.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{print.Workload,-28} {print.AllocatedObjects / Million,9:F2} {print.AllocatedBytes / Million,9:F1} {print.MeanObjectBytes,8:F0} "
            + $"{print.PeakLiveBytes / Million,8:F2} {print.Turnover,8:F1} {print.SurvivalNursery,8:P0} {print.SharedObjectsShare,7:P0} "
            + $"{print.OldToYoungShare,7:P0} {print.CyclicGarbageShare,7:P0} {print.StoresPerObject,7:F2} {print.OverwritesPerObject,7:F2}"));
    }
}
