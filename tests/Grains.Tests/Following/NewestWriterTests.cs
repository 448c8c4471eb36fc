using Apollo.Grains.Following;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Grains.Tests.Following;

/// <summary>The newest is written, one at a time, and nobody waits for it.</summary>
public class NewestWriterTests
{
    private readonly FakeTimeProvider time = new();
    private readonly List<string> written = [];
    private readonly List<string> said = [];
    private TaskCompletionSource? busy;
    private Exception? fault;

    [Fact]
    public void What_comes_during_a_write_takes_the_place_of_what_waits()
    {
        var writer = Writer();
        busy = new TaskCompletionSource();
        writer.Write("a");
        writer.Write("b");
        writer.Write("c");
        Assert.Equal(["a"], written);
        busy.SetResult();

        Assert.Equal(["a", "c"], written);
    }

    [Fact]
    public void What_could_not_be_written_is_tried_again_and_said_once()
    {
        var writer = Writer();
        fault = new TimeoutException();
        writer.Write("a");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["away"], said);
        fault = null;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a"], written);
        Assert.Equal(["away", "back"], said);
    }

    [Fact]
    public void Something_newer_is_tried_in_its_place()
    {
        var writer = Writer();
        fault = new TimeoutException();
        writer.Write("a");
        writer.Write("b");
        fault = null;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["b"], written);
    }

    [Fact]
    public void Two_writes_are_never_closer_together_than_asked_for()
    {
        var writer = Writer(TimeSpan.FromSeconds(5));
        writer.Write("a");
        writer.Write("b");
        writer.Write("c");
        Assert.Equal(["a"], written);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["a", "c"], written);
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), writer.Idle);
    }

    private NewestWriter<string> Writer(TimeSpan every = default) =>
        new(
            async (entry, _) =>
            {
                if (fault is { } wrong)
                    throw wrong;
                written.Add(entry);
                if (busy is { } until)
                    await until.Task;
            },
            _ => said.Add("away"),
            () => said.Add("back"),
            time,
            every
        );
}
