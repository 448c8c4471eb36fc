using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>Rules that are told before the clock alone carries a number over a limit.</summary>
internal sealed partial class AlertsGrain
{
    private static readonly TimeSpan AheadHolds = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AheadEvery = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, (AheadLine Line, DateTime Next)> lines = [];
    private readonly HashSet<string> changedKpis = [];

    /// <summary>When the clock alone makes what lies ahead another, UTC; null = never, as far as the desk is known.
    /// </summary>
    private DateTime? NextAhead =>
        lines
            .Where(line => line.Value.Next <= ReachOf(line.Key))
            .Select(line => (DateTime?)line.Value.Next)
            .DefaultIfEmpty()
            .Min();

    /// <summary>Asks again what lies ahead of the numbers that changed, at most once a second.</summary>
    private async Task<bool> ForetellAsync(CancellationToken cancellation)
    {
        var watched = alerts.Rules.Where(rule => rule.LooksAhead > 0).ToList();
        foreach (var gone in lines.Keys.Except(watched.Select(rule => rule.Id)).ToList())
            lines.Remove(gone);
        var asked = watched
            .Where(rule =>
                changedKpis.Contains(rule.Kpi)
                || !lines.TryGetValue(rule.Id, out var line)
                || Now - line.Line.From >= AheadHolds
            )
            .ToList();
        changedKpis.Clear();
        foreach (var rule in asked)
        {
            var hours = (rule.LooksAhead + AheadHolds.TotalSeconds) / 3_600;
            var told = await GrainFactory
                .GetGrain<IKpiGrain>($"{Desk}/{rule.Kpi}")
                .Ahead(Math.Min(24, (int)Math.Ceiling(hours)))
                .WaitAsync(LongestWait, Time, cancellation);
            if (told is null)
                continue;
            var ahead = new AheadLine(told, rule.Above, TimeSpan.FromSeconds(rule.LooksAhead));
            lines[rule.Id] = (ahead, Now);
        }
        LookAhead();
        Publish();
        moved.Raise();
        await (
            watched.Count == 0 ? beside.NextAsync(LongestWait, cancellation) : Time.PauseAsync(AheadEvery, cancellation)
        );
        return true;
    }

    private void LookAhead()
    {
        foreach (var (id, (line, next)) in lines.ToList())
        {
            if (next > Now || !(next <= ReachOf(id)) || rules?.GetValueOrDefault(id) is not { } rule)
                continue;
            var at = next > line.From ? next : line.From;
            var worst = line.At(at);
            lines[id] = (line, line.NextAfter(at) ?? DateTime.MaxValue);
            alerts.Hear(
                new KpiResult
                {
                    Kpi = rule.Source,
                    Value = worst.Value,
                    Rate = worst.Rate,
                    AsOf = at,
                    SliceVersion = "",
                },
                at
            );
        }
    }

    /// <summary>Up to when what lies ahead for a rule counts, UTC; null = its slice is not known.</summary>
    private DateTime? ReachOf(string rule) =>
        rules?.GetValueOrDefault(rule) is { } kept ? alerts.SliceOf(kept).Reach : null;
}
