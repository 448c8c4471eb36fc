namespace Apollo.Browser.Tests.Support;

/// <summary>
/// A desk with something of everything, which many tests read and none changes: one server for all of them.
/// </summary>
public sealed class FilledDesk : IAsyncLifetime
{
    private SmallDesk? desk;

    /// <summary>
    /// A Wednesday ahead, with visits of every state, a conflict, a visit of three days, and due tickets.
    /// </summary>
    public static DateTime Day { get; } =
        DateTime.UtcNow.Date.AddDays(7 + (((int)DayOfWeek.Wednesday - (int)DateTime.UtcNow.DayOfWeek + 7) % 7));

    /// <summary>Titles as people may write them.</summary>
    public static IReadOnlyDictionary<string, string> Titles { get; } =
        new Dictionary<string, string>
        {
            ["INC-1"] = "<script>window.hacked = true</script>",
            ["INC-LATE"] = "say \"hello\" there 😀",
            ["INC-TOO"] = "=HYPERLINK(\"http://x\")",
            ["INC-OTHER"] = "مرحبا بالعالم",
        };

    /// <summary>Where it is.</summary>
    public Uri Address => desk!.Apollo.Address;

    /// <summary>The address of a page of it.</summary>
    public string At(string path) => new Uri(Address, path).ToString();

    public async Task InitializeAsync() =>
        desk = await SmallDesk.StartAsync(fill: async desk =>
        {
            var late = DateTime.UtcNow.AddHours(-1);
            // Seven open tickets: six of Network (one late of priority 1, another late), one of Workplace.
            await desk.InsertAsync("INC-LATE", dueAt: late, priority: 1);
            await desk.InsertAsync("INC-TOO", dueAt: late.AddMinutes(5));
            await desk.InsertAsync("INC-OTHER", team: "Workplace");
            for (var i = 0; i < 3; i++)
                await desk.InsertAsync($"INC-D{i}", dueAt: Day.AddHours(9 + i), priority: 1 + i);
            foreach (var (id, title) in Titles)
                await desk.Itsm.ExecuteAsync("UPDATE tickets SET title = @title WHERE id = @id", new { title, id });
            await desk.Itsm.ExecuteAsync(
                """
                INSERT INTO ticket_events (ticket_id, at, author, kind, text)
                VALUES ('INC-LATE', @at, 'M. Laurent', 'note', 'Packet loss confirmed')
                """,
                new { at = desk.Itsm.Time(DateTime.UtcNow) }
            );
            await desk.VisitAsync("INT-0", DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(55));
            await desk.VisitAsync("INT-1", Day.AddHours(8), Day.AddHours(10));
            await desk.VisitAsync("INT-2", Day.AddHours(9), Day.AddHours(11), state: "underway");
            await desk.VisitAsync(
                "INT-3",
                Day.AddHours(9),
                Day.AddHours(9.1),
                state: "cancelled",
                technician: null,
                location: null
            );
            await desk.VisitAsync("INT-4", Day.AddDays(-1).AddHours(9), Day.AddDays(1).AddHours(9), state: "done");
            for (var i = 0; i < 9; i++)
                await desk.VisitAsync($"INT-M{i}", Day.AddHours(14), Day.AddHours(15), technician: $"T. {i % 3}");
        });

    public async Task DisposeAsync()
    {
        if (desk is not null)
            await desk.DisposeAsync();
    }
}

/// <summary>Tests that read the filled desk, one after the other.</summary>
[CollectionDefinition(nameof(OnTheFilledDesk))]
public sealed class OnTheFilledDesk : ICollectionFixture<FilledDesk>;
