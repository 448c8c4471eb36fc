namespace Apollo.Model;

/// <summary>Shortens texts without breaking a letter that takes two characters, such as an emoji.</summary>
public static class TextLimit
{
    /// <summary>The text, or its beginning and an ellipsis where it is longer.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">Most characters of the answer, the ellipsis among them; at least 2.</param>
    public static string Within(this string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        var end = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
