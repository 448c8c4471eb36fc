using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>
/// Takes a person out of the messages that wait or were sent: an alert that waits for them goes to whoever is told
/// where somebody cannot be, and a report to nobody.
/// </summary>
internal static class ErasedDeliveries
{
    private const string ToPerson = "UPDATE apollo_deliveries SET recipient = '' WHERE recipient = @id";
    private const string ToAddress =
        "SELECT id, says FROM apollo_deliveries WHERE channel = @channel AND says LIKE '{%' AND LOWER(says) LIKE @like";
    private const string Says = "UPDATE apollo_deliveries SET recipient = '', says = @says WHERE id = @id";

    /// <summary>Takes them out, beside other writes.</summary>
    public static async Task ForgetAsync(StoreSession session, StoredPerson person)
    {
        await session.ExecuteAsync(ToPerson, new { id = person.Id });
        if (person.Email.Length == 0)
            return;
        var mails = new { channel = StoredDelivery.ReportChannel(AlertNotify.Email), like = "%\"address\":\"%" };
        foreach (var row in await session.QueryAsync<StoredDelivery>(ToAddress, mails))
            if (row.Report is { } parcel && person.Email.Equals(parcel.Address, StringComparison.OrdinalIgnoreCase))
                await session.ExecuteAsync(
                    Says,
                    new
                    {
                        id = row.Id,
                        says = JsonSerializer.Serialize(parcel with { Address = null }, CardJson.Options),
                    }
                );
    }
}
