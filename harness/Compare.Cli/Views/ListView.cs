using System.Text.Json.Nodes;

namespace Compare.Cli.Views;

/// <summary>Lists as indented text.</summary>
internal static class ListView
{
    /// <summary>Prints one paragraph per item.</summary>
    public static void Show(ConsoleView view, JsonArray items)
    {
        foreach (JsonObject item in items.OfType<JsonObject>())
        {
            view.Line($"{item["name"]}: {item["summary"]}");
            foreach ((string key, JsonNode? value) in item)
            {
                if (key is not ("name" or "summary"))
                {
                    ShowValue(view, key, value);
                }
            }
        }
    }

    /// <summary>Prints a table of names and summaries for each kind of thing.</summary>
    public static void ShowNames(ConsoleView view, JsonObject kinds)
    {
        foreach ((string kind, JsonNode? items) in kinds)
        {
            JsonObject[] rows = [.. items!.AsArray().OfType<JsonObject>()];
            int width = rows.Max(row => row["name"]!.ToString().Length);
            view.Line($"{kind} ({rows.Length}); 'gc-compare list {kind}' says more");
            foreach (JsonObject row in rows)
            {
                view.Line($"  {row["name"]!.ToString().PadRight(width)}  {row["summary"]}");
            }

            view.Line(string.Empty);
        }
    }

    private static void ShowValue(ConsoleView view, string key, JsonNode? value)
    {
        switch (value)
        {
            case JsonArray rows:
                foreach (JsonObject row in rows.OfType<JsonObject>())
                {
                    string given = row["default"] is { } text ? $"={text}" : string.Empty;
                    string choices = row["choices"] is { } words ? $" ({words})" : string.Empty;
                    view.Line($"    {row["name"]}{given}{choices}: {row["summary"]}");
                }

                break;
            case JsonObject pairs:
                foreach ((string name, JsonNode? text) in pairs)
                {
                    view.Line($"    {name}: {text}");
                }

                break;
            default:
                view.Line($"    {key.Replace('_', ' ')}: {value}");
                break;
        }
    }
}
