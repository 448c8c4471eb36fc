using System.Diagnostics;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Reliability;

/// <summary>A disk in memory for Apollo's store, to be filled.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string path;

    private SmallDisk(string path) => this.path = path;

    public string StoreFile => System.IO.Path.Combine(path, "apollo.db");

    private string Filler => System.IO.Path.Combine(path, "filler");

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>One of 64 MB; null where this user may not mount one.</summary>
    /// <param name="folder">It becomes the folder "disk" of this one.</param>
    /// <param name="user">Whom it belongs to; null = who runs the tests.</param>
    public static SmallDisk? Mount(ScratchFolder folder, string? user = null) => Mount(folder.File("disk"), user);

    /// <inheritdoc cref="Mount(ScratchFolder, string?)"/>
    public static SmallDisk? Mount(string path, string? user)
    {
        Directory.CreateDirectory(path);
        var owner = user is null ? "" : $",mode=0700,uid={user},gid={user}";
        return Run("mount", "-t", "tmpfs", "-o", $"size=64m{owner}", "tmpfs", path) ? new SmallDisk(path) : null;
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
