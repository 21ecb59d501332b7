using System.Text.Json;

namespace Compare.Reports.Rendering;

/// <summary>The chart library that travels inside every report, unmodified, with its licences.</summary>
internal static class ChartLibrary
{
    private const string Folder = "assets/vendor/echarts/";

    private static readonly string[] s_licences = ["NOTICE", "LICENSE", "LICENSE-d3"];

    private static readonly Lazy<string> s_packed = new(() => Rendering.Packed.Pack(Resources.Bytes(Folder + "echarts.min.js")));

    private static readonly Lazy<string> s_version = new(() =>
        JsonDocument.Parse(Resources.Text(Folder + "vendor.json")).RootElement.GetProperty("version").GetString()!);

    public static string Packed => s_packed.Value;

    public static string Version => s_version.Value;

    /// <summary>The licences that must travel along; free of what would end an HTML comment.</summary>
    public static string Licences =>
        string.Join("\n\n", s_licences.Select(name => Resources.Text(Folder + name))).Replace("--", "- -", StringComparison.Ordinal);
}
