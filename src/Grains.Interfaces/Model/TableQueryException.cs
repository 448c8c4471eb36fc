namespace Apollo.Model;

/// <summary>A filter, sort or column of a table cannot be understood; the message says what to write instead.</summary>
[GenerateSerializer, Alias("apollo.TableQueryException")]
public sealed class TableQueryException(string message) : Exception(message);
