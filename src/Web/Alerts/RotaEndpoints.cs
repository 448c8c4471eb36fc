using System.Globalization;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Alerts;

/// <summary>A rota as it is sent.</summary>
/// <param name="People">Ids of people, in order; the first begins.</param>
/// <param name="Begins">Date of the first handover, as 2026-03-02.</param>
/// <param name="At">Wall time of the handovers, as 09:00.</param>
/// <param name="Weeks">From one handover to the next; 1 where left out.</param>
/// <param name="Exchanges">Who stands in, and when.</param>
/// <param name="Calendar">Address of an iCalendar; left out = as it was, empty = none.</param>
internal sealed record RotaDocument(
    IReadOnlyList<string?>? People,
    string? Begins,
    string? At,
    int? Weeks,
    IReadOnlyList<ExchangeDocument?>? Exchanges,
    string? Calendar = null
);

/// <summary>Who stands in, and when.</summary>
internal sealed record ExchangeDocument(DateTimeOffset? From, DateTimeOffset? Until, string? Person);

/// <summary>Who of a desk's teams is on call.</summary>
internal static class RotaEndpoints
{
    public static void MapRotas(this WebApplication app)
    {
        var rotas = app.MapDesk("Alerts", Role.Member).MapGroup("/rotas").Stored("The rotas").Within(seconds: 12);
        rotas
            .MapGet(
                "/",
                async (string desk, IGrainFactory grains, CancellationToken cancellation) =>
                {
                    var told = await Of(grains, desk).All(cancellation);
                    // A silo of the version before says nothing of teams.
                    return TypedResults.Ok(told.Teams.IsDefault ? told with { Teams = [] } : told);
                }
            )
            .Named("rotas", "The rotas of the teams with who is on call now, and who can be on call");
        rotas
            .MapPut("/{team}", Keep)
            .Named(
                "keepRota",
                "Keeps who of a team is on call: people in order, each from a handover to the next",
                "With If-Match: the rota's revision in quotes (\"0\" = it has none), only where nobody changed it."
            )
            .Accepts<RotaDocument>("application/json")
            .For(Role.Manager)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        rotas
            .MapDelete("/{team}", Remove)
            .Named("removeRota", "Removes a team's rota; If-Match as with PUT")
            .For(Role.Manager)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static IRotasGrain Of(IGrainFactory grains, string desk) => grains.GetGrain<IRotasGrain>(desk);

    private static async Task<Results<OkWith<RotaNow>, ProblemHttpResult>> Keep(
        string desk,
        string team,
        Sent<RotaDocument> sent,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (
            Read(team, sent.Value, out var wrong) is not { } rota
            || !RevisionTag.TryIfMatch(http, out var known, out wrong)
        )
            return wrong;
        var saved = await Of(grains, desk).Keep(http.By(), rota, known, cancellation);
        return saved.Rota is { } kept ? new OkWith<RotaNow>(kept, HeaderNames.ETag, RevisionTag.Of(kept.Rota.Revision))
            : saved.Outcome == RotaOutcome.Wrong ? Problems.WrongParameter(saved.Field!, saved.Reason!)
            : RevisionTag.ChangedElsewhere("rota");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string desk,
        string team,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        !RevisionTag.TryIfMatch(http, out var known, out var wrong)
            ? wrong
            : await Of(grains, desk).Remove(http.By(), team, known, cancellation) switch
            {
                RotaOutcome.Done => TypedResults.NoContent(),
                RotaOutcome.Missing => Problems.Of(
                    StatusCodes.Status404NotFound,
                    "No such rota",
                    $"Team '{team}' of desk {desk} has no rota. GET /api/desks/{desk}/rotas lists those there are."
                ),
                _ => RevisionTag.ChangedElsewhere("rota"),
            };

    private static Rota? Read(string team, RotaDocument? document, out ProblemHttpResult wrong)
    {
        wrong = Problems.Of(
            StatusCodes.Status400BadRequest,
            "No rota",
            """This is not the JSON of a rota, such as {"people":["…"],"begins":"2026-03-02","at":"09:00","weeks":1}."""
        );
        if (
            document is not { People: { } people }
            || people.Contains(null)
            || document.Exchanges?.Contains(null) == true
        )
            return null;
        if (
            !DateOnly.TryParseExact(
                document.Begins,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                default,
                out var begins
            )
        )
        {
            wrong = Problems.WrongParameter("begins", "begins is the date of the first handover, as 2026-03-02.");
            return null;
        }
        if (!TimeOnly.TryParseExact(document.At, "HH:mm", CultureInfo.InvariantCulture, default, out var at))
        {
            wrong = Problems.WrongParameter("at", "at is the wall time of the handovers, as 09:00.");
            return null;
        }
        if (document.Exchanges?.Any(one => one is not { From: not null, Until: not null, Person: not null }) == true)
        {
            wrong = Problems.WrongParameter("exchanges", "Each of exchanges has from, until and person.");
            return null;
        }
        return new Rota(
            team,
            [.. people.Select(person => person!)],
            begins,
            at,
            document.Weeks ?? 1,
            [
                .. document.Exchanges?.Select(one => new RotaExchange(
                    one!.From!.Value.UtcDateTime,
                    one.Until!.Value.UtcDateTime,
                    one.Person!
                )) ?? [],
            ],
            Calendar: document.Calendar?.Trim()
        );
    }
}
