using System.Globalization;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Apollo.Simulator;
using Apollo.Simulator.Database;

namespace Apollo.Integration.Tests.Reports;

/// <summary>
/// The file of a period's tickets, read by pandas as people do, equals the ITSM's rows column by column; the bench
/// <c>reports</c> does the same with a million rows.
/// </summary>
public sealed class ReadBackByPandas : IDisposable
{
    private const int Count = 10_000;
    private static readonly string[] Texts =
    [
        "Printer on fire",
        "say \"hello\", twice",
        "=HYPERLINK(\"http://x\",\"y\")",
        "-1",
        "emoji 😀 and مرحبا بالعالم",
        "a;b,c",
        "''@x",
        "NA",
        "＝1+1",
        "007",
    ];
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_column_of_ten_thousand_tickets_is_the_same()
    {
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        // A clock change lies within, and neither a second nor a quarter of an hour is whole.
        var last = new DateTime(2025, 11, 20, 9, 41, 7, 123, DateTimeKind.Utc);
        var rows = Enumerable.Range(0, Count).Select(number => Row(number, last.AddMinutes(-7 * number))).ToList();
        await DeskDatabase
            .Of(itsm.Provider, itsm.ConnectionString)
            .WriteAllAsync(new DeskRows(rows, [], []), replace: false, CancellationToken.None);
        await using (var apollo = await Desk.StartAsync(itsm, ("Apollo:Backfill", "false")))
        {
            using var http = new HttpClient { BaseAddress = apollo.Address, Timeout = TimeSpan.FromMinutes(1) };
            var path = $"api/desks/{Desk.Id}/reports/rows.csv?from=2025-09-20&to=2025-12-31";
            await using var file = File.Create(folder.File("rows.csv"));
            await using var given = await http.GetStreamAsync(new Uri(path, UriKind.Relative));
            await given.CopyToAsync(file);
        }
        await SameAsync(true, "10,000 rows, 34 columns: the same");

        await itsm.ExecuteAsync(
            "UPDATE tickets SET due_at = @due, team = NULL WHERE id = 'INC0000042'",
            new { due = itsm.Time(last.AddDays(-90)) }
        );
        await SameAsync(false, "team of INC0000042", "resolvedInTime of INC0000042");
    }

    private async Task SameAsync(bool areSame, params string[] words)
    {
        var (same, said) = await Pandas.SameRowsAsync(
            folder.File("rows.csv"),
            folder.File("itsm.db"),
            "Europe/Paris",
            TimeSpan.FromMinutes(2)
        );
        Assert.True(same == areSame, said);
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    private static TicketRow Row(int number, DateTime opened) =>
        new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"INC{number:0000000}"),
            Kind = number % 2 == 0 ? "incident" : "request",
            Title = Texts[number % Texts.Length],
            State = "closed",
            Priority = number % 7 == 0 ? null : 1 + number % 5,
            Category = number % 3 == 0 ? null : Texts[number / 3 % Texts.Length],
            Location = Texts[number / 5 % Texts.Length],
            Team = "Team " + number % 6,
            Requester = Texts[number / 7 % Texts.Length],
            OpenedAt = opened,
            RespondedAt = number % 4 == 0 ? null : opened.AddMinutes(number % 90),
            ResolvedAt = opened.AddSeconds(1 + number % 100_000),
            ClosedAt = opened.AddSeconds(1 + number % 100_000).AddHours(2),
            ReopenedAt = number % 50 == 0 ? opened.AddSeconds(1) : null,
            ResponseDueAt = number % 5 == 0 ? null : opened.AddMinutes(30),
            DueAt = number % 6 == 0 ? null : opened.AddHours(8),
            PendingSeconds = number % 8 == 0 ? null : number % 3_600,
            Reopens = number % 50 == 0 ? 1 : 0,
            Reassignments = number % 3,
            Escalated = number % 11 == 0 ? 1 : 0,
            Rating = number % 9 == 0 ? 1 + number % 5 : null,
            UpdatedAt = opened.AddDays(2),
        };
}
