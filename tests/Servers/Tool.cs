namespace Apollo.Servers;

/// <summary>Finds the servers that tests need. One that is missing fails the run: it is never a skip.</summary>
public static class Tool
{
    /// <summary>Full path of a program.</summary>
    /// <param name="name">File name.</param>
    /// <param name="package">Debian package that brings it, for the message.</param>
    /// <param name="folders">Where to look before PATH.</param>
    /// <exception cref="FileNotFoundException">It is nowhere.</exception>
    public static string Find(string name, string package, params IEnumerable<string> folders)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return folders
                .Concat(path)
                .Append("/usr/sbin")
                .Append("/usr/local/sbin")
                .Select(folder => Path.Combine(folder, name))
                .FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"Tests need '{name}'. Install it (Debian: apt-get install {package}), or run ./test.sh, which does."
            );
    }

    /// <summary>PostgreSQL keeps its programs in a folder per version: the newest.</summary>
    public static IEnumerable<string> PostgresFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
            : [];
}
