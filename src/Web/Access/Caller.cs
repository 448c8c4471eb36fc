using Apollo.Model;
using Apollo.Web.Feeds;

namespace Apollo.Web.Access;

/// <summary>Who makes a request, found once for it.</summary>
/// <param name="Principal">Whose rights it has: of a session or feed its person; null where nobody signs in, or nobody
/// has.</param>
/// <param name="Everywhere">Role on every desk without a principal: of the local admin, or of everybody where Apollo is
/// opened to the network; null = none.</param>
/// <param name="Proof">What it showed: its session, token, display, feed or link; null where nobody signs in.</param>
/// <param name="Board">All that it may see of its desk, where it is the link of a board; else null.</param>
internal sealed record Caller(
    Principal? Principal,
    Role? Everywhere = null,
    Principal? Proof = null,
    BoardShown? Board = null
)
{
    /// <summary>Has not signed in.</summary>
    public static Caller Nobody { get; } = new((Principal?)null);

    /// <summary>Whoever sits at this machine, where nobody signs in.</summary>
    public static Caller LocalAdmin { get; } = new(null, Role.Admin);

    /// <summary>Everybody, where Apollo is opened to the network and nobody signs in.</summary>
    public static Caller Anybody { get; } = new(null, Role.Member);

    /// <summary>Whether it is somebody: a principal, or everybody where nobody signs in.</summary>
    public bool IsKnown => Principal is not null || Everywhere is not null;

    /// <summary>Whether it is a person, by their session, or whoever is here where nobody signs in.</summary>
    public bool IsPerson => Everywhere is not null || Proof is { Kind: PrincipalKind.Session };

    /// <summary>Whether admin routes are for it.</summary>
    public bool IsAdmin => Everywhere == Role.Admin || (IsPerson && Principal is { IsAdmin: true });

    /// <summary>Whether it is a manager of a desk, or more.</summary>
    public bool Manages(string desk) => Everywhere >= Role.Manager || Principal?.On(desk)?.Role >= Role.Manager;

    /// <summary>Whether it manages any desk.</summary>
    public bool IsManager =>
        Everywhere >= Role.Manager || Principal?.Desks.Any(right => right.Role >= Role.Manager) == true;

    /// <summary>Whether metrics and health in detail are for it.</summary>
    public bool MayOperate => IsAdmin || Principal is { Operations: true };

    /// <summary>Whether it may tell a desk to be read at once, whatever else it may.</summary>
    public bool MayNudge(string desk) => Principal is { Nudges: var desks } && desks.Contains(desk);

    /// <summary>Id of the person; null = nobody who signs in.</summary>
    public string? Person => Principal is { Kind: PrincipalKind.Person } person ? person.Id : null;

    /// <summary>Id of its session; null = it has none.</summary>
    public string? Session => Proof is { Kind: PrincipalKind.Session } session ? session.Id : null;

    /// <summary>The link of a board that it showed; null = it showed none.</summary>
    public Principal? Link => Proof is { Kind: PrincipalKind.Link } link ? link : null;

    /// <summary>Who made a request.</summary>
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? Nobody;

    /// <summary>Lets a route ask for its caller.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));
}
