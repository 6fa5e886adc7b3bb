using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Values;

public sealed class When_a_value_is_shown_to_people
{
    [Theory]
    [InlineData("true", "True", "true")]
    [InlineData("1e21", "1E+21", "1e+21")]
    [InlineData("0.000001", "1E-06", "0.000001")]
    [InlineData("0.0000001", "1E-07", "1e-7")]
    [InlineData("-0.0", "-0", "0")]
    [InlineData("123456789012345680000", "1.2345678901234568E+20", "123456789012345680000")]
    [InlineData("null", "", "null")]
    [InlineData("\"é\"", "é", "é")]
    [InlineData("[1,[2,null]]", "[1,[2,null]]", "1,2,")]
    [InlineData("{\"a\":\"é\"}", "{\"a\":\"é\"}", "[object Object]")]
    public void WriteLine_formats_as_DotNet_and_a_template_as_JavaScript(string json, string dotNet, string javaScript)
    {
        Assert.Equal(dotNet, ValueFormat.DotNet(Value.Parse(json)));
        Assert.Equal(javaScript, ValueFormat.JavaScript(Value.Parse(json)));
    }

    [Fact]
    public void Undefined_is_nothing_for_DotNet() => Assert.Equal("", ValueFormat.DotNet(Value.Undefined));

    [Fact]
    public void Minus_zero_survives_being_stored() =>
        Assert.Equal("-0", ValueFormat.DotNet(Value.Parse(Value.Of(-0.0).ToJson())));
}
