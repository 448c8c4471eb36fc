using System.Net;
using System.Text.RegularExpressions;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Makes plain text of a note that an ITSM keeps as HTML: what is said stays, with its lines; tags, scripts and styles
/// go. Any other text stays as it is.
/// </summary>
internal static partial class HtmlText
{
    /// <summary>The text that a reader of the note sees.</summary>
    /// <param name="text">The note.</param>
    /// <param name="isHtml">What the ITSM says of it; null = it says nothing, and known tags tell.</param>
    public static string? Of(string? text, bool? isHtml = null)
    {
        if (text is null || isHtml == false)
            return text;
        // Some products keep the tags themselves encoded.
        var html = EncodedTag().IsMatch(text) && !Tag().IsMatch(text) ? WebUtility.HtmlDecode(text) : text;
        if (isHtml != true && !Tag().IsMatch(html))
            return text;
        html = Unseen().Replace(html, "");
        html = LineBreaks().Replace(html, " ");
        html = Breaking().Replace(html, "\n");
        html = WebUtility.HtmlDecode(AnyTag().Replace(html, "")).Replace('\u00A0', ' ');
        return CleanText.Of(EmptyLines().Replace(Blanks().Replace(html, " "), "\n\n").Trim());
    }

    private const string Names =
        "p|br|div|span|a|b|i|u|em|strong|ul|ol|li|table|tr|td|th|h[1-6]|pre|code|blockquote|img|font|hr|html|body";

    [GeneratedRegex($@"</?(?:{Names})(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex($@"(?:&lt;|&\#60;)/?(?:{Names})(?:\s|/|&gt;|&\#62;)", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedTag();

    [GeneratedRegex(@"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s*[\r\n]\s*")]
    private static partial Regex LineBreaks();

    [GeneratedRegex(@"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|pre|blockquote|table)\s*>|<hr\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Breaking();

    [GeneratedRegex(@"<[/!a-zA-Z][^<>]*>")]
    private static partial Regex AnyTag();

    [GeneratedRegex(@"[ \t]+|(?<=\n) +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\n(?: *\n){2,}")]
    private static partial Regex EmptyLines();
}
