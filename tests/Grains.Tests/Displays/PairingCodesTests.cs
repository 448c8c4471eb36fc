using Apollo.Grains.Displays;

namespace Apollo.Grains.Tests.Displays;

public sealed class PairingCodesTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private readonly PairingCodes codes = new();

    [Fact]
    public void A_code_has_six_signs_of_which_no_two_look_alike()
    {
        Assert.Equal(PairingCodes.Signs.Length, PairingCodes.Signs.Distinct().Count());
        foreach (var alike in (string[])["0OQ", "1IL", "2Z", "5S", "6G", "8B", "UV"])
            Assert.DoesNotContain(PairingCodes.Signs, sign => alike.Contains(sign));
        foreach (var number in Enumerable.Range(0, 200))
        {
            var code = codes.Ask($"s{number}", $"a{number}", Now)!.Code;
            Assert.Equal(6, code.Length);
            Assert.All(code, sign => Assert.Contains(sign, PairingCodes.Signs));
        }
    }

    [Fact]
    public void A_code_names_its_television_for_ten_minutes_however_it_is_typed()
    {
        var first = codes.Ask("tv", "a", Now)!;
        Assert.Equal(first, codes.Ask("tv", "a", Now.AddMinutes(9)));
        var typed = $" {first.Code[..3].ToLowerInvariant()} - {first.Code[3..]}";
        Assert.Equal("tv", codes.Find(typed, Now.AddMinutes(9)));
        Assert.Null(codes.Find(typed, Now.AddMinutes(10)));
        Assert.Null(codes.Of("tv", Now.AddMinutes(10)));
        Assert.Equal(Now.AddMinutes(20), codes.Ask("tv", "a", Now.AddMinutes(10))!.ExpiresAt);
        Assert.Null(codes.Find("", Now));
    }

    [Fact]
    public void Five_codes_are_open_for_one_address_until_the_first_ends()
    {
        foreach (var number in Enumerable.Range(0, 5))
            Assert.NotNull(codes.Ask($"s{number}", "a", Now.AddMinutes(number)));
        Assert.Null(codes.Ask("s5", "a", Now.AddMinutes(9)));
        Assert.NotNull(codes.Ask("s5", "b", Now.AddMinutes(9)));
        Assert.NotNull(codes.Ask("s6", "a", Now.AddMinutes(10)));
        Assert.Null(codes.Ask("s7", "a", Now.AddMinutes(10)));
        codes.End("s4");
        Assert.NotNull(codes.Ask("s7", "a", Now.AddMinutes(10)));
    }

    [Fact]
    public void Codes_of_many_addresses_are_bounded()
    {
        foreach (var number in Enumerable.Range(0, 1_000))
            Assert.NotNull(codes.Ask($"s{number}", $"a{number}", Now));
        Assert.Null(codes.Ask("one more", "elsewhere", Now));
        Assert.NotNull(codes.Ask("one more", "elsewhere", Now.AddMinutes(10)));
    }

    [Fact]
    public void After_five_wrong_codes_in_a_minute_a_caller_waits_and_nobody_else_does()
    {
        var wrong = new WrongCodes();
        foreach (var second in Enumerable.Range(0, 5))
        {
            Assert.True(wrong.MayTry("ana", Now.AddSeconds(second)));
            wrong.Add("ana", Now.AddSeconds(second));
        }
        Assert.False(wrong.MayTry("ana", Now.AddSeconds(59)));
        Assert.True(wrong.MayTry("ben", Now.AddSeconds(59)));
        Assert.True(wrong.MayTry("ana", Now.AddSeconds(60)));
        wrong.Add("ana", Now.AddSeconds(60));
        Assert.False(wrong.MayTry("ana", Now.AddSeconds(60)));
    }
}
