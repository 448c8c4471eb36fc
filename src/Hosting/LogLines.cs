using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Orleans.Runtime;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Apollo.Hosting;

/// <summary>
/// Writes a log entry so that no text from outside can pass for another entry, colour the console or fill the disk: its
/// message is one line of at most 4,000 characters, and the lines of an exception are indented. What is an outage and
/// no defect is that one line.
/// </summary>
internal sealed class LogLines : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);
    private const int LongestMessage = 4_000;
    private const int LongestException = 16_000;

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString("'['HH:mm:ss ", CultureInfo.InvariantCulture));
        output.Write(Level(logEvent.Level));
        output.Write("] ");
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        if (logEvent.Exception is { } outage && IsOutage(outage))
            message.Write($": {outage.Message}");
        output.WriteLine(OneLine(message.ToString(), LongestMessage));
        if (logEvent.Exception is not { } exception || IsOutage(exception))
            return;
        var text = exception.ToString();
        foreach (var line in text[..Math.Min(text.Length, LongestException)].Split('\n'))
        {
            output.Write("  ");
            output.WriteLine(OneLine(line.TrimEnd('\r'), LongestMessage));
        }
    }

    /// <summary>
    /// Something outside did not answer, or not in time: its trace says nothing and, repeated, hides what does. A
    /// defect keeps its trace.
    /// </summary>
    private static bool IsOutage(Exception error) =>
        error
            is TimeoutException
                or OperationCanceledException
                or DbException
                or IOException
                or SocketException
                or OrleansException;

    private static string Level(LogEventLevel level) =>
        level switch
        {
            LogEventLevel.Verbose => "VRB",
            LogEventLevel.Debug => "DBG",
            LogEventLevel.Information => "INF",
            LogEventLevel.Warning => "WRN",
            LogEventLevel.Error => "ERR",
            _ => "FTL",
        };

    private static string OneLine(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest) + 2);
        foreach (var sign in text.AsSpan(0, Math.Min(text.Length, longest)).EnumerateRunes())
            if (
                Rune.GetUnicodeCategory(sign)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
            )
                line.Append(CultureInfo.InvariantCulture, $"\\u{sign.Value:x4}");
            else
                line.Append(sign);
        return text.Length > longest ? line.Append(" …").ToString() : line.ToString();
    }
}
