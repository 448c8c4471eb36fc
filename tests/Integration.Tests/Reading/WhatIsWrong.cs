using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reading;

/// <summary>What is wrong with an ITSM, its files or its zone is told, with number, reason and mend.</summary>
public abstract class WhatIsWrong(string provider) : OnADatabase(provider)
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    private static DateTime Now => DateTime.UtcNow;

    private protected override Task PrepareAsync()
    {
        ApolloSystem.CopyTo(Folder);
        return Itsm.CreateSchemaAsync();
    }

    private string RowsFile => $"tickets.{DatabaseProvider.ToString().ToLowerInvariant()}.sql";

    [SkippableFact]
    public async Task Rows_left_out_are_told_with_their_number_and_reason_and_most_of_them_are_more_than_a_warning()
    {
        for (var row = 0; row < 5; row++)
            await Itsm.InsertTicketAsync($"INC-{row}", Now);
        await Itsm.ExecuteAsync("UPDATE tickets SET state = 'on hold' WHERE id IN ('INC-0', 'INC-1')");
        var slice = await Slice().LoadAsync();
        Assert.StartsWith(
            "2 rows are left out: 2 × unknown state 'on hold'",
            Told(slice, "rows"),
            StringComparison.Ordinal
        );
        Assert.EndsWith("(of 5 read)", Told(slice, "rows"), StringComparison.Ordinal);
        Assert.False(slice.IsMostlyLeftOut);

        await Itsm.ExecuteAsync(
            "UPDATE tickets SET state = 'on hold', updated_at = @at WHERE id = 'INC-2'",
            new { at = Itsm.Time(Now) }
        );
        await slice.PollAllAsync();
        Assert.True(slice.IsMostlyLeftOut);
    }

    [SkippableFact]
    public async Task Stamps_in_another_zone_than_declared_are_told()
    {
        await Itsm.InsertTicketAsync("INC-1", Now);
        var slice = await Slice().LoadAsync();
        Assert.Empty(slice.Warnings);
        await Itsm.InsertTicketAsync("INC-2", Now.AddHours(1));
        await slice.PollAllAsync();
        Assert.Contains("1 h 00 ahead of the ITSM's clock", Told(slice, "zone"), StringComparison.Ordinal);
        Assert.Contains("set Itsm:TimeZone", Told(slice, "zone"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Ids_that_are_fewer_than_the_rows_are_told()
    {
        await Itsm.InsertTicketAsync("INC-1", Now);
        await Itsm.InsertTicketAsync("INC-2", Now);
        await File.AppendAllTextAsync(Folder.File("tickets-ids.sql"), " WHERE id <> 'INC-1'");
        var slice = await Slice().LoadAsync();
        await slice.SweepAllAsync();
        Assert.Contains("tickets-ids.sql gives 1 rows fewer", Told(slice, "ids"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Rows_that_the_filter_on_since_hides_are_taken_up_by_the_sweep_and_told()
    {
        await Itsm.InsertTicketAsync("INC-1", Now);
        var slice = await Slice().LoadAsync();
        for (var row = 0; row < 30; row++)
            await Itsm.InsertTicketAsync($"OLD-{row}", Now.AddDays(-3));
        Assert.Equal(30, (await slice.SweepAllAsync()).Count);
        Assert.Contains("the sweep found 30 rows", Told(slice, "since"), StringComparison.Ordinal);
        Assert.Contains("@since", Told(slice, "since"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_error_in_a_file_is_told_with_its_line_and_column_as_they_stand_in_the_file()
    {
        await Itsm.InsertTicketAsync("INC-0", Now);
        var right = await File.ReadAllTextAsync(Folder.File(RowsFile));
        await File.WriteAllTextAsync(
            Folder.File(RowsFile),
            "\n\n" + right.Replace("rating", "ratingg AS rating", StringComparison.Ordinal)
        );
        var error = await Assert.ThrowsAsync<ItsmException>(() => Slice().LoadAsync());
        var line = right[..right.IndexOf("rating", StringComparison.Ordinal)].Count(c => c == '\n') + 3;
        Assert.Contains($"{RowsFile}, line {line}", error.Message, StringComparison.Ordinal);
        if (Provider is "PostgreSql" or "Sqlite")
        {
            var column =
                right.IndexOf("rating", StringComparison.Ordinal)
                - right.LastIndexOf('\n', right.IndexOf("rating", StringComparison.Ordinal));
            Assert.Contains($"line {line}, column {column}:", error.Message, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task An_error_behind_the_parameters_is_told_at_its_place_too()
    {
        await Itsm.InsertTicketAsync("INC-0", Now);
        var right = await File.ReadAllTextAsync(Folder.File(RowsFile));
        await File.WriteAllTextAsync(Folder.File(RowsFile), right + "\n  AND nowhere = 1");
        var error = await Assert.ThrowsAsync<ItsmException>(() => Slice().LoadAsync());
        var line = right.Count(c => c == '\n') + 2;
        Assert.Contains($"{RowsFile}, line {line}", error.Message, StringComparison.Ordinal);
        if (Provider is "PostgreSql" or "Sqlite")
            Assert.Contains("column 7:", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Files_that_are_written_anew_are_read_anew_and_what_was_held_stands_until_then()
    {
        await Itsm.InsertTicketAsync("INC-1", Now);
        await Itsm.InsertTicketAsync("INC-2", Now);
        var reading = new SliceReading<Ticket>(() => Slice(), time);
        await ReadAsync(reading);
        Assert.Equal(2, reading.Current!.Held.Count);

        var right = await File.ReadAllTextAsync(Folder.File(RowsFile));
        await File.WriteAllTextAsync(Folder.File(RowsFile), right + " AND nowhere = 1");
        await Itsm.InsertTicketAsync("INC-3", Now);
        Assert.Equal("INC-3", Assert.Single(await ReadAsync(reading)).After!.Id);
        var refused = reading.Warnings.First().Text;
        Assert.Contains("files were changed and are not taken up; those before count", refused);
        Assert.Contains(RowsFile, refused, StringComparison.Ordinal);
        Assert.Contains("nowhere", refused, StringComparison.Ordinal);
        Assert.Empty(await ReadAsync(reading));

        await File.WriteAllTextAsync(Folder.File(RowsFile), right + " AND id <> 'INC-2'");
        Assert.Equal("INC-2", Assert.Single(await ReadAsync(reading)).Before!.Id);
        Assert.Empty(await ReadAsync(reading));
        Assert.Empty(reading.Warnings);
    }

    private protected static async Task<List<RowChange<Ticket>>> ReadAsync(SliceReading<Ticket> reading)
    {
        var all = new List<RowChange<Ticket>>();
        bool more;
        do
        {
            (var changes, more) = await reading.PollAsync(CancellationToken.None);
            all.AddRange(changes);
        } while (more);
        return all;
    }

    private protected Slice<Ticket> Slice() =>
        new(
            new ItsmConnection(Folder.Path, DatabaseProvider, Itsm.ConnectionString),
            TimeSpan.FromMinutes(2),
            _ => null,
            time
        );

    private static string Told(Slice<Ticket> slice, string kind) =>
        Assert.Single(slice.Warnings, warning => warning.Kind == kind).Text;
}

public sealed class WhatIsWrongSqlite() : WhatIsWrong("Sqlite")
{
    [SkippableFact]
    public async Task A_file_put_in_the_place_of_another_is_read_anew_and_one_that_is_gone_is_told()
    {
        await Itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        await Itsm.InsertTicketAsync("INC-2", DateTime.UtcNow);
        var reading = new SliceReading<Ticket>(Slice, TimeProvider.System);
        await ReadAsync(reading);
        var details = new DetailReader(
            new ItsmConnection(Folder.Path, DatabaseProvider, Itsm.ConnectionString),
            new FakeTimeProvider()
        );
        await details.ReadAsync("INC-1", CancellationToken.None);

        var path = Folder.File("itsm.db");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Move(path, Folder.File("away.db"));
        Assert.Contains(
            "unable to open",
            (await Assert.ThrowsAsync<ItsmException>(() => ReadAsync(reading))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(2, reading.Current!.Held.Count);

        var other = new Itsm("Sqlite", $"Data Source={Folder.File("other.db")}");
        await other.CreateSchemaAsync();
        await other.InsertTicketAsync("INC-1", DateTime.UtcNow.AddDays(-3));
        await other.InsertTicketAsync("INC-9", DateTime.UtcNow.AddDays(-3));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Move(Folder.File("other.db"), path);
        var changes = await ReadAsync(reading);
        Assert.Equal(
            ["INC-1", "INC-2", "INC-9"],
            changes.Select(change => (change.After ?? change.Before)!.Id).Order()
        );
        // What is read of one ticket goes on from nothing: any database will do.
        await details.ReadAsync("INC-9", CancellationToken.None);
        Assert.Equal(["INC-1", "INC-9"], reading.Current.Held.Rows.Select(row => row.Id).Order());
        Assert.Empty(await ReadAsync(reading));
    }
}

public sealed class WhatIsWrongPostgreSql() : WhatIsWrong("PostgreSql");

public sealed class WhatIsWrongMySql() : WhatIsWrong("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class WhatIsWrongSqlServer() : WhatIsWrong("SqlServer");
