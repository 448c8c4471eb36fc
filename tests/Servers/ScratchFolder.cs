using System.Diagnostics;

namespace Apollo.Servers;

/// <summary>A folder of its own under the system's temporary folder, gone at the end.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes one.</summary>
    /// <param name="owner">User it belongs to, where the process is root.</param>
    public ScratchFolder(string? owner = null)
    {
        Path = Directory.CreateTempSubdirectory("apollo-").FullName;
        if (owner is null || Environment.UserName != "root")
            return;
        using var chown = Process.Start("/bin/chown", [owner, Path]);
        chown.WaitForExit();
        if (chown.ExitCode != 0)
            throw new InvalidOperationException($"There is no user '{owner}' to run a server as.");
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>A file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A server may still be writing its last file; the system's temporary folder is cleaned anyway.
        }
    }
}
