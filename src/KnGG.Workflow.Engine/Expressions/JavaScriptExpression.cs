using KnGG.Workflow.Engine.Expressions.Parsing;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>
/// Compiles the part of JavaScript that always ends: expressions, constants before a return, and functions only as
/// arguments of the list methods. What is inside gives the value that JavaScript gives; what is outside is refused.
/// </summary>
public static class JavaScriptExpression
{
    /// <summary>Compiles a text. Never throws: a text that cannot be used gives refusals.</summary>
    public static CompileResult Compile(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var parser = new Parser(Lexer.Read(text));
            var root = parser.ParseProgram();
            return parser.Refusals.Count > 0
                ? CompileResult.Refused(parser.Refusals)
                : CompileResult.Compiled(new CompiledExpression(text, root, parser.SlotCount));
        }
        catch (RefusedException refused)
        {
            return CompileResult.Refused([new ExpressionRefusal(refused.Message, refused.At.Line, refused.At.Column)]);
        }
    }
}
