namespace Apollo.Model;

/// <summary>
/// What is asked of a report cannot be understood or is too much; the message says what to ask instead.
/// </summary>
/// <param name="parameter">The parameter that is wrong, as the API calls it.</param>
/// <param name="message">What is wrong with it, and the mend.</param>
[GenerateSerializer, Alias("apollo.ReportQueryException")]
public sealed class ReportQueryException(string parameter, string message) : Exception(message)
{
    /// <summary>The parameter that is wrong, as the API calls it.</summary>
    [Id(0)]
    public string Parameter { get; } = parameter;
}
