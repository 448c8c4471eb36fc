using System.Collections.Immutable;
using Apollo.Grains.Databases;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Apollo.Oracle;
using Apollo.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Apollo.Integration.Tests.History;

/// <summary>
/// A month on an accelerated clock, with a DST change, outages of the ITSM, stops and kills of Apollo: what is
/// remembered equals a recount of the rows as they were, at any instant and over any step, and where Apollo did not
/// know it says so.
/// </summary>
public sealed class AMonthOfADesk(ITestOutputHelper output) : IAsyncLifetime
{
#pragma warning disable CA5394 // Test data, not secrets.
    private const string Desk = "north";
    private static readonly string[] Parts = ["last", "least", "greatest", "mean"];

    // On this day of the month something goes wrong for so long.
    private static readonly (double Day, double Minutes, Fault Fault)[] Faults =
    [
        (2.31, 0.12, Fault.ItsmAway),
        (4.5, 45, Fault.ItsmAway),
        (7.2, 30, Fault.Stop),
        (9.9, 0.1, Fault.Stop),
        (12.05, 600, Fault.Kill),
        (17.4, 1, Fault.Kill),
        (18.6, 1.2, Fault.ItsmAway),
        (18.95, 200, Fault.Stop),
        (24.5, 1500, Fault.ItsmAway),
        (27.3, 2, Fault.Kill),
    ];
    private static readonly DateTime Start = new(2026, 3, 10, 22, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime End = Start.AddDays(30);
    private readonly Random random = new(11);
    private readonly ScratchFolder folder = new();
    private readonly SimulatedDesk desk = new();
    private readonly List<(DateTime From, DateTime Until)> gaps = [];
    private OpenStore store = null!;
    private HistoryState state = null!;
    private HistoryWriter writer = null!;
    private DateTime readSince;

    public async Task InitializeAsync()
    {
        var settings = new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("apollo.db")}")
        {
            HistoryKeptFor = HistoryRetention.Default with
            {
                Raw = TimeSpan.FromDays(31),
                Minutes = TimeSpan.FromDays(31),
            },
        };
        store = new OpenStore(settings);
        await LiveAsync();
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Is_remembered_as_it_was()
    {
        await InstantsAsync(500);
        foreach (var (step, count) in ((int, int)[])[(60, 180), (900, 200), (3_600, 90), (86_400, 30)])
            await StepsAsync(step, count);
        await GapsAsync();
    }

    /// <summary>Any value at any instant.</summary>
    private async Task InstantsAsync(int count)
    {
        var checkedOnes = 0;
        for (var index = 0; index < count; index++)
        {
            var at = Start.AddSeconds(random.Next((int)(End - Start).TotalSeconds));
            var (kpi, dimension, group) = Any();
            var answer = await AskAsync(kpi, dimension, group, at, at.AddSeconds(1), step: 0);
            if (IsGap(at))
            {
                Assert.Empty(answer.Points);
                continue;
            }
            var expected = Expected(desk.Recount(at)[kpi.Id], kpi, dimension, group);
            if (answer.Points.IsEmpty)
                // A group of which there had been no row yet.
                Assert.True(expected is null or 0 && group is not null, $"{kpi.Id} {group} {at:O} is not remembered.");
            else
                Same(expected, answer.Points[0][1], $"{kpi.Id} {group} at {at:O}");
            checkedOnes++;
        }
        Assert.InRange(checkedOnes, count * 0.8, count);
    }

    /// <summary>Any step of any series: last, least, greatest and mean value.</summary>
    private async Task StepsAsync(int step, int count)
    {
        var grid = step == HistoryLevels.Days ? StepGrid.Days(SimulatedDesk.Paris) : StepGrid.Every(step);
        for (var index = 0; index < count; index++)
        {
            var start = grid.Start(UnixTime.Of(Start.AddSeconds(random.Next(86_400, (int)(End - Start).TotalSeconds))));
            var (kpi, dimension, group) = Any();
            var (from, until) = (UnixTime.ToUtc(start), UnixTime.ToUtc(Math.Min(grid.End(start), UnixTime.Of(End))));
            var answer = await AskAsync(kpi, dimension, group, from, until, step);
            var expected = Recount(kpi, dimension, group, from, until, answer.Rate);
            if (expected is null || answer.Points.IsEmpty)
            {
                Assert.True(
                    answer.Points.IsEmpty && (expected is null || (group is not null && expected is [null or 0, ..])),
                    $"{kpi.Id} {group} {from:O} {step} s: {expected?[0]} against {answer.Points.Length} points."
                );
                continue;
            }
            var point = Assert.Single(answer.Points);
            Assert.Equal(start, point[0]);
            for (var part = 0; part < 4; part++)
                Same(expected[part], point[part + 1], $"{Parts[part]} of {kpi.Id} {group} {from:O}, {step} s");
        }
    }

    private async Task GapsAsync()
    {
        var answer = await AskAsync(desk.Kpis[0], null, null, Start, End, HistoryLevels.Days);
        var told = answer.Gaps.Select(gap => (UnixTime.ToUtc(gap[0]), UnixTime.ToUtc(gap[1]))).ToList();
        Assert.Equal(gaps, told);
        output.WriteLine(
            $"{desk.Ticks.Count} ticks, {gaps.Count} gaps, {new FileInfo(folder.File("apollo.db")).Length} bytes."
        );
    }

    private async Task LiveAsync()
    {
        await LoadAsync();
        var now = Start;
        Take(desk.Start(now), now, whole: true);
        var faults = new Queue<(double Day, double Minutes, Fault Fault)>(Faults);
        var work = now.AddMinutes(1);
        while (now < End)
        {
            if (faults.TryPeek(out var next) && now >= Start.AddSeconds((int)(next.Day * 86_400)))
            {
                faults.Dequeue();
                now = await FailAsync(now, TimeSpan.FromMinutes(next.Minutes), next.Fault);
                work = now.AddMinutes(1);
            }
            var due = desk.NextInstant is { } instant && instant < work ? instant : work;
            now = due < End ? due : End;
            if (now == work)
            {
                desk.Work(now);
                work = now.AddSeconds(random.Next(60, 5_000));
            }
            Take(desk.Tick(now, canRead: true), now);
            if (random.Next(20) == 0 || now == End)
                await WriteAsync();
        }
        Take(desk.Tick(End.AddSeconds(2), canRead: true), End.AddSeconds(2));
        await WriteAsync();
    }

    private enum Fault
    {
        ItsmAway,
        Stop,
        Kill,
    }

    /// <summary>Something is away for a while; meanwhile people work on in the ITSM.</summary>
    private async Task<DateTime> FailAsync(DateTime now, TimeSpan length, Fault fault)
    {
        // The last good poll is a second ago at most.
        Take(new DeskCut(new SliceCut(SliceName.Tickets, default, now), []), now);
        var back = now.AddSeconds((int)length.TotalSeconds);
        var isGap = length > TimeSpan.FromSeconds(10);
        if (fault != Fault.Kill)
            await WriteAsync();
        var known = UnixTime.ToUtc(state.Recorder.KnownUntil!.Value);
        if (fault == Fault.Kill)
        {
            await WriteAsync();
            desk.Work(now.AddSeconds(1));
            Take(desk.Tick(now.AddSeconds(1), canRead: true), now.AddSeconds(1));
        }
        for (var at = now.AddSeconds(3); at < back; at = at.AddSeconds(random.Next(60, 5_000)))
        {
            desk.Work(at);
            if (fault == Fault.ItsmAway)
                while (desk.NextInstant is { } instant && instant <= at)
                    state.Recorder.Take(
                        new DeskCuts(default, null, [desk.Tick(instant, canRead: false)], now, readSince)
                    );
        }
        if (isGap)
        {
            gaps.Add((known, back));
            readSince = back;
        }
        if (fault == Fault.ItsmAway)
            Take(desk.Tick(back, canRead: true), back);
        else
        {
            await LoadAsync();
            readSince = back;
            Take(desk.Start(back), back, whole: true);
        }
        return back;
    }

    private void Take(DeskCut cut, DateTime readAt, bool whole = false)
    {
        if (readSince == default)
            readSince = readAt;
        var cuts = cut.Kpis.IsEmpty && !whole ? ImmutableArray<DeskCut>.Empty : [cut];
        if (state.Recorder.Take(new DeskCuts(default, null, cuts, readAt, readSince)) is { } recorded)
            Assert.True(writer.TryAdd(recorded));
    }

    private async Task LoadAsync()
    {
        state = await HistoryState.LoadAsync(
            Desk,
            store.History,
            desk.Kpis.ToList(),
            TimeSpan.FromSeconds(10),
            reason => Assert.Fail(reason),
            default
        );
        writer = new HistoryWriter(Desk, SimulatedDesk.Paris, store.History, Levels, state, NullLogger.Instance);
    }

    private HistoryLevels Levels => new(store.History, NullLogger<HistoryLevels>.Instance);

    private async Task WriteAsync()
    {
        do Assert.True(await writer.WriteAsync(default), "Nobody else writes.");
        while (state.Unwritten.Count > 0);
    }

    private Task<KpiHistory> AskAsync(
        KpiDefinition kpi,
        string? dimension,
        string? group,
        DateTime from,
        DateTime until,
        int step
    ) =>
        new HistoryAnswer(
            Desk,
            SimulatedDesk.Paris,
            store.History,
            new HistoryReader(Desk, SimulatedDesk.Paris, store.History, Levels)
        ).OfAsync(state, new HistoryQuery(kpi.Id, from, until, step, dimension, group), kpi, default);

    private (KpiDefinition Kpi, string? Dimension, string? Group) Any()
    {
        var kpi = desk.Kpis[random.Next(desk.Kpis.Count)];
        var dimensions = kpi.Breakdowns.Where(Recorder.Keeps).ToList();
        if (random.Next(2) == 0 || dimensions.Count == 0)
            return (kpi, null, null);
        var dimension = dimensions[random.Next(dimensions.Count)];
        var groups = state.Recorder.GroupsOf(kpi.Id, dimension).ToList();
        return groups.Count == 0 ? (kpi, null, null) : (kpi, dimension, groups[random.Next(groups.Count)]);
    }

    private bool IsGap(DateTime at) => gaps.Exists(gap => at >= gap.From && at < gap.Until);

    private static double? Expected(Recounted recounted, KpiDefinition kpi, string? dimension, string? group) =>
        dimension is null ? recounted.Value
        : recounted.Groups.GetValueOrDefault(dimension)?.TryGetValue(group!, out var value) == true ? value
        : kpi.Presentation.IsSum ? 0
        : null;

    /// <summary>Last, least, greatest and mean value by the oracle; null = nothing was known.</summary>
    private double?[]? Recount(
        KpiDefinition kpi,
        string? dimension,
        string? group,
        DateTime from,
        DateTime until,
        int rate
    )
    {
        var instants = desk
            .Ticks.Concat(gaps.SelectMany(gap => (DateTime[])[gap.From, gap.Until]))
            .Where(at => at > from && at < until)
            .Append(from)
            .Distinct()
            .Order()
            .ToList();
        var (isKnown, last, min, max) = (false, (double?)null, (double?)null, (double?)null);
        var (sum, valued) = (0m, 0L);
        foreach (var (at, next) in instants.Zip(instants.Skip(1).Append(until)))
        {
            if (IsGap(at))
                continue;
            isKnown = true;
            var value = Expected(desk.Recount(at)[kpi.Id], kpi, dimension, group);
            last = value;
            if (value is not { } first)
                continue;
            var length = (long)(next - at).TotalMilliseconds;
            last = first + (rate * length / 1000.0);
            (min, max) = (Math.Min(min ?? first, first), Math.Max(max ?? last.Value, last.Value));
            sum += HistoryStep.SumOf(first, rate, length);
            valued += length;
        }
        return isKnown ? [last, min, max, valued == 0 ? null : (double)(sum / valued)] : null;
    }

    private static void Same(double? expected, double? remembered, string what) =>
        Assert.True(
            expected is null == remembered is null
                && (
                    expected is not { } one || Math.Abs(one - remembered!.Value) <= Math.Max(Math.Abs(one) * 1e-5, 2e-3)
                ),
            $"{what}: {remembered} is remembered, {expected} it was."
        );
}
