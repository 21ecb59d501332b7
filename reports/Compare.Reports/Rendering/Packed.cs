using System.IO.Compression;

namespace Compare.Reports.Rendering;

/// <summary>Packs text so that it can stand inside an HTML page: gzip, then base64.</summary>
internal static class Packed
{
    public static string Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
