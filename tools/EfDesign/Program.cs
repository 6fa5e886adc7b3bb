System.Console.WriteLine("Start-up project of dotnet ef; see tools/add-migration.sh.");
