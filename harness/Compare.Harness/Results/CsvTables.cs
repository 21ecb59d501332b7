using System.Globalization;
using System.Text;
using Compare.Harness.Results.Packed;
using Compare.Harness.Validation;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;

namespace Compare.Harness.Results;

/// <summary>Reads and writes rows as CSV: invariant culture, line feeds, empty for what is not known.</summary>
public static class CsvTables
{
    // Texts of which every row has its own, such as messages of failures, are not worth a place.
    private const int MostPooled = 4096;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // The library makes its objects behind one lock, which took a third of the time of reading.
    static CsvTables() => ObjectResolver.Current = new ObjectResolver(
        _ => true,
        (type, arguments) => arguments.Length == 0 ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, arguments)!);

    /// <summary>Writes a header and one line per row.</summary>
    /// <typeparam name="T">Type of the rows.</typeparam>
    /// <param name="stream">Receives the text; stays open.</param>
    /// <param name="rows">The rows.</param>
    public static void Write<T>(Stream stream, IEnumerable<T> rows)
    {
        using StreamWriter text = new(stream, s_utf8, bufferSize: 1 << 16, leaveOpen: true);
        using CsvWriter csv = new(text, Configuration());
        csv.Context.TypeConverterCache.AddConverter<CellStatus>(new StatusConverter());
        csv.WriteRecords(rows);
    }

    /// <summary>Reads the rows of a file.</summary>
    /// <typeparam name="T">Type of the rows.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, unreadable or malformed.</exception>
    public static IReadOnlyList<T> Read<T>(string path) => ReadAll<T, IReadOnlyList<T>>(path, rows => [.. rows]);

    /// <summary>Reads the rows of a table that comes with the program, and so has the right columns.</summary>
    /// <typeparam name="T">Type of the rows.</typeparam>
    /// <param name="stream">The text; it is left at its end.</param>
    public static IReadOnlyList<T> Read<T>(Stream stream)
    {
        using StreamReader text = new(stream, s_utf8, leaveOpen: true);
        using CsvReader csv = new(text, Configuration());
        return [.. csv.GetRecords<T>()];
    }

    /// <summary>Reads the rows of a file of which there may be millions, and packs them as they come.</summary>
    /// <typeparam name="T">Type of the rows.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, unreadable or malformed.</exception>
    public static PackedRows<T> ReadPacked<T>(string path)
        where T : IPackedRow<T> => ReadAll<T, PackedRows<T>>(path, RowPacking.Pack);

    private static TTable ReadAll<T, TTable>(string path, Func<IEnumerable<T>, TTable> collect)
    {
        try
        {
            using StreamReader text = new(path, s_utf8);
            using CsvReader csv = new(text, Configuration());
            csv.Context.TypeConverterCache.AddConverter<CellStatus>(new StatusConverter());
            csv.Context.TypeConverterCache.AddConverter<string>(new PooledStringConverter());
            TTable table = collect(csv.GetRecords<T>());
            return csv.HeaderRecord is not null
                ? table
                : throw new InputException($"{path}: the file is empty; restore it or run the matrix again with --resume.");
        }
        catch (CsvHelperException exception)
        {
            int line = exception.Context?.Parser?.Row ?? 0;
            throw new InputException(
                $"{path}:{line}: this row does not have the columns of its file; restore the file or run the matrix again with --resume.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the file cannot be read ({exception.Message.TrimEnd('.')}); name a result directory of 'gc-compare run'.", exception);
        }
    }

    private static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    // Names of engines, workloads and units stand in every row: one string for each is kept, and the others die young.
    private sealed class PooledStringConverter : DefaultTypeConverter
    {
        private readonly HashSet<string> _pool = new(StringComparer.Ordinal);

        public override object? ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData)
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            if (_pool.TryGetValue(text, out string? pooled))
            {
                return pooled;
            }

            if (_pool.Count < MostPooled)
            {
                _pool.Add(text);
            }

            return text;
        }
    }

    private sealed class StatusConverter : DefaultTypeConverter
    {
        public override string? ConvertToString(object? value, IWriterRow row, MemberMapData memberMapData) =>
            ((CellStatus)value!).Name();

        public override object ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) =>
            CellStatusNames.TryParse(text, out CellStatus status)
                ? status
                : throw new TypeConverterException(this, memberMapData, text, row.Context, $"'{text}' is not a status.");
    }
}
