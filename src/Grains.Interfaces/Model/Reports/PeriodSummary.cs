using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What a period's tickets come to, in all and by group.</summary>
/// <param name="All">All together.</param>
/// <param name="By">By team, location, category, priority and kind: the groups, most opened first.</param>
[GenerateSerializer, Immutable, Alias("apollo.PeriodSummary")]
public sealed record PeriodSummary(
    [property: Id(0)] PeriodCounts All,
    [property: Id(1)] ImmutableDictionary<string, ImmutableArray<PeriodCounts>> By
);

/// <summary>Tickets of a period.</summary>
/// <param name="Group">The group; null = the tickets without one, and all of them together.</param>
/// <param name="Opened">Opened in it.</param>
/// <param name="Resolved">Resolved or closed in it, and not open again.</param>
/// <param name="Reopened">Last reopened in it.</param>
/// <param name="Open">Open as of its end.</param>
/// <param name="Overdue">Of these, past their due time then.</param>
[GenerateSerializer, Immutable, Alias("apollo.PeriodCounts")]
public sealed record PeriodCounts(
    [property: Id(0)] string? Group,
    [property: Id(1)] int Opened,
    [property: Id(2)] int Resolved,
    [property: Id(3)] int Reopened,
    [property: Id(4)] int Open,
    [property: Id(5)] int Overdue
);

/// <summary>Everything of a period that is told without steps: one reading of the ITSM.</summary>
/// <param name="Arrivals">When tickets were opened.</param>
/// <param name="Durations">How long those resolved took.</param>
/// <param name="Ageing">How old those open were.</param>
/// <param name="Sla">How due times were kept, by each of <see cref="SlaReport.AllBy"/>.</param>
/// <param name="Summary">How many there were.</param>
[GenerateSerializer, Immutable, Alias("apollo.PeriodFigures")]
public sealed record PeriodFigures(
    [property: Id(0)] ArrivalsReport Arrivals,
    [property: Id(1)] DurationsReport Durations,
    [property: Id(2)] AgeingReport Ageing,
    [property: Id(3)] ImmutableDictionary<string, SlaReport> Sla,
    [property: Id(4)] PeriodSummary Summary
)
{
    /// <summary>Day by day, first day first.</summary>
    [Id(5)]
    public ImmutableArray<PeriodDay> Days { get; init; } = [];
}
