namespace Apollo.Grains.Itsm;

/// <summary>Something of the reading that is wrong or unusual, though it goes on.</summary>
/// <param name="Kind">What it is about, for the log: each is told once, and again when it grows.</param>
/// <param name="Size">How many rows, or how long; compared with the one told last.</param>
/// <param name="Text">One sentence with number, reason and mend, without ids of rows.</param>
internal sealed record ItsmWarning(string Kind, long Size, string Text);
