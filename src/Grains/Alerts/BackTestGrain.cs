using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>
/// Tries rules on the past: by the alerts that were, where the rule was live; elsewhere by its state machine over the
/// history.
/// </summary>
[DeskPlacement]
internal sealed class BackTestGrain(DeskList desks, AlertStore store, [DeskClock] TimeProvider time)
    : Grain,
        IBackTestGrain
{
    private const int MostGroups = 200;
    private const int MostAlerts = 10_000;
    private static readonly TimeSpan CatalogueWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    private string Desk => this.GetPrimaryKeyString();

    public async Task<BackTest> Test(BackTestQuery query, CancellationToken cancellation)
    {
        var (rule, desk) = (query.Rule, desks[Desk]);
        var kpis = await GrainFactory
            .GetGrain<IDeskGrain>(Desk)
            .Catalogue()
            .WaitAsync(CatalogueWithin, time, cancellation);
        if (rule.Kind != AlertKind.Kpi)
            throw new HistoryQueryException("kind", "Only rules on numbers are tried: history holds nothing else.");
        if (RuleCheck.FaultOf(rule, kpis) is var (field, reason))
            throw new HistoryQueryException(field, reason);
        if (query.To <= query.From || query.To - query.From > Longest)
            throw new HistoryQueryException("to", $"to lies after from, at most {Longest.TotalDays:0} days.");
        var now = time.GetUtcNow().UtcDateTime;
        var to = query.To < now ? query.To : now;
        var history = GrainFactory.GetGrain<IHistoryGrain>(Desk);
        var live = await LiveAsync(rule, query.From, to, now, cancellation);
        var pasts = new List<(string? Group, PastSpans Past)>();
        foreach (var group in await GroupsAsync(rule, query.Audience, history))
            pasts.Add(
                (
                    group,
                    await history.Spans(
                        new HistoryQuery(rule.Kpi, query.From, query.To, null, rule.Dimension, group),
                        cancellation
                    )
                )
            );
        var hours = new TellingHours(rule.Hours, desk.Calendar, []);
        return await Task.Run(() => Told(query, to, pasts, live, hours), cancellation);
    }

    private static BackTest Told(
        BackTestQuery query,
        DateTime to,
        List<(string? Group, PastSpans Past)> pasts,
        (DateTime From, List<Alert> Alerts)? live,
        TellingHours hours
    )
    {
        var rule = query.Rule;
        var end = UnixTime(to);
        var played = live is { } was ? Math.Min(end, UnixTime(was.From)) : end;
        var fired = new List<BackTestFired>();
        var (least, most) = (0, 0);
        foreach (var (group, past) in pasts)
        {
            var firings = PastRun.Firings(rule, past, played);
            var (fewest, greatest) = FiringBounds.Of(rule, past, played);
            (least, most) = (least + Math.Min(fewest, firings.Count), most + Math.Max(greatest, firings.Count));
            foreach (var (severity, from, over) in firings)
                Add(severity, group, from, over ?? (live is null ? null : live.Value.From), past, isLive: false);
        }
        foreach (var alert in live?.Alerts ?? [])
        {
            // What stood already when the rule was kept the last time is one alert, not two.
            if (alert.FiredAt < live!.Value.From)
            {
                var removed = fired.RemoveAll(one => one.Group == alert.Group && one.To >= live.Value.From);
                (least, most) = (Math.Max(0, least - removed), most - removed);
            }
            var past = pasts.Find(one => one.Group == alert.Group).Past;
            Add(alert.Severity, alert.Group, alert.FiredAt!.Value, alert.ResolvedAt, past, isLive: true, alert.Worst);
            (least, most) = (least + 1, most + 1);
        }
        var times = fired.ConvertAll(one => Seconds(query.From, to, one.From, one.To));
        var of = query.Of ?? (rule.Critical is null ? KpiStatus.Warning : KpiStatus.Critical);
        var first = pasts.SelectMany(one => one.Past.Spans.Take(1)).Select(span => (long?)span.From).Min();
        return new BackTest
        {
            From = query.From,
            To = to,
            Known = first is { } known ? DateTime.UnixEpoch.AddMilliseconds(known) : null,
            Fired = [.. fired.OrderBy(one => one.From)],
            Least = least,
            Most = most,
            Total = times.Sum(),
            Longest = times.DefaultIfEmpty().Max(),
            OutsideHours = fired.Count(one => one.OutsideHours),
            Gaps = pasts is [var (_, one), ..] ? one.Gaps : [],
            ComputedUntil = pasts.Max(one => one.Past.ComputedUntil),
            Of = of,
            Around = Around(rule, of, query.From, to, pasts),
            AheadLeftOut = (rule.Warning?.Ahead ?? 0) + (rule.Critical?.Ahead ?? 0) > 0,
        };

        void Add(
            KpiStatus severity,
            string? group,
            DateTime from,
            DateTime? over,
            PastSpans? past,
            bool isLive,
            double? worst = null
        ) =>
            fired.Add(
                new BackTestFired(
                    severity,
                    group,
                    from,
                    over,
                    worst ?? (past is null ? null : PastRun.Worst(past, rule.Above, from, over)),
                    hours.OpensAt(from) > from,
                    isLive
                )
            );
    }

    /// <summary>What other limits would have given, each alone: the rule's own, and four beside it.</summary>
    private static ImmutableArray<BackTestLimit> Around(
        AlertRule rule,
        KpiStatus of,
        DateTime from,
        DateTime to,
        List<(string? Group, PastSpans Past)> pasts
    )
    {
        if (rule.LevelOf(of) is not { } level)
            return [];
        var end = UnixTime(to);
        return
        [
            .. AlertLimits
                .Around(level.At)
                .Select(at =>
                {
                    var moved = level with { At = at, Recover = level.Recover + (at - level.At) };
                    var alone = rule with { Warning = null, Critical = moved };
                    var times = pasts
                        .SelectMany(one => PastRun.Firings(alone, one.Past, end))
                        .Select(firing => Seconds(from, to, firing.From, firing.To))
                        .ToList();
                    return new BackTestLimit(at, times.Count, times.Sum());
                }),
        ];
    }

    private static double Seconds(DateTime from, DateTime to, DateTime begins, DateTime? ends)
    {
        var (first, last) = (begins > from ? begins : from, ends < to ? ends.Value : to);
        return Math.Max(0, (last - first).TotalSeconds);
    }

    private static long UnixTime(DateTime instant) => (long)(instant - DateTime.UnixEpoch).TotalMilliseconds;

    private static async Task<ImmutableArray<string?>> GroupsAsync(
        AlertRule rule,
        Audience audience,
        IHistoryGrain history
    )
    {
        if (rule.Group != WatchedRule.EveryGroup)
            return [rule.Group];
        ImmutableArray<string?> groups =
        [
            .. (await history.Groups(rule.Kpi, rule.Dimension!)).Where(group =>
                audience.SeesGroup(rule.Dimension, group)
            ),
        ];
        return groups.Length <= MostGroups
            ? groups
            : throw new HistoryQueryException(
                "group",
                $"There are {groups.Length} groups, more than {MostGroups}: name one of them to test it."
            );
    }

    /// <summary>Since when a rule has been on as it is here, and its alerts since; null = it is not.</summary>
    private async Task<(DateTime From, List<Alert> Alerts)?> LiveAsync(
        AlertRule rule,
        DateTime from,
        DateTime to,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var alerts = GrainFactory.GetGrain<IAlertsGrain>(Desk);
        var kept = (await alerts.Rules(cancellation)).FirstOrDefault(one => one.Id == rule.Id);
        if (kept is not { Enabled: true, Revision: > 0 } || !kept.WatchesAs(rule))
            return null;
        var since = DateTime.UnixEpoch.AddMilliseconds(kept.Revision);
        if (since >= to)
            return null;
        since = since > from ? since : from;
        var found = (
            await store.BetweenAsync(Desk, since, to, now, cancellation, ("rule", rule.Id), MostAlerts)
        ).ToDictionary(alert => alert.Id);
        // What stands, or was over just now, is newer than what is written of it.
        foreach (var alert in await alerts.Alerts(null, since, to, cancellation))
            if (alert.Rule == rule.Id)
                found[alert.Id] = alert;
        return (since, [.. found.Values.Where(alert => alert.Rule == rule.Id && alert.FiredAt < to)]);
    }
}
