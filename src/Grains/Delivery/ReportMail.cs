using System.Text;
using System.Text.Encodings.Web;
using Apollo.Grains.Store;
using MimeKit;

namespace Apollo.Grains.Delivery;

/// <summary>A report that is sent.</summary>
/// <param name="Id">Of the archived report.</param>
/// <param name="Letter">What is said.</param>
/// <param name="Csv">Its figures.</param>
internal sealed record SentReport(string Id, ReportLetter Letter, string Csv);

/// <summary>A report as a mail: text, HTML with its charts as pictures, and the figures as CSV.</summary>
internal static class ReportMail
{
    private const string Content = "cid:";

    public static MimeEntity Body(AlertMessage message, SentReport report)
    {
        var body = new BodyBuilder { TextBody = Text(message, report) };
        var html = report.Letter.Html;
        foreach (var picture in report.Letter.Pictures)
        {
            var part = body.LinkedResources.Add($"{picture.Name}.png", picture.Png, new ContentType("image", "png"));
            // Of the report and not of the moment: each try is the same mail.
            part.ContentId = $"{picture.Name}.{report.Id}@apollo";
            html = html.Replace($"{Content}{picture.Name}\"", $"{Content}{part.ContentId}\"", StringComparison.Ordinal);
        }
        if (message.Link is { } link)
            html = html.Replace(
                "</div></body>",
                $"<p><a style=\"color:#1d4ed8;font-weight:600\" href=\"{HtmlEncoder.Default.Encode(link.ToString())}\">"
                    + "Open the report</a></p></div></body>",
                StringComparison.Ordinal
            );
        body.HtmlBody = html;
        body.Attachments.Add(
            $"{report.Letter.File}.csv",
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(report.Csv)],
            new ContentType("text", "csv") { Charset = "utf-8" }
        );
        return body.ToMessageBody();
    }

    private static string Text(AlertMessage message, SentReport report)
    {
        var text = new StringBuilder();
        foreach (var line in report.Letter.Lines)
            text.Append(line).Append('\n');
        if (message.Link is { } link)
            text.Append("\nOpen the report: ").Append(link).Append('\n');
        return text.Append("\nApollo, ").Append(message.Desk.Name).Append('\n').ToString();
    }
}
