using System.Buffers;
using System.Globalization;
using System.Text;

namespace Apollo.Grains.Tables;

/// <summary>
/// A text searched for: without regard to case, to accents, and to how an accented letter is written (one sign, or a
/// letter and its accent).
/// </summary>
internal sealed class Sought(string text)
{
    // What is no text (half of a pair, U+FFFE) has no form; no row holds it. Prepared once: it is looked for in many
    // texts. Null = it is in all of them.
    private readonly SearchValues<string>? plain = Prepared(
        Plain(string.Concat(text.EnumerateRunes()).Replace('\ufffe', '\ufffd'))
    );

    /// <summary>Whether a text contains it.</summary>
    public bool IsIn(string whole) =>
        plain is null || (Ascii.IsValid(whole) ? whole : Plain(whole)).AsSpan().ContainsAny(plain);

    private static SearchValues<string>? Prepared(string plain) =>
        plain.Length == 0 ? null : SearchValues.Create([plain], StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var letters = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)
                letters.Append(sign);
        return letters.ToString();
    }
}
