using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>People, one change after the other; a row is written over only as it was read.</summary>
internal sealed class PeopleGrain(
    PersonStore people,
    FailedTryStore tries,
    Passwords passwords,
    Invitations invitations,
    ErasureStore erasure,
    [DeskClock] TimeProvider time
) : Grain, IPeopleGrain
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<ImmutableArray<PersonInfo>> All(CancellationToken cancellation)
    {
        var blocked = (await tries.BlockedAsync(Now, cancellation)).ToHashSet();
        return [.. (await people.AllAsync(cancellation)).Select(person => Info(person, blocked))];
    }

    public async Task<PersonInfo?> Find(string id, CancellationToken cancellation) =>
        await people.FindAsync(id, cancellation) is { } person ? await InfoAsync(person, cancellation) : null;

    public async Task<PersonSaved> Change(
        string id,
        PersonDraft draft,
        long? known,
        By by,
        CancellationToken cancellation
    )
    {
        var all = await people.AllAsync(cancellation);
        if (all.Find(one => one.Id == id) is not { } person)
            return new PersonSaved(PeopleOutcome.Missing);
        if (known is not null && known != person.Revision)
            return new PersonSaved(PeopleOutcome.Changed);
        var staysAdmin = !draft.Off && draft.Desks.Any(right => right.Role == Role.Admin);
        if (!staysAdmin && IsLastAdmin(all, person))
            return new PersonSaved(PeopleOutcome.LastAdmin);
        if (TakenAssignee(all, id, draft.Desks) is { } taken)
            return new PersonSaved(PeopleOutcome.Taken, Subject: taken);
        var before = AuditText.Of(person);
        if (draft.Off && person.IsOff == 0)
            await passwords.RestampAsync(person);
        person.Name = draft.Name;
        person.IsOff = draft.Off ? 1 : 0;
        person.Rights = RightsJson.Write(draft.Desks);
        return await KeepAsync(person, by, "person.changed", before, cancellation);
    }

    public async Task<PersonSaved> Rename(string id, string name, By by, CancellationToken cancellation)
    {
        if (await people.FindAsync(id, cancellation) is not { } person)
            return new PersonSaved(PeopleOutcome.Missing);
        var before = AuditText.Of(person);
        person.Name = name;
        return await KeepAsync(person, by, "person.changed", before, cancellation);
    }

    public async Task<PeopleOutcome> Remove(string id, long? known, By by, CancellationToken cancellation)
    {
        var all = await people.AllAsync(cancellation);
        if (all.Find(one => one.Id == id) is not { } person)
            return PeopleOutcome.Missing;
        if (known is not null && known != person.Revision)
            return PeopleOutcome.Changed;
        if (IsLastAdmin(all, person))
            return PeopleOutcome.LastAdmin;
        await people.RemoveAsync(id, cancellation);
        await ToldAsync(by, "person.removed", person.Email, AuditText.Of(person), null, cancellation);
        return PeopleOutcome.Done;
    }

    public async Task<PersonSaved> Erase(string id, long? known, By by, CancellationToken cancellation)
    {
        var all = await people.AllAsync(cancellation);
        if (all.Find(one => one.Id == id) is not { } person)
            return new PersonSaved(PeopleOutcome.Missing);
        if (known is not null && known != person.Revision)
            return new PersonSaved(PeopleOutcome.Changed);
        if (by.Id == id)
            return new PersonSaved(PeopleOutcome.Oneself);
        if (IsLastAdmin(all, person))
            return new PersonSaved(PeopleOutcome.LastAdmin);
        var desks = await GrainFactory.GetGrain<IDirectoryGrain>(0).Desks();
        foreach (var right in person.Desks.Where(right => desks.Any(desk => desk.Id == right.Desk)))
            if (right.Assignee is { } assignee && await IsInItsmAsync(right.Desk, assignee))
                return new PersonSaved(PeopleOutcome.InItsm, Subject: $"{right.Desk} ({assignee})");
        var names = await erasure.EraseAsync(person, cancellation);
        // Whoever has the id can say that it was this one; nobody reads it here.
        await ToldAsync(by, "person.erased", Secrets.HashOf(id)[..16], null, null, cancellation);
        // What is kept at hand is read anew.
        foreach (var desk in desks)
        {
            await GrainFactory.GetGrain<INotesGrain>(desk.Id).Renew(cancellation);
            await GrainFactory.GetGrain<ILimitsGrain>(desk.Id).Renew();
            await GrainFactory.GetGrain<IRotasGrain>(desk.Id).Renew();
            await GrainFactory.GetGrain<IAlertsGrain>(desk.Id).Renew();
        }
        await GrainFactory.GetGrain<IDisplaysGrain>(0).Renew(cancellation);
        // An alert or a message may have been written with the name just before it was read anew.
        await erasure.ForgetLateAsync(person, names, cancellation);
        return new PersonSaved(PeopleOutcome.Done);
    }

    private async Task<bool> IsInItsmAsync(string desk, string assignee) =>
        (
            await GrainFactory.GetGrain<ISliceGrain<Ticket>>($"{desk}/{SliceName.Tickets}").Groups(Dimension.Assignee)
        ).Contains(assignee)
        || (
            await GrainFactory
                .GetGrain<ISliceGrain<Intervention>>($"{desk}/{SliceName.Interventions}")
                .Groups(Dimension.Technician)
        ).Contains(assignee);

    public async Task<PeopleOutcome> SignOut(string id, By by, CancellationToken cancellation)
    {
        if (await people.FindAsync(id, cancellation) is not { } person)
            return PeopleOutcome.Missing;
        await passwords.RestampAsync(person);
        return (await KeepAsync(person, by, "person.signed-out", null, cancellation)).Outcome;
    }

    public Task<ImmutableArray<Invitation>> Invitations(CancellationToken cancellation) =>
        invitations.AllAsync(cancellation);

    public async Task<InvitationMade> Invite(
        string email,
        string name,
        ImmutableArray<DeskRight> desks,
        By by,
        CancellationToken cancellation
    )
    {
        var all = await people.AllAsync(cancellation);
        if (all.Exists(one => one.Login == StoredPerson.LoginOf(email)))
            return new InvitationMade(PeopleOutcome.Taken);
        if (all.Count >= IPeopleGrain.Most)
            return new InvitationMade(PeopleOutcome.TooMany);
        if (TakenAssignee(all, "", desks) is not null)
            return new InvitationMade(PeopleOutcome.Taken);
        var made = await invitations.MakeAsync(InvitationKind.Join, email, name, null, desks, by, cancellation);
        if (made.Invitation is { } invitation)
            await AuditAsync(by, "person.invited", email, null, AuditText.Of(name, false, invitation.Desks));
        return made;
    }

    public async Task<bool> Withdraw(string id, By by, CancellationToken cancellation)
    {
        if (await invitations.WithdrawAsync(id, cancellation) is not { } ended)
            return false;
        await AuditAsync(by, "person.invitation-withdrawn", ended.Email, null, null);
        return true;
    }

    public async Task<InvitationMade> Reset(string id, By by, CancellationToken cancellation)
    {
        if (await people.FindAsync(id, cancellation) is not { IsLocal: true, IsOff: 0 } person)
            return new InvitationMade(PeopleOutcome.Missing);
        var made = await invitations.MakeAsync(
            InvitationKind.Reset,
            person.Email,
            person.Name,
            id,
            [],
            by,
            cancellation
        );
        await AuditAsync(by, "person.reset-link-made", person.Email, null, null);
        return made;
    }

    public async Task<InvitationMade> First(CancellationToken cancellation)
    {
        if (await HasAdminAsync(cancellation))
            return new InvitationMade(PeopleOutcome.TooMany);
        return await invitations.MakeAsync(
            InvitationKind.First,
            "",
            "",
            null,
            [new DeskRight(DeskRight.EveryDesk, Role.Admin, [], null)],
            new By(null, "console", null),
            cancellation
        );
    }

    public async Task<Invitation?> Invited(string secret, CancellationToken cancellation) =>
        (await UsableAsync(secret, cancellation))?.Info();

    public async Task<SignedIn> Accept(
        string secret,
        string name,
        string email,
        string password,
        Visit visit,
        CancellationToken cancellation
    )
    {
        if (await UsableAsync(secret, cancellation) is not { } invitation)
            return new SignedIn(SignInOutcome.Refused);
        return invitation.Person is { } id
            ? await NewPasswordAsync(invitation, id, password, visit, cancellation)
            : await JoinAsync(
                invitation,
                name,
                invitation.Email.Length > 0 ? invitation.Email : email,
                password,
                visit,
                cancellation
            );
    }

    private async Task<SignedIn> JoinAsync(
        StoredInvitation invitation,
        string name,
        string email,
        string password,
        Visit visit,
        CancellationToken cancellation
    )
    {
        var person = new StoredPerson
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Login = StoredPerson.LoginOf(email),
            Email = email,
            Name = name,
            Rights = invitation.Rights,
            Revision = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        if (await passwords.ChooseAsync(person, password) is { } reason)
            return new SignedIn(SignInOutcome.WeakPassword, Reason: reason);
        if (await people.FindByLoginAsync(person.Login, cancellation) is not null)
            return new SignedIn(SignInOutcome.Taken);
        if (!await people.AddAsync(person, invitation.Id, cancellation))
            return new SignedIn(SignInOutcome.Refused);
        await AuditAsync(new By(person.Id, name, visit.Address), "person.joined", email, null, AuditText.Of(person));
        return await invitations.Sessions.BeginAsync(person, visit, ISessionsGrain.Longest, cancellation);
    }

    private async Task<SignedIn> NewPasswordAsync(
        StoredInvitation invitation,
        string id,
        string password,
        Visit visit,
        CancellationToken cancellation
    )
    {
        if (await people.FindAsync(id, cancellation) is not { IsOff: 0 } person)
            return new SignedIn(SignInOutcome.Refused);
        if (await passwords.ChooseAsync(person, password) is { } reason)
            return new SignedIn(SignInOutcome.WeakPassword, Reason: reason);
        var known = person.Revision;
        person.Revision = Next(person);
        if (!await people.ChangeAsync(person, known, invitation.Id, cancellation))
            return new SignedIn(SignInOutcome.Refused);
        await tries.KeepAsync(ISignInGrain.KeyOf(person.Email), 0, Now, cancellation);
        await AuditAsync(
            new By(person.Id, person.Name, visit.Address),
            "person.password-reset",
            person.Email,
            null,
            null
        );
        return await invitations.Sessions.BeginAsync(person, visit, ISessionsGrain.Longest, cancellation);
    }

    /// <summary>Who came through a provider may be no admin: until there is one, nobody can invite another.</summary>
    private async Task<bool> HasAdminAsync(CancellationToken cancellation) =>
        (await people.AllAsync(cancellation)).Exists(person => person.IsAdmin);

    /// <summary>The link for the first admin ends where there is one.</summary>
    private async Task<StoredInvitation?> UsableAsync(string secret, CancellationToken cancellation) =>
        await invitations.FindAsync(secret, cancellation) is { } invitation
        && (invitation.Kind != nameof(InvitationKind.First) || !await HasAdminAsync(cancellation))
            ? invitation
            : null;

    private async Task<PersonSaved> KeepAsync(
        StoredPerson person,
        By by,
        string action,
        string? before,
        CancellationToken cancellation
    )
    {
        var known = person.Revision;
        person.Revision = Next(person);
        if (!await people.ChangeAsync(person, known, null, cancellation))
            return new PersonSaved(PeopleOutcome.Changed);
        await ToldAsync(by, action, person.Email, before, before is null ? null : AuditText.Of(person), cancellation);
        return new PersonSaved(PeopleOutcome.Done, await InfoAsync(person, cancellation));
    }

    private async Task ToldAsync(
        By by,
        string action,
        string subject,
        string? before,
        string? after,
        CancellationToken cancellation
    )
    {
        await GrainFactory.GetGrain<IAccessGrain>(0).Renew(cancellation);
        await AuditAsync(by, action, subject, before, after);
    }

    // What is done is done, whether its caller still waits or not.
    private Task AuditAsync(By by, string action, string subject, string? before, string? after) =>
        GrainFactory.GetGrain<IAuditGrain>(0).Add(by, action, subject, before, after, CancellationToken.None);

    private long Next(StoredPerson person) => Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), person.Revision + 1);

    private async Task<PersonInfo> InfoAsync(StoredPerson person, CancellationToken cancellation) =>
        Info(person, (await tries.BlockedAsync(Now, cancellation)).ToHashSet());

    private static PersonInfo Info(StoredPerson person, HashSet<string> blocked) =>
        person.Info(person.IsLocal && blocked.Contains(ISignInGrain.KeyOf(person.Email)));

    private static bool IsLastAdmin(List<StoredPerson> all, StoredPerson person) =>
        person.IsAdmin && all.Count(one => one.IsAdmin) == 1;

    /// <summary>A name of an ITSM that another person has already; null = none.</summary>
    private static string? TakenAssignee(List<StoredPerson> all, string id, ImmutableArray<DeskRight> desks) =>
        desks
            .FirstOrDefault(right =>
                right.Assignee is { } assignee
                && all.Exists(other =>
                    other.Id != id && other.Desks.Any(one => one.Desk == right.Desk && one.Assignee == assignee)
                )
            )
            ?.Assignee;
}
