using System.Text.RegularExpressions;
using Apollo.Model;
using Apollo.Web.Api;

namespace Apollo.Web.Locations;

/// <summary>The looks of a desk's locations: one for all screens.</summary>
internal static partial class LocationEndpoints
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);

    public static void MapLocations(this WebApplication app)
    {
        var desk = app.MapGroup("/api/desks/{desk}/locations").WithTags("Locations");
        desk.MapGet("/", All)
            .WithName("locations")
            .Produces<LocationLook[]>()
            .WithSummary(
                "The desk's locations with their place (colour and pattern follow from it) and code, by place"
            );
        desk.MapPut("/", Recode)
            .WithName("recodeLocation")
            .WithSummary(
                "Gives a location another code: 1 to 3 capital letters or digits that no other location of the desk has"
            );
    }

    private static Task<IResult> All(
        string desk,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithStore(
            desk,
            http,
            async () =>
                TypedResults.Ok(
                    await grains
                        .GetGrain<ILocationsGrain>(desk)
                        .All(cancellation)
                        .WaitAsync(AnswerWithin, time, cancellation)
                )
        );

    private static Task<IResult> Recode(
        string desk,
        LocationCode body,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithStore(
            desk,
            http,
            async () =>
            {
                if (body.Code is not { } code || !Code().IsMatch(code))
                    return TypedResults.Problem(
                        $"'{body.Code}' is no code: use 1 to 3 capital letters or digits.",
                        statusCode: StatusCodes.Status400BadRequest,
                        title: "No code"
                    );
                if (body.Name is not { Length: > 0 } name)
                    return TypedResults.Problem(
                        "name is missing: say which location.",
                        statusCode: StatusCodes.Status400BadRequest,
                        title: "No location"
                    );
                return await grains
                    .GetGrain<ILocationsGrain>(desk)
                    .Recode(name, code, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation) switch
                {
                    LocationOutcome.Kept => TypedResults.NoContent(),
                    LocationOutcome.CodeTaken => TypedResults.Problem(
                        $"Another location has the code {code}.",
                        statusCode: StatusCodes.Status409Conflict,
                        title: "Code taken"
                    ),
                    _ => TypedResults.Problem(
                        $"Desk {desk} has no location '{name}'.",
                        statusCode: StatusCodes.Status404NotFound,
                        title: "No such location"
                    ),
                };
            }
        );

    private static Task<IResult> WithStore(string desk, HttpContext http, Func<Task<IResult>> answer) =>
        DeskRoute.WithDesk(desk, http, () => StoreRoute.WithStore("The looks of locations", http, answer));

    [GeneratedRegex("^[\\p{Lu}\\p{Nd}]{1,3}\\z")]
    private static partial Regex Code();
}

/// <summary>A location's new code.</summary>
/// <param name="Name">The location, as in the ITSM.</param>
/// <param name="Code">1 to 3 capital letters or digits.</param>
internal sealed record LocationCode(string? Name, string? Code);
