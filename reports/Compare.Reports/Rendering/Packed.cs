using System.IO.Compression;

namespace Compare.Reports.Rendering;

/// <summary>Packs text so that it can stand inside an HTML page: gzip, then base64.</summary>
internal static class Packed
{
    private const int Large = 2 << 20;

    public static string Pack(byte[] content)
    {
        // The last hundredths of size cost most of the time where there is much.
        CompressionLevel level = content.Length > Large ? CompressionLevel.Optimal : CompressionLevel.SmallestSize;
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, level, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
