namespace Apollo.Servers;

/// <summary>The SQL files of the system <c>apollo</c>, to change for one desk.</summary>
public static class ApolloSystem
{
    /// <summary>Copies them, which are built beside every test, into a folder.</summary>
    public static void CopyTo(ScratchFolder folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Systems", "apollo")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
    }

    /// <summary>The SQL of its tickets with one column more.</summary>
    /// <param name="tickets">The SQL, of a file of tickets.</param>
    /// <param name="column">The column: <c>team AS by_customer</c>.</param>
    public static string With(string tickets, string column) =>
        tickets.Replace("updated_at\n", $"updated_at, {column}\n", StringComparison.Ordinal);
}
