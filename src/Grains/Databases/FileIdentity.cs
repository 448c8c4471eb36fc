using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Apollo.Grains.Databases;

/// <summary>Tells a file from another that was put in its place under the same name.</summary>
internal static class FileIdentity
{
    private const int CurrentFolder = -100;
    private const uint Basic = 0x7FF;

    /// <summary>The file's identity on its disk; null where there is no such file.</summary>
    public static string? Of(string path)
    {
        if (!File.Exists(path))
            return null;
        if (OperatingSystem.IsLinux() && Inode(path) is { } inode)
            return inode;
        return File.GetCreationTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture);
    }

    private static string? Inode(string path)
    {
        // struct statx is the same on every architecture: inode at 32, device at 136.
        var answer = new byte[256];
        try
        {
            if (statx(CurrentFolder, path, 0, Basic, answer) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
        var inode = BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(32));
        var device = BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(136));
        return string.Create(CultureInfo.InvariantCulture, $"{device}:{inode}");
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        byte[] answer
    );
}
