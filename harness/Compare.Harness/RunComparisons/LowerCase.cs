using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compare.Harness.RunComparisons;

/// <summary>Writes the members of an enumeration in lower case, as the tables do.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class LowerCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
