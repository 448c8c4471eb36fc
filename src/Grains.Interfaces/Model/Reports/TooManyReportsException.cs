namespace Apollo.Model;

/// <summary>
/// More reports of a desk are asked for at once than it makes; the message says what to do instead.
/// </summary>
/// <param name="message">What there is too much of.</param>
[GenerateSerializer, Alias("apollo.TooManyReportsException")]
public sealed class TooManyReportsException(string message) : Exception(message);
