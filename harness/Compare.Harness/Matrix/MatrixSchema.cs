using System.Reflection;

namespace Compare.Harness.Matrix;

/// <summary>The JSON schema of matrix files, by which editors complete and check them.</summary>
public static class MatrixSchema
{
    /// <summary>Name of the schema beside the matrix of a result.</summary>
    public const string FileName = "matrix.schema.json";

    /// <summary>How a line for editors begins, behind the comment sign.</summary>
    public const string Server = "yaml-language-server:";

    /// <summary>The line by which editors find a schema that lies beside the matrix.</summary>
    public const string Modeline = "# " + Server + " $schema=" + FileName;

    private const string Resource = "schemas/" + FileName;

    /// <summary>The schema (JSON Schema draft 7).</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
