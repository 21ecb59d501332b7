using System.Globalization;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Tables;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What a reader sees.</param>
/// <param name="Raw">The value for sorting and for the CSV; the empty string where it is not available.</param>
/// <param name="Small">An addition in small type.</param>
/// <param name="KeyHtml">The key of a config, drawn before the text.</param>
public sealed record TableCell(string Text, string Raw, string Small = "", string KeyHtml = "")
{
    /// <summary>The text as HTML that breaks after punctuation.</summary>
    public string TextHtml => Names.Html(Text);

    /// <summary>Whether there is no value.</summary>
    public bool IsMissing => Text == Quantity.NotAvailable;

    /// <summary>Makes a cell of plain text.</summary>
    public static TableCell Of(string? text) => new(text ?? string.Empty, text ?? string.Empty);

    /// <summary>Makes a cell that names a config, with its key.</summary>
    public static TableCell Of(ReportConfig config) => new(config.Name, config.Name, KeyHtml: Key.Of(config));

    /// <summary>Makes a cell of a number in the form that its unit asks for.</summary>
    public static TableCell Of(double? value, string unit) => new(Quantity.OfUnit(value, unit), RawOf(value));

    /// <summary>Makes a cell of an estimate, its interval in small type.</summary>
    public static TableCell Of(Estimate? estimate, string unit) => estimate is not { } value
        ? Of((double?)null, unit)
        : new TableCell(
            Quantity.OfUnit(value.Value, unit),
            RawOf(value.Value),
            value.HasInterval ? Quantity.IntervalOfUnit(value.Low!.Value, value.High!.Value, unit) : string.Empty);

    /// <summary>Makes a cell of a count.</summary>
    public static TableCell Count(long? value) => new(Quantity.Count(value), RawOf(value));

    /// <summary>Makes a cell of a ratio.</summary>
    public static TableCell Ratio(double? value) => new(Quantity.Ratio(value), RawOf(value));

    private static string RawOf(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
