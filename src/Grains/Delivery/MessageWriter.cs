using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Writes a message just before it leaves: with what its person or hook may have at that moment.</summary>
internal sealed class MessageWriter(
    PersonStore people,
    HookStore hooks,
    ReportStore reports,
    Recipients recipients,
    AlertText text,
    DeskList desks,
    DeliverySettings settings
)
{
    /// <summary>Hooks are told what a viewer sees: who reads there is not known.</summary>
    private static readonly Audience OfHooks = new(Role.Viewer, [], PeopleShown.None, null);

    /// <summary>The message; null where its person or hook may have nothing of it any more.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<AlertMessage?> OfAsync(StoredDelivery delivery, CancellationToken cancellation)
    {
        if (delivery.Report is { } parcel)
            return await ReportAsync(delivery, parcel, cancellation);
        if (await SeesAsync(delivery, cancellation) is not var (to, sees))
            return null;
        var lines = delivery
            .Alerts.Select(told => sees(told.Alert) is { } alert ? told with { Alert = alert } : null)
            .OfType<DeliveredAlert>()
            .Select(told => text.Of(delivery.Desk, told))
            .ToList();
        return lines.Count == 0
            ? null
            : new AlertMessage(delivery.Id, to, desks[delivery.Desk].Info, settings.PageOf("/alerts"), [.. lines]);
    }

    /// <summary>A report: for hooks and addresses that a manager named, and people who may see the desk still.
    /// </summary>
    private async Task<AlertMessage?> ReportAsync(
        StoredDelivery delivery,
        ReportParcel parcel,
        CancellationToken cancellation
    )
    {
        var to = parcel.Address is { } address
            ? new Addressee(delivery.Recipient, "", address)
            : await OfReportAsync(delivery, cancellation);
        if (to is null || await reports.FindAsync(delivery.Desk, parcel.Report, cancellation) is not { } report)
            return null;
        var page = settings.PageOf($"/reports/service?id={report.Id}");
        return new AlertMessage(delivery.Id, to, desks[delivery.Desk].Info, page, [])
        {
            Report = new SentReport(report.Id, ReportLetter.Read(report.Letter), report.Csv),
        };
    }

    private async Task<Addressee?> OfReportAsync(StoredDelivery delivery, CancellationToken cancellation)
    {
        if (StoredDelivery.ShownChannel(delivery.Channel) == AlertNotify.Webhook)
            return await hooks.FindAsync(delivery.Recipient, cancellation) is { } hook && hook.Desk == delivery.Desk
                ? new Addressee(hook.Id, hook.Name, null)
                : null;
        return
            await people.FindAsync(delivery.Recipient, cancellation) is { IsOff: 0 } person
            && DeskRight.On(person.Desks, delivery.Desk) is { Role: >= Role.Viewer }
            ? new Addressee(person.Id, person.Name, person.Email)
            : null;
    }

    private async Task<(Addressee To, Func<Alert, Alert?> Sees)?> SeesAsync(
        StoredDelivery delivery,
        CancellationToken cancellation
    )
    {
        if (delivery.Channel == AlertNotify.Webhook)
            return await hooks.FindAsync(delivery.Recipient, cancellation) is { } hook && hook.Desk == delivery.Desk
                ? (new Addressee(hook.Id, hook.Name, null), alert => alert.For(OfHooks))
                : null;
        return await people.FindAsync(delivery.Recipient, cancellation) is { IsOff: 0 } person
            ? (
                new Addressee(person.Id, person.Name, person.Email),
                alert => recipients.Seen(delivery.Desk, person, alert)
            )
            : null;
    }
}
