using System.Text.Json;
using Compare.Reports.Model;

namespace Compare.Reports.Rendering;

/// <summary>
/// What stands in the page once for each case. Of many cases only the first stand there as text, which are those that the page shows at
/// first; the others are packed beside them, and the scripts put them in when a reader chooses them.
/// </summary>
internal static class CaseCards
{
    private const int MostCases = 60;
    private const int FirstCases = 40;

    /// <summary>How many cases the page shows at first.</summary>
    /// <param name="model">The results.</param>
    public static int First(ReportModel model) => model.Cases.Count > MostCases ? FirstCases : model.Cases.Count;

    /// <summary>Renders a template for every card.</summary>
    /// <param name="model">The results.</param>
    /// <param name="template">Name of the template of one card.</param>
    /// <param name="cards">Index of the case and what the template reads.</param>
    public static string Html(ReportModel model, string template, IEnumerable<(int Case, object View)> cards)
    {
        int first = First(model);
        (int Case, string Html)[] rendered =
            [.. cards.AsParallel().AsOrdered().Select(card => (card.Case, Templates.Render(template, card.View)))];
        string shown = string.Concat(rendered.Where(card => card.Case < first).Select(card => card.Html));
        object[][] late = [.. rendered.Where(card => card.Case >= first).Select(card => new object[] { card.Case, card.Html })];
        return late.Length == 0
            ? shown
            : $"{shown}<script type=\"text/plain\" data-late>{Packed.Pack(JsonSerializer.SerializeToUtf8Bytes(late))}</script>\n";
    }
}
