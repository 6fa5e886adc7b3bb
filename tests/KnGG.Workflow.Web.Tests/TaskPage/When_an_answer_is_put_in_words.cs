using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Web.TaskPage;

namespace KnGG.Workflow.Web.Tests.TaskPage;

public sealed class When_an_answer_is_put_in_words
{
    private static readonly Form Asked = FormCatalog.Read(
        """
        { "id": "woorden", "title": "Woorden", "fields": [
          { "name": "tekst", "label": "Tekst", "type": "text" },
          { "name": "lengte", "label": "Lengte", "type": "number" },
          { "name": "keuze", "label": "Keuze", "type": "choice", "choices": [ { "value": "a", "label": "Eerste" } ] },
          { "name": "meer", "label": "Meer", "type": "several", "choices": [ { "value": "x", "label": "Dit" }, { "value": "y", "label": "Dat" } ] },
          { "name": "ja", "label": "Ja of nee", "type": "yes-no" },
          { "name": "rijen", "label": "Rijen", "type": "list", "columns": [ { "name": "wat", "label": "Wat", "type": "text" }, { "name": "soort", "label": "Soort", "type": "choice", "choices": [ { "value": "a", "label": "Eerste" } ] } ] } ] }
        """,
        "woorden.json");

    [Theory]
    [InlineData("tekst", """ "Zelf gezegd" """, "Zelf gezegd")]
    [InlineData("lengte", "140.5", "140,5")]
    [InlineData("keuze", """ "a" """, "Eerste")]
    [InlineData("keuze", """ "weg" """, "weg")]
    [InlineData("meer", """ ["x", "y"] """, "Dit, Dat")]
    [InlineData("ja", """ "no" """, "Nee")]
    [InlineData("ja", "true", "Ja")]
    [InlineData("rijen", """ [ { "wat": "Fietsen", "soort": "a" }, { "wat": "Zwemmen" } ] """, "Fietsen, Eerste; Zwemmen")]
    [InlineData("tekst", "null", "")]
    public void It_reads_as_on_the_screen(string field, string json, string words) =>
        Assert.Equal(words, new FieldView(Asked.Field(field)!, field, Value.Parse(json), null).Words);
}
