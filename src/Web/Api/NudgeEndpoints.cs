using Apollo.Model;
using Apollo.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Api;

/// <summary>The route by which an ITSM says that something changed.</summary>
internal static class NudgeEndpoints
{
    public static void MapNudge(this WebApplication app) =>
        app.MapDesk("Desks", Role.Manager)
            .MapGroup("/nudge")
            .MapPost("/", Nudge)
            .Named(
                "nudge",
                "Reads the ITSM at once",
                "Meant for the ITSM's own webhook, with a token of the scope nudge:{desk}; managers may too. It is "
                    + "read no sooner after the last poll than ten times as long as that took; calls meanwhile are "
                    + "one. A body is not read."
            )
            .ForNudgersToo();

    private static async Task<NoContent> Nudge(string desk, IGrainFactory grains)
    {
        await Task.WhenAll(
            grains.GetGrain<ISliceGrain<Ticket>>($"{desk}/{SliceName.Tickets}").Nudge(),
            grains.GetGrain<ISliceGrain<Intervention>>($"{desk}/{SliceName.Interventions}").Nudge()
        );
        return TypedResults.NoContent();
    }
}
