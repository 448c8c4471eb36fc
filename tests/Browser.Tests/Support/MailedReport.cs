using Apollo.Servers;
using MimeKit;

namespace Apollo.Browser.Tests.Support;

/// <summary>The mail of a report, as a program that reads mail takes it apart.</summary>
public sealed class MailedReport(ReceivedMail received)
{
    private readonly MimeMessage mail = MimeMessage.Load(received.Open());

    /// <summary>The text for readers without HTML.</summary>
    public string Text => mail.TextBody!;

    /// <summary>The pictures that the HTML may show.</summary>
    public IReadOnlyList<MimePart> Pictures =>
        [.. mail.BodyParts.OfType<MimePart>().Where(part => part.ContentId is not null && !part.IsAttachment)];

    /// <summary>The HTML with its pictures in it, where it says <c>cid:</c>.</summary>
    public string Html =>
        Pictures.Aggregate(
            mail.HtmlBody!,
            (html, picture) =>
                html.Replace(
                    $"cid:{picture.ContentId}",
                    $"data:{picture.ContentType.MimeType};base64,{Convert.ToBase64String(Bytes(picture))}",
                    StringComparison.Ordinal
                )
        );

    /// <summary>The file beside.</summary>
    public byte[] Csv => Bytes(Assert.IsType<MimePart>(Assert.Single(mail.Attachments), exactMatch: false));

    /// <summary>Where the archive has it: the id of the mail is the report's.</summary>
    public string Path => $"api/desks/small/reports/archive/{mail.MessageId!.Split('@')[0]}";

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
