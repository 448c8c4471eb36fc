namespace Apollo.Model;

/// <summary>
/// What is asked of a table or of the schedule cannot be understood or is too much; the message says what to ask
/// instead.
/// </summary>
[GenerateSerializer, Alias("apollo.TableQueryException")]
public sealed class TableQueryException(string message) : Exception(message);
