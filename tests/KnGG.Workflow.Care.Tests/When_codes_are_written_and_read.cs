using System.Reflection;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests;

public sealed class When_codes_are_written_and_read
{
    [Fact]
    public void Every_value_of_every_enumeration_comes_back_from_its_code()
    {
        var writers = typeof(CareCodes).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == "ToCode" && m.GetParameters()[0].ParameterType.IsEnum).ToArray();
        Assert.True(writers.Length >= 20);
        foreach (var writer in writers)
        {
            var type = writer.GetParameters()[0].ParameterType;
            var reader = typeof(CareCodes).GetMethod("TryParse" + type.Name)!;
            foreach (var value in Enum.GetValues(type))
            {
                var code = (string)writer.Invoke(null, [value])!;
                object?[] arguments = [" " + code.ToUpperInvariant() + " ", null];
                Assert.True((bool)reader.Invoke(null, arguments)!, code);
                Assert.Equal(value, type == typeof(Ggr) ? (Ggr?)arguments[1] : arguments[1]);
            }

            object?[] wrong = ["geen-code-van-ons", null];
            Assert.False((bool)reader.Invoke(null, wrong)!);
            object?[] number = ["0", null];
            Assert.False((bool)reader.Invoke(null, number)!);
        }
    }

    [Fact]
    public void Every_public_enumeration_has_codes()
    {
        var enums = typeof(CareCodes).Assembly.GetExportedTypes().Where(t => t.IsEnum && t.Namespace is { } n && !n.EndsWith("Trajectories", StringComparison.Ordinal));
        Assert.All(enums, e => Assert.NotNull(typeof(CareCodes).GetMethod("TryParse" + e.Name)));
    }

    [Fact]
    public void An_unknown_ggr_is_onbekend()
    {
        Assert.Equal("onbekend", CareCodes.ToCode((Ggr?)null));
        Assert.True(CareCodes.TryParseGgr("onbekend", out var ggr));
        Assert.Null(ggr);
        Assert.False(CareCodes.TryParseGgr("", out _));
    }

    [Fact]
    public void Messages_can_name_what_is_expected() => Assert.Equal(["female", "male"], CareCodes.CodesOf<Sex>());

    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("28-02-2026", false)]
    [InlineData("2026-2-28", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_date_has_one_notation(string? text, bool valid) => Assert.Equal(valid, CareCodes.TryParseDate(text, out _));
}
