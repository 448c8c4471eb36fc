using System.Globalization;
using System.Net.Http.Json;
using Apollo.Servers;
using Apollo.Simulator;
using Apollo.Simulator.Database;

namespace Apollo.Browser.Tests.Support;

/// <summary>
/// A desk of two months with more teams, locations and categories than a report has rows for, some with long names; an
/// Apollo that prints its reports.
/// </summary>
public sealed class ReportedDesk : IAsyncLifetime
{
    private const string Archive = "api/desks/small/reports/archive";
    private const int Groups = 17;
    private const string Devices = "laptops, docks, screens and what is plugged into them";

    /// <summary>As programs name it: nothing in it lets it go on on the next line.</summary>
    private const string LongTeam = "Infrastructure_Operations_Service_Continuity_EMEA";

    /// <summary>As people write it: of rows of so many lines some are where a page ends.</summary>
    private const string Address =
        "Saint-Germain-en-Laye, 12 bis avenue du Maréchal-Foch, former printing works, third floor, the room beside "
        + "the loading bay: ring twice at the blue door by the bicycles, and where nobody comes go round by the yard, "
        + "take the goods lift to the second floor and the stairs from there, past the archive and the canteen";

    private readonly HttpClient http = new();
    private SmallDesk desk = null!;

    /// <summary>The first day of the month that is reported.</summary>
    public static DateTime Month { get; } =
        new DateTime(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(-1);

    public async Task InitializeAsync()
    {
        desk = await SmallDesk.StartAsync(
            fill: desk =>
                DeskDatabase
                    .Of(desk.Itsm.Provider, desk.Itsm.ConnectionString)
                    .WriteAllAsync(new DeskRows([.. Tickets()], [], []), replace: true, CancellationToken.None),
            settings: new Dictionary<string, string>
            {
                ["Apollo:Reports:Browser"] = Tool.Find("chromium-headless-shell", "chromium-headless-shell"),
            }
        );
        http.BaseAddress = desk.Apollo.Address;
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await desk.DisposeAsync();
    }

    /// <summary>Makes the report of the month by hand.</summary>
    /// <returns>Its path in the archive.</returns>
    public async Task<string> RunAsync()
    {
        var from = Month.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var made = await http.PostAsJsonAsync(Archive, new { every = "month", from });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return made.Headers.Location!.OriginalString.TrimStart('/');
    }

    /// <summary>A file of Apollo.</summary>
    public Task<byte[]> ReadAsync(string path) => http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    /// <summary>Two months and the last days: some groups have many tickets, some few, most are done in time.</summary>
    private static IEnumerable<TicketRow> Tickets()
    {
        var now = DateTime.UtcNow;
        var opened = Spread(Month.AddMonths(-1), 27, 210)
            .Concat(Spread(Month, 27, 330))
            .Concat(Spread(now.AddDays(-2), 2, 40));
        foreach (var (at, number) in opened.Select((at, number) => (at, number)))
        {
            var done = at.AddHours(0.2 + (number * 7 % 61));
            var isDone = number % 9 != 0 && done < now;
            var responded = at.AddMinutes(number * 11 % 90);
            yield return new TicketRow
            {
                Id = $"INC-{number:0000}",
                Kind = "incident",
                Title = "Printer on fire",
                State = isDone ? "resolved" : "open",
                Priority = 1 + (number % 4),
                Team = Of(number, 5) switch
                {
                    0 => null,
                    2 => LongTeam,
                    var team => $"Team {team:00}, Büro & Empfang",
                },
                Location = $"Site {Of(number, 7):00}, {Address}",
                Category = $"Work {Of(number, 11):00}: {(Of(number, 11) % 3 == 0 ? Devices : "access")}",
                Assignee = "Ana Lima",
                OpenedAt = at,
                RespondedAt = responded < now ? responded : null,
                ResponseDueAt = at.AddHours(1),
                ResolvedAt = isDone ? done : null,
                DueAt = number % 13 == 0 ? null : at.AddHours(48),
                UpdatedAt = now,
            };
        }

        static IEnumerable<DateTime> Spread(DateTime from, int days, int count) =>
            Enumerable.Range(0, count).Select(number => from.AddDays((number + 0.5) * days / count));

        // The lower of two: groups of every size.
        static int Of(int number, int step) => Math.Min(number % Groups, number / step % Groups);
    }
}

/// <summary>Tests on the desk of which reports are made, one after the other.</summary>
[CollectionDefinition(nameof(OnTheReportedDesk))]
public sealed class OnTheReportedDesk : ICollectionFixture<ReportedDesk>;
