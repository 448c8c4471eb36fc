using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Apollo.Grains.Delivery;
using Apollo.Grains.Store;
using Apollo.Model;
using MimeKit;

namespace Apollo.Grains.Reports.Recurring;

/// <summary>Whom a schedule names: people, hooks and addresses.</summary>
internal sealed class ReportRecipients(Recipients recipients, HookStore hooks)
{
    private const int LongestAddress = 254;

    /// <summary>Where a report goes now, each once: people who left or may see the desk no more are left out.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="to">As <see cref="ReportTo"/> says.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<ImmutableArray<ReportTarget>> OfAsync(
        string desk,
        ImmutableArray<string> to,
        CancellationToken cancellation
    )
    {
        var people = await recipients.AllAsync(cancellation);
        var mail = StoredDelivery.ReportChannel(AlertNotify.Email);
        // Who is named by id may have lost the desk since: each of its reports would be one that failed.
        var persons = to.SelectMany(one => Recipients.Of(desk, one, people))
            .DistinctBy(person => person.Id)
            .Where(person => DeskRight.On(person.Desks, desk) is { Role: >= Role.Viewer })
            .ToList();
        var targets = persons.Select(person => new ReportTarget(mail, person.Id)).ToList();
        foreach (var one in to)
            if (Rest(one, ReportTo.Hook) is { } hook)
                targets.Add(new ReportTarget(StoredDelivery.ReportChannel(AlertNotify.Webhook), hook));
            else if (
                Rest(one, ReportTo.Mail) is { } address
                && !persons.Exists(person => IsSame(person.Email, address))
            )
                targets.Add(new ReportTarget(mail, StandIn(address), address));
        return [.. targets.DistinctBy(target => (target.Channel, target.Recipient))];
    }

    /// <summary>What is wrong with whom a schedule names; null = nothing.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<string?> FaultAsync(string desk, ImmutableArray<string> to, CancellationToken cancellation)
    {
        var people = await recipients.AllAsync(cancellation);
        var known = await hooks.AllAsync(cancellation);
        foreach (var one in to)
        {
            if (Rest(one, ReportTo.Hook) is { } id)
            {
                var hook = known.Find(hook => hook.Id == id && hook.Desk == desk);
                if (hook is null)
                    return $"There is no hook '{id}' on this desk. GET /api/hooks lists those there are.";
                if (hook.Preset is nameof(HookPreset.Pagerduty) or nameof(HookPreset.Alertmanager))
                    return $"The hook {hook.Name} takes alerts only: reports go to another kind of hook.";
            }
            else if (Rest(one, ReportTo.Mail) is { } address)
            {
                if (!IsAddress(address))
                    return $"'{address}' is no e-mail address.";
            }
            else if (Rest(one, ReportTo.Person) is { } person)
            {
                if (Recipients.Of(desk, $"{ReportTo.Role}:viewer", people).All(known => known.Id != person))
                    return $"There is no person '{person}' who may see this desk.";
            }
            else if (!(Rest(one, ReportTo.Role) is "viewer" or "member" or "manager" or "admin"))
                return $"'{one}' is nobody: write role:manager, person:…, hook:… or mail:….";
        }
        return null;
    }

    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress
        && !text.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign))
        && text.Contains('@', StringComparison.Ordinal)
        && MailboxAddress.TryParse(text, out var address)
        && address.Address == text;

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands for an address where ids of people stand: as long as those.</summary>
    private static string StandIn(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())))[..36];

    private static string? Rest(string to, string kind) =>
        to.StartsWith($"{kind}:", StringComparison.Ordinal) ? to[(kind.Length + 1)..] : null;
}
