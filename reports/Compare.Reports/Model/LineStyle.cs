namespace Compare.Reports.Model;

/// <summary>
/// How one config is drawn in every chart of a report. Configs of an engine share its hue and differ in dash and
/// marker, so that colour never carries the difference alone.
/// </summary>
/// <param name="Hue">Index into <see cref="Palette"/>.</param>
/// <param name="Dash">Lengths of strokes and gaps, px; empty for a solid line.</param>
/// <param name="Marker">Name of the marker as the chart library knows it.</param>
/// <param name="Hollow">Whether the marker is drawn as an outline.</param>
public sealed record LineStyle(int Hue, IReadOnlyList<int> Dash, string Marker, bool Hollow)
{
    private static readonly string[] s_engines = ["cpython", "pypy", "clr", "micropython", "nogc", "semispace"];

    private static readonly int[][] s_dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 5], [6, 2, 2, 2, 2, 2]];

    private static readonly string[] s_markers =
        ["circle", "rect", "triangle", "diamond", "down", "star", "cross", "bar"];

    /// <summary>Compares engines: those with a fixed place first, the others by name.</summary>
    public static IComparer<string> EngineOrder { get; } = Comparer<string>.Create((left, right) =>
    {
        int order = Place(left).CompareTo(Place(right));
        return order != 0 ? order : string.CompareOrdinal(left, right);
    });

    /// <summary>Gives the style of one config.</summary>
    /// <param name="engine">Name of the engine.</param>
    /// <param name="otherEngines">Engines without a fixed place, in their order.</param>
    /// <param name="number">Number of the config among those of its engine, from 0.</param>
    public static LineStyle Of(string engine, IReadOnlyList<string> otherEngines, int number)
    {
        int place = Place(engine);
        if (place == s_engines.Length)
        {
            place += Math.Max(0, otherEngines.TakeWhile(other => other != engine).Count());
        }

        int step = place + number;
        return new LineStyle(
            place % Palette.Light.Count,
            s_dashes[step % s_dashes.Length],
            s_markers[step % s_markers.Length],
            Hollow: number / 24 % 2 == 1);
    }

    private static int Place(string engine)
    {
        int place = Array.IndexOf(s_engines, engine);
        return place < 0 ? s_engines.Length : place;
    }
}
