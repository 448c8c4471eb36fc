using Apollo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Apollo.Web.Tests.Hosting;

/// <summary>No key of the configuration is believed unseen, and none is passed over.</summary>
public class SettingsTests
{
    public static TheoryData<string> Keys => new(Settings.All.Select(setting => Example(setting.Key)));

    [Theory, MemberData(nameof(Keys))]
    public void A_key_written_wrongly_is_refused_with_the_right_one(string key)
    {
        var wrong = Misspelt(key);

        var refused = Refused($"Apollo:{wrong}", "1");

        Assert.Contains($"Apollo:{wrong} is unknown", refused, StringComparison.Ordinal);
        Assert.Contains("did you mean Apollo:", refused, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused);
    }

    [Theory]
    [InlineData("Desks:0:Thresholds:overdue:Warn", "Desks:0:Thresholds:overdue:Warning")]
    [InlineData("Desks:3:Itsm:ConectionString", "Desks:3:Itsm:ConnectionString")]
    [InlineData("Desks:0:ServiceHours:0", "Desks:0:ServiceHours:Monday")]
    [InlineData("Desks:one:Name", "Desks:one:Name")]
    [InlineData("Cache:Memcache", "Cache:Memcached")]
    [InlineData("OpenToNetworks", "OpenToNetwork")]
    [InlineData("Desk:0:Id", "Desks:0:Id")]
    public void The_nearest_known_key_is_named(string key, string nearest) =>
        Assert.Contains($"did you mean Apollo:{nearest}?", Refused($"Apollo:{key}", "x"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Apollo:OpenToNetwork", "maybe", "true or false")]
    [InlineData("Apollo:OpenToNetwork", "", "true or false")]
    [InlineData("Apollo:Demo:Speed", "fast", "from 0.01 to 1000")]
    [InlineData("Apollo:Demo:Speed", "-5", "from 0.01 to 1000")]
    [InlineData("Apollo:Demo:Speed", "1,5", "from 0.01 to 1000")]
    [InlineData("Apollo:Cluster:SiloPort", "0", "port")]
    [InlineData("Apollo:Cluster:GatewayPort", "65536", "port")]
    [InlineData("Apollo:Store:Provider", "Oracle", "Sqlite, SqlServer")]
    [InlineData("Apollo:Desks:0:Itsm:Provider", "1", "Sqlite, SqlServer")]
    [InlineData("Apollo:Desks:0:Poll", "5", "hh:mm:ss")]
    [InlineData("Apollo:Desks:0:Sweep", "5 minutes", "hh:mm:ss")]
    [InlineData("Apollo:Desks:0:Thresholds:overdue:Warning", "many", "a number")]
    [InlineData("Apollo:Desks:0:Thresholds:overdue:Critical", "NaN", "a number")]
    [InlineData("Apollo:Desks:0:Thresholds:overdue:Groups:team:Warning", "∞", "a number")]
    [InlineData("Logging:LogLevel:Default", "Loud", "Trace, Debug")]
    [InlineData("Serilog:MinimumLevel", "Loud", "Verbose, Debug")]
    [InlineData("Serilog:MinimumLevel:Default", "Loud", "Verbose, Debug")]
    [InlineData("Serilog:MinimumLevel:Override:Orleans.Runtime", "Loud", "Verbose, Debug")]
    public void A_value_of_another_kind_is_refused_with_what_the_key_takes(string key, string value, string takes)
    {
        var refused = Refused(key, value);

        Assert.StartsWith($"{key} is '{value}': it takes ", refused, StringComparison.Ordinal);
        Assert.Contains(takes, refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Apollo:Desks:0:Holidays", "")]
    [InlineData("Apollo:Cache:Memcached", "")]
    [InlineData("Apollo:Desks:0:Poll", "00:00:00.250")]
    [InlineData("apollo:desks:0:thresholds:overdue:warning", "1e3")]
    [InlineData("Apollo:Desks:0:Itsm:Provider", "postgresql")]
    [InlineData("Serilog:WriteTo:0:Name", "Console")]
    [InlineData("Serilog:MinimumLevel:Override:Orleans", "Debug")]
    public void What_is_right_is_taken(string key, string value) => Settings.Check(Of(key, value));

    [Fact]
    public async Task A_wrong_key_ends_the_start_with_two()
    {
        var code = await ApolloProgram.RunAsync(
            "Apollo",
            ["--Apollo:Demo:Speeed", "1"],
            _ => throw new InvalidOperationException("Nothing is built.")
        );

        Assert.Equal(2, code);
    }

    private static string Refused(string key, string value) =>
        Assert.Throws<ConfigurationException>(() => Settings.Check(Of(key, value))).Message;

    private static IConfiguration Of(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

    /// <summary>A letter is left out of the last name that is Apollo's: an ITSM's own words are free.</summary>
    private static string Misspelt(string key)
    {
        var end = key.EndsWith('}') ? key.LastIndexOf(':') : key.Length;
        return key.Remove(end - 1, 1);
    }

    private static string Example(string key) =>
        key.Replace("{n}", "0", StringComparison.Ordinal)
            .Replace("{day}", "Monday", StringComparison.Ordinal)
            .Replace("{kpi}", "overdue", StringComparison.Ordinal)
            .Replace("{breakdown}", "team", StringComparison.Ordinal);
}
