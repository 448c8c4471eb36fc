using Apollo.Model;

namespace Apollo.Grains.Tables;

internal enum TokenKind
{
    Word,
    Text,
    Sign,
    Open,
    Close,
    Comma,
    End,
}

internal readonly record struct FilterToken(TokenKind Kind, string Text, int At)
{
    /// <summary>Cuts a filter into words, quoted texts, signs and brackets.</summary>
    /// <exception cref="TableQueryException">A quote without its partner, or a character that belongs to
    /// nothing.</exception>
    public static List<FilterToken> Cut(string filter)
    {
        var tokens = new List<FilterToken>();
        for (var at = 0; at < filter.Length; )
        {
            var start = at;
            var sign = filter[at];
            if (char.IsWhiteSpace(sign))
                at++;
            else if (sign == '"')
                tokens.Add(new(TokenKind.Text, Quoted(filter, ref at), start));
            else if (sign is '(' or ')' or ',')
            {
                tokens.Add(
                    new(
                        sign == '(' ? TokenKind.Open
                            : sign == ')' ? TokenKind.Close
                            : TokenKind.Comma,
                        sign.ToString(),
                        start
                    )
                );
                at++;
            }
            else if (sign is '=' or '!' or '<' or '>' or '~')
            {
                at += at + 1 < filter.Length && filter[at + 1] == '=' && sign is not ('=' or '~') ? 2 : 1;
                tokens.Add(new(TokenKind.Sign, filter[start..at], start));
            }
            else if (IsWord(sign))
            {
                while (at < filter.Length && IsWord(filter[at]))
                    at++;
                tokens.Add(new(TokenKind.Word, filter[start..at], start));
            }
            else
                throw new TableQueryException(
                    $"The filter has a '{sign}' at position {start + 1} that belongs to nothing: put texts in "
                        + "\"quotes\"."
                );
        }
        tokens.Add(new(TokenKind.End, "the end", filter.Length));
        return tokens;
    }

    private static bool IsWord(char sign) => char.IsLetterOrDigit(sign) || sign is '-' or '+' or '.' or ':' or '_';

    /// <summary>A text in double quotes; a doubled quote inside stands for one.</summary>
    private static string Quoted(string filter, ref int at)
    {
        var start = at++;
        var text = new System.Text.StringBuilder();
        for (; at < filter.Length; at++)
        {
            if (filter[at] != '"')
                text.Append(filter[at]);
            else if (at + 1 < filter.Length && filter[at + 1] == '"')
                text.Append(filter[at++]);
            else
            {
                at++;
                return text.ToString();
            }
        }
        throw new TableQueryException($"The quote at position {start + 1} of the filter has no partner.");
    }
}
