using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Xunit.Abstractions;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>
/// A row written to a real ITSM by another connection moves the numbers on a screen. Apollo runs as people run it.
/// </summary>
public abstract class ItsmToScreen(string provider, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private Itsm itsm = null!;
    private ApolloProcess apollo = null!;
    private Screen screen = null!;

    public async Task InitializeAsync()
    {
        itsm = await Itsm.CreateAsync(provider, folder);
        apollo = await Desk.StartAsync(itsm);
        screen = await Screen.OpenAsync(apollo.Address, Desk.Id, "cards", "table:team");
        await screen.Until(held => held.HasAll, "all results of the empty desk");
    }

    public async Task DisposeAsync()
    {
        if (screen is not null)
            await screen.DisposeAsync();
        if (apollo is not null)
            await apollo.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_insert_an_update_and_a_delete_reach_the_screen()
    {
        Assert.Equal(0, screen.Value("open-tickets"));
        Assert.Null(screen.Value("backlog-per-technician"));

        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        var written = DateTime.UtcNow;
        await screen.Until(held => held.Value("open-tickets") == 1, "the first ticket");
        output.WriteLine(
            $"{provider}: the screen knew {(DateTime.UtcNow - written).TotalMilliseconds:0} ms after the "
                + "insert, the poll interval being 1,000 ms"
        );
        await itsm.InsertTicketAsync("INC-2", DateTime.UtcNow, team: "Workplace");
        await screen.Until(
            held => held.Value("open-tickets") == 2 && held.Value("open-tickets", "team", "Workplace") == 1,
            "two open tickets, one of them of Workplace"
        );
        Assert.Equal(2, screen.Value("backlog-per-technician"));

        var now = DateTime.UtcNow;
        await itsm.ExecuteAsync(
            "UPDATE tickets SET state = 'resolved', resolved_at = @now, updated_at = @now WHERE id = 'INC-2'",
            new { now = itsm.Time(now) }
        );
        await screen.Until(
            held => held.Value("open-tickets") == 1 && held.Value("resolved-today") == 1,
            "one open, one resolved today"
        );
        Assert.Null(screen.Value("open-tickets", "team", "Workplace"));

        await itsm.ExecuteAsync("DELETE FROM tickets WHERE id = 'INC-1'");
        await screen.Until(held => held.Value("open-tickets") == 0, "the deleted ticket gone by the sweep");
        Assert.Empty(screen.Backwards);
    }

    [Fact]
    public async Task A_ticket_falls_overdue_at_its_due_second_without_any_change_in_the_itsm()
    {
        var due = DateTime.UtcNow.AddSeconds(4);
        due = new DateTime(due.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        await itsm.InsertTicketAsync("INC-3", DateTime.UtcNow, dueAt: due);
        await screen.Until(held => held.Value("due-within-2-hours") == 1, "the ticket due within two hours");
        Assert.Equal(0, screen.Value("overdue"));

        await screen.Until(
            held =>
                held.Value("overdue") == 1
                && held.Value("due-within-2-hours") == 0
                && held.Value("breached-today") == 1,
            "the ticket overdue"
        );
        output.WriteLine(
            $"{provider}: the screen knew {(DateTime.UtcNow - due).TotalMilliseconds:0} ms after the due instant"
        );
        var result = screen.Result("overdue");
        Assert.InRange(result.GetProperty("asOf").GetDateTime(), due, due.AddSeconds(2));
        Assert.True(result.GetProperty("moved").GetProperty("byClock").GetBoolean());
    }
}

public sealed class ItsmToScreenOnSqlite(ITestOutputHelper output) : ItsmToScreen("Sqlite", output);

public sealed class ItsmToScreenOnPostgreSql(ITestOutputHelper output) : ItsmToScreen("PostgreSql", output);

public sealed class ItsmToScreenOnMySql(ITestOutputHelper output) : ItsmToScreen("MySql", output);
