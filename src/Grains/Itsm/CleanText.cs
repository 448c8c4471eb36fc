namespace Apollo.Grains.Itsm;

/// <summary>
/// Makes of any text one that every file, answer and screen can hold: control characters become a space (line breaks
/// and tabs stay), what is no character (half of a surrogate pair, noncharacters) becomes U+FFFD. Rows are cleaned here
/// once, where they are read.
/// </summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text itself where nothing is wrong with it.</summary>
    public static string Of(string text)
    {
        for (var index = 0; index < text.Length; index++)
            if (Length(text, index) is var length && length > 0)
                index += length - 1;
            else
                return Rewrite(text, index);
        return text;
    }

    /// <summary>At most so many characters, and no half of a pair at the end.</summary>
    public static string Cut(string text, int limit) =>
        text.Length <= limit ? text
        : char.IsHighSurrogate(text[limit - 1]) ? text[..(limit - 1)]
        : text[..limit];

    private static string Rewrite(string text, int from)
    {
        var clean = new System.Text.StringBuilder(text, 0, from, text.Length);
        for (var index = from; index < text.Length; index++)
            if (Length(text, index) is var length && length > 0)
            {
                clean.Append(text, index, length);
                index += length - 1;
            }
            else if (char.IsControl(text[index]))
                clean.Append(' ');
            else
            {
                clean.Append(Replacement);
                if (char.IsSurrogatePair(text, index))
                    index++;
            }
        return clean.ToString();
    }

    /// <summary>How many chars a good character takes; 0 where it is none.</summary>
    private static int Length(string text, int index)
    {
        var c = text[index];
        if (c < 0xD800)
            return char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? 0 : 1;
        if (!char.IsSurrogate(c))
            return c is (>= '\uFDD0' and <= '\uFDEF') or '\uFFFE' or '\uFFFF' ? 0 : 1;
        return
            index + 1 < text.Length
            && char.IsSurrogatePair(c, text[index + 1])
            && (char.ConvertToUtf32(c, text[index + 1]) & 0xFFFE) != 0xFFFE
            ? 2
            : 0;
    }
}
