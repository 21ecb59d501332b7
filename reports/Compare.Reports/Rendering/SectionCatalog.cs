using System.Reflection;

namespace Compare.Reports.Rendering;

/// <summary>Finds sections.</summary>
internal static class SectionCatalog
{
    /// <summary>The sections of this assembly in the order of the page.</summary>
    public static IReadOnlyList<IReportSection> All { get; } = With([]);

    /// <summary>The sections of this assembly and of others in the order of the page.</summary>
    public static IReadOnlyList<IReportSection> With(IEnumerable<Assembly> others) =>
    [
        .. others.Prepend(typeof(SectionCatalog).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IReportSection).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IReportSection)Activator.CreateInstance(type, nonPublic: true)!)
            .OrderBy(section => section.Order)
            .ThenBy(section => section.Id, StringComparer.Ordinal),
    ];
}
