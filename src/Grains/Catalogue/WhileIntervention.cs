using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>When an intervention counts.</summary>
internal static class WhileIntervention
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Filter<Intervention> NotCancelled { get; } =
        (i, _) => Span.When(i.State != InterventionState.Cancelled);

    public static Filter<Intervention> Planned { get; } = (i, _) => Span.When(i.State == InterventionState.Planned);

    public static Filter<Intervention> PlannedOrUnderway { get; } =
        (i, _) => Span.When(i.State is InterventionState.Planned or InterventionState.Underway);

    public static Filter<Intervention> Done { get; } = (i, _) => Span.When(i.State == InterventionState.Done);

    public static Filter<Intervention> HasEnd { get; } = (i, _) => Span.When(i.EndsAt is not null);

    /// <summary>The whole local day on which it starts.</summary>
    public static Filter<Intervention> OnItsDay { get; } =
        (i, calendar) =>
            i.StartsAt is { } at ? new(calendar.Midnight(at.Ticks), calendar.NextMidnight(at.Ticks)) : Span.Never;

    public static Filter<Intervention> PastEnd { get; } = (i, _) => i.EndsAt is { } end ? Span.Since(end) : Span.Never;

    public static Filter<Intervention> StartsWithin(int days) =>
        (i, _) => i.StartsAt is { } at ? Span.For(at - (days * Day), days * Day) : Span.Never;

    public static Filter<Intervention> DoneWithin(int days) =>
        (i, _) => i.DoneAt is { } at ? Span.For(at, days * Day) : Span.Never;
}
