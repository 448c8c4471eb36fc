using Apollo.Grains.Itsm;

namespace Apollo.Grains.Tests.Itsm;

/// <summary>A note that an ITSM keeps as HTML reads as its author saw it; any other text is left alone.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>The printer is <b>on fire</b>.</p><p>Come &amp; see</p>", "The printer is on fire.\nCome & see")]
    [InlineData("&lt;p&gt;Encoded&lt;/p&gt;", "Encoded")]
    [InlineData("&#60;p&#62;Encoded &#38; kept&#60;/p&#62;", "Encoded & kept")]
    [InlineData("one<br/>two<br>three", "one\ntwo\nthree")]
    [InlineData("<div>a</div><script>alert('b')</script><style>p {}</style><!-- c --><p>d</p>", "a\nd")]
    [InlineData("<a href=\"javascript:alert(1)\">click</a>&nbsp;here", "click here")]
    [InlineData("<p>&lt;script&gt; is said, not run</p>", "<script> is said, not run")]
    public void Tags_go_and_what_is_said_stays(string html, string text) => Assert.Equal(text, HtmlText.Of(html));

    [Theory]
    [InlineData("2 < 3 and 5 > 4")]
    [InlineData("mail from <ana@example.org>")]
    [InlineData("List<string> is AT&T's")]
    [InlineData("two\nlines")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_is_no_html_is_left_alone(string? text) => Assert.Equal(text, HtmlText.Of(text));
}
