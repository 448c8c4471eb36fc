namespace Apollo.Servers;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Full path of something in it.</summary>
    /// <param name="parts">Folders and file, from the root on.</param>
    /// <exception cref="DirectoryNotFoundException">The tests stand in no checkout.</exception>
    public static string PathOf(params string[] parts)
    {
        for (var root = new DirectoryInfo(AppContext.BaseDirectory); root is not null; root = root.Parent)
            if (File.Exists(Path.Combine(root.FullName, "Apollo.sln")))
                return Path.Combine([root.FullName, .. parts]);
        throw new DirectoryNotFoundException("Apollo.sln is nowhere above the tests.");
    }
}
