using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Delivery;
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
    DeskList desks,
    DeliverySettings settings,
    [DeskClock] TimeProvider time
) : Grain, IRotasGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private KeptRotas? kept;
    private ImmutableArray<RotaPerson> here = [];
    private ImmutableArray<string> teams = [];
    private ImmutableDictionary<string, string> assignees = ImmutableDictionary<string, string>.Empty;
    private ShiftReader calendars = null!;
    private long shiftsRevision;
    private DateTimeOffset lookAt;

    private string Desk => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        calendars = new ShiftReader(settings, desks[Desk].Calendar.Zone);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        calendars.Dispose();
        return Task.CompletedTask;
    }

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
        rota = rota with
        {
            Revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), kept.Revision + 1),
            Calendar = rota.Calendar switch
            {
                null => before?.Calendar,
                "" => null,
                var address => settings.Seal(address),
            },
        };
        if (rota is { People.IsEmpty: true, Calendar: null })
            return new RotaSaved(RotaOutcome.Wrong, Field: "people", Reason: NoPeople);
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

    public Task Renew()
    {
        kept = null;
        return Task.CompletedTask;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        if (kept is not null && time.GetUtcNow() < lookAt)
            return;
        if (kept is null)
        {
            kept = await store.FindAsync<KeptRotas>(Desk, DeskSettingStore.Rotas, cancellation) ?? new KeptRotas(0, []);
            await StartShiftsAsync(cancellation);
        }
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
        List<ShiftPerson> known = [.. members.Select(one => new ShiftPerson(one.Id, one.Name, one.Email))];
        if (calendars.Look(kept.Rotas, known, now))
            await KeepShiftsAsync(cancellation);
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
            // Whom somebody wrote in an exchange goes before the calendar's.
            [
                .. rotas.Select(rota =>
                    calendars.Of(rota) is { } known
                        ? rota with
                        {
                            Exchanges = [.. known.Shifts, .. rota.Exchanges],
                        }
                        : rota
                ),
            ],
            [.. here.Where(person => person.AwayUntil is null).Select(person => person.Id)],
            assignees
        );

    /// <summary>What the calendars said before a restart: they may be away now.</summary>
    private async Task StartShiftsAsync(CancellationToken cancellation)
    {
        var shifts = await store.FindAsync<KeptShifts>(Desk, DeskSettingStore.Shifts, cancellation);
        shiftsRevision = shifts?.Revision ?? 0;
        foreach (var rota in kept!.Rotas)
            if (shifts?.Known.FirstOrDefault(one => one.Calendar == rota.Calendar) is { } known)
                calendars.Start(rota, known);
    }

    private async Task KeepShiftsAsync(CancellationToken cancellation)
    {
        var revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), shiftsRevision + 1);
        var shifts = new KeptShifts(revision, [.. kept!.Rotas.Select(calendars.Of).OfType<KnownShifts>()]);
        // Where another silo wrote meanwhile its are as good: the next ones are written over them.
        if (await store.SaveAsync(Desk, DeskSettingStore.Shifts, shifts, revision, shiftsRevision, cancellation))
            shiftsRevision = revision;
        else
            await StartShiftsAsync(cancellation);
    }

    private bool IsMember(StoredPerson person) =>
        person.Desks.Any(right =>
            right.Role == Role.Admin
            || (right.Role >= Role.Member && (right.Desk == Desk || right.Desk == DeskRight.EveryDesk))
        );

    private RotaNow Now(Rota rota)
    {
        var (person, until) = book.Find(Desk, rota.Team, time.GetUtcNow().UtcDateTime) ?? (null, default);
        return new RotaNow(
            Shown(rota),
            here.FirstOrDefault(one => one.Id == person),
            until == default || until == DateTime.MaxValue ? null : until,
            calendars.Of(rota)?.ReadAt,
            rota.Calendar is null ? null : calendars.FaultOf(rota)
        );
    }

    /// <summary>Without what its calendar's address would give away.</summary>
    private Rota Shown(Rota rota) =>
        rota.Calendar is null
            ? rota
            : rota with
            {
                Calendar = Uri.TryCreate(settings.Unseal(rota.Calendar), UriKind.Absolute, out var url)
                    ? $"{url.Scheme}://{url.Authority}/…"
                    : "",
            };

    private (string Field, string Reason)? FaultOf(Rota rota) =>
        rota.Team.Length is 0 or > 400 ? ("team", "team has 1 to 400 characters.")
        : rota.People.Length > IRotasGrain.Most ? ("people", NoPeople)
        : rota.Calendar is { Length: > 0 } address
        && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            ? ("calendar", "calendar is the http or https address of an iCalendar.")
        : rota.People.Concat(rota.Exchanges.Select(one => one.Person)).FirstOrDefault(IsUnknown) is { } unknown
            ? ("people", $"'{unknown}' is nobody who may be on call here: a member of the desk, a manager or an admin.")
        : rota.Weeks is < 1 or > 8 ? ("weeks", "weeks is 1 to 8.")
        : rota.Begins.Year is < 2000 or > 2100 ? ("begins", "begins lies between 2000 and 2100.")
        : rota.Exchanges.Length > IRotasGrain.Most || rota.Exchanges.Any(one => one.Until <= one.From)
            ? ("exchanges", $"At most {IRotasGrain.Most} exchanges, each until after from.")
        : null;

    private static string NoPeople =>
        $"people has 1 to {IRotasGrain.Most} ids, in order; none where a calendar says who it is.";

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
                before is null ? null : JsonSerializer.Serialize(Shown(before), CardJson.Options),
                after is null ? null : JsonSerializer.Serialize(Shown(after), CardJson.Options),
                CancellationToken.None
            );
        return true;
    }

    /// <summary>As they are kept.</summary>
    private sealed record KeptRotas(long Revision, ImmutableArray<Rota> Rotas);

    /// <summary>What the calendars said last.</summary>
    private sealed record KeptShifts(long Revision, ImmutableArray<KnownShifts> Known);
}
