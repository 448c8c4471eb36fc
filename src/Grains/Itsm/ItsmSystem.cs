namespace Apollo.Grains.Itsm;

/// <summary>
/// A folder of SQL files that maps an ITSM onto tickets and interventions. A file made for one database
/// (<c>tickets.postgresql.sql</c>) wins over the plain one.
/// </summary>
internal sealed class ItsmSystem
{
    private readonly string folder;
    private readonly string suffix;

    private ItsmSystem(string folder, string suffix) => (this.folder, this.suffix) = (folder, suffix);

    /// <summary>Finds the folder: a shipped name, else a path.</summary>
    /// <exception cref="ItsmException">There is no such folder.</exception>
    public static ItsmSystem Find(string system, Dialect dialect)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Systems", system);
        var folder = Directory.Exists(shipped) ? shipped : Path.GetFullPath(system);
        return Directory.Exists(folder)
            ? new ItsmSystem(folder, dialect.Suffix)
            : throw new ItsmException(
                $"Itsm:System '{system}' is neither a shipped system ({string.Join(", ", Shipped())}) nor a "
                    + "folder of SQL files."
            );
    }

    /// <summary>The file that holds a query for this database.</summary>
    /// <exception cref="ItsmException">Neither the database's own file nor the plain one is there.</exception>
    private string FileOf(string query)
    {
        var own = Path.Combine(folder, $"{query}.{suffix}.sql");
        var plain = Path.Combine(folder, $"{query}.sql");
        return System.IO.File.Exists(own) ? own
            : System.IO.File.Exists(plain) ? plain
            : throw new ItsmException(
                $"The ITSM's folder '{Path.GetFileName(folder)}' has no {query}.sql (nor "
                    + $"{query}.{suffix}.sql): add it, see docs/connect-an-itsm.md."
            );
    }

    /// <summary>A query's file as it is now.</summary>
    public MappingFile File(string query) => new(FileOf(query));

    /// <summary>The text of a query.</summary>
    public string Read(string query) => File(query).Text;

    private static IEnumerable<string> Shipped()
    {
        var systems = Path.Combine(AppContext.BaseDirectory, "Systems");
        return Directory.Exists(systems)
            ? Directory.GetDirectories(systems).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
            : [];
    }
}
