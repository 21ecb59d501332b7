namespace Compare.Harness.Results;

/// <summary>The names of statuses in result files.</summary>
public static class CellStatusNames
{
    private static readonly string[] s_names = ["ok", "oom", "thrash", "crash", "timeout", "invalid", "not_applicable"];

    /// <summary>The name in result files.</summary>
    /// <param name="status">The status.</param>
    public static string Name(this CellStatus status) => s_names[(int)status];

    /// <summary>Finds the status with a name.</summary>
    /// <param name="name">A name as <see cref="Name"/> writes it.</param>
    /// <param name="status">The status.</param>
    public static bool TryParse(string? name, out CellStatus status)
    {
        int index = Array.IndexOf(s_names, name);
        status = (CellStatus)Math.Max(index, 0);
        return index >= 0;
    }
}
