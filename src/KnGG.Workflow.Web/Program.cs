using KnGG.Workflow.Web.Commands;

return await Cli.Run(args, Cli.Standard(Console.OpenStandardOutput()), Cli.Standard(Console.OpenStandardError()));
