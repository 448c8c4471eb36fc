using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// The intervention schedule of a desk, key = desk id: interventions with their tickets, conflicts and service levels.
/// Lives only while somebody looks. A visit belongs to the team that goes; one without a team to its ticket's. Of
/// another team's visit an audience sees when and where it is, whose, and the ticket's id: no title, person or address.
/// </summary>
[Alias("apollo.IScheduleGrain")]
public interface IScheduleGrain : IGrainWithStringKey
{
    /// <summary>
    /// Interventions that touch [from, to), by start; those without a start are left out. What ended more than 400 days
    /// ago is read from the ITSM.
    /// </summary>
    /// <exception cref="TimeoutException">The first full read is not complete.</exception>
    /// <exception cref="ItsmAwayException">The range begins more than 400 days ago, and the ITSM cannot be
    /// read.</exception>
    /// <exception cref="TableQueryException">The range holds more than 20,000 interventions that are not
    /// held.</exception>
    [Alias("Between"), AlwaysInterleave]
    Task<ImmutableArray<ScheduleEntry>> Between(
        DateTime from,
        DateTime to,
        Audience audience,
        CancellationToken cancellation
    );

    /// <summary>The interventions of one ticket, by start.</summary>
    [Alias("OfTicket"), AlwaysInterleave]
    Task<ImmutableArray<ScheduleEntry>> OfTicket(string ticket, Audience audience, CancellationToken cancellation);

    /// <summary>What changed since a position; waits for a change, at most 10 s. Null: all that is held.</summary>
    [Alias("ChangesSince"), AlwaysInterleave]
    Task<ScheduleDelta> ChangesSince(Position? known, Audience audience, CancellationToken cancellation);
}
