using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>One line of a check.</summary>
/// <param name="Verdict">What it says.</param>
/// <param name="Text">Thing, finding and mend, in one line without secrets.</param>
public sealed record CheckLine(CheckVerdict Verdict, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Verdict.ToString().ToLowerInvariant(), -5} {Text}";

    internal static CheckLine Ok(string text) => new(CheckVerdict.Ok, text);

    internal static CheckLine Note(string text) => new(CheckVerdict.Note, text);

    internal static CheckLine Wrong(string text) => new(CheckVerdict.Wrong, text);
}
