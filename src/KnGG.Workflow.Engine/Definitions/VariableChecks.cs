namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Variables that are declared twice or begin with a value that does not fit.</summary>
internal static class VariableChecks
{
    public static void Check(WorkflowDefinition definition, ProblemList problems)
    {
        foreach (var group in definition.Variables.GroupBy(v => v.Name).Where(g => g.Count() > 1))
        {
            problems.Error("duplicate-variable", null, $"De variabele '{group.Key}' is twee keer opgegeven.");
        }

        foreach (var variable in definition.Variables)
        {
            if (!InputValues.TryConvert(variable.Default, InputValues.TypeOf(variable), out _, out var why) && variable.Default.TextOrNull is not "")
            {
                problems.Warning("bad-default", null, $"De variabele '{variable.Name}' begint leeg, want haar beginwaarde past niet. {why}");
            }
        }
    }
}
