using Apollo.Model;

namespace Apollo.Web.Access;

/// <summary>For whom a route is: every route has one, and one without is for nobody.</summary>
/// <param name="Who">Whom it takes.</param>
/// <param name="Role">Least role on the desk of the route, where it is one of a desk.</param>
internal sealed record AccessRule(Takes Who, Role? Role = null);

/// <summary>Whom a route takes.</summary>
internal enum Takes
{
    /// <summary>Everybody, signed in or not.</summary>
    Anyone,

    /// <summary>Whoever is somebody.</summary>
    Known,

    /// <summary>People, and whoever is here where nobody signs in.</summary>
    People,

    /// <summary>Whoever has the rule's role on the desk.</summary>
    OfDesk,

    /// <summary>Who may read metrics and health in detail.</summary>
    Operators,

    /// <summary>Managers of any desk, and admins.</summary>
    Managers,

    /// <summary>Admins.</summary>
    Admins,
}

/// <summary>How a route says for whom it is.</summary>
internal static class AccessRules
{
    /// <summary>For everybody, signed in or not.</summary>
    public static TBuilder ForAnyone<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(Takes.Anyone));

    /// <summary>For whoever is somebody; what they get of it is theirs.</summary>
    public static TBuilder ForKnown<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(Takes.Known));

    /// <summary>For people: what they get of it is theirs.</summary>
    public static TBuilder ForPeople<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(Takes.People));

    /// <summary>For a role on the route's desk, and those above it.</summary>
    public static TBuilder For<TBuilder>(this TBuilder routes, Role role)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(Takes.OfDesk, role));

    /// <summary>For who may read metrics and health in detail.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(Takes.Operators));

    /// <summary>For managers of any desk, and admins; what they get of it is their desks'.</summary>
    public static TBuilder ForManagers<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(Takes.Managers));

    /// <summary>For admins.</summary>
    public static TBuilder ForAdmins<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(Takes.Admins));

    /// <summary>A question that is too long for an address: programs that only read may send it.</summary>
    public static TBuilder OnlyReads<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new OnlyReads());

    /// <summary>What a page with the link of a board asks for: it gets what the board shows.</summary>
    public static TBuilder ForLinksToo<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new TakesLink());

    /// <summary>A page by which somebody signs in, who may be signed in already: it goes on while that session ends.
    /// </summary>
    public static TBuilder MayEndSession<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new MayEndSession());

    /// <summary>A calendar that programs follow by the secret in its address.</summary>
    public static TBuilder AsFeed<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new TakesFeed());

    /// <summary>What a token may do that is there to nudge the route's desk, and for nothing else.</summary>
    public static TBuilder ForNudgersToo<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new TakesNudge());

    /// <summary>A write that a program may make too, with a token that has the route's role.</summary>
    public static TBuilder ForTokensToo<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new TakesToken());

    /// <summary>A route that takes only so many requests a minute from one address; more are answered 429.</summary>
    public static TBuilder AtMost<TBuilder>(this TBuilder routes, int aMinute)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AtMost(aMinute));
}

/// <summary>A route that changes nothing, whatever its method.</summary>
internal sealed record OnlyReads;

/// <summary>A route that the link of a board opens.</summary>
internal sealed record TakesLink;

/// <summary>A route that may itself end the session it is asked with.</summary>
internal sealed record MayEndSession;

/// <summary>A route that the secret of a feed opens.</summary>
internal sealed record TakesFeed;

/// <summary>A write that tokens make too.</summary>
internal sealed record TakesToken;

/// <summary>A route that the scope nudge opens.</summary>
internal sealed record TakesNudge;

/// <summary>How often a route may be asked from one address.</summary>
/// <param name="Minute">Requests a minute.</param>
internal sealed record AtMost(int Minute);
