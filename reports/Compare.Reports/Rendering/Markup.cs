using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Compare.Reports.Rendering;

/// <summary>
/// HTML that is put together in code, for what a page may hold tens of thousands of: a template takes ten times as long for it.
/// What is interpolated is escaped, unless it says that it is HTML.
/// </summary>
public sealed class Markup
{
    private readonly StringBuilder _html = new();

    /// <summary>Adds a piece.</summary>
    /// <param name="piece">Literal HTML with values in it.</param>
    public Markup Add([InterpolatedStringHandlerArgument("")] Piece piece)
    {
        _ = piece;
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    /// <summary>Writes the parts of an interpolated string into the markup as they come.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Piece
    {
        private readonly StringBuilder _html;

        /// <summary>Begins a piece.</summary>
        /// <param name="literalLength">Letters outside of holes; not needed.</param>
        /// <param name="formattedCount">Number of holes; not needed.</param>
        /// <param name="markup">What the piece is added to.</param>
        public Piece(int literalLength, int formattedCount, Markup markup)
        {
            _ = literalLength;
            _ = formattedCount;
            _html = markup._html;
        }

        /// <summary>Adds HTML as it stands.</summary>
        public void AppendLiteral(string html) => _html.Append(html);

        /// <summary>Adds text, escaped.</summary>
        public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(text));

        /// <summary>Adds a number.</summary>
        public void AppendFormatted(int number) => _html.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>Adds HTML that was put together elsewhere.</summary>
        public void AppendFormatted(RawHtml html) => _html.Append(html.Text);
    }
}
