using System.Numerics;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Caches;

/// <summary>The parameters of <see cref="LruCache"/>.</summary>
/// <param name="Capacity">Entries that the cache holds.</param>
/// <param name="Operations">Requests.</param>
/// <param name="Skew">Exponent of the Zipf distribution.</param>
/// <param name="Keys">Number of different keys.</param>
/// <param name="LargestValue">Largest value, bytes.</param>
internal readonly record struct LruSettings(int Capacity, long Operations, double Skew, int Keys, int LargestValue)
{
    /// <summary>Key of <see cref="Capacity"/>.</summary>
    public const string CapacityKey = "capacity";

    /// <summary>Key of <see cref="Operations"/>.</summary>
    public const string OperationsKey = "operations";

    /// <summary>Key of <see cref="Skew"/>.</summary>
    public const string SkewKey = "skew";

    /// <summary>Key of <see cref="Keys"/>.</summary>
    public const string KeysKey = "keys";

    /// <summary>Key of <see cref="LargestValue"/>.</summary>
    public const string ValueKey = "value";

    private const int KeysPerEntry = 10;

    /// <summary>Gets the number of chains in the hash table: a power of two, not fewer than entries.</summary>
    public int Chains => (int)BitOperations.RoundUpToPowerOf2((uint)Capacity);

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The settings.</returns>
    public static LruSettings From(ParameterValues parameters)
    {
        int capacity = (int)parameters.Integer(CapacityKey);
        return new(
            capacity,
            parameters.Integer(OperationsKey),
            parameters.Number(SkewKey),
            parameters.Has(KeysKey) ? (int)parameters.Integer(KeysKey) : capacity * KeysPerEntry,
            (int)parameters.Integer(ValueKey));
    }
}
