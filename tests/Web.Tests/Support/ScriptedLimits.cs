using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The limits of the scripted desk, kept in memory: of one number, <c>overdue</c>.</summary>
internal sealed class ScriptedLimits : ILimitsGrain
{
    private static readonly KpiLimits Configured = new()
    {
        Kpi = "overdue",
        Warning = 5,
        Critical = 10,
        Configured = new Thresholds(5, 10),
    };

    private KpiLimits now = Configured;

    public Task<ImmutableArray<KpiLimits>> All(CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray.Create(now));

    public Task<KpiLimits?> Find(string kpi, string? group, CancellationToken cancellation) =>
        Task.FromResult(kpi == now.Kpi ? now with { Group = group } : null);

    public Task<LimitsSaved> Set(
        By by,
        string kpi,
        string? group,
        Thresholds? limits,
        long? known,
        CancellationToken cancellation
    )
    {
        if (kpi != now.Kpi)
            return Task.FromResult(new LimitsSaved(LimitsOutcome.Missing));
        if (limits is { Warning: > 1_000 })
            return Task.FromResult(new LimitsSaved(LimitsOutcome.Wrong, Field: "warning", Reason: "Too many."));
        if (known is not null && known != now.Revision)
            return Task.FromResult(new LimitsSaved(LimitsOutcome.Changed));
        now = Configured with
        {
            Group = group,
            Warning = (limits ?? Configured.Configured).Warning,
            Critical = (limits ?? Configured.Configured).Critical,
            Changed = limits is not null,
            From = Some.Now,
            By = by.Name,
            Revision = now.Revision + 1,
        };
        return Task.FromResult(new LimitsSaved(LimitsOutcome.Done, now));
    }

    public Task<LimitsSaved> Check(
        string kpi,
        string? group,
        Thresholds limits,
        int more,
        CancellationToken cancellation
    ) =>
        Task.FromResult(
            kpi != now.Kpi ? new LimitsSaved(LimitsOutcome.Missing)
            : limits is { Warning: > 1_000 }
                ? new LimitsSaved(LimitsOutcome.Wrong, Field: "warning", Reason: "Too many.")
            : new LimitsSaved(LimitsOutcome.Done)
        );

    public Task<DeskLimits?> LatestAfter(long revision, CancellationToken cancellation) =>
        Task.FromResult<DeskLimits?>(null);

    public Task Renew() => Task.CompletedTask;
}
