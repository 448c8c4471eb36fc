using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Apollo.Grains.Itsm;
using CsCheck;

namespace Apollo.Grains.Tests.Itsm;

/// <summary>Whatever a database holds, a cleaned text can stand in every answer and file.</summary>
public sealed class CleanTextTests
{
    [Theory]
    [InlineData("Printer on fire", "Printer on fire")]
    [InlineData("two\r\n\tlines", "two\r\n\tlines")]
    [InlineData("a\u0000b\u0001c\u000Bd\u0085e", "a b c d e")]
    [InlineData("fire \uD83D\uDD25", "fire \uD83D\uDD25")]
    [InlineData("non\uFFFE\uFDD0\uD83F\uDFFF.", "non\uFFFD\uFFFD\uFFFD.")]
    public void What_is_no_character_is_replaced(string text, string clean) => Assert.Equal(clean, CleanText.Of(text));

    [Fact]
    public void Half_a_character_is_replaced()
    {
        Assert.Equal("half \uFFFD", CleanText.Of("half " + '\uD83D'));
        Assert.Equal("\uFFFD half", CleanText.Of('\uDD25' + " half"));
    }

    [Fact]
    public void A_text_that_is_well_is_the_same_object() =>
        Assert.Same("caf\u00E9 \U0001F525", CleanText.Of("caf\u00E9 \U0001F525"));

    [Fact]
    public void A_text_is_never_cut_inside_a_character()
    {
        Assert.Equal("ab", CleanText.Cut("ab\U0001F525", 3));
        Assert.Equal("ab\U0001F525", CleanText.Cut("ab\U0001F525c", 4));
        Assert.Equal("abc", CleanText.Cut("abc", 3));
    }

    [Fact]
    public void Any_text_is_well_after_cleaning() =>
        Gen
            .Char.Array[0, 40]
            .Sample(
                chars =>
                {
                    var clean = CleanText.Of(new string(chars));
                    Assert.Same(clean, CleanText.Of(clean));
                    Assert.Equal(clean, Encoding.UTF8.GetString(new UTF8Encoding(false, true).GetBytes(clean)));
                    Assert.Equal(clean, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(clean)));
                    Assert.Equal(clean, XmlConvert.VerifyXmlChars(clean));
                    Assert.DoesNotContain(
                        clean.EnumerateRunes(),
                        rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Surrogate
                    );
                },
                iter: 20_000
            );
}
