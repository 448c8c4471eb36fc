using System.Collections.Immutable;
using Apollo.Grains.Delivery;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using MailKit.Security;
using MimeKit;

namespace Apollo.Integration.Tests.Delivery;

/// <summary>E-mail to a real SMTP server: what is said, what cannot be slipped in, what cannot be sent.</summary>
public sealed class ByEmail : IAsyncLifetime
{
    private const string Id = "01960000-0000-7000-8000-000000000001";
    private readonly SmtpReceiver smtp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => smtp.DisposeAsync().AsTask();

    [Fact]
    public async Task A_mail_says_what_is_so_as_text_and_as_html_and_each_try_has_the_same_id()
    {
        for (var time = 0; time < 2; time++)
            await SendAsync(Message(Line("Critical: Overdue, Netz & <Größe> 14 tickets (limit 10)", "Call Ben")));
        Assert.Equal(2, smtp.Mails.Count);
        var mail = Read(smtp.Mails[1]);
        Assert.Equal("apollo@example.com", smtp.Mails[1].From);
        Assert.Equal(["ana@example.com"], smtp.Mails[1].To);
        Assert.Equal(Read(smtp.Mails[0]).MessageId, mail.MessageId);
        Assert.Equal($"{Id}@example.com", mail.MessageId);
        Assert.Equal(Id, mail.Headers["Apollo-Delivery"]);
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("North: Critical: Overdue, Netz & <Größe> 14 tickets (limit 10)", mail.Subject);
        Assert.Contains("Overdue, Netz & <Größe> 14 tickets", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://apollo.example.com/alerts", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Netz &amp; &lt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<Größe>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("href=\"https://apollo.example.com/alerts\"", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_name_or_text_begins_a_header_or_a_recipient_of_its_own()
    {
        var odd = "Overdue\r\nBcc: eve@example.com\r\n\r\n.\r\nMAIL FROM:<eve@example.com>";
        await SendAsync(Message(Line(odd, odd)), name: "Ana\r\nBcc: eve@example.com");
        var mail = Read(Assert.Single(smtp.Mails));
        Assert.Empty(mail.Bcc);
        Assert.Equal("ana@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal(["ana@example.com"], smtp.Mails[0].To);
        Assert.DoesNotContain('\n', mail.Subject!);
        var error = await Assert.ThrowsAsync<UndeliverableException>(() =>
            SendAsync(Message(), email: "ana@example.com\r\nRCPT TO:<eve@example.com>")
        );
        Assert.True(error.IsFinal);
    }

    [Fact]
    public async Task A_mailbox_that_is_none_fails_for_good_and_what_passes_is_tried_again()
    {
        smtp.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no such mailbox" : null;
        Assert.True((await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Message()))).IsFinal);
        smtp.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "451 come back later" : null;
        Assert.False((await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Message()))).IsFinal);
        smtp.Answer = line => line == "sent" ? "452 no room" : null;
        Assert.False((await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Message()))).IsFinal);
        smtp.Answer = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 no" : null;
        var refused = await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Message(), user: "apollo"));
        Assert.Contains("password", refused.Message, StringComparison.Ordinal);
        var away = await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Message(), port: FreePort.Next()));
        Assert.False(away.IsFinal);
        await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Message(), tls: SecureSocketOptions.StartTls));
    }

    [Fact]
    public async Task Apollo_signs_in_by_password_where_it_has_one()
    {
        await SendAsync(Message(), user: "apollo");
        var shown = Convert.FromBase64String(smtp.SignedInBy!.Split(' ')[^1]);
        Assert.Equal("\0apollo\0pw"u8.ToArray(), shown);
        Assert.Contains("this is a test", Read(Assert.Single(smtp.Mails)).Subject, StringComparison.Ordinal);
    }

    private async Task SendAsync(
        AlertMessage message,
        string name = "Ana",
        string email = "ana@example.com",
        string? user = null,
        int? port = null,
        SecureSocketOptions tls = SecureSocketOptions.None
    )
    {
        var settings = DeliverySettings.Nowhere with
        {
            Mail = new MailSettings(
                "127.0.0.1",
                port ?? smtp.Port,
                tls,
                new MailboxAddress("Apollo", "apollo@example.com")
            )
            {
                User = user,
                Password = "pw",
            },
        };
        using var signIn = new MailSignIn(settings, TimeProvider.System);
        var channel = new EmailChannel(settings, signIn);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await channel.SendAsync(message with { To = new Addressee("ana", name, email) }, limit.Token);
    }

    private static MimeMessage Read(ReceivedMail mail) => MimeMessage.Load(mail.Open());

    private static AlertMessage Message(params AlertLine[] lines) => SomeMessage.Of(Id, lines);

    private static AlertLine Line(string head, params string[] details) => SomeMessage.Line(head, details);
}

/// <summary>Messages that are whole.</summary>
internal static class SomeMessage
{
    public static AlertMessage Of(string id, params AlertLine[] lines) =>
        new(
            id,
            new Addressee("ana", "Ana", "ana@example.com"),
            new DeskInfo("north", "North", "Europe/Paris", "", "", TimeSpan.FromSeconds(1)),
            new Uri("https://apollo.example.com/alerts"),
            [.. lines]
        );

    public static AlertLine Line(string head, params string[] details)
    {
        var at = new DateTime(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);
        var alert = new Alert
        {
            Id = "a1",
            Rule = "r1",
            Name = "Overdue",
            Kpi = "overdue",
            Severity = KpiStatus.Critical,
            State = AlertPhase.Firing,
            Since = at,
            FiredAt = at,
        };
        return new AlertLine(new DeliveredAlert(at, TellReason.Fired, alert, null), head, [.. details]);
    }
}
