using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Tells hooks: one POST each, signed, in the words that the other side takes.</summary>
internal sealed class WebhookChannel(HookStore hooks, DeliverySettings settings, [DeskClock] TimeProvider time)
    : IAlertChannel,
        IDisposable
{
    private readonly HttpClient http = new(settings.Guarded()) { Timeout = Timeout.InfiniteTimeSpan };

    public string Name => AlertNotify.Webhook;

    public async Task<bool> ReachesAsync(Addressee to, CancellationToken cancellation) =>
        await hooks.FindAsync(to.Id, cancellation) is not null;

    public async Task SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        if (await hooks.FindAsync(message.To.Id, cancellation) is not { } hook)
            throw new UndeliverableException("The hook was removed.", isFinal: true);
        var secret = hook.Secret.Length == 0 ? null : settings.Unseal(hook.Secret);
        if (
            !Uri.TryCreate(settings.Unseal(hook.Url), UriKind.Absolute, out var url)
            || (secret is null && hook.Secret.Length > 0)
        )
            throw new UndeliverableException(
                "Its address was encrypted with another key: enter address and secret again.",
                isFinal: true
            );
        var preset = Enum.Parse<HookPreset>(hook.Preset);
        foreach (var body in WebhookBody.Of(preset, message, url, secret))
            await PostAsync(WebhookBody.AddressOf(preset, url), body, message.Id, secret, cancellation);
    }

    public void Dispose() => http.Dispose();

    private async Task PostAsync(Uri url, byte[] body, string delivery, string? secret, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.ParseAdd("Apollo");
        request.Headers.Add("Apollo-Delivery", delivery);
        if (secret is not null)
        {
            var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            byte[] signed = [.. Encoding.ASCII.GetBytes($"{stamp}."), .. body];
            var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            request.Headers.Add("Apollo-Timestamp", stamp);
            request.Headers.Add("Apollo-Signature", $"sha256={Convert.ToHexStringLower(hash)}");
        }
        try
        {
            // What it says is not read: it may be endless, and is nobody's to show.
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new UndeliverableException($"It answered {(int)answer.StatusCode}.", IsFinal(answer.StatusCode));
        }
        catch (HttpRequestException error)
        {
            throw new UndeliverableException(ReasonOf(error));
        }
    }

    /// <summary>It is gone, or takes no such thing: another try would end the same.</summary>
    private static bool IsFinal(HttpStatusCode status) =>
        status is HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed or HttpStatusCode.RequestEntityTooLarge;

    private static string ReasonOf(HttpRequestException error)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
            if (inner is ForbiddenAddressException forbidden)
                return forbidden.Message;
        return error.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "Its host is not known.",
            HttpRequestError.ConnectionError => "It cannot be reached.",
            HttpRequestError.SecureConnectionError => "Its certificate is not trusted, or it does not speak TLS.",
            _ => "The connection broke.",
        };
    }
}
