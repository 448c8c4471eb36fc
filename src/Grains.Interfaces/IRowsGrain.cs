using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// The rows behind one number, key <c>desk/kpi</c> (or <c>desk/all-tickets</c>). Lives only while somebody looks: it
/// follows the slice as the KPI does, so that rows and number are one cut.
/// </summary>
[Alias("apollo.IRowsGrain")]
public interface IRowsGrain : IGrainWithStringKey
{
    /// <summary>Id of the list of all tickets held: no KPI of the catalogue.</summary>
    const string AllTickets = "all-tickets";

    /// <summary>A page of the rows.</summary>
    /// <returns>Null where the cut asked for is no longer kept (60 s).</returns>
    /// <exception cref="TableQueryException">Filter, sort or column cannot be understood.</exception>
    /// <exception cref="KeyNotFoundException">No such desk or KPI.</exception>
    /// <exception cref="TimeoutException">The slice's first full read is not complete.</exception>
    [Alias("Page"), AlwaysInterleave]
    Task<RowsPage?> Page(RowsQuery query, CancellationToken cancellation);

    /// <summary>
    /// The values of a column among the rows that the asker may see and that pass the query's filter, most frequent
    /// first, at most 500.
    /// </summary>
    /// <exception cref="TableQueryException">Filter or column cannot be understood.</exception>
    [Alias("Values"), AlwaysInterleave]
    Task<ImmutableArray<ValueCount>> Values(string column, RowsQuery query, CancellationToken cancellation);

    /// <summary>
    /// What changed since a position; waits for a change, at most 10 s. Null = nothing held: answers at once that all
    /// is to be read. A row that an audience ceases to see has left for it.
    /// </summary>
    [Alias("ChangesSince"), AlwaysInterleave]
    Task<RowsDelta> ChangesSince(Position? known, Audience audience, CancellationToken cancellation);
}
