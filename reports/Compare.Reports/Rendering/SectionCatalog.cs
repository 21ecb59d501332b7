namespace Compare.Reports.Rendering;

/// <summary>Finds the sections of this assembly.</summary>
internal static class SectionCatalog
{
    public static IReadOnlyList<IReportSection> All { get; } =
    [
        .. typeof(SectionCatalog).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IReportSection).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IReportSection)Activator.CreateInstance(type, nonPublic: true)!)
            .OrderBy(section => section.Order)
            .ThenBy(section => section.Id, StringComparer.Ordinal),
    ];
}
