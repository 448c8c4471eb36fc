using Apollo.Hosting;
using Serilog;

namespace Apollo.Web.Tests.Hosting;

/// <summary>What comes from outside stays inside its own entry of the log.</summary>
public sealed class LogLinesTests
{
    [Theory]
    [InlineData("harbour\r\n[00:00:00 FTL] forged")]
    [InlineData("\u001b[31mred\u2028line\u0085next\u202eback")]
    public void A_text_from_outside_makes_no_line_and_no_colour_of_its_own(string outside)
    {
        var log = Written(logger => logger.Warning("{Desk} is unknown", outside));

        Assert.Equal(2, log.Split('\n').Length);
        Assert.DoesNotContain(log.TrimEnd('\r', '\n'), sign => char.IsControl(sign) || sign is '\u2028' or '\u202e');
    }

    [Fact]
    public void The_message_of_an_exception_cannot_pass_for_an_entry()
    {
        var error = new InvalidOperationException("no desk\n[00:00:00 FTL] forged");

        var log = Written(logger => logger.Error(error, "Failed"));

        Assert.DoesNotContain(log.Split('\n').Skip(1), line => line.StartsWith('['));
    }

    [Fact]
    public void An_outage_is_one_line_with_its_reason_and_a_defect_keeps_its_trace()
    {
        static Exception Thrown(Exception error)
        {
            try
            {
                throw error;
            }
            catch (Exception caught)
            {
                return caught;
            }
        }

        var outage = Written(logger =>
            logger.Error(Thrown(new TimeoutException("No answer within 8 s.")), "KPI failed")
        );
        Assert.EndsWith("] KPI failed: No answer within 8 s.", outage.TrimEnd(), StringComparison.Ordinal);

        var defect = Written(logger => logger.Error(Thrown(new InvalidOperationException("A defect.")), "KPI failed"));
        Assert.Contains("   at Apollo.", defect, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_is_written_as_it_is_and_a_long_one_is_cut()
    {
        Assert.Contains(
            "] café 😀 is read again",
            Written(logger => logger.Information("{Desk} is read again", "café 😀"))
        );
        Assert.InRange(Written(logger => logger.Information("{Text}", new string('x', 100_000))).Length, 4_000, 4_100);
    }

    private static string Written(Action<ILogger> write)
    {
        var text = new StringWriter();
        using (var logger = new LoggerConfiguration().WriteTo.Sink(new Sink(text)).CreateLogger())
            write(logger);
        return text.ToString();
    }

    private sealed class Sink(TextWriter text) : Serilog.Core.ILogEventSink
    {
        private readonly LogLines lines = new();

        public void Emit(Serilog.Events.LogEvent logEvent) => lines.Format(logEvent, text);
    }
}
