using Compare.Engines.Abstractions.Parameters;

namespace Compare.Harness.Matrix;

/// <summary>Heap limits as they are written in matrices and on the command line: a size, or <c>none</c>.</summary>
public static class HeapLimits
{
    /// <summary>Limits that are computed are whole pages, bytes.</summary>
    public const long PageBytes = 4096;

    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB"];

    /// <summary>Reads a heap limit.</summary>
    /// <param name="text">Text such as <c>64MiB</c> or <c>none</c>.</param>
    /// <param name="bytes">The limit in bytes, null for none.</param>
    /// <param name="error">What is wrong with the text, and the remedy.</param>
    public static bool TryParse(string text, out long? bytes, out string error)
    {
        bytes = null;
        error = string.Empty;
        string trimmed = text.Trim();
        if (trimmed == "none")
        {
            return true;
        }

        if (ByteSize.TryParse(trimmed, out long size) && size > 0)
        {
            bytes = size;
            return true;
        }

        string shown = trimmed.Length <= 40 ? trimmed : trimmed[..40] + "…";
        string unit = trimmed.TrimStart('-', '+').TrimStart("0123456789. ".ToCharArray());
        bool number = trimmed.Length > unit.Length;
        error = (number, unit) switch
        {
            (true, _) when trimmed[0] == '-' || size == 0 && s_units.Append(string.Empty).Contains(unit, StringComparer.Ordinal) =>
                $"the heap limit '{shown}' is not a positive whole number of bytes that can be addressed; write for example 64MiB",
            (true, { Length: <= 40 }) => $"the heap limit '{shown}' has an unknown unit{NearestWord.Suggest(unit, s_units)}",
            _ => $"the heap limit '{shown}' is not a size; write a number with B, KiB, MiB or GiB, or 'none'",
        };
        return false;
    }

    /// <summary>Writes a heap limit.</summary>
    /// <param name="bytes">The limit in bytes, null for none.</param>
    public static string Format(long? bytes) => bytes is { } size ? ByteSize.Format(size) : "none";
}
