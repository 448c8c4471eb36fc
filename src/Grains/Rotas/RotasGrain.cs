using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Clock;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Rotas;

/// <summary>
/// Keeps the rotas of a desk, and who can be on call at hand: asked of the store again every few seconds, so that who
/// was switched off or is absent is told no more.
/// </summary>
[DeskPlacement]
internal sealed class RotasGrain(
    DeskSettingStore store,
    PersonStore people,
    NoticeStore notices,
    OnCallBook book,
    [DeskClock] TimeProvider time
) : Grain, IRotasGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private KeptRotas? kept;
    private ImmutableArray<RotaPerson> here = [];
    private ImmutableArray<string> teams = [];
    private ImmutableDictionary<string, string> assignees = ImmutableDictionary<string, string>.Empty;
    private DateTimeOffset lookAt;

    private string Desk => this.GetPrimaryKeyString();

    public async Task<DeskRotas> All(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        return new DeskRotas([.. kept!.Rotas.Select(Now)], here, teams);
    }

    public async Task<RotaSaved> Keep(By by, Rota rota, long? known, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        var before = kept!.Rotas.FirstOrDefault(one => one.Team == rota.Team);
        if (FaultOf(rota) is var (field, reason))
            return new RotaSaved(RotaOutcome.Wrong, Field: field, Reason: reason);
        if (known is not null && known != (before?.Revision ?? 0))
            return new RotaSaved(RotaOutcome.Changed);
        if (before is null && kept.Rotas.Length >= IRotasGrain.Most)
            return new RotaSaved(
                RotaOutcome.Wrong,
                Field: "team",
                Reason: $"A desk has at most {IRotasGrain.Most} rotas. Remove one first."
            );
        rota = rota with { Revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), kept.Revision + 1) };
        var rotas = before is null ? kept.Rotas.Add(rota) : kept.Rotas.Replace(before, rota);
        if (!await SaveAsync(by, rotas, rota.Revision, rota.Team, before, rota, cancellation))
            return new RotaSaved(RotaOutcome.Changed);
        return new RotaSaved(RotaOutcome.Done, Now(rota));
    }

    public async Task<RotaOutcome> Remove(By by, string team, long? known, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (kept!.Rotas.FirstOrDefault(one => one.Team == team) is not { } before)
            return RotaOutcome.Missing;
        if (known is not null && known != before.Revision)
            return RotaOutcome.Changed;
        var revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), kept.Revision + 1);
        return await SaveAsync(by, kept.Rotas.Remove(before), revision, team, before, null, cancellation)
            ? RotaOutcome.Done
            : RotaOutcome.Changed;
    }

    public async Task KeepAwake()
    {
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        catch (StoreException)
        {
            // What was known goes on; the store says itself in the log what is wrong with it.
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        if (kept is not null && time.GetUtcNow() < lookAt)
            return;
        kept ??= await store.FindAsync<KeptRotas>(Desk, DeskSettingStore.Rotas, cancellation) ?? new KeptRotas(0, []);
        var all = await people.AllAsync(cancellation);
        var members = all.Where(person => person.IsOff == 0 && IsMember(person)).ToList();
        var (now, chosen) = (time.GetUtcNow().UtcDateTime, await notices.AllAsync(cancellation));
        here = [.. members.Select(person => new RotaPerson(person.Id, person.Name, AwayUntil(person.Id)))];
        teams =
        [
            .. members
                .SelectMany(person => DeskRight.On(person.Desks, Desk)?.Teams ?? [])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        assignees = members
            .SelectMany(person => person.Desks.Where(right => right.Desk == Desk).Select(right => (person.Id, right)))
            .Where(one => one.right.Assignee is not null)
            .GroupBy(one => one.right.Assignee!)
            .ToImmutableDictionary(same => same.Key, same => same.First().Id);
        SetBook(kept.Rotas);
        lookAt = time.GetUtcNow() + LookEvery;

        DateTime? AwayUntil(string person) =>
            chosen.GetValueOrDefault(person)?.Settings.Absence is { } absence && now < absence.Until
                ? absence.Until
                : null;
    }

    private void SetBook(ImmutableArray<Rota> rotas) =>
        book.Set(
            Desk,
            rotas,
            [.. here.Where(person => person.AwayUntil is null).Select(person => person.Id)],
            assignees
        );

    private bool IsMember(StoredPerson person) =>
        person.Desks.Any(right =>
            right.Role == Role.Admin
            || (right.Role >= Role.Member && (right.Desk == Desk || right.Desk == DeskRight.EveryDesk))
        );

    private RotaNow Now(Rota rota)
    {
        var (person, until) = book.Find(Desk, rota.Team, time.GetUtcNow().UtcDateTime) ?? (null, default);
        return new RotaNow(rota, here.FirstOrDefault(one => one.Id == person), until == default ? null : until);
    }

    private (string Field, string Reason)? FaultOf(Rota rota) =>
        rota.Team.Length is 0 or > 400 ? ("team", "team has 1 to 400 characters.")
        : rota.People.Length is 0 or > IRotasGrain.Most
            ? ("people", $"people has 1 to {IRotasGrain.Most} ids, in order.")
        : rota.People.Concat(rota.Exchanges.Select(one => one.Person)).FirstOrDefault(IsUnknown) is { } unknown
            ? ("people", $"'{unknown}' is nobody who may be on call here: a member of the desk, a manager or an admin.")
        : rota.Weeks is < 1 or > 8 ? ("weeks", "weeks is 1 to 8.")
        : rota.Begins.Year is < 2000 or > 2100 ? ("begins", "begins lies between 2000 and 2100.")
        : rota.Exchanges.Length > IRotasGrain.Most || rota.Exchanges.Any(one => one.Until <= one.From)
            ? ("exchanges", $"At most {IRotasGrain.Most} exchanges, each until after from.")
        : null;

    private bool IsUnknown(string id) => !here.Any(person => person.Id == id);

    private async Task<bool> SaveAsync(
        By by,
        ImmutableArray<Rota> rotas,
        long revision,
        string team,
        Rota? before,
        Rota? after,
        CancellationToken cancellation
    )
    {
        var (known, all) = (kept!.Revision, new KeptRotas(revision, rotas));
        // Where a write broke off, nobody knows whether it is kept: the store is asked again.
        kept = null;
        if (!await store.SaveAsync(Desk, DeskSettingStore.Rotas, all, revision, known, cancellation))
            return false;
        kept = all;
        SetBook(rotas);
        await GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(
                by,
                after is null ? "rota.removed"
                    : before is null ? "rota.added"
                    : "rota.changed",
                $"{Desk}: {team}",
                before is null ? null : JsonSerializer.Serialize(before, CardJson.Options),
                after is null ? null : JsonSerializer.Serialize(after, CardJson.Options),
                CancellationToken.None
            );
        return true;
    }

    /// <summary>As they are kept.</summary>
    private sealed record KeptRotas(long Revision, ImmutableArray<Rota> Rotas);
}
