using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace KnGG.Workflow.Engine.Tests.Expressions.Comparison;

/// <summary>One Node process that evaluates expressions.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;

    public NodeProcess(string scope)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Expressions", "Comparison", "evaluate.js")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("Node did not start.");
        _process.StandardInput.WriteLine(scope);
    }

    /// <summary>The canonical value of each expression, or a text that starts with ! for an error.</summary>
    public async Task<List<string>> Evaluate(IReadOnlyList<string> expressions)
    {
        var answers = new List<string>();
        var reading = Task.Run(async () =>
        {
            while (answers.Count < expressions.Count && await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                answers.Add(line);
            }
        });
        foreach (var expression in expressions)
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(expression));
        }

        await _process.StandardInput.FlushAsync();
        await reading;
        return answers;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
