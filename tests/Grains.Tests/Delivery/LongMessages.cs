using System.Text;
using Apollo.Grains.Delivery;

namespace Apollo.Grains.Tests.Delivery;

/// <summary>Texts for those that take no more than so many bytes.</summary>
public class LongMessages
{
    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abc…")]
    [InlineData("äöü", 6, "äöü")]
    [InlineData("äöüä", 6, "ä…")]
    [InlineData("a😀😀😀", 9, "a😀…")]
    [InlineData("ab  cdef", 7, "ab…")]
    public void Are_cut_between_signs_and_say_so(string text, int most, string wanted)
    {
        var cut = WebhookBody.WithinBytes(text, most);
        Assert.Equal(wanted, cut);
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 0, most);
    }
}
