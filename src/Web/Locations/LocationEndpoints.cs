using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Locations;

/// <summary>The looks of a desk's locations: one for all screens.</summary>
internal static partial class LocationEndpoints
{
    public static void MapLocations(this WebApplication app)
    {
        var locations = app.MapDesk("Locations", Role.Display)
            .MapGroup("/locations")
            .Stored("The looks of locations")
            .Within(seconds: 12);
        locations
            .MapGet("/", All)
            .Named(
                "locations",
                "The desk's locations with their place (colour and pattern follow from it) and code, by place"
            );
        locations
            .MapPut("/", Recode)
            .Named(
                "recodeLocation",
                "Gives a location another code: 1 to 3 capital letters or digits that no other location of the desk has"
            )
            .For(Role.Manager);
    }

    private static async Task<Ok<ImmutableArray<LocationLook>>> All(
        string desk,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok(await grains.GetGrain<ILocationsGrain>(desk).All(cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> Recode(
        string desk,
        LocationCode body,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (body.Code is not { } code || !Code().IsMatch(code))
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                "No code",
                $"'{body.Code}' is no code: use 1 to 3 capital letters or digits."
            );
        if (body.Name is not { Length: > 0 } name)
            return Problems.Of(StatusCodes.Status400BadRequest, "No location", "name is missing: say which location.");
        return await grains.GetGrain<ILocationsGrain>(desk).Recode(name, code, cancellation) switch
        {
            LocationOutcome.Kept => TypedResults.NoContent(),
            LocationOutcome.CodeTaken => Problems.Of(
                StatusCodes.Status409Conflict,
                "Code taken",
                $"Another location has the code {code}."
            ),
            _ => Problems.Of(
                StatusCodes.Status404NotFound,
                "No such location",
                $"Desk {desk} has no location '{name}'."
            ),
        };
    }

    [GeneratedRegex("^[\\p{Lu}\\p{Nd}]{1,3}\\z")]
    private static partial Regex Code();
}

/// <summary>A location's new code.</summary>
/// <param name="Name">The location, as in the ITSM.</param>
/// <param name="Code">1 to 3 capital letters or digits.</param>
internal sealed record LocationCode(string? Name, string? Code);
