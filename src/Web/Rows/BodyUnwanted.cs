namespace Apollo.Web.Rows;

/// <summary>Marks a request for the head of an answer: a file need not be made for it.</summary>
internal sealed class BodyUnwanted;
