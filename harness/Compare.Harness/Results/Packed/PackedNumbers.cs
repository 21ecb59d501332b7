using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Compare.Harness.Results.Packed;

/// <summary>
/// A column of numbers that never changes, each in as few bytes as the widest distance from the least one needs (frame of
/// reference); a column of one value takes none.
/// </summary>
[JsonConverter(typeof(PackedNumbersConverter))]
public sealed class PackedNumbers
{
    private const int BitsPerByte = 8;

    private PackedNumbers(int count, long least, int width, byte[] distances, byte[]? missing)
    {
        Count = count;
        Least = least;
        Width = width;
        Distances = distances;
        Missing = missing;
    }

    /// <summary>Numbers in the column, unknown ones included.</summary>
    public int Count { get; }

    /// <summary>Whether every number is known.</summary>
    public bool IsComplete => Missing is null;

    /// <summary>The least number.</summary>
    internal long Least { get; }

    /// <summary>Bytes of each distance: 0, 1, 2, 4 or 8.</summary>
    internal int Width { get; }

    /// <summary>The distance of each number from the least one, in the byte order of the machine: little-endian on all that .NET runs on.</summary>
    internal byte[] Distances { get; }

    /// <summary>One bit for each number that is not known, lowest bit first; null when all are known.</summary>
    internal byte[]? Missing { get; }

    /// <summary>The number of a row, null when it is not known.</summary>
    /// <param name="row">The row, from 0.</param>
    public long? this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            return Missing is not null && (Missing[row / BitsPerByte] & (1 << (row % BitsPerByte))) != 0 ? null : Read(row);
        }
    }

    /// <summary>Packs a column.</summary>
    /// <param name="values">Its numbers.</param>
    public static PackedNumbers Of(ReadOnlySpan<long?> values)
    {
        int known = 0;
        long least = long.MaxValue;
        long most = long.MinValue;
        foreach (long? value in values)
        {
            if (value is { } number)
            {
                known++;
                least = Math.Min(least, number);
                most = Math.Max(most, number);
            }
        }

        byte[]? missing = known == values.Length ? null : new byte[LengthOfMissing(values.Length)];
        int width = known == 0 ? 0 : WidthOf(unchecked((ulong)(most - least)));
        byte[] distances = new byte[width * values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] is { } number)
            {
                Write(distances, width, row, unchecked((ulong)(number - least)));
            }
            else
            {
                missing![row / BitsPerByte] |= (byte)(1 << (row % BitsPerByte));
            }
        }

        return new PackedNumbers(values.Length, known == 0 ? 0 : least, width, distances, missing);
    }

    /// <summary>The numbers of a column in which every number is known.</summary>
    /// <param name="values">Receives them, as many as there are.</param>
    /// <exception cref="InvalidOperationException">A number is not known.</exception>
    public void CopyTo(Span<long> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Count, nameof(values));
        if (!IsComplete)
        {
            throw new InvalidOperationException("A number of this column is not known.");
        }

        switch (Width)
        {
            case 0:
                values.Fill(Least);
                break;
            case sizeof(byte):
                Widen<byte>(Distances, Least, values);
                break;
            case sizeof(ushort):
                Widen(MemoryMarshal.Cast<byte, ushort>(Distances), Least, values);
                break;
            case sizeof(uint):
                Widen(MemoryMarshal.Cast<byte, uint>(Distances), Least, values);
                break;
            default:
                Widen(MemoryMarshal.Cast<byte, ulong>(Distances), Least, values);
                break;
        }
    }

    /// <summary>Whether every known number is at least 0 and below a bound.</summary>
    /// <param name="bound">The bound.</param>
    public bool IsBelow(long bound)
    {
        for (int row = 0; row < Count && (row == 0 || Width > 0 || !IsComplete); row++)
        {
            if (this[row] is { } number && (number < 0 || number >= bound))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes a column from its parts.</summary>
    /// <returns>The column, or null when the parts do not fit together.</returns>
    internal static PackedNumbers? FromParts(int count, long least, int width, byte[] distances, byte[]? missing) =>
        count >= 0
        && width is 0 or sizeof(byte) or sizeof(ushort) or sizeof(uint) or sizeof(ulong)
        && distances.Length == (long)count * width
        && (missing is null || missing.Length == LengthOfMissing(count))
            ? new PackedNumbers(count, least, width, distances, missing)
            : null;

    private static int LengthOfMissing(int count) => (count / BitsPerByte) + (count % BitsPerByte == 0 ? 0 : 1);

    private static int WidthOf(ulong span) => span switch
    {
        0 => 0,
        <= byte.MaxValue => sizeof(byte),
        <= ushort.MaxValue => sizeof(ushort),
        <= uint.MaxValue => sizeof(uint),
        _ => sizeof(ulong),
    };

    private static void Write(Span<byte> distances, int width, int row, ulong distance)
    {
        switch (width)
        {
            case sizeof(byte):
                distances[row] = (byte)distance;
                break;
            case sizeof(ushort):
                MemoryMarshal.Cast<byte, ushort>(distances)[row] = (ushort)distance;
                break;
            case sizeof(uint):
                MemoryMarshal.Cast<byte, uint>(distances)[row] = (uint)distance;
                break;
            case sizeof(ulong):
                MemoryMarshal.Cast<byte, ulong>(distances)[row] = distance;
                break;
            default:
                break;
        }
    }

    private static void Widen<T>(ReadOnlySpan<T> distances, long least, Span<long> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = unchecked(least + long.CreateTruncating(distances[row]));
        }
    }

    private long Read(int row)
    {
        ulong distance = Width switch
        {
            0 => 0,
            sizeof(byte) => Distances[row],
            sizeof(ushort) => MemoryMarshal.Cast<byte, ushort>(Distances)[row],
            sizeof(uint) => MemoryMarshal.Cast<byte, uint>(Distances)[row],
            _ => MemoryMarshal.Cast<byte, ulong>(Distances)[row],
        };
        return unchecked(Least + (long)distance);
    }
}
