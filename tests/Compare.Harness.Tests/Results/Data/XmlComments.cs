using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Compare.Harness.Tests.Results.Data;

/// <summary>The documentation comments of an assembly, from the file that the compiler writes beside it.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> _members;

    public XmlComments(Assembly assembly)
    {
        _members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
    }

    /// <summary>The text of a tag of a type as Markdown; empty where there is none.</summary>
    public string Of(Type type, string tag = "summary") => Text($"T:{type.FullName}", tag);

    /// <summary>The summary of a constant; empty where there is none.</summary>
    public string Of(FieldInfo field) => Text($"F:{field.DeclaringType!.FullName}.{field.Name}", "summary");

    /// <summary>The summary of a property, its interface's where it inherits; empty where there is none.</summary>
    public string Of(PropertyInfo property)
    {
        string own = Text($"P:{property.DeclaringType!.FullName}.{property.Name}", "summary");
        return own.Length > 0
            ? own
            : property.DeclaringType!.GetInterfaces()
                .Select(type => Text($"P:{type.FullName}.{property.Name}", "summary"))
                .FirstOrDefault(text => text.Length > 0) ?? string.Empty;
    }

    private string Text(string member, string tag)
    {
        StringBuilder text = new();
        foreach (XNode node in _members.GetValueOrDefault(member)?.Element(tag)?.Nodes() ?? [])
        {
            text.Append(node switch
            {
                XText words => words.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" } see when see.Attribute("langword") is not null => "empty",
                XElement { Name.LocalName: "see" } see when see.Attribute("cref")!.Value.StartsWith("T:", StringComparison.Ordinal) =>
                    $"[the end of this page](#{DataDictionary.AnchorOfMeasures(see.Attribute("cref")!.Value[2..])})",
                XElement { Name.LocalName: "see" } see => $"`{NameOf(see.Attribute("cref")!.Value)}`",
                _ => throw new InvalidOperationException($"{member}: <{node}> is not known here."),
            });
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    // A reader of the file knows columns and words, not members: P:Compare.Harness.Results.SummaryRow.N is n.
    private static string NameOf(string cref)
    {
        string[] parts = cref[2..].Split('.');
        Type? type = typeof(Compare.Harness.Results.SummaryRow).Assembly.GetType(string.Join('.', parts[..^1]));
        if (type?.GetProperty(parts[^1]) is { } property && DataDictionary.ColumnOf(property) is { } column)
        {
            return column;
        }

        if (type?.GetField(parts[^1])?.GetRawConstantValue() is string file)
        {
            return file;
        }

        return type is { IsEnum: true } ? DataDictionary.WordOf(type, parts[^1]) : parts[^1].Split('(')[0];
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
