namespace Compare.Reports;

/// <summary>What a section hands to the page.</summary>
/// <param name="View">
/// The object that the template <c>Templates/&lt;id&gt;.sbnhtml</c> reads as <c>view</c>, its members in snake_case.
/// </param>
/// <param name="Data">
/// The object that the page's scripts read as <c>report.data.sections["&lt;id&gt;"]</c>, members in camelCase; null for none.
/// </param>
public sealed record SectionContent(object View, object? Data = null);
