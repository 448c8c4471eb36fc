using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using Apollo.Model;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Apollo.Grains.Delivery;

/// <summary>Tells people by e-mail: text and HTML, over one SMTP server.</summary>
internal sealed class EmailChannel(DeliverySettings settings, MailSignIn signIn) : IAlertChannel
{
    public string Name => AlertNotify.Email;

    public Task<bool> ReachesAsync(Addressee to, CancellationToken cancellation) =>
        Task.FromResult(settings.Mail is not null && AddressOf(to) is not null);

    public async Task SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        if (settings.Mail is not { } mail)
            throw new UndeliverableException("No mail server is configured.", isFinal: true);
        if (AddressOf(message.To) is not { } to)
            throw new UndeliverableException("The person has no e-mail that can be written to.", isFinal: true);
        using var letter = Write(message, mail.From, to);
        using var smtp = new SmtpClient { CheckCertificateRevocation = false };
        if (settings.IsTrusted is { } isTrusted)
            smtp.ServerCertificateValidationCallback = isTrusted;
        try
        {
            await smtp.ConnectAsync(mail.Host, mail.Port, mail.Tls, cancellation);
            await signIn.AsAsync(smtp, mail, cancellation);
            await smtp.SendAsync(letter, cancellation);
        }
        catch (SmtpCommandException error)
        {
            // 5xx: it never will be.
            throw new UndeliverableException(
                $"The mail server refuses it: {(int)error.StatusCode}.",
                isFinal: (int)error.StatusCode >= 500
                    && error.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted
            );
        }
        catch (AuthenticationException)
        {
            throw new UndeliverableException("The mail server refuses Apollo's name and password.");
        }
        catch (SslHandshakeException)
        {
            throw new UndeliverableException("The mail server's certificate is not trusted, or it speaks no TLS.");
        }
        catch (Exception error)
            when (error is SocketException or IOException or SmtpProtocolException or NotSupportedException)
        {
            throw new UndeliverableException("The mail server cannot be reached, or the connection broke.");
        }
        try
        {
            // It has the message: how it says good-bye does not matter.
            await smtp.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>The mail as it is sent.</summary>
    internal static MimeMessage Write(AlertMessage message, MailboxAddress from, MailboxAddress to)
    {
        var letter = new MimeMessage
        {
            // The same each time it is tried: whoever takes mail knows a repeat by it.
            MessageId = $"{message.Report?.Id ?? message.Id}@{from.Domain}",
            Subject = OneLine(message.Subject),
            Body = message.Report is { } report
                ? ReportMail.Body(message, report)
                : new BodyBuilder { TextBody = Text(message), HtmlBody = Html(message) }.ToMessageBody(),
        };
        letter.From.Add(from);
        letter.To.Add(to);
        letter.Headers.Add("Apollo-Delivery", message.Id);
        // So that no absence notice answers it.
        letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        letter.Headers.Add("X-Auto-Response-Suppress", "All");
        if (message.Alerts.Any(line => line.IsCritical))
            letter.Importance = MessageImportance.High;
        return letter;
    }

    private static string Text(AlertMessage message)
    {
        var text = new StringBuilder();
        if (message.Alerts.IsEmpty)
            text.Append("This is a test: alerts reach you by e-mail.\n\n");
        foreach (var line in message.Alerts)
        {
            text.Append(line.Head).Append('\n');
            foreach (var detail in line.Details)
                text.Append("  ").Append(detail).Append('\n');
            text.Append('\n');
        }
        if (message.Link is { } link)
            text.Append("Open the alerts: ").Append(link).Append('\n');
        return text.Append("\nApollo, ").Append(message.Desk.Name).Append('\n').ToString();
    }

    private static string Html(AlertMessage message)
    {
        var html = new StringBuilder("<!doctype html><html><body style=\"font:15px/1.5 sans-serif;color:#1d2430\">");
        if (message.Alerts.IsEmpty)
            html.Append("<p>This is a test: alerts reach you by e-mail.</p>");
        foreach (var line in message.Alerts)
        {
            var colour =
                line.IsOver ? "#2e7d4f"
                : line.IsCritical ? "#b3261e"
                : "#9a6700";
            html.Append("<div style=\"margin:0 0 16px;padding:8px 12px;border-left:4px solid ").Append(colour);
            html.Append("\"><strong>").Append(Escaped(line.Head)).Append("</strong>");
            foreach (var detail in line.Details)
                html.Append("<br>").Append(Escaped(detail));
            html.Append("</div>");
        }
        if (message.Link is { } link)
            html.Append("<p><a href=\"").Append(Escaped(link.ToString())).Append("\">Open the alerts</a></p>");
        html.Append("<p style=\"color:#5a6474\">Apollo, ").Append(Escaped(message.Desk.Name)).Append("</p>");
        return html.Append("</body></html>").ToString();

        static string Escaped(string text) => HtmlEncoder.Default.Encode(text);
    }

    private static MailboxAddress? AddressOf(Addressee to) =>
        to.Email is { } email
        && !email.Any(char.IsControl)
        && MailboxAddress.TryParse(email, out var address)
        && address.Address == email
            ? new MailboxAddress(Encoding.UTF8, OneLine(to.Name), email)
            : null;

    /// <summary>No line of a name begins a header of its own.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign));
}
