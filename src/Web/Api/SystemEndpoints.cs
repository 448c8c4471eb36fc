using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Apollo.Web.Api;

/// <summary>What connects an ITSM and checks the connection, for admins.</summary>
internal static class SystemEndpoints
{
    public static void MapSystems(this WebApplication app)
    {
        var systems = app.MapApi("/api/systems", "Systems").ForAdmins();
        systems
            .MapGet("/", All)
            .Named("systems", "The systems that are shipped, with their databases and options, by title");
        systems
            .MapPost("/check", Check)
            .Named(
                "checkSystem",
                "Checks the ITSM of a desk, and writes nothing",
                "One JSON object a line (application/x-ndjson), each as it is found: verdict (ok, note, wrong) and "
                    + "text; the last has some tickets as they are mapped. It ends when the caller goes; of a desk "
                    + "one runs at a time."
            );
    }

    private static async Task<Ok<ImmutableArray<ShippedSystem>>> All(IGrainFactory grains) =>
        TypedResults.Ok(await grains.GetGrain<ISystemsGrain>(0).All());

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Check(
        [Description("Id of the desk")] string desk,
        IGrainFactory grains,
        IOptions<JsonOptions> json,
        HttpContext http
    )
    {
        if (!(await grains.GetGrain<IDirectoryGrain>(0).Desks()).Any(one => one.Id == desk))
            return Problems.NoDesk(desk);
        var left = http.RequestAborted;
        return TypedResults.Stream(
            async body =>
            {
                await foreach (var step in grains.GetGrain<ICheckGrain>(desk).Run(left).WithCancellation(left))
                {
                    await JsonSerializer.SerializeAsync(body, step, json.Value.SerializerOptions, left);
                    await body.WriteAsync("\n"u8.ToArray(), left);
                    await body.FlushAsync(left);
                }
            },
            "application/x-ndjson"
        );
    }
}
