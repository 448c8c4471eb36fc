using System.Text.RegularExpressions;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Apollo.Web.Rows;

/// <summary>What is asked of a list.</summary>
internal sealed partial record RowsRequest
{
    /// <summary>Filter grammar of data tables.</summary>
    [FromQuery(Name = "filter")]
    public string? Filter { get; init; }

    /// <summary>Columns, a minus for descending: <c>-dueAt,id</c>.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>Column to group by.</summary>
    [FromQuery(Name = "group")]
    public string? Group { get; init; }

    /// <summary>First row, from 0.</summary>
    [FromQuery(Name = "offset")]
    public int? Offset { get; init; }

    /// <summary>Rows wanted, at most 5,000; 100 where left out.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>Version of the cut to page on, with <see cref="At"/>.</summary>
    [FromQuery(Name = "version")]
    public string? Version { get; init; }

    /// <summary>Instant of the cut to page on.</summary>
    [FromQuery(Name = "at")]
    public DateTimeOffset? At { get; init; }

    /// <summary>Columns wanted, separated by commas; all where left out.</summary>
    [FromQuery(Name = "columns")]
    public string? Columns { get; init; }

    /// <summary>The question of one who asks; their name goes along only where the filter may need it, so that others
    /// share what is arranged.</summary>
    public RowsQuery Query(AskedAs asked) =>
        new()
        {
            Filter = Filter,
            Sort = Sort,
            Group = string.IsNullOrEmpty(Group) ? null : Group,
            Offset = Offset ?? 0,
            Limit = Limit ?? 100,
            Version = Version,
            At = At?.UtcDateTime,
            Columns =
            [
                .. (Columns ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ],
            Audience = asked.Audience.OfRows,
            Me = MeOf(Filter, asked),
        };

    /// <summary>
    /// The question for the values of a column that one may see counted: of people one's own alone, where those of
    /// others are not theirs to see.
    /// </summary>
    public static RowsQuery QueryOfValues(string column, string? filter, AskedAs asked)
    {
        var isOwn = Dimension.IsByPerson(column) && asked.Audience.People != PeopleShown.All;
        var query = new RowsRequest { Filter = filter }.Query(asked);
        return isOwn ? query with { OnlyPerson = asked.Audience.OnlyPerson } : query;
    }

    /// <summary>Who asks, where a filter may need it; else null.</summary>
    public static string? MeOf(string? filter, AskedAs asked) =>
        filter is not null && MeWord().IsMatch(filter) ? asked.Me : null;

    /// <summary>What is wrong with it; null = nothing.</summary>
    public ProblemHttpResult? Wrong(AskedAs asked) =>
        Group is not null && Dimension.IsByPerson(Group) && asked.Audience.People != PeopleShown.All
            ? Problems.NotForYou(Group)
        : Limit is < 0 or > RowsQuery.PageLimit
            ? Problems.WrongParameter(
                "limit",
                $"limit is {Limit}: give 0 to {RowsQuery.PageLimit} rows a page; the files give all."
            )
        : Offset < 0 ? Problems.WrongParameter("offset", $"offset is {Offset}: the first row is 0.")
        : Version is null != At is null
            ? Problems.WrongParameter(
                Version is null ? "version" : "at",
                "version and at belong together: give both, or neither."
            )
        : null;

    [GeneratedRegex($@"\b{RowsQuery.MeWord}\b")]
    private static partial Regex MeWord();
}
