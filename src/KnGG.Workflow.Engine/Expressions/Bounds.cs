namespace KnGG.Workflow.Engine.Expressions;

/// <summary>The bounds of an expression. Wide for what a coordinator writes, narrow enough that one step stays a matter of milliseconds.</summary>
internal static class Bounds
{
    /// <summary>Characters of the source.</summary>
    public const int Source = 50_000;

    /// <summary>How deep expressions may nest; also bounds the stack of parser and evaluation.</summary>
    public const int Nesting = 400;

    /// <summary>Work of one evaluation: about one for each node that is evaluated and each item or 32 characters that are touched.</summary>
    public const long Steps = 2_000_000;

    /// <summary>UTF-16 units of one text.</summary>
    public const int Text = 262_144;

    /// <summary>Items of one list, or members of one map.</summary>
    public const int Items = 50_000;

    /// <summary>How deep values may nest while they are walked.</summary>
    public const int Depth = 100;

    /// <summary>How deep a result may nest: stored JSON is read back to 64 levels, and a result sits inside others.</summary>
    public const int ResultDepth = 40;
}
