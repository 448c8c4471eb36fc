using System.Globalization;
using System.Net.Http.Json;
using Apollo.Servers;
using Apollo.Simulator;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Browser.Tests.Support;

/// <summary>
/// A desk of two months with more teams, locations and categories than a report has rows for, some with long names; an
/// Apollo that prints its reports, and mails them to a real SMTP server.
/// </summary>
public sealed class ReportedDesk : IAsyncLifetime
{
    private const string Reports = "api/desks/small/reports";
    private const int Groups = 17;
    private const string Devices = "laptops, docks, screens and what is plugged into them";

    /// <summary>As programs name it: nothing in it lets it go on on the next line.</summary>
    private const string LongTeam = "Infrastructure_Operations_Service_Continuity_EMEA";

    /// <summary>As people write it: long enough that some rows fall on the end of a page.</summary>
    private const string Address =
        "Saint-Germain-en-Laye, 12 bis avenue du Maréchal-Foch, former printing works, third floor, the room beside "
        + "the loading bay: ring twice at the blue door by the bicycles, and where nobody comes go round by the yard, "
        + "take the goods lift to the second floor and the stairs from there, past the archive and the canteen";

    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;
    private readonly SmtpReceiver smtp = new();
    private readonly HttpClient http = new();
    private readonly Dictionary<string, MailedReport> mails = [];
    private SmallDesk desk = null!;

    /// <summary>The first day of the month that is reported.</summary>
    public static DateTime Month { get; } = MonthBefore(Paris(DateTime.UtcNow));

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
                ["Apollo:PublicUrl"] = "https://apollo.example.com",
                ["Apollo:Mail:Host"] = "127.0.0.1",
                ["Apollo:Mail:Port"] = smtp.Port.ToString(invariant),
                ["Apollo:Mail:Tls"] = "none",
                ["Apollo:Mail:From"] = "Apollo <apollo@example.com>",
            }
        );
        http.BaseAddress = desk.Apollo.Address;
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        if (desk is not null)
            await desk.DisposeAsync();
        await smtp.DisposeAsync();
    }

    /// <summary>The address of a page of it.</summary>
    public string At(string path) => new Uri(desk.Apollo.Address, path).ToString();

    /// <summary>Makes the report of the month by hand.</summary>
    /// <returns>Its path in the archive.</returns>
    public async Task<string> RunAsync()
    {
        var from = Month.ToString("yyyy-MM-dd", invariant);
        using var made = await http.PostAsJsonAsync($"{Reports}/archive", new { every = "month", from });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return made.Headers.Location!.OriginalString.TrimStart('/');
    }

    /// <summary>A file of Apollo.</summary>
    public Task<byte[]> ReadAsync(string path) => http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    /// <summary>The mail of the month's report, or of yesterday's, as the server took it.</summary>
    /// <param name="every"><c>month</c> or <c>day</c>.</param>
    public async Task<MailedReport> MailAsync(string every)
    {
        if (!mails.TryGetValue(every, out var mail))
            mails[every] = mail = await SendAsync(every);
        return mail;
    }

    /// <summary>
    /// By a schedule that, as Apollo's store has it, was there before its period was over: so it is due at once.
    /// </summary>
    private async Task<MailedReport> SendAsync(string every)
    {
        var now = DateTime.UtcNow;
        var paris = Paris(now.AddMinutes(-1));
        var (at, since) =
            every == "month" ? ("00:00", Month.AddDays(9)) : (paris.ToString("HH:mm", invariant), now.AddHours(-2));
        var schedule = new
        {
            every,
            at,
            to = (string[])["mail:boss@example.com"],
            name = every,
        };
        using var added = await http.PostAsJsonAsync($"{Reports}/schedules", schedule);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());
        var taken = smtp.Mails.Count;
        await using (var store = new SqliteConnection($"Data Source={desk.Apollo.DataFolder}/apollo.db"))
            Assert.Equal(
                1,
                await store.ExecuteAsync(
                    """
                    UPDATE apollo_desk_settings SET says = json_set(says, '$.all[' || one.key || '].since', @since)
                    FROM (
                      SELECT key FROM apollo_desk_settings, json_each(says, '$.all')
                      WHERE subject = 'schedules' AND json_extract(value, '$.name') = @every
                    ) AS one
                    WHERE subject = 'schedules'
                    """,
                    new { every, since = since.ToString("yyyy-MM-ddTHH:mm:ssZ", invariant) }
                )
            );
        // Written as it is, it is looked at.
        using var again = await http.PutAsJsonAsync(added.Headers.Location!.OriginalString.TrimStart('/'), schedule);
        Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync());
        await Eventually.IsTrueAsync(() => smtp.Mails.Count > taken, $"the report of a {every} comes by mail");
        return new MailedReport(smtp.Mails[taken]);
    }

    /// <summary>What the clocks of the desk show.</summary>
    private static DateTime Paris(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    private static DateTime MonthBefore(DateTime now) =>
        new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(-1);

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
