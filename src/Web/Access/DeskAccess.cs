using Apollo.Model;
using Apollo.Web.Feeds;

namespace Apollo.Web.Access;

/// <summary>Who may see what of which desk.</summary>
internal sealed class DeskAccess(DeskFeeds feeds)
{
    /// <summary>What a caller may see of a desk; null = nothing, as if there were no such desk.</summary>
    public Audience? Of(Caller caller, string desk)
    {
        if (feeds.Find(desk) is not { Info.People: var people })
            return null;
        if (caller.Everywhere is { } role)
            return Audience.Everything with { Role = role, People = OfNobody(people, role) };
        return caller.Principal?.On(desk) is { } right ? Audience.Of(right, people) : null;
    }

    /// <summary>Where nobody signs in nobody has numbers of their own: there "own" hides none.</summary>
    private static PeopleShown OfNobody(DeskPeople people, Role role) =>
        Audience.ShownTo(role, people == DeskPeople.Own ? DeskPeople.All : people);
}
