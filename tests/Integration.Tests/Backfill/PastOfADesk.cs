using Apollo.Grains.Backfill;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Oracle;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.Backfill;

/// <summary>The history of before a desk was watched, from a real ITSM into a real store.</summary>
public abstract class PastOfADesk(string provider) : OnADatabase(provider)
{
    private const string Zone = "Europe/Paris";
    private const int Few = 10_000;

    // Within a quarter of an hour, and within a day.
    private static readonly DateTime Watched = new(2026, 11, 20, 10, 37, 12, DateTimeKind.Utc);
    private static readonly DateTime First = Watched.AddDays(-60);
    private static readonly KpiCatalogue Catalogue = KpiCatalogue.Standard;
    private readonly List<Ticket> tickets = Tickets();
    private OpenStore open = null!;
    private HistoryStore store = null!;
    private HistoryLevels levels = null!;

    private protected override async Task PrepareAsync()
    {
        await Itsm.CreateSchemaAsync();
        await using var connection = await Itsm.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO tickets (id, kind, title, state, priority, team, location, category, opened_at, responded_at,
              resolved_at, closed_at, response_due_at, due_at, reopens, reassignments, escalated, updated_at)
            VALUES (@Id, @kind, 'Printer on fire', @state, @Priority, @Team, @Location, @Category, @opened, @responded,
              @resolved, @closed, @responseDue, @due, 0, 0, 0, @updated)
            """,
            tickets.Select(row => new
            {
                row.Id,
                kind = row.Kind.ToString().ToLowerInvariant(),
                state = row.State.ToString().ToLowerInvariant(),
                row.Priority,
                row.Team,
                row.Location,
                row.Category,
                opened = Time(row.OpenedAt),
                responded = Time(row.RespondedAt),
                resolved = Time(row.ResolvedAt),
                closed = Time(row.ClosedAt),
                responseDue = Time(row.ResponseDueAt),
                due = Time(row.DueAt),
                updated = Time(row.UpdatedAt),
            }),
            transaction
        );
        await transaction.CommitAsync();
        var settings = new StoreSettings(DatabaseProvider, Itsm.ConnectionString)
        {
            HistoryKeptFor = HistoryRetention.Default with { Quarters = TimeSpan.FromDays(28) },
        };
        open = new OpenStore(settings);
        store = new HistoryStore(open.Apollo, settings);
        levels = new HistoryLevels(store, NullLogger<HistoryLevels>.Instance);
    }

    [SkippableFact]
    public async Task Is_what_a_recount_says_and_meets_what_was_watched_though_it_was_killed_in_the_middle()
    {
        Skip.If(Itsm is null);
        await BeginAsync("north");
        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Run(
                    "north",
                    now =>
                    {
                        if (now.At > Watched.AddDays(-10))
                            killed.Cancel();
                    }
                )
                .RunAsync(null, killed.Token)
        );
        Assert.Null((await store.HeadAsync("north", default))!.ComputedUntil);
        Assert.NotEmpty(await store.SeriesAsync("north", default));
        // What is usual is made of nothing that was computed in part.
        Assert.Empty(await QuarterHoursAsync("opened-today"));
        await Run("north").RunAsync(null, default);
        await BeginAsync("south");
        await Run("south").RunAsync(null, default);

        var head = (await store.HeadAsync("north", default))!;
        Assert.Equal(UnixTime.Of(Watched), head.ComputedUntil);
        var series = await store.SeriesAsync("north", default);
        var others = (await store.SeriesAsync("south", default)).ToDictionary(Name);
        Assert.Equal(others.Keys.Order(), series.Select(Name).Order());
        foreach (var one in series)
        {
            var (quarters, days) = await StepsAsync("north", one, head.Began);
            // A run that broke off leaves no trace.
            Assert.Equal((quarters, days), await StepsAsync("south", others[Name(one)], head.Began), Same);
            AssertWhole(quarters, Watched.AddDays(-28));
            AssertWhole(days, UnixTime.ToUtc(head.Began));
            await AssertMinutesAsync(one, quarters);
        }
        Assert.NotEmpty(await QuarterHoursAsync("opened-today"));
        Assert.Empty(await QuarterHoursAsync("open-incidents"));
        await AssertRecountAsync(series);

        Task<IReadOnlyList<HistoryStep>> QuarterHoursAsync(string kpi) =>
            new QuarterHours(store, levels, Catalogue).OfAsync("north", kpi, null, null, First, Watched, default);
    }

    [SkippableFact]
    public async Task The_quarter_and_the_day_in_which_the_watched_history_begins_are_told_once_in_either_order()
    {
        Skip.If(Itsm is null);
        await BeginAsync("north");
        await Run("north").RunAsync(null, default);
        var series = (await store.SeriesAsync("north", default)).Single(one =>
            one is { Kpi: "opened-last-hour", Dimension: StoredSeries.Whole }
        );
        var (quarters, days) = await StepsAsync("north", series, 0);
        foreach (var (span, before) in new[] { (HistoryLevels.Quarters, quarters[^1]), (HistoryLevels.Days, days[^1]) })
        {
            Assert.Equal(UnixTime.Of(Watched) - before.Start, before.Known);
            var watched = HistoryStep.Quiet(UnixTime.Of(Watched), before.End, SeriesValue.Of(7), 0) with
            {
                Start = before.Start,
            };
            await store.ChangeAsync(
                "north",
                change => levels.AddAsync(change, "north", span, series, [watched]),
                default
            );
        }
        await AssertJoinedAsync();

        // Computed once more by the command, from a later day on: what was watched stays.
        await Run("north").RunAsync(Watched.AddDays(-12), default);
        await AssertJoinedAsync();

        async Task AssertJoinedAsync()
        {
            var (quarters, days) = await StepsAsync("north", series, 0);
            foreach (var step in (HistoryStep[])[quarters[^1], days[^1]])
                Assert.Equal((step.End - step.Start, 7), (step.Known, step.Last));
        }
    }

    [SkippableFact]
    public async Task What_happened_since_a_desk_is_watched_is_left_to_the_watched_history()
    {
        Skip.If(Itsm is null);
        await BeginAsync("north");
        await Itsm.InsertTicketAsync("LATER", Watched.AddSeconds(5), team: "Not yet there");
        await Run("north").RunAsync(null, default);
        Assert.DoesNotContain(await store.SeriesAsync("north", default), one => one.Name == "Not yet there");
    }

    [SkippableFact]
    public async Task An_ITSM_that_is_away_leaves_nothing_and_is_said()
    {
        Skip.If(Itsm is null);
        await BeginAsync("north");
        await Itsm.ExecuteAsync("DROP TABLE interventions");
        await Assert.ThrowsAsync<Grains.Itsm.ItsmException>(() => Run("north").RunAsync(null, default));
        Assert.Null((await store.HeadAsync("north", default))!.ComputedUntil);
        Assert.Empty(await store.SeriesAsync("north", default));
    }

    private async Task AssertRecountAsync(List<StoredSeries> series)
    {
        var random = new Random(11);
        var desk = new OracleDesk(Zone);
        var kept = series.ToLookup(one => one.Kpi);
        var quarters = new Dictionary<string, Dictionary<long, HistoryStep>>();
        foreach (var one in series)
            quarters[Name(one)] = (await StepsAsync("north", one, 0)).Quarters.ToDictionary(step => step.Start);
        foreach (var _ in Enumerable.Range(0, 25))
        {
            var start = UnixTime.Of(Watched.AddMinutes(-random.Next(60, 27 * 24 * 60))) / 900_000 * 900_000;
            var end = UnixTime.ToUtc(start + 900_000);
            var rows = tickets
                .Select(row => PastTickets.Of(row).LastOrDefault(past => past.At < end).Row)
                .OfType<Ticket>()
                .ToList();
            var truth = Recount.All(rows, [], end.AddTicks(-1), desk);
            foreach (var kpi in Catalogue.All.OfType<Kpi<Ticket>>())
            foreach (var one in kept[kpi.Id])
            {
                var told =
                    one.Dimension == StoredSeries.Whole ? truth[kpi.Id].Value
                    : truth[kpi.Id].Groups[one.Dimension].TryGetValue(one.Name, out var value) ? value
                    : kpi.Definition.Presentation.IsSum ? 0
                    : null;
                var step = quarters[Name(one)][start];
                Assert.True(
                    told is { } number
                        ? Math.Abs(step.Last - SeriesValue.Of(number, one.Rate).Number) < 0.002
                        : double.IsNaN(step.Last),
                    $"{Name(one)} was {told} at {end:O}, and is kept as {step.Last}"
                );
            }
        }
    }

    /// <summary>
    /// Of the whole desk the last eight hours are kept by the minute, from the begin of a quarter on, and end as its
    /// quarters do.
    /// </summary>
    private async Task AssertMinutesAsync(StoredSeries one, List<HistoryStep> quarters)
    {
        var minutes = await levels.ReadAsync("north", HistoryLevels.Minutes, one, 0, long.MaxValue / 2, default);
        Assert.Equal(one.Dimension == StoredSeries.Whole ? 487 : 0, minutes.Count);
        foreach (var (minute, next) in minutes.Zip(minutes.Skip(1)))
            Assert.Equal((minute.End, 60_000), (next.Start, minute.Known));
        foreach (var minute in minutes)
            if (quarters.Find(quarter => quarter.End == minute.End) is { Known: > 0 } quarter)
                Assert.Equal(quarter.Last, minute.Last);
    }

    private static void AssertWhole(List<HistoryStep> steps, DateTime from)
    {
        foreach (var (one, next) in steps.Zip(steps.Skip(1)))
            Assert.Equal((one.End, one.End - one.Start), (next.Start, one.Known));
        Assert.InRange(steps[0].Start, 0, UnixTime.Of(from));
        Assert.Equal(UnixTime.Of(Watched), steps[^1].Start + steps[^1].Known);
    }

    private async Task<(List<HistoryStep> Quarters, List<HistoryStep> Days)> StepsAsync(
        string desk,
        StoredSeries series,
        long from
    ) =>
        (
            await levels.ReadAsync(desk, HistoryLevels.Quarters, series, from, long.MaxValue / 2, default),
            await levels.ReadAsync(desk, HistoryLevels.Days, series, from, long.MaxValue / 2, default)
        );

    private static bool Same(
        (List<HistoryStep> Quarters, List<HistoryStep> Days) one,
        (List<HistoryStep> Quarters, List<HistoryStep> Days) other
    ) => one.Quarters.SequenceEqual(other.Quarters) && one.Days.SequenceEqual(other.Days);

    private static string Name(StoredSeries one) => $"{one.Kpi} {one.Dimension}:{one.Name}";

    /// <summary>The desk begins to be watched.</summary>
    private async Task BeginAsync(string desk) =>
        Assert.True(
            await store.AddAsync(
                desk,
                new HistoryAddition(
                    null,
                    UnixTime.Of(Watched),
                    UnixTime.Of(Watched),
                    UnixTime.Of(Watched.Date),
                    [],
                    [],
                    []
                ),
                default
            )
        );

    private BackfillRun Run(string desk, Action<BackfillProgress>? say = null) =>
        new(
            OneDesk.Of(Itsm, Catalogue, desk, Zone),
            Catalogue,
            store,
            levels,
            TimeProvider.System,
            NullLogger.Instance,
            say ?? (_ => { }),
            Few
        );

    private object? Time(DateTime? utc) => utc is { } at ? Itsm.Time(at) : null;

    private static List<Ticket> Tickets()
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, 150).Select(number => Ticket(random, number))];
    }

    private static Ticket Ticket(Random random, int number)
    {
        var opened = First.AddMinutes(random.Next(0, 59 * 24 * 60));
        var responded = opened.AddMinutes(random.Next(1, 600));
        var resolved = responded.AddMinutes(random.Next(1, 10 * 24 * 60));
        var closed = resolved.AddMinutes(random.Next(1, 5 * 24 * 60));
        var state =
            resolved > Watched ? TicketState.Open
            : closed > Watched ? TicketState.Resolved
            : TicketState.Closed;
        DateTime?[] stamps = [opened, responded, resolved, closed];
        return new Ticket
        {
            Id = $"INC-{number}",
            Kind = (TicketKind)random.Next(1, 5),
            State = state,
            Priority = random.Next(1, 6),
            Team = ((string?[])["Network", "Field", null])[random.Next(3)],
            Location = ((string[])["Lyon", "Oslo"])[random.Next(2)],
            Category = "Hardware",
            OpenedAt = opened,
            RespondedAt = responded <= Watched ? responded : null,
            ResolvedAt = state == TicketState.Open ? null : resolved,
            ClosedAt = state == TicketState.Closed ? closed : null,
            ResponseDueAt = opened.AddHours(4),
            DueAt = opened.AddDays(4),
            Reopens = 0,
            Reassignments = 0,
            UpdatedAt = stamps.Where(stamp => stamp <= Watched).Max()!.Value,
        };
    }
}

public sealed class PastOfADeskSqlite() : PastOfADesk("Sqlite");

public sealed class PastOfADeskPostgreSql() : PastOfADesk("PostgreSql");

public sealed class PastOfADeskMySql() : PastOfADesk("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class PastOfADeskSqlServer() : PastOfADesk("SqlServer");
