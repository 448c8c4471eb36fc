using System.Data.Common;
using Apollo.Grains.Databases;
using Microsoft.Data.Sqlite;

namespace Apollo.Grains.Store;

/// <summary>A copy of the embedded store at one instant, taken while Apollo runs.</summary>
public static class StoreBackup
{
    /// <summary>Copies the store to a new file, whole or not at all.</summary>
    /// <param name="settings">The store.</param>
    /// <param name="file">The new file.</param>
    /// <exception cref="ConfigurationException">It cannot be: one line says why and what to do.</exception>
    public static async Task RunAsync(StoreSettings settings, string file)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
            throw new ConfigurationException(
                $"this is for the embedded store; back up {settings.Provider} by its own tool: "
                    + $"{Tool(settings.Provider)}."
            );
        if (File.Exists(file))
            throw new ConfigurationException($"{file} is there already: name a new file.");
        if (Path.GetDirectoryName(file) is { } folder && !Directory.Exists(folder))
            throw new ConfigurationException($"there is no folder {folder}: make it first.");
        var source = new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
        if (!File.Exists(source))
            throw new ConfigurationException(
                $"there is no store at {source}: name the folder of the running Apollo by --Apollo:DataFolder."
            );
        var part = file + ".part";
        try
        {
            File.Delete(part);
            Make(part);
            // Elsewhere: SQLite does not wait asynchronously.
            await Task.Run(() => Copy(settings, part));
            File.Move(part, file);
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new ConfigurationException($"the store could not be copied: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Empty, and for the user alone who runs this: it holds people, tokens and sessions.</summary>
    private static void Make(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file, options).Dispose();
    }

    private static void Copy(StoreSettings settings, string file)
    {
        var driver = DatabaseDriver.Of(DatabaseProvider.Sqlite);
        using var store = (SqliteConnection)driver.Connect(settings.ConnectionString, DatabaseAccess.Write);
        using var copy = (SqliteConnection)driver.Connect($"Data Source={file}", DatabaseAccess.Write);
        store.Open();
        using var command = store.CreateCommand();
        // In one step, so that no writer makes it begin again; one that is just writing is waited for.
        command.CommandText = "PRAGMA busy_timeout = 30000";
        command.ExecuteNonQuery();
        store.BackupDatabase(copy);
    }

    private static string Tool(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.PostgreSql => "pg_dump",
            DatabaseProvider.MySql => "mariadb-dump --single-transaction",
            _ => "BACKUP DATABASE",
        };
}
