namespace Compare.Engines.PyPy.Parameters;

/// <summary>Reads numbers and marks from a text, from left to right.</summary>
/// <param name="text">The text.</param>
/// <param name="position">Where to begin.</param>
internal ref struct TextScanner(ReadOnlySpan<char> text, int position)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position = position;

    /// <summary>Passes over blanks and tabulators.</summary>
    public void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t')
        {
            _position++;
        }
    }

    /// <summary>Passes over a character.</summary>
    /// <param name="upper">The character.</param>
    /// <param name="lower">Another that is as good.</param>
    /// <returns>Whether it was there.</returns>
    public bool TrySkip(char upper, char lower)
    {
        bool isThere = _position < _text.Length && (_text[_position] == upper || _text[_position] == lower);
        _position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Reads digits.</summary>
    /// <param name="number">Their value.</param>
    /// <returns>Whether there were any that make a number of 64 bits.</returns>
    public bool TryReadNumber(out long number)
    {
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
        {
            _position++;
        }

        return long.TryParse(_text[start.._position], out number);
    }
}
