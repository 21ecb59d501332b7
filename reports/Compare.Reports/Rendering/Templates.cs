using System.Collections.Concurrent;
using System.Reflection;
using Scriban;
using Scriban.Runtime;

namespace Compare.Reports.Rendering;

/// <summary>Renders the embedded templates with limits that suit a report.</summary>
/// <remarks>
/// Three defaults of the template engine are wrong here: output beyond 1 MiB would be cut silently, a table of more than
/// a thousand rows would throw, and a misspelt name would render as nothing.
/// </remarks>
internal static class Templates
{
    private static readonly ConcurrentDictionary<(Assembly Assembly, string Name), Template> s_parsed = new();

    public static string Render(string name, object view) => Render(typeof(Templates).Assembly, name, view);

    /// <summary>Renders a template that is embedded in any assembly, which a section may be from.</summary>
    public static string Render(Assembly assembly, string name, object view) => RenderTemplate(
        s_parsed.GetOrAdd(
            (assembly, name), static key => Parse(key.Name, Resources.Text(key.Assembly, $"Templates/{key.Name}.sbnhtml"))),
        view);

    public static string RenderText(string text, object view) => RenderTemplate(Parse("text", text), view);

    private static Template Parse(string name, string text)
    {
        Template template = Template.Parse(text, name);
        return template.HasErrors
            ? throw new InvalidOperationException(string.Join(Environment.NewLine, template.Messages))
            : template;
    }

    private static string RenderTemplate(Template template, object view)
    {
        TemplateContext context = new(StringComparer.Ordinal)
        {
            LimitToString = 0,
            LoopLimit = 0,
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
        };
        context.PushGlobal(new ScriptObject(StringComparer.Ordinal) { ["view"] = view });
        return template.Render(context);
    }
}
