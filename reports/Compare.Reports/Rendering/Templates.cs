using System.Collections.Concurrent;
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
    private static readonly ConcurrentDictionary<string, Template> s_parsed = new(StringComparer.Ordinal);

    public static string Render(string name, object view) =>
        RenderTemplate(s_parsed.GetOrAdd(name, static key => Parse(key, Resources.Text($"Templates/{key}.sbnhtml"))), view);

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
