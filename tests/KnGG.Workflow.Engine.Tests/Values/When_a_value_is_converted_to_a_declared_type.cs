using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Values;

public sealed class When_a_value_is_converted_to_a_declared_type
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Theory]
    [InlineData("1", "Boolean", "true")]
    [InlineData("0", "bool", "false")]
    [InlineData("-2.5", "Boolean", "true")]
    [InlineData("\" True \"", "Boolean", "true")]
    [InlineData("3.5", "Int32", "4")]
    [InlineData("2.5", "Int32", "2")]
    [InlineData("-0.4", "Int32", "0")]
    [InlineData("\" 17 \"", "Int32", "17")]
    [InlineData("\"-17\"", "System.Int64", "-17")]
    [InlineData("true", "Int32", "1")]
    [InlineData("true", "String", "\"True\"")]
    [InlineData("1e21", "String", "\"1E+21\"")]
    [InlineData("[1,{\"a\":null}]", "String", "\"[1,{\\\"a\\\":null}]\"")]
    [InlineData("\"1.5\"", "Double", "1.5")]
    [InlineData("\" 1e3 \"", "Decimal", "1000")]
    [InlineData("0.1", "Single", "0.10000000149011612")]
    [InlineData("\"2026-03-29T09:00:00+02:00\"", "DateTimeOffset", "\"2026-03-29T09:00:00+02:00\"")]
    [InlineData("\"2026-03-29T09:00:00Z\"", "DateTimeOffset", "\"2026-03-29T09:00:00+00:00\"")]
    [InlineData("\"2026-03-29T09:00\"", "DateTimeOffset", "\"2026-03-29T09:00:00+02:00\"")]
    [InlineData("\"2026-03-29T02:30:00\"", "DateTimeOffset", "\"2026-03-29T03:00:00+02:00\"")]
    [InlineData("\"2026-10-25T02:30:00\"", "DateTimeOffset", "\"2026-10-25T02:30:00+02:00\"")]
    [InlineData("\"2026-03-29\"", "DateTime", "\"2026-03-29T00:00:00\"")]
    [InlineData("\"2028-02-29\"", "DateOnly", "\"2028-02-29\"")]
    [InlineData("\"PT1H30M\"", "TimeSpan", "\"01:30:00\"")]
    [InlineData("\"1.00:00:00\"", "TimeSpan", "\"1.00:00:00\"")]
    [InlineData("\"{D2719E4B-1F2B-4F3E-9F0B-0123456789AB}\"", "Guid", "\"d2719e4b-1f2b-4f3e-9f0b-0123456789ab\"")]
    [InlineData("\"[1]\"", "Object", "\"[1]\"")]
    [InlineData("{\"a\":1}", "ObjectDictionary", "{\"a\":1}")]
    [InlineData("\"{\\\"a\\\":1}\"", "ObjectDictionary", "{\"a\":1}")]
    [InlineData("[\"1\",2,null]", "Int32[]", "[1,2,null]")]
    [InlineData("[1,true]", "System.Collections.Generic.List<System.String>", "[\"1\",\"True\"]")]
    [InlineData("null", "Int32", "null")]
    [InlineData("{\"a\":1}", "Vendor.Unknown.Type", "{\"a\":1}")]
    public void It_becomes_what_DotNet_makes_of_it(string json, string type, string expected)
    {
        var result = ValueConversion.Convert(Value.Parse(json), type, zone: Amsterdam);

        Assert.Null(result.Problem);
        Assert.Equal(expected, result.Value.ToJson());
    }

    [Theory]
    [InlineData("\"abc\"", "Int32")]
    [InlineData("\"abc\"", "Double")]
    [InlineData("\"1,5\"", "Double")]
    [InlineData("\"1,5\"", "Decimal")]
    [InlineData("\"2.7\"", "Int32")]
    [InlineData("\"\"", "Int32")]
    [InlineData("\"Infinity\"", "Double")]
    [InlineData("\"9007199254740993\"", "Int64")]
    [InlineData("3000000000", "Int32")]
    [InlineData("\"maybe\"", "Boolean")]
    [InlineData("\"1\"", "Boolean")]
    [InlineData("[1]", "Boolean")]
    [InlineData("[1]", "Int32")]
    [InlineData("\"2026-02-29\"", "DateOnly")]
    [InlineData("\"29-03-2026\"", "DateTime")]
    [InlineData("5", "DateTimeOffset")]
    [InlineData("\"5\"", "TimeSpan")]
    [InlineData("\"24:00:00\"", "TimeSpan")]
    [InlineData("\"P1M\"", "TimeSpan")]
    [InlineData("\"abc\"", "Guid")]
    [InlineData("[1]", "ObjectDictionary")]
    [InlineData("5", "Int32[]")]
    public void Text_that_is_not_exactly_of_the_type_is_refused_by_name(string json, string type)
    {
        var value = Value.Parse(json);

        var result = ValueConversion.Convert(value, type, zone: Amsterdam);

        Assert.False(result.IsConverted);
        Assert.Contains(value.Kind == ValueKind.List ? "1" : value.TextOrNull ?? value.ToJson(), result.Problem, StringComparison.Ordinal);
        Assert.Equal(Value.Undefined, result.Value);
    }

    [Fact]
    public void A_wrong_item_of_a_list_is_named_by_its_place() =>
        Assert.Equal(
            "Regel 2 van de lijst: De tekst 'x' is geen geheel getal (Int32).",
            ValueConversion.Convert(Value.Parse("[1,\"x\"]"), "Int32", isArray: true).Problem);

    [Fact]
    public void An_instant_without_an_offset_is_refused_when_no_zone_is_given() =>
        Assert.False(ValueConversion.Convert(Value.Of("2026-03-29T09:00"), "DateTimeOffset").IsConverted);

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"TRUE\"", true)]
    [InlineData("0", false)]
    [InlineData("\"yes\"", false)]
    [InlineData("\"1\"", false)]
    [InlineData("[1]", false)]
    [InlineData("{\"a\":1}", false)]
    [InlineData("null", false)]
    public void A_condition_follows_DotNet_and_not_truthiness(string json, bool expected) =>
        Assert.Equal(expected, ValueConversion.ToCondition(Value.Parse(json)));
}
