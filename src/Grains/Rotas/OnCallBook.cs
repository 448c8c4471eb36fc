using System.Collections.Concurrent;
using System.Collections.Immutable;
using Apollo.Grains.Configuration;
using Apollo.Model;

namespace Apollo.Grains.Rotas;

/// <summary>
/// The rotas of the desks of this silo, so that who is on call is known without asking anybody; thread-safe. The desk's
/// <see cref="RotasGrain"/> lies in the same silo and fills it.
/// </summary>
/// <param name="desks">The desks.</param>
internal sealed class OnCallBook(DeskList desks)
{
    private readonly ConcurrentDictionary<string, Page> pages = new();

    /// <summary>Who of a team is on call; null = it has no rota, or all are away.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="team">The team.</param>
    /// <param name="at">The instant, UTC.</param>
    /// <returns>Id of a person.</returns>
    public string? At(string desk, string team, DateTime at) => Find(desk, team, at)?.Person;

    /// <summary>The same, and until when.</summary>
    public (string? Person, DateTime Until)? Find(string desk, string team, DateTime at) =>
        pages.TryGetValue(desk, out var page) && page.Rotas.FirstOrDefault(rota => rota.Team == team) is { } rota
            ? OnCall.At(rota, desks[desk].Calendar.Zone, at, person => !page.Here.Contains(person))
            : null;

    /// <summary>Who an assignee of the ITSM is; null = nobody here.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="assignee">As tickets name them.</param>
    /// <returns>Id of a person.</returns>
    public string? Holder(string desk, string assignee) =>
        pages.GetValueOrDefault(desk)?.Assignees.GetValueOrDefault(assignee);

    /// <summary>What holds from now on.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="rotas">Its rotas.</param>
    /// <param name="here">Ids of people who may sign in and are not absent.</param>
    /// <param name="assignees">Who they are in the desk's ITSM, by the name there.</param>
    public void Set(
        string desk,
        ImmutableArray<Rota> rotas,
        ImmutableHashSet<string> here,
        ImmutableDictionary<string, string> assignees
    ) => pages[desk] = new Page(rotas, here, assignees);

    private sealed record Page(
        ImmutableArray<Rota> Rotas,
        ImmutableHashSet<string> Here,
        ImmutableDictionary<string, string> Assignees
    );
}
