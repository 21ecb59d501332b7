namespace Compare.Reports.Sections;

/// <summary>Puts a sentence together.</summary>
internal sealed class Phrase
{
    private readonly List<FindingPart> _parts = [];

    /// <summary>The pieces so far.</summary>
    public IReadOnlyList<FindingPart> Parts => _parts;

    /// <summary>Adds words.</summary>
    public Phrase Say(string text) => Add(new FindingPart(text));

    /// <summary>Adds words that lead to their evidence.</summary>
    public Phrase Say(string text, string fragment) => Add(new FindingPart(text, Fragment: fragment));

    /// <summary>Adds the name of a config or of a workload.</summary>
    public Phrase Name(string name, string fragment = "") => Add(new FindingPart(name, IsName: true, fragment));

    /// <summary>Adds several things with commas between them and a word before the last.</summary>
    public Phrase List<T>(IReadOnlyList<T> items, Action<Phrase, T> say, string last = " and ")
    {
        for (int i = 0; i < items.Count; i++)
        {
            _ = i == 0 ? this : Say(i < items.Count - 1 ? ", " : last);
            say(this, items[i]);
        }

        return this;
    }

    private Phrase Add(FindingPart part)
    {
        if (part.Text.Length > 0)
        {
            _parts.Add(part);
        }

        return this;
    }
}
