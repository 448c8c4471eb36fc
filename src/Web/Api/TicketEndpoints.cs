using Apollo.Model;

namespace Apollo.Web.Api;

/// <summary>One ticket in full.</summary>
internal static class TicketEndpoints
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(18);

    public static void MapTickets(this WebApplication app) =>
        app.MapGet("/api/desks/{desk}/tickets/{id}", Ticket)
            .WithTags("Tickets")
            .WithName("ticket")
            .Produces<TicketAnswer>()
            .WithSummary("One ticket in full, with its service level clocks, its timeline and its interventions");

    private static Task<IResult> Ticket(
        string desk,
        string id,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                http.Response.Headers.CacheControl = "no-store";
                if (
                    await grains
                        .GetGrain<ITicketsGrain>(desk)
                        .Detail(id, cancellation)
                        .WaitAsync(AnswerWithin, time, cancellation)
                    is not { } detail
                )
                    return Problems.NoTicket(id, desk);
                var visits = await grains
                    .GetGrain<IScheduleGrain>(desk)
                    .OfTicket(id, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation);
                return TypedResults.Ok(new TicketAnswer(detail, visits));
            }
        );
}
