using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Compare.Integration.Tests;

/// <summary>What the sources say of types and members, from the documentation that the compiler writes.</summary>
internal static partial class XmlSummaries
{
    private static readonly Dictionary<string, Dictionary<string, XElement>> s_files = new(StringComparer.Ordinal);

    /// <summary>The summary of a type, a property or a constant, as Markdown for a cell of a table.</summary>
    /// <param name="member">The type or member.</param>
    public static string Of(MemberInfo member)
    {
        Type type = member as Type ?? member.DeclaringType!;
        Dictionary<string, XElement> members = Members(type.Assembly);
        string name = type.FullName!.Replace('+', '.');
        XElement? summary = member switch
        {
            PropertyInfo => members.GetValueOrDefault($"P:{name}.{member.Name}")?.Element("summary")
                ?? members.GetValueOrDefault($"T:{name}")?.Elements("param").FirstOrDefault(one => (string?)one.Attribute("name") == member.Name),
            FieldInfo => members.GetValueOrDefault($"F:{name}.{member.Name}")?.Element("summary"),
            _ => members.GetValueOrDefault($"T:{name}")?.Element("summary"),
        };
        Assert.True(summary is not null, $"{name}.{member.Name} has no summary.");
        return Blank().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element => element.Attribute("cref") is { } reference ? $"`{reference.Value.Split('.')[^1]}`" : element.Value,
        XText text => text.Value,
        _ => string.Empty,
    };

    private static Dictionary<string, XElement> Members(Assembly assembly)
    {
        string path = Path.ChangeExtension(assembly.Location, ".xml");
        lock (s_files)
        {
            if (!s_files.TryGetValue(path, out Dictionary<string, XElement>? members))
            {
                members = XDocument.Load(path).Descendants("member").ToDictionary(one => (string)one.Attribute("name")!);
                s_files.Add(path, members);
            }

            return members;
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blank();
}
