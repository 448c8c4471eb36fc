namespace Apollo.Model;

/// <summary>
/// What is asked for is not held, and the ITSM cannot be read now. The message is one line without secrets.
/// </summary>
/// <param name="message">What is wrong.</param>
[GenerateSerializer, Alias("apollo.ItsmAwayException")]
public sealed class ItsmAwayException(string message) : Exception(message);
