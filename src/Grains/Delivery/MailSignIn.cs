using System.Text.Json;
using Apollo.Grains.Clock;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Apollo.Grains.Delivery;

/// <summary>Signs Apollo in at the mail server: by password, or by a token that it keeps until it ends.</summary>
internal sealed class MailSignIn(DeliverySettings settings, [DeskClock] TimeProvider time) : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(5);
    private readonly HttpClient http = new(settings.Calls())
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LongestAnswer,
    };
    private (string Token, DateTimeOffset EndsAt)? held;

    /// <summary>Signs in where a user is configured.</summary>
    /// <exception cref="UndeliverableException">There is no token.</exception>
    public async Task AsAsync(SmtpClient smtp, MailSettings mail, CancellationToken cancellation)
    {
        if (mail.User is not { } user)
            return;
        if (mail.OAuth is { } provider)
            await smtp.AuthenticateAsync(
                new SaslMechanismOAuth2(user, await TokenAsync(provider, cancellation)),
                cancellation
            );
        else
            await smtp.AuthenticateAsync(user, mail.Password ?? "", cancellation);
    }

    public void Dispose() => http.Dispose();

    private async Task<string> TokenAsync(MailOAuth provider, CancellationToken cancellation)
    {
        if (held is var (token, endsAt) && time.GetUtcNow() < endsAt - Early)
            return token;
        try
        {
            var asked = new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = provider.ClientId,
                ["client_secret"] = provider.ClientSecret,
            };
            if (provider.Scope is { Length: > 0 } scope)
                asked["scope"] = scope;
            using var form = new FormUrlEncodedContent(asked);
            using var answer = await http.PostAsync(provider.TokenUrl, form, cancellation);
            answer.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            var got = json.RootElement.GetProperty("access_token").GetString()!;
            var life =
                json.RootElement.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var left)
                    ? TimeSpan.FromSeconds(left)
                    : UsualLife;
            held = (got, time.GetUtcNow() + life);
            return got;
        }
        catch (Exception error)
            when (error is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UndeliverableException("The provider gives Apollo no token for the mail server.");
        }
    }
}
