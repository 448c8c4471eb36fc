using Apollo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Apollo.Web.Tests.Hosting;

/// <summary>What keeps a program from starting is one line, not a trace.</summary>
public class Starting
{
    [Theory]
    [InlineData("Apollo:Demo:Speed", "fast")]
    [InlineData("Apollo:Cluster:SiloPort", "99999999999")]
    public async Task A_number_that_is_none_ends_the_start_with_its_key(string key, string value)
    {
        var code = await ApolloProgram.RunAsync(
            "Apollo",
            [$"--{key}", value],
            builder =>
                throw new InvalidOperationException(
                    builder.Configuration.GetValue(key, 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
                )
        );
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task A_defect_keeps_its_trace() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ApolloProgram.RunAsync("Apollo", [], _ => throw new InvalidOperationException("A defect."))
        );
}
