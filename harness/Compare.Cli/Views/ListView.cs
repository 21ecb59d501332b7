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
