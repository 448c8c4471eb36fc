using Apollo.Model;

namespace Apollo.Web.Access;

/// <summary>Who makes a request, found once for it.</summary>
/// <param name="Principal">Who it is; null where nobody signs in, or nobody has.</param>
/// <param name="Everywhere">Role on every desk without a principal: of the local admin, or of everybody where Apollo is
/// opened to the network; null = none.</param>
internal sealed record Caller(Principal? Principal, Role? Everywhere = null)
{
    /// <summary>Has not signed in.</summary>
    public static Caller Nobody { get; } = new((Principal?)null);

    /// <summary>Whoever sits at this machine, where nobody signs in.</summary>
    public static Caller LocalAdmin { get; } = new(null, Role.Admin);

    /// <summary>Everybody, where Apollo is opened to the network and nobody signs in.</summary>
    public static Caller Anybody { get; } = new(null, Role.Member);

    /// <summary>Whether it is somebody: a principal, or everybody where nobody signs in.</summary>
    public bool IsKnown => Principal is not null || Everywhere is not null;

    /// <summary>Whether admin routes are for it.</summary>
    public bool IsAdmin => Everywhere == Role.Admin || Principal is { IsAdmin: true };

    /// <summary>Whether metrics and health in detail are for it.</summary>
    public bool MayOperate => IsAdmin || Principal is { Operations: true };

    /// <summary>Who made a request.</summary>
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? Nobody;

    /// <summary>Lets a route ask for its caller.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));
}
