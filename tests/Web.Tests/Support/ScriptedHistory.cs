using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The history of the scripted desk: a point at each step, whose value counts the minutes.</summary>
internal sealed class ScriptedHistory : IHistoryGrain
{
    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What was asked, in order.</summary>
    public List<HistoryQuery> Asked { get; } = [];

    /// <summary>The finest step of a group, s; the desk has minutes then. 0 = an hour of all.</summary>
    public int CoarserByGroup { get; set; }

    public Task<KpiHistory> History(HistoryQuery query, CancellationToken cancellation)
    {
        Asked.Add(query);
        if (Fault is { } fault)
            return Task.FromException<KpiHistory>(fault);
        var step =
            query.Step
            ?? (
                CoarserByGroup == 0 ? 3_600
                : query.Group is null ? 60
                : CoarserByGroup
            );
        var points = ImmutableArray.CreateBuilder<ImmutableArray<double?>>();
        for (var at = query.From; at < query.To; at = at.AddSeconds(Math.Max(step, 60)))
        {
            var minutes = (at - Some.Now.AddDays(-1)).TotalMinutes;
            points.Add([(at - DateTime.UnixEpoch).TotalMilliseconds, minutes, minutes - 1, minutes + 1, null]);
        }
        return Task.FromResult(
            new KpiHistory
            {
                Kpi = query.Kpi,
                Unit = "tickets",
                From = query.From,
                To = query.To,
                Step = step,
                Points = points.ToImmutable(),
            }
        );
    }

    public Task<Trends> Trends(int hours, string? dimension, CancellationToken cancellation) =>
        Fault is { } fault ? Task.FromException<Trends>(fault) : Task.FromResult(Some.Trends(hours, dimension, 7));

    public Task<PastSpans> Spans(HistoryQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException("The web reads no spans.");

    public Task<ImmutableArray<string>> Groups(string kpi, string dimension) =>
        throw new NotSupportedException("The web reads no groups.");

    /// <summary>How its writing goes.</summary>
    public HistoryHealth Writing { get; set; } = new();

    public Task<HistoryHealth> Health() => Task.FromResult(Writing);

    public Task KeepAwake() => Task.CompletedTask;
}
