namespace Compare.Reports.Model;

/// <summary>
/// The colours of engines. Both rows were found by a search over contrast of at least 3:1 on the card and the least
/// distance between any two under simulated protanopia, deuteranopia and tritanopia; a test holds them to it.
/// </summary>
public static class Palette
{
    /// <summary>Background of a card in the light theme.</summary>
    public const string LightCard = "#ffffff";

    /// <summary>Background of a card in the dark theme.</summary>
    public const string DarkCard = "#161b22";

    /// <summary>Colours on the light card, by hue.</summary>
    public static IReadOnlyList<string> Light { get; } =
        ["#0b05f7", "#c57a1b", "#173744", "#b660ff", "#859572", "#3597b4", "#612a03", "#4b0982"];

    /// <summary>Colours on the dark card, by hue.</summary>
    public static IReadOnlyList<string> Dark { get; } =
        ["#27ffea", "#c17b0a", "#658995", "#b54dff", "#8f8258", "#b4f802", "#fcd989", "#bea9ff"];
}
