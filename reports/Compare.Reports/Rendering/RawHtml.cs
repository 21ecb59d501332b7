namespace Compare.Reports.Rendering;

/// <summary>Text that is HTML already, and so is not escaped again.</summary>
/// <param name="Text">The HTML.</param>
public readonly record struct RawHtml(string Text);
