namespace Apollo.Grains.Tables;

/// <summary>A filter, sort or group that cannot be understood. The message names the place and the mend, for the person who wrote it.</summary>
/// <param name="message">What is wrong and how to mend it.</param>
public sealed class TableQueryException(string message) : FormatException(message);
