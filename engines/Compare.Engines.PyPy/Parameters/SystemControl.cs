using System.Runtime.InteropServices;

namespace Compare.Engines.PyPy.Parameters;

/// <summary>Numbers by which macOS and FreeBSD describe the machine.</summary>
internal static unsafe partial class SystemControl
{
    /// <summary>Asks for a number.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The number; 0 when there is none of that name and of 64 bits.</returns>
    public static long Read(string name)
    {
        long value = 0;
        nuint bytes = sizeof(long);
        return SystemControlByName(name, &value, &bytes, null, 0) == 0 && bytes == sizeof(long) ? value : 0;
    }

    [LibraryImport("libc", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemControlByName(string name, long* value, nuint* bytes, void* newValue, nuint newBytes);
}
