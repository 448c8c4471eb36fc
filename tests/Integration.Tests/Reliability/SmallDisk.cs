using System.Diagnostics;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Reliability;

/// <summary>A disk of 64 MB in memory for Apollo's store, to be filled.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string path;

    private SmallDisk(string path) => this.path = path;

    public string StoreFile => Path.Combine(path, "apollo.db");

    private string Filler => Path.Combine(path, "filler");

    /// <summary>Null where this user may not mount one.</summary>
    public static SmallDisk? Mount(ScratchFolder folder)
    {
        var path = folder.File("disk");
        Directory.CreateDirectory(path);
        return Run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", path) ? new SmallDisk(path) : null;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var file = File.Create(Filler);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Filler);

    public void DeleteStore()
    {
        foreach (var file in Directory.GetFiles(path, "apollo.db*"))
            File.Delete(file);
    }

    public ValueTask DisposeAsync()
    {
        Run("umount", "-l", path);
        return ValueTask.CompletedTask;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
