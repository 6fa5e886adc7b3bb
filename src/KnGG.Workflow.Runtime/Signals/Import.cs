using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>A row that was not taken in.</summary>
/// <param name="Row">Number of the row, from 1; the header does not count.</param>
/// <param name="Field">Column.</param>
/// <param name="Message">Dutch sentence.</param>
public sealed record RefusedRow(int Row, string Field, string Message);

/// <summary>What an import did; rows = accepted + refused + duplicates, accepted = trajectories + noTrajectory.</summary>
/// <param name="Rows">Rows in the file.</param>
/// <param name="Accepted">Rows taken in.</param>
/// <param name="Refused">Rows that were not.</param>
/// <param name="Duplicates">Rows that came before with the same values.</param>
/// <param name="Trajectories">New trajectories.</param>
/// <param name="NoTrajectory">Accepted rows that opened none.</param>
public sealed record ImportResult(int Rows, int Accepted, IReadOnlyList<RefusedRow> Refused, int Duplicates, int Trajectories, int NoTrajectory)
{
    /// <summary>The document of the contract.</summary>
    public string ToJson() => Value.MapOf(
        ("rows", Value.Of(Rows)),
        ("accepted", Value.Of(Accepted)),
        ("refused", Value.Of((IReadOnlyList<Value>)[.. Refused.Select(r => Value.MapOf(("row", Value.Of(r.Row)), ("field", Value.Of(r.Field)), ("message", Value.Of(r.Message))))])),
        ("duplicates", Value.Of(Duplicates)),
        ("trajectories", Value.Of(Trajectories)),
        ("noTrajectory", Value.Of(NoTrajectory))).ToJson();
}

/// <summary>
/// Takes in the measurements of a JGZ organisation, each row in a short transaction of its own, so that the service goes on meanwhile and a
/// file that breaks off leaves all or nothing of each row. The same file twice changes nothing the second time.
/// </summary>
public sealed class Import
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly SignalIntake _intake;

    /// <summary>Made by dependency injection.</summary>
    public Import(StepDatabase database, ServiceClock clock, InstanceStarter starter, ChainOptions chain)
    {
        _database = database;
        _clock = clock;
        _intake = new SignalIntake(starter, chain);
    }

    /// <summary>Imports a CSV file. Throws <see cref="CsvHeaderException"/> for a wrong header.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="organisation">The organisation whose measurements these are, or null for whoever covers the municipality.</param>
    /// <param name="dryRun">Says what would happen and writes nothing.</param>
    /// <param name="actor">Who imports.</param>
    public ImportResult Run(TextReader csv, Guid? organisation, bool dryRun, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        using var table = new CsvTable(csv, ["child_ref", "municipality", .. MeasuredRow.Columns]);
        var now = _clock.Now;
        if (!dryRun)
        {
            return Rows(table, (body, key, content) => Commit(body, key, content, organisation, actor, now), DutchTime.ToLocalDate(now));
        }

        try
        {
            return _database.Write<ImportResult>(transaction => throw new DryRunEnded(
                Rows(table, (body, key, content) => Take(transaction, body, key, content, organisation, actor, now), DutchTime.ToLocalDate(now))));
        }
        catch (DryRunEnded ended)
        {
            // Leaving by an exception is how a transaction is taken back.
            return ended.Result;
        }
    }

    /// <summary>The organisation of a name or id; null when there is none.</summary>
    public Guid? FindOrganisation(string nameOrId) => _database.Read(transaction => transaction.First(
        "SELECT id FROM organisation WHERE name = @name OR id = @id", row => (Guid?)row.Id(0),
        ("name", nameOrId), ("id", Guid.TryParse(nameOrId, out var id) ? id : Guid.Empty)));

    private static ImportResult Rows(CsvTable table, Func<SignalBody, string, string, Taken> take, DateOnly today)
    {
        var refused = new List<RefusedRow>();
        int accepted = 0, duplicates = 0, trajectories = 0;
        var errors = new List<FieldError>();
        while (table.Read())
        {
            errors.Clear();
            if (Read(table, today, errors) is not { } body)
            {
                refused.Add(new RefusedRow(table.Row, errors[0].Field, errors[0].Message));
                continue;
            }

            var (key, content) = KeyOf(body);
            switch (take(body, key, content))
            {
                case Taken.Duplicate:
                    duplicates++;
                    break;
                case Taken.OtherValues:
                    refused.Add(new RefusedRow(table.Row, "measured_on", "Voor dit kind is op deze meetdatum al iets anders ingelezen."));
                    break;
                case var taken:
                    accepted++;
                    trajectories += taken == Taken.NewTrajectory ? 1 : 0;
                    break;
            }
        }

        return new ImportResult(table.Row, accepted, refused, duplicates, trajectories, accepted - trajectories);
    }

    /// <summary>Whether a row with this child and date was taken before.</summary>
    internal bool Knows(string childRef, DateOnly measuredOn) => _database.Read(t => SignalStore.Find(t, KeyOf(childRef, measuredOn))) is not null;

    private static string KeyOf(string childRef, DateOnly measuredOn) => SignalIntake.Hash(string.Join('\n', "import", childRef, CareCodes.ToCode(measuredOn)));

    private Taken Commit(SignalBody body, string key, string content, Guid? organisation, Actor actor, DateTimeOffset now)
    {
        var taken = _database.Write(transaction =>
        {
            var result = Take(transaction, body, key, content, organisation, actor, now);
            CrashPoint.Hit(CrashPoint.SignalWritten);
            return result;
        });
        CrashPoint.Hit(CrashPoint.SignalCommitted);
        return taken;
    }

    private Taken Take(StepTransaction transaction, SignalBody body, string key, string content, Guid? organisation, Actor actor, DateTimeOffset now)
    {
        if (SignalStore.Find(transaction, key) is { } before)
        {
            return before.ContentHash == content ? Taken.Duplicate : Taken.OtherValues;
        }

        var taken = _intake.Take(transaction, body, organisation, always: false, actor, now);
        SignalStore.Add(transaction, new SignalRow
        {
            Id = taken.SignalId, KeyHash = key, ContentHash = content, Source = body.Source, ReceivedOn = DutchTime.ToLocalDate(now), TrajectoryId = taken.TrajectoryId,
        });
        transaction.Wake(LoopKinds.Steps);
        return taken.IsNewTrajectory ? Taken.NewTrajectory : Taken.Accepted;
    }

    private static SignalBody? Read(CsvTable row, DateOnly today, List<FieldError> errors)
    {
        if (row["child_ref"].Length == 0)
        {
            errors.Add(new FieldError("child_ref", "", "De sleutel van het kind ontbreekt."));
        }

        if (row["municipality"].Length == 0)
        {
            errors.Add(new FieldError("municipality", "", "De gemeente ontbreekt."));
        }

        var measured = MeasuredRow.Read(row, today, errors);
        var answers = new[] { "psychosocial", "socioeconomic", "lack_of_coherence", "coordination_need" }.Select(c => AnswerOf(row, c, errors)).ToArray();
        return errors.Count > 0 || measured is null ? null : new SignalBody
        {
            ChildRef = row["child_ref"],
            BirthDate = measured.BirthDate,
            Sex = measured.Sex,
            Municipality = row["municipality"],
            GivenName = row["given_name"] is { Length: > 0 } name ? name : null,
            Source = "jgz",
            Measurement = new SignalMeasurement(measured.MeasuredOn, measured.HeightCm, measured.WeightKg, measured.Clothed, SelfReported: false),
            Risk = measured.Risk,
            Psychosocial = answers[0],
            Socioeconomic = answers[1],
            LackOfCoherence = answers[2],
            CoordinationNeed = answers[3],
        };
    }

    private static Answer AnswerOf(CsvTable row, string column, List<FieldError> errors)
    {
        var text = row[column];
        if (text.Length == 0 || CareCodes.TryParseAnswer(text, out var answer) && answer == Answer.Unknown)
        {
            return Answer.Unknown;
        }

        if (CareCodes.TryParseAnswer(text, out answer))
        {
            return answer;
        }

        errors.Add(new FieldError(column, text, $"Bij {column} staat '{text}', verwacht yes, suspected, no of unknown."));
        return Answer.Unknown;
    }

    private static (string Key, string Content) KeyOf(SignalBody body)
    {
        var m = body.Measurement!;
        return (
            KeyOf(body.ChildRef, m.On),
            SignalIntake.Hash(FormattableString.Invariant(
                $"{CareCodes.ToCode(body.Sex)}\n{CareCodes.ToCode(body.BirthDate)}\n{m.HeightCm}\n{m.WeightKg}\n{m.Clothed}\n{body.Risk}\n{body.Municipality}\n{body.GivenName}\n{body.Psychosocial}\n{body.Socioeconomic}\n{body.LackOfCoherence}\n{body.CoordinationNeed}")));
    }

    private enum Taken
    {
        Accepted = 0,
        NewTrajectory = 1,
        Duplicate = 2,
        OtherValues = 3,
    }

    private sealed class DryRunEnded(ImportResult result) : Exception
    {
        public ImportResult Result { get; } = result;
    }
}
