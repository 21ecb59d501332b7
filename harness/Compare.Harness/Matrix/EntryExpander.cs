using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;
using Compare.Harness.Validation;

namespace Compare.Harness.Matrix;

/// <summary>Puts engines and workloads in the place of sets, and parameters in the place of modifiers.</summary>
internal sealed class EntryExpander
{
    private const string All = "all";

    /// <summary>Sets of sets multiply; no matrix that can run needs more.</summary>
    private const int MostEntries = 10_000;

    private readonly EngineCatalog _engines;
    private readonly WorkloadCatalog _workloads;
    private readonly Dictionary<string, Located<MatrixSet>> _sets;
    private readonly Modifiers _modifiers;
    private readonly ICollection<Problem> _problems;
    private int _visits;

    /// <summary>Makes an expander for one matrix.</summary>
    /// <param name="document">The matrix as written.</param>
    /// <param name="engines">Engines of this build.</param>
    /// <param name="workloads">Workloads of this build.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public EntryExpander(
        MatrixDocument document, EngineCatalog engines, WorkloadCatalog workloads, ICollection<Problem> problems)
    {
        _engines = engines;
        _workloads = workloads;
        _problems = problems;
        _modifiers = new Modifiers(document, engines, problems);
        Dictionary<string, Located<MatrixSet>> sets = new(ShippedModifiers.Sets, StringComparer.Ordinal);
        foreach ((string name, Located<MatrixSet> set) in document.Sets)
        {
            if (name == All || engines.Find(name) is not null || workloads.Find(name) is not null)
            {
                problems.Add(new Problem(set.Place, $"The set '{name}' has the name of something else; choose another name."));
            }

            sets[name] = set;
        }

        _sets = sets;
    }

    /// <summary>Expands a list of entries: what comes out are names of this build with parameters.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="half">Which half of a cell they are.</param>
    public IReadOnlyList<Located<ConfigExpression>> Expand(IEnumerable<Located<ConfigExpression>> entries, CellHalf half)
    {
        List<Located<ConfigExpression>> expanded = [];
        foreach (Located<ConfigExpression> entry in entries)
        {
            Expand(entry, half, [], expanded);
        }

        return expanded;
    }

    private void Expand(
        Located<ConfigExpression> entry, CellHalf half, IReadOnlyList<string> open, List<Located<ConfigExpression>> expanded)
    {
        string name = entry.Value.Name;
        if (++_visits > MostEntries)
        {
            if (_visits == MostEntries + 1)
            {
                Add(entry.Place, $"The sets of the matrix stand for more than {MostEntries} entries; shorten them.");
            }
        }
        else if (Names(half).Contains(name, StringComparer.Ordinal))
        {
            if (WithoutModifiers(entry, half) is { } plain)
            {
                expanded.Add(plain);
            }
        }
        else if (open.Contains(name, StringComparer.Ordinal))
        {
            Add(entry.Place, $"The set '{name}' contains itself; remove it from the sets on the way.");
        }
        else if (Members(name, half, entry.Place) is { } members)
        {
            foreach (Located<ConfigExpression> member in members)
            {
                if (Combined(member.Value, entry) is { } combined)
                {
                    Expand(new Located<ConfigExpression>(combined, member.Place), half, [.. open, name], expanded);
                }
            }
        }
    }

    private Located<ConfigExpression>? WithoutModifiers(Located<ConfigExpression> entry, CellHalf half)
    {
        if (entry.Value.Modifiers.Count == 0)
        {
            return entry;
        }

        if (half == CellHalf.Engine)
        {
            return _modifiers.Apply(entry) is { } applied ? new Located<ConfigExpression>(applied, entry.Place) : null;
        }

        Add(entry.Place, $"Modifiers are for engines; give the workload '{entry.Value.Name}' parameters, as in name:key=value.");
        return null;
    }

    private IReadOnlyList<Located<ConfigExpression>>? Members(string name, CellHalf half, string place)
    {
        if (name == All)
        {
            return [.. Names(half).Select(one => new Located<ConfigExpression>(new ConfigExpression(one, []), place))];
        }

        if (_sets.TryGetValue(name, out Located<MatrixSet>? set) && MembersOf(set.Value, half) is { Count: > 0 } members)
        {
            return members;
        }

        string[] sets = [.. _sets.Where(pair => MembersOf(pair.Value.Value, half).Count > 0).Select(pair => pair.Key)];
        Add(place, $"Unknown {(half == CellHalf.Engine ? "engine" : "workload")} '{name}'"
            + NearestWord.Suggest(name, [.. Names(half), .. sets]));
        return null;
    }

    private ConfigExpression? Combined(ConfigExpression member, Located<ConfigExpression> use)
    {
        ConfigExpression combined = new(member.Name, [.. member.Parameters, .. use.Value.Parameters])
        {
            Modifiers = [.. member.Modifiers, .. use.Value.Modifiers],
            IsWithoutHeapLimit = member.IsWithoutHeapLimit || use.Value.IsWithoutHeapLimit,
            Filters = [.. member.Filters, .. use.Value.Filters],
        };
        if (combined.TryCheck(out string error))
        {
            return combined;
        }

        Add(use.Place, Sentence.Of(error));
        return null;
    }

    private IEnumerable<string> Names(CellHalf half) => half == CellHalf.Engine
        ? _engines.Engines.Select(engine => engine.Name)
        : _workloads.Workloads.Select(workload => workload.Name);

    private static IReadOnlyList<Located<ConfigExpression>> MembersOf(MatrixSet set, CellHalf half) =>
        half == CellHalf.Engine ? set.Engines : set.Workloads;

    private void Add(string place, string message) => _problems.Add(new Problem(place, message));
}
