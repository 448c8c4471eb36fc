using Apollo.Model;
using Apollo.Web.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Api;

/// <summary>One ticket in full.</summary>
internal static class TicketEndpoints
{
    public static void MapTickets(this WebApplication app) =>
        app.MapDesk("Tickets", Role.Member)
            .MapGet("/tickets/{id}", Ticket)
            .Named("ticket", "One ticket in full, with its service level clocks, its timeline and its interventions")
            .Within(seconds: 18)
            .Costly();

    private static async Task<Results<Ok<TicketAnswer>, ProblemHttpResult>> Ticket(
        string desk,
        string id,
        HttpContext http,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        id = Whole(http, id);
        if (await grains.GetGrain<ITicketsGrain>(desk).Detail(id, asked.Audience, cancellation) is not { } detail)
            return Problems.NoTicket(id, desk);
        var visits = await grains.GetGrain<IScheduleGrain>(desk).OfTicket(id, asked.Audience, cancellation);
        return TypedResults.Ok(new TicketAnswer(detail, visits));
    }

    /// <summary>
    /// The id as it was asked for: in the path the server gives, a slash of an id (<c>%2F</c>) is still encoded and a
    /// percent sign is not.
    /// </summary>
    private static string Whole(HttpContext http, string id)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? "";
        return target.LastIndexOf('/') is >= 0 and var slash && slash + 1 < target.Length
            ? Uri.UnescapeDataString(target[(slash + 1)..])
            : id;
    }
}
