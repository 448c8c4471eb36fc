using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>Somebody takes care of an alert.</summary>
/// <param name="By">Who; left out for who may see no names.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="Comment">What they said, a line each; what others said begins with their names. May be empty.</param>
[GenerateSerializer, Immutable, Alias("apollo.Acknowledgement")]
public sealed record Acknowledgement(
    [property: Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By,
    [property: Id(1)] DateTime At,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comment
)
{
    /// <summary>Characters of what all have said together; the oldest goes where there is more.</summary>
    public const int LongestComments = 2_000;

    /// <summary>Somebody says something more: whoever was first still takes care of it.</summary>
    /// <param name="by">Who.</param>
    /// <param name="comment">What they say; empty = nothing.</param>
    public Acknowledgement And(string by, string comment)
    {
        if (comment.Length == 0)
            return this;
        var said = by == By ? comment : $"{by}: {comment}";
        var all = string.IsNullOrEmpty(Comment) ? said : $"{Comment}\n{said}";
        return this with { Comment = all.Length > LongestComments ? all[^LongestComments..] : all };
    }
}
