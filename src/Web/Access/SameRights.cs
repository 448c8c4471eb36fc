using Apollo.Model;

namespace Apollo.Web.Access;

/// <summary>Whether what somebody may do is what it was.</summary>
internal static class SameRights
{
    /// <summary>Whether two states of a principal may do the same; a new name changes nothing.</summary>
    public static bool HasSameRights(this Principal one, Principal other) =>
        ReferenceEquals(one, other)
        || (
            one.Stamp == other.Stamp
            && one.SecretHash == other.SecretHash
            && one.Owner == other.Owner
            && one.Board == other.Board
            && one.Operations == other.Operations
            && one.Nudges.SequenceEqual(other.Nudges)
            && one.Desks.Length == other.Desks.Length
            && one.Desks.Zip(other.Desks).All(pair => IsSame(pair.First, pair.Second))
        );

    private static bool IsSame(DeskRight one, DeskRight other) =>
        one.Desk == other.Desk
        && one.Role == other.Role
        && one.Assignee == other.Assignee
        && one.Teams.SequenceEqual(other.Teams);
}
