using Apollo.Model;
using Apollo.Web.Feeds;

namespace Apollo.Web.Access;

/// <summary>Who may see what of which desk.</summary>
internal sealed class DeskAccess(DeskFeeds feeds)
{
    /// <summary>What a caller may see of a desk; null = nothing, as if there were no such desk.</summary>
    public Audience? Of(Caller caller, string desk)
    {
        if (feeds.Find(desk) is null)
            return null;
        if (caller.Everywhere is { } role)
            return Audience.Everything with { Role = role };
        return caller.Principal?.On(desk) is { } right
            ? new Audience(
                right.Role,
                right.Role >= Role.Manager ? null : [.. right.Teams],
                right.Role >= Role.Manager ? PeopleShown.All
                    : right.Role == Role.Member ? PeopleShown.Own
                    : PeopleShown.None,
                right.Role == Role.Member ? right.Assignee : null
            )
            : null;
    }
}
