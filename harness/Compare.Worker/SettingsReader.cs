using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Execution;

namespace Compare.Worker;

/// <summary>Asks an engine what came of its settings, after the last iteration.</summary>
internal static class SettingsReader
{
    /// <summary>Reads the settings.</summary>
    public static IReadOnlyList<WorkerSetting> Read(IEngine engine)
    {
        try
        {
            return
            [
                .. engine.GetSettings().Select(setting =>
                    new WorkerSetting(setting.Name, setting.Requested, setting.Effective, setting.Unit, setting.TookEffect)),
            ];
        }
        catch (OutOfMemoryException)
        {
            return []; // The cell's own end is told in its status; a host without memory has no more to say.
        }
    }

    /// <summary>One sentence for every setting that is not what was asked for.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<WorkerSetting> settings) =>
        from setting in settings
        where setting.TookEffect == false
        select $"the setting {setting.Name} did not take effect: {Shown(setting.Requested, setting.Unit)} was asked for, "
            + $"{Shown(setting.Effective, setting.Unit)} is in effect";

    private static string Shown(string? value, string unit)
    {
        if (value is null)
        {
            return "nothing";
        }

        return unit == EngineSetting.Bytes && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? Sized(bytes)
            : unit.Length == 0 ? value : $"{value} {unit}";
    }

    private static string Sized(long bytes)
    {
        string text = ByteSize.Format(bytes);
        return char.IsDigit(text[^1]) ? text + " bytes" : text;
    }
}
