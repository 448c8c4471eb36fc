using Apollo.Model;
using Microsoft.AspNetCore.Http.Features;

namespace Apollo.Web.Access;

/// <summary>What the caller of a route of a desk may see of it.</summary>
/// <param name="Audience">As the gate found it.</param>
internal sealed record AskedAs(Audience Audience)
{
    /// <summary>Whether a breakdown is for the caller.</summary>
    public bool MaySee(string dimension) => DeskAccess.MaySeeDimension(Audience, dimension);

    /// <summary>Lets a route of a desk ask for it.</summary>
    public static ValueTask<AskedAs> BindAsync(HttpContext http) =>
        ValueTask.FromResult(new AskedAs(http.Features.GetRequiredFeature<Audience>()));
}
