using System.Text.Json;
using Compare.Reports.Model;

namespace Compare.Reports.Rendering;

/// <summary>
/// What stands in the page once for each case. Of many cases only the first stand there as text, which are those that the page shows at
/// first; the others are packed beside them, and the scripts put them in when a reader chooses them.
/// </summary>
internal static class CaseCards
{
    // A browser lays out the cards of this many cells in well under a second.
    private const int MostCells = 600;
    private const int FirstCells = 360;
    private const int FewestCases = 10;

    /// <summary>How many cases the page shows at first.</summary>
    /// <param name="model">The results.</param>
    public static int First(ReportModel model)
    {
        (int configs, int cases) = (model.Configs.Count, model.Cases.Count);
        return configs * cases > MostCells ? Math.Clamp(FirstCells / configs, Math.Min(FewestCases, cases), cases) : cases;
    }

    /// <summary>Writes every card.</summary>
    /// <typeparam name="T">Type of what a card shows.</typeparam>
    /// <param name="model">The results.</param>
    /// <param name="cards">Index of the case and what its card shows.</param>
    /// <param name="write">Writes one card; called by several threads.</param>
    public static string Html<T>(ReportModel model, IEnumerable<(int Case, T Card)> cards, Action<Markup, T> write)
    {
        int first = First(model);
        (int Case, string Html)[] rendered =
            [.. cards.AsParallel().AsOrdered().Select(card => (card.Case, Written(card.Card, write)))];
        string shown = string.Concat(rendered.Where(card => card.Case < first).Select(card => card.Html));
        object[][] late = [.. rendered.Where(card => card.Case >= first).Select(card => new object[] { card.Case, card.Html })];
        return late.Length == 0
            ? shown
            : $"{shown}<script type=\"text/plain\" data-late>{Packed.Pack(JsonSerializer.SerializeToUtf8Bytes(late, Packed.Json))}</script>\n";
    }

    private static string Written<T>(T card, Action<Markup, T> write)
    {
        Markup html = new();
        write(html, card);
        return html.ToString();
    }
}
