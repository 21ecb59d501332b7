using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compare.Reports.Rendering;

namespace Compare.Reports.Tests;

public sealed class VendorTests
{
    private const string Folder = "assets/vendor/echarts/";

    [Fact]
    public void The_chart_library_is_the_published_file()
    {
        JsonElement vendor = JsonDocument.Parse(Resources.Text(Folder + "vendor.json")).RootElement;

        string hash = Convert.ToHexStringLower(SHA256.HashData(Resources.Bytes(Folder + "echarts.min.js")));

        Assert.Equal("b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0", hash);
        Assert.Equal(hash, vendor.GetProperty("sha256").GetString());
        Assert.Equal("6.1.0", vendor.GetProperty("version").GetString());
    }

    [Fact]
    public void What_is_packed_unpacks_to_the_same_bytes()
    {
        byte[] content = Encoding.UTF8.GetBytes("</script> ünïcode " + new string('z', 10_000));

        using MemoryStream packed = new(Convert.FromBase64String(Packed.Pack(content)));
        using System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        gzip.CopyTo(unpacked);

        Assert.Equal(content, unpacked.ToArray());
    }
}
