using Apollo.Tests;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Apollo.House.Tests;

/// <summary>One test that waits for ever costs no other its run.</summary>
public sealed class ATestThatHangs
{
    [Fact]
    public async Task Is_one_red_test()
    {
        var (red, _) = await RunAsync(nameof(Waiting.For_what_never_comes));
        Assert.Equal(1, red);
    }

    [Fact]
    public async Task Says_itself_how_long_it_may_take_where_that_is_longer()
    {
        var (red, test) = await RunAsync(nameof(Waiting.As_long_as_it_said));
        Assert.Equal((0, 60_000), (red, test.Timeout));
    }

    private static async Task<(int Red, XunitTestCase Test)> RunAsync(string name)
    {
        var method = Reflector.Wrap(typeof(Waiting).GetMethod(name)!);
        var collection = new TestCollection(
            new TestAssembly(Reflector.Wrap(typeof(Waiting).Assembly)),
            null,
            "by itself"
        );
        var test = new XunitTestCase(
            new NullMessageSink(),
            TestMethodDisplay.Method,
            TestMethodDisplayOptions.None,
            new TestMethod(new TestClass(collection, Reflector.Wrap(typeof(Waiting))), method)
        );
        BoundedTests.Bound(test, TimeSpan.FromMilliseconds(50));
        using var bus = new MessageBus(new NullMessageSink());
        using var ended = new CancellationTokenSource();
        var summary = await test.RunAsync(new NullMessageSink(), bus, [], new ExceptionAggregator(), ended);
        return (summary.Failed, test);
    }

#pragma warning disable xUnit1000 // Not public: it is run by the tests above alone.
    private sealed class Waiting
    {
        [Fact]
        public Task For_what_never_comes() => new TaskCompletionSource().Task;

        [Fact(Timeout = 60_000)]
        public async Task As_long_as_it_said() => await Task.Yield();
    }
}
