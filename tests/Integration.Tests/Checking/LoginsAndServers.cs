using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Silo;
using MySqlConnector;
using Npgsql;

namespace Apollo.Integration.Tests.Checking;

/// <summary>Servers that are not there and logins that may too little or too much: the check says so.</summary>
public sealed class LoginsAndServers : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task PostgreSql()
    {
        var itsm = await Itsm.CreateAsync("PostgreSql", folder);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow.AddMinutes(-30));
        var login = $"reader_{Guid.NewGuid():N}";
        await itsm.ExecuteAsync($"CREATE ROLE {login} LOGIN");
        string As(Action<NpgsqlConnectionStringBuilder> change)
        {
            var changed = new NpgsqlConnectionStringBuilder(itsm.ConnectionString);
            change(changed);
            return changed.ToString();
        }
        await ToldAsync("the login can write (interventions, ticket_events, tickets)", itsm.ConnectionString);
        await ToldAsync("GRANT SELECT ON ALL TABLES IN SCHEMA public", itsm.ConnectionString);
        var reader = As(to => to.Username = login);
        await ToldAsync(
            "tickets-ids.sql: permission denied for table tickets. Let Apollo's login read it: "
                + "GRANT SELECT ON ALL TABLES IN SCHEMA public TO apollo_reader",
            reader
        );
        await ToldAsync("PostgreSql cannot be reached", As(to => to.Port = FreePort.Next()));
        await ToldAsync("database \"nowhere\" does not exist", As(to => to.Database = "nowhere"));
        await ToldAsync("role \"nobody\" does not exist", As(to => to.Username = "nobody"));
        await ToldAsync("is no connection string for PostgreSql", "nonsense");

        await itsm.ExecuteAsync($"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {login}");
        await itsm.ExecuteAsync($"ALTER ROLE {login} SET timezone = 'Asia/Tokyo'");
        NpgsqlConnection.ClearAllPools();
        var (code, said) = await CheckAsync("PostgreSql", reader);
        Assert.True(code == 0, said);
        Assert.Matches(ClockSaid("Asia/Tokyo"), said);
        Assert.Contains("ok    the login can only read", said, StringComparison.Ordinal);

        async Task ToldAsync(string what, string connection)
        {
            var (failed, lines) = await CheckAsync("PostgreSql", connection);
            Assert.Equal(1, failed);
            Assert.Contains(what, lines, StringComparison.Ordinal);
            Assert.DoesNotContain("Host=127.0.0.1", lines, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MySql()
    {
        var itsm = await Itsm.CreateAsync("MySql", folder);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow.AddMinutes(-30));
        var settings = new MySqlConnectionStringBuilder(itsm.ConnectionString);
        var (code, said) = await CheckAsync("MySql", itsm.ConnectionString);
        Assert.Equal(1, code);
        Assert.Contains("the login can write (ALL PRIVILEGES on *.*)", said, StringComparison.Ordinal);

        var login = $"reader_{Guid.NewGuid():N}"[..30];
        await itsm.ExecuteAsync($"CREATE USER '{login}'@'%' IDENTIFIED BY 'secret of it'");
        (settings.UserID, settings.Password) = (login, "secret of it");
        await MayNotReadAsync($"MySql cannot be reached: Access denied for user '{login}'@");
        await itsm.ExecuteAsync($"GRANT SELECT ON {settings.Database}.ticket_events TO '{login}'@'%'");
        await MayNotReadAsync("tickets-ids.sql: SELECT command denied to user");
        await itsm.ExecuteAsync($"GRANT SELECT ON {settings.Database}.* TO '{login}'@'%'");
        // What a session may read was settled when it began.
        await MySqlConnection.ClearAllPoolsAsync();
        settings.Password = "another";
        (code, said) = await CheckAsync("MySql", settings.ToString());
        Assert.Equal(1, code);
        Assert.Contains("MySql cannot be reached: Access denied", said, StringComparison.Ordinal);
        settings.Password = "secret of it";
        (code, said) = await CheckAsync("MySql", settings.ToString());
        Assert.True(code == 0, said);
        Assert.Contains("ok    the login can only read", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret of it", said, StringComparison.Ordinal);
        Assert.Matches(ClockSaid(".+"), said);

        async Task MayNotReadAsync(string what)
        {
            var (failed, lines) = await CheckAsync("MySql", settings.ToString());
            Assert.Equal(1, failed);
            var line = Assert.Single(lines.Split('\n'), one => one.Contains(what, StringComparison.Ordinal));
            Assert.EndsWith(
                ". Let Apollo's login read it: GRANT SELECT ON the_database.* TO apollo_reader",
                line.TrimEnd(),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void SqlServer_is_asked_for_its_clock_and_its_snapshots_in_its_own_words()
    {
        Reading.SqlServerText.AssertParses(Grains.Itsm.ServerClock.SqlServer);
        Reading.SqlServerText.AssertParses(SnapshotReads.SqlServer);
        Assert.Equal(CheckVerdict.Ok, SnapshotReads.Said(isOn: true).Verdict);
        var off = SnapshotReads.Said(isOn: false);
        Assert.Equal(CheckVerdict.Note, off.Verdict);
        Reading.SqlServerText.AssertParses(off.Text[off.Text.IndexOf("ALTER", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task A_desk_that_is_not_there_and_a_key_that_is_wrong_are_told()
    {
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var (code, said) = await CheckAsync("Sqlite", itsm.ConnectionString, "--desk", "nowhere");
        Assert.Equal((1, "wrong there is no desk 'nowhere': it."), (code, said.Trim()));
        (code, said) = await CheckAsync("Oracle", itsm.ConnectionString);
        Assert.Equal(1, code);
        Assert.StartsWith("wrong Apollo:Desks:0:Itsm:Provider is 'Oracle'", said, StringComparison.Ordinal);
    }

    private static string ClockSaid(string zone) =>
        $@"ok    its clock says \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC, its time zone is {zone}; "
        + @"columns without a zone are read as UTC \(Itsm:TimeZone\)";

    private async Task<(int Code, string Said)> CheckAsync(string provider, string connection, params string[] first)
    {
        await using var said = new StringWriter();
        var code = await CheckCommand.RunAsync(
            [
                .. first,
                $"--Apollo:DataFolder={folder.Path}",
                "--Apollo:Desks:0:Id=it",
                $"--Apollo:Desks:0:Itsm:Provider={provider}",
                $"--Apollo:Desks:0:Itsm:ConnectionString={connection}",
            ],
            said
        );
        return (code, said.ToString());
    }
}
