using System.Reflection;

namespace Compare.Cli;

/// <summary>Version of this build.</summary>
internal static class ToolVersion
{
    /// <summary>The version, with the commit behind a plus sign when it was built from a checkout.</summary>
    public static string Text { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
