using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compare.Reports.Rendering;

/// <summary>Packs text so that it can stand inside an HTML page: gzip, then base64.</summary>
internal static class Packed
{
    /// <summary>For what is packed: no letter of it can end a script element, so none but those of JSON are escaped.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Large = 2 << 20;

    // Some hundreds of sentences; no run of an ordinary size reaches it.
    private const int Long = 100_000;

    /// <summary>What stands in a part that opens: where it is long, packed until a reader opens it.</summary>
    /// <param name="html">The content of the part.</param>
    public static string Fold(string html) => html.Length < Long
        ? html
        : $"<script type=\"text/plain\" data-fold>{Pack(Encoding.UTF8.GetBytes(html))}</script>";

    /// <summary>Packs bytes.</summary>
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
