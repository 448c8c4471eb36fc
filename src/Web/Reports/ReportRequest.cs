using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Rows;
using Microsoft.AspNetCore.Mvc;

namespace Apollo.Web.Reports;

/// <summary>What is asked of a report, over HTTP, by whom, and of which desk.</summary>
internal sealed record ReportRequest
{
    /// <summary>Desk id.</summary>
    [FromRoute(Name = "desk")]
    public string Desk { get; init; } = "";

    /// <summary>First day, <c>yyyy-MM-dd</c> in the desk's zone.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Last day, itself included; at most 3,660 days.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Filter grammar of data tables.</summary>
    [FromQuery(Name = "filter")]
    public string? Filter { get; init; }

    /// <summary>What the caller may see.</summary>
    public AskedAs Asked { get; init; } = null!;

    /// <summary>Where the desk's reports are.</summary>
    [FromServices]
    public IGrainFactory Grains { get; init; } = null!;

    /// <summary>What the desk's KPIs are broken down by.</summary>
    [FromServices]
    public Catalogues Catalogues { get; init; } = null!;

    /// <summary>The caller has left.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// What to ask for figures. They are the whole desk's for every role: who may not see every row, or everybody's
    /// numbers, filters by no column that tells one ticket or one person.
    /// </summary>
    /// <exception cref="ReportQueryException">A day is missing.</exception>
    public ReportQuery OfFigures() =>
        Query() with
        {
            EveryColumn = Asked.Audience is { Role: >= Role.Member, Teams: null, People: PeopleShown.All },
        };

    /// <summary>What to ask for rows: their asker sees none but theirs.</summary>
    /// <exception cref="ReportQueryException">A day is missing.</exception>
    public PeriodRowsQuery OfRows(PeriodOf of) => new(Query(), of, Asked.Audience.OfRows);

    /// <summary>Asks until there is an answer, or nobody waits for it.</summary>
    public Task<TAnswer> AnswerAsync<TAnswer>(Func<IReportsGrain, CancellationToken, Task<TAnswer?>> ask)
        where TAnswer : class =>
        ReportAnswers.UntilAsync(() => ask(Grains.GetGrain<IReportsGrain>(Desk), Cancellation), Cancellation);

    /// <summary>The name of a file about it, without ending.</summary>
    public string FileName(string report) => $"{Desk}-{report}-{From}-{To}";

    private ReportQuery Query() =>
        new(
            From ?? throw Missing("from"),
            To ?? throw Missing("to"),
            string.IsNullOrWhiteSpace(Filter) ? null : Filter,
            Me: RowsRequest.MeOf(Filter, Asked)
        );

    private static ReportQueryException Missing(string name) =>
        new(name, $"{name} is missing: add ?{name}=2026-03-02, a day of the desk.");
}
