using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Apollo's key pair for push services (VAPID), base64url.</summary>
/// <param name="Public">Point of P-256, not compressed: 65 bytes.</param>
/// <param name="Private">32 bytes.</param>
internal sealed record PushKeyPair(string Public, string Private);

/// <summary>
/// Reads the key pair, which is made once for an installation and kept in the store, encrypted: browsers are bound to
/// it.
/// </summary>
internal sealed class PushKeys(NoticeStore store, DeliverySettings settings)
{
    private const string Name = "push";
    private PushKeyPair? held;

    /// <summary>The key pair.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    /// <exception cref="UndeliverableException">It was encrypted with another key.</exception>
    public async Task<PushKeyPair> ReadAsync(CancellationToken cancellation)
    {
        if (held is not null)
            return held;
        var document = await store.SecretAsync(
            Name,
            () => settings.Seal(JsonSerializer.Serialize(Made(), CardJson.Options)),
            cancellation
        );
        return held = settings.Unseal(document) is { } text
            ? JsonSerializer.Deserialize<PushKeyPair>(text, CardJson.Options)!
            : throw new UndeliverableException(
                "Apollo's keys for push were encrypted with another Apollo:Keys:Certificate or Apollo:Keys:File."
            );
    }

    private static PushKeyPair Made()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = key.ExportParameters(includePrivateParameters: true);
        byte[] point = [4, .. made.Q.X!, .. made.Q.Y!];
        return new PushKeyPair(Base64Url.EncodeToString(point), Base64Url.EncodeToString(made.D!));
    }
}
