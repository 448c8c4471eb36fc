using System.Collections.Immutable;
using System.Data;
using Apollo.Grains.Databases;
using Apollo.Model;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>
/// A folder of SQL files that maps an ITSM onto tickets and interventions. A file made for one database
/// (<c>tickets.postgresql.sql</c>) wins over the plain one. Beside them it may hold <c>system.json</c> (options) and
/// tables of the ITSM's own words.
/// </summary>
internal sealed class ItsmSystem
{
    private readonly string folder;
    private readonly string suffix;
    private readonly IReadOnlyDictionary<string, string?> options;
    private readonly List<(string Path, (DateTime, long) State)> beside;

    private ItsmSystem(string folder, string suffix, ItsmConnection itsm)
    {
        (this.folder, this.suffix) = (folder, suffix);
        beside = [.. OwnWords.Files.Append(SystemFile.Name).Select(Beside)];
        var file = SystemFile.Of(folder);
        (Title, options) = (file.Title ?? Path.GetFileName(folder), file.Values(itsm.Options));
        Words = OwnWords.Of(folder, itsm);
    }

    /// <summary>What it is called.</summary>
    public string Title { get; }

    /// <summary>What the ITSM's own words mean.</summary>
    public OwnWords Words { get; }

    /// <summary>A file beside the queries was written, removed or added since.</summary>
    public bool HasChanged => beside.Exists(file => MappingFile.StateOf(file.Path) != file.State);

    /// <summary>Finds the folder: a shipped name, else a path.</summary>
    /// <exception cref="ItsmException">There is no such folder, or an option or a table of words is wrong.</exception>
    public static ItsmSystem Find(ItsmConnection itsm, Dialect dialect)
    {
        var shipped = Path.Combine(Folder, itsm.System);
        var folder = Directory.Exists(shipped) ? shipped : Path.GetFullPath(itsm.System);
        return Directory.Exists(folder)
            ? new ItsmSystem(folder, dialect.Suffix, itsm)
            : throw new ItsmException(
                $"Itsm:System '{itsm.System}' is neither a shipped system ({string.Join(", ", Shipped())}) nor a "
                    + "folder of SQL files."
            );
    }

    /// <summary>Gives every option to a query.</summary>
    public void AddOptions(DynamicParameters parameters)
    {
        foreach (var (name, value) in options)
            parameters.Add(name, value, DbType.String);
    }

    /// <summary>A query's file as it is now.</summary>
    /// <exception cref="ItsmException">Neither the database's own file nor the plain one is there.</exception>
    public MappingFile File(string query) =>
        Optional(query)
        ?? throw new ItsmException(
            $"The ITSM's folder '{Path.GetFileName(folder)}' has no {query}.sql (nor "
                + $"{query}.{suffix}.sql): add it, see docs/connect-an-itsm.md."
        );

    /// <summary>A query's file as it is now, where the folder has one; one that is added later is noticed.</summary>
    public MappingFile? Optional(string query)
    {
        var (own, plain) = (Path.Combine(folder, $"{query}.{suffix}.sql"), Path.Combine(folder, $"{query}.sql"));
        if (System.IO.File.Exists(own))
            return new MappingFile(own);
        beside.Add(Beside($"{query}.{suffix}.sql"));
        if (System.IO.File.Exists(plain))
            return new MappingFile(plain);
        beside.Add(Beside($"{query}.sql"));
        return null;
    }

    private (string, (DateTime, long)) Beside(string name)
    {
        var path = Path.Combine(folder, name);
        return (path, MappingFile.StateOf(path));
    }

    /// <summary>The systems that are shipped, by title, each with the databases it has files for.</summary>
    public static ImmutableArray<ShippedSystem> All() =>
        [
            .. Shipped()
                .Select(name => Of(name, Path.Combine(Folder, name)))
                .OrderBy(system => system.Title, StringComparer.OrdinalIgnoreCase),
        ];

    private static ShippedSystem Of(string name, string folder)
    {
        var file = SystemFile.Of(folder);
        string For(DatabaseProvider provider, string query) =>
            Path.Combine(folder, $"{query}.{Dialect.Of(provider).Suffix}.sql");
        var providers = Enum.GetValues<DatabaseProvider>()
            .Where(provider => System.IO.File.Exists(For(provider, "tickets")))
            .ToList();
        return new ShippedSystem(
            name,
            file.Title ?? name,
            [.. providers.Select(provider => provider.ToString())],
            [
                .. (file.Options ?? []).Select(option => new ShippedOption(
                    option.Name,
                    option.Title,
                    option.Default,
                    option.Required
                )),
            ],
            [
                .. providers
                    .Where(provider => System.IO.File.Exists(For(provider, "login")))
                    .Select(provider => new ShippedLogin(
                        provider.ToString(),
                        System.IO.File.ReadAllText(For(provider, "login"))
                    )),
            ],
            file.TimeZone
        );
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Systems");

    private static IEnumerable<string> Shipped() =>
        Directory.Exists(Folder)
            ? Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
            : [];
}
