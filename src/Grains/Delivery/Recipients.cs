using System.Collections.Immutable;
using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Who is told now: the people behind <see cref="AlertNotify.To"/>.</summary>
internal sealed class Recipients(PersonStore people, DeskList desks)
{
    /// <summary>The people who may sign in.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<ImmutableArray<StoredPerson>> AllAsync(CancellationToken cancellation) =>
        [.. (await people.AllAsync(cancellation)).Where(person => person.IsOff == 0)];

    /// <summary>Those of them whom a rule tells. A team without a person is its desk's managers' to hear of.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="to">Whom, as <see cref="AlertNotify.To"/> says it.</param>
    /// <param name="all">Those who may sign in.</param>
    public static ImmutableArray<StoredPerson> Of(string desk, string to, ImmutableArray<StoredPerson> all) =>
        to.Split(':', 2) switch
        {
            [AlertTo.Team, var team] => OrManagers(all, desk, right => right.Teams.Contains(team)),
            [AlertTo.Role, var name] when Enum.TryParse<Role>(name, true, out var least) =>
            [
                .. all.Where(person => RightOf(person, desk)?.Role >= least),
            ],
            [AlertTo.Person, var id] => [.. all.Where(person => person.Id == id)],
            _ => [],
        };

    /// <summary>The desk's managers, and admins.</summary>
    public static ImmutableArray<StoredPerson> Managers(string desk, ImmutableArray<StoredPerson> all) =>
        [.. all.Where(person => RightOf(person, desk)?.Role >= Role.Manager)];

    /// <summary>An alert as a person may see it now; null = it is not theirs to see.</summary>
    public Alert? Seen(string desk, StoredPerson person, Alert alert) =>
        RightOf(person, desk) is { } right ? alert.For(Audience.Of(right, desks[desk].Info.People)) : null;

    private static ImmutableArray<StoredPerson> OrManagers(
        ImmutableArray<StoredPerson> all,
        string desk,
        Func<DeskRight, bool> isIn
    )
    {
        ImmutableArray<StoredPerson> found =
        [
            .. all.Where(person => RightOf(person, desk) is { Role: >= Role.Member } right && isIn(right)),
        ];
        return found.IsEmpty ? Managers(desk, all) : found;
    }

    private static DeskRight? RightOf(StoredPerson person, string desk) => DeskRight.On(person.Desks, desk);
}
