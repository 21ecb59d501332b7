using System.Globalization;

namespace Compare.Reports.Tests;

/// <summary>Contrast after WCAG 2, and colours as people with a colour vision deficiency see them.</summary>
internal static class ColourVision
{
    /// <summary>The matrices of Machado, Oliveira and Fernandes (2009) at full severity, on linear RGB.</summary>
    public static IReadOnlyDictionary<string, double[,]> Simulations { get; } = new Dictionary<string, double[,]>(StringComparer.Ordinal)
    {
        ["normal"] = new[,] { { 1.0, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["protanopia"] = new[,]
        {
            { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 },
        },
        ["deuteranopia"] = new[,]
        {
            { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 },
        },
        ["tritanopia"] = new[,]
        {
            { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 },
        },
    };

    public static double Contrast(string one, string other)
    {
        double a = Luminance(one);
        double b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>CIE 1976 distance between two colours seen through a simulation.</summary>
    public static double Distance(string one, string other, double[,] simulation)
    {
        double[] a = Lab(Apply(simulation, Linear(one)));
        double[] b = Lab(Apply(simulation, Linear(other)));
        return Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
    }

    /// <summary>CIE 1976 lightness of a colour seen through a simulation, 0 to 100.</summary>
    public static double Lightness(string colour, double[,] simulation) => Lab(Apply(simulation, Linear(colour)))[0];

    private static double Luminance(string colour)
    {
        double[] rgb = Linear(colour);
        return (0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]);
    }

    private static double[] Linear(string colour) =>
    [
        .. Enumerable.Range(0, 3).Select(index =>
        {
            double channel = int.Parse(colour.AsSpan(1 + (2 * index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4);
        }),
    ];

    private static double[] Apply(double[,] matrix, double[] rgb) =>
    [
        .. Enumerable.Range(0, 3).Select(row =>
            Math.Clamp((matrix[row, 0] * rgb[0]) + (matrix[row, 1] * rgb[1]) + (matrix[row, 2] * rgb[2]), 0, 1)),
    ];

    private static double[] Lab(double[] rgb)
    {
        double x = F(((0.4124564 * rgb[0]) + (0.3575761 * rgb[1]) + (0.1804375 * rgb[2])) / 0.95047);
        double y = F((0.2126729 * rgb[0]) + (0.7151522 * rgb[1]) + (0.0721750 * rgb[2]));
        double z = F(((0.0193339 * rgb[0]) + (0.1191920 * rgb[1]) + (0.9503041 * rgb[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double F(double value) => value > 216.0 / 24389 ? Math.Cbrt(value) : ((24389.0 / 27 * value) + 16) / 116;
}
