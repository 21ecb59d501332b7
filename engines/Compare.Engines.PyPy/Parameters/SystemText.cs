namespace Compare.Engines.PyPy.Parameters;

/// <summary>Files by which a Linux kernel describes the machine.</summary>
internal static class SystemText
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its text; null when there is no such file or it may not be read.</returns>
    public static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As PyPy has it: what cannot be read is unknown.
            return null;
        }
    }
}
