using System.Text;
using System.Text.Json;
using Apollo.Cards;

namespace Apollo.Web.Api;

/// <summary>The JSON body of a request, read before anything is asked.</summary>
/// <param name="Value">What was sent; null where it is not the JSON that the route takes.</param>
internal sealed record Sent<T>(T? Value)
    where T : class
{
    public static async ValueTask<Sent<T>> BindAsync(HttpContext http)
    {
        try
        {
            return new(
                await JsonSerializer.DeserializeAsync<T>(http.Request.Body, CardJson.Options, http.RequestAborted)
            );
        }
        catch (JsonException)
        {
            return new((T?)null);
        }
    }
}

/// <summary>A text of one line.</summary>
internal static class OneLine
{
    /// <summary>No control signs, no run of white space, no half of a sign, which no database keeps.</summary>
    public static string Cleaned(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
            if (Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (!Rune.IsControl(rune))
                line.Append(rune.ToString());
        return line.ToString().TrimEnd();
    }
}
