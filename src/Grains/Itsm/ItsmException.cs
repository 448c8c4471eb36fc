using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// The ITSM cannot be read as configured. The message is one clear line for the operator and never holds a connection
/// string.
/// </summary>
/// <param name="message">What is wrong and how to mend it.</param>
/// <param name="cause">What the provider said.</param>
public class ItsmException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What a provider says, in one line without secrets: some echo what they were given.</summary>
    internal static string OneLine(string message, string connectionString)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Contains(connectionString, StringComparison.OrdinalIgnoreCase)
            ? "the connection failed"
            : line.Within(300);
    }
}

/// <summary>Another database stands where the one that was read so far was: what was read says nothing of it.</summary>
internal sealed class ItsmReplacedException()
    : ItsmException("The ITSM's database was replaced by another: it is read in full anew.");
