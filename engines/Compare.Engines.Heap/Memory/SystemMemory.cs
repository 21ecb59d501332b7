using System.Runtime.InteropServices;

namespace Compare.Engines.Heap.Memory;

/// <summary>Memory straight from the operating system: zeroed, page aligned, given back when unmapped.</summary>
public static partial class SystemMemory
{
    private const int ProtectionReadWrite = 1 | 2;
    private const int MapPrivate = 2;
    private const int MapAnonymousLinux = 0x20;
    private const int MapAnonymousMac = 0x1000;
    private const int RemapMayMove = 1;
    private const nint MapFailed = -1;

    /// <summary>Alignment where the system gives no pages itself (Windows): its page size.</summary>
    private const nuint FallbackAlignment = 4096;

    /// <summary>Maps zeroed memory.</summary>
    /// <param name="bytes">A multiple of the page size.</param>
    /// <returns>Its address, page aligned and no more; 0 when the system refuses.</returns>
    public static unsafe nint Map(nint bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            void* block = NativeMemory.AlignedAlloc((nuint)bytes, FallbackAlignment);
            NativeMemory.Clear(block, (nuint)bytes);
            return (nint)block;
        }

        int flags = MapPrivate | (OperatingSystem.IsMacOS() ? MapAnonymousMac : MapAnonymousLinux);
        nint address = MemoryMap(0, (nuint)bytes, ProtectionReadWrite, flags, -1, 0);
        return address == MapFailed ? 0 : address;
    }

    /// <summary>Makes mapped memory larger without copying it; it may come to another address with its pages.</summary>
    /// <param name="address">What <see cref="Map"/> returned.</param>
    /// <param name="bytes">What it was asked for.</param>
    /// <param name="newBytes">More than before, a multiple of the page size.</param>
    /// <returns>
    /// Its address, with zeroes behind what was there; 0 where the system refuses or has no such call (all but Linux).
    /// </returns>
    public static nint Enlarge(nint address, nint bytes, nint newBytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        nint enlarged = MemoryRemap(address, (nuint)bytes, (nuint)newBytes, RemapMayMove);
        return enlarged == MapFailed ? 0 : enlarged;
    }

    /// <summary>Gives mapped memory back.</summary>
    /// <param name="address">What <see cref="Map"/> returned.</param>
    /// <param name="bytes">What it was asked for.</param>
    /// <exception cref="InvalidOperationException">The system knows no such mapping.</exception>
    public static unsafe void Unmap(nint address, nint bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            NativeMemory.AlignedFree((void*)address);
        }
        else if (MemoryUnmap(address, (nuint)bytes) != 0)
        {
            throw new InvalidOperationException($"Unmapping {bytes} bytes failed.");
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint MemoryMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mremap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint MemoryRemap(nint address, nuint length, nuint newLength, int flags);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryUnmap(nint address, nuint length);
}
