using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;
using Compare.Harness.Validation;

namespace Compare.Harness.Matrix;

/// <summary>The modifiers that a matrix can use: its own go before those that come with the tool, later ones before earlier ones.</summary>
internal sealed class Modifiers
{
    private readonly IReadOnlyList<MatrixModifier> _known;
    private readonly EngineCatalog _engines;
    private readonly ICollection<Problem> _problems;

    /// <summary>Collects the modifiers of a matrix and checks those that it defines.</summary>
    /// <param name="document">The matrix as written.</param>
    /// <param name="engines">Engines of this build.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public Modifiers(MatrixDocument document, EngineCatalog engines, ICollection<Problem> problems)
    {
        _engines = engines;
        _problems = problems;
        _known = [.. ShippedModifiers.Modifiers.Concat(document.Modifiers).Select(modifier => modifier.Value).Reverse()];
        string[] names = [.. engines.Engines.Select(engine => engine.Name)];
        foreach (Located<MatrixModifier> modifier in document.Modifiers)
        {
            foreach (string name in modifier.Value.Engines.Except(names, StringComparer.Ordinal))
            {
                problems.Add(new Problem(
                    modifier.Place, $"The modifier '{modifier.Value.Name}' is for an unknown engine '{name}'{NearestWord.Suggest(name, names)}"));
            }
        }
    }

    /// <summary>Puts parameters, filters and the heap limit in the place of the modifiers of an engine.</summary>
    /// <param name="entry">An engine of this build, as written.</param>
    /// <returns>The engine without modifiers; null when one is wrong.</returns>
    public ConfigExpression? Apply(Located<ConfigExpression> entry)
    {
        ConfigExpression engine = entry.Value;
        List<(string Key, IReadOnlyList<string> Values)> parameters = [.. engine.Parameters];
        List<Located<CellFilter>> filters = [.. engine.Filters];
        bool isWithoutHeapLimit = engine.IsWithoutHeapLimit;
        foreach (string written in engine.Modifiers)
        {
            MatrixModifier? modifier = _known
                .Where(one => one.Fits(engine.Name) && one.ValueIn(written) is not null)
                .MaxBy(one => one.Name.Length); // The first of the longest: 'card-marking-off' is not 'card' with a value.
            if (modifier is null)
            {
                _problems.Add(new Problem(entry.Place, WhyNot(written, engine.Name)));
                return null;
            }

            string value = modifier.ValueIn(written)!;
            parameters.AddRange(modifier.Parameters.Select(parameter => (parameter.Key, (IReadOnlyList<string>)
                [Value(engine.Name, parameter.Key, parameter.Value.Replace(MatrixModifier.Slot, value, StringComparison.Ordinal))])));
            filters.AddRange(modifier.Workloads.Select(filter => new Located<CellFilter>(filter, entry.Place)));
            isWithoutHeapLimit |= modifier.IsWithoutHeapLimit;
        }

        ConfigExpression applied = new(engine.Name, parameters) { IsWithoutHeapLimit = isWithoutHeapLimit, Filters = filters };
        if (applied.TryCheck(out string error))
        {
            return applied;
        }

        _problems.Add(new Problem(entry.Place, Sentence.Of(error)));
        return null;
    }

    private string Value(string engine, string key, string text) =>
        _engines.Find(engine)!.Factory.Parameters.Any(parameter => parameter.Name == key && parameter.Kind == ParameterKind.Bytes)
            ? ShortSize.Canonical(text)
            : text;

    private string WhyNot(string written, string engine)
    {
        if (_known.FirstOrDefault(one => one.Fits(engine) && one.HasSlot && one.Name == written) is { } empty)
        {
            return $"The modifier '{written}' takes a value; write '{engine}|{empty.Form}'.";
        }

        if (_known.FirstOrDefault(one => one.ValueIn(written) is not null) is { } other)
        {
            return $"The modifier '{other.Name}' does not fit the engine '{engine}'; it is for {string.Join(", ", other.Engines)}.";
        }

        string[] forms = [.. _known.Where(one => one.Fits(engine)).Select(one => one.Form).Reverse().Distinct(StringComparer.Ordinal)];
        return $"The engine '{engine}' has no modifier '{Sentence.Shown(written)}'{NearestWord.Suggest(written, forms)}";
    }
}
