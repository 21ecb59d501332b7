namespace Compare.Harness.Discovery;

/// <summary>What a reader has to know of the plug-ins of a run.</summary>
public static class PluginNotes
{
    /// <summary>Warnings, one sentence each.</summary>
    /// <param name="plugins">The plug-ins.</param>
    public static IEnumerable<string> Of(IEnumerable<Plugin> plugins) =>
        from plugin in plugins
        where plugin.IsUnoptimised
        select $"The plug-in '{plugin.Path}' is a debug build: its times say nothing; build it with -c Release.";
}
