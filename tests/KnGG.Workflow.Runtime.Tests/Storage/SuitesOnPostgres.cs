namespace KnGG.Workflow.Runtime.Tests.Storage;

// The same promises on the second database: each class inherits the tests of a suite, and the mark gives them PostgreSQL.

[OnPostgres]
public sealed class When_rows_are_written_and_read_on_PostgreSQL : When_rows_are_written_and_read;

[OnPostgres]
public sealed class When_a_step_cannot_be_decided_on_PostgreSQL : Steps.When_a_step_cannot_be_decided;

[OnPostgres]
public sealed class When_a_workflow_waits_for_long_on_PostgreSQL : Steps.When_a_workflow_waits_for_long;

[OnPostgres]
public sealed class When_loops_run_in_the_background_on_PostgreSQL : Steps.When_loops_run_in_the_background;

[OnPostgres]
public sealed class When_the_process_dies_on_PostgreSQL : Steps.When_the_process_dies;

[OnPostgres]
public sealed class When_two_want_the_same_instance_on_PostgreSQL : Steps.When_two_want_the_same_instance;

[OnPostgres]
public sealed class When_workflows_talk_to_each_other_on_PostgreSQL : Steps.When_workflows_talk_to_each_other;

[OnPostgres]
public sealed class When_people_do_tasks_on_PostgreSQL : Tasks.When_people_do_tasks;

[OnPostgres]
public sealed class When_a_task_mail_is_sent_on_PostgreSQL : Mail.When_a_task_mail_is_sent;

[OnPostgres]
public sealed class When_the_simulated_clock_moves_on_PostgreSQL : Clock.When_the_simulated_clock_moves;

[OnPostgres]
public sealed class When_a_trajectory_runs_in_the_database_on_PostgreSQL : Trajectories.When_a_trajectory_runs_in_the_database;

[OnPostgres]
public sealed class When_a_trajectory_goes_to_the_archive_on_PostgreSQL : Archive.When_a_trajectory_goes_to_the_archive;

[OnPostgres]
public sealed class When_trajectories_are_stuck_on_PostgreSQL : Stuck.When_trajectories_are_stuck;

[OnPostgres]
public sealed class When_stuck_trajectories_are_repaired_on_PostgreSQL : Repairs.When_stuck_trajectories_are_repaired;

[OnPostgres]
public sealed class When_definitions_are_published_on_PostgreSQL : Publishing.When_definitions_are_published;

[OnPostgres]
public sealed class When_somebody_asks_who_saw_a_file_on_PostgreSQL : Audit.When_somebody_asks_who_saw_a_file;

[OnPostgres]
public sealed class When_a_signal_comes_in_on_PostgreSQL : Signals.When_a_signal_comes_in;

[OnPostgres]
public sealed class When_a_file_is_imported_on_PostgreSQL : Signals.When_a_file_is_imported;

[OnPostgres]
public sealed class When_running_instances_are_migrated_on_PostgreSQL : Migration.When_running_instances_are_migrated;

[OnPostgres]
public sealed class When_random_definitions_are_migrated_on_PostgreSQL(ITestOutputHelper output) : Migration.When_random_definitions_are_migrated(output);

[OnPostgres]
public sealed class When_a_migration_dies_on_PostgreSQL : Migration.When_a_migration_dies;

[OnPostgres]
public sealed class When_rows_are_damaged_on_PostgreSQL : Invariants.When_rows_are_damaged;

[OnPostgres]
public sealed class When_children_are_of_one_family_on_PostgreSQL : Families.When_children_are_of_one_family;

[OnPostgres]
public sealed class When_offers_are_kept_on_PostgreSQL : Offers.When_offers_are_kept;

[OnPostgres]
public sealed class When_a_region_sets_its_terms_on_PostgreSQL : Regions.When_a_region_sets_its_terms;

[OnPostgres]
public sealed class When_a_registration_is_needed_on_PostgreSQL : Regions.When_a_registration_is_needed;

[OnPostgres]
public sealed class When_the_demo_region_is_made_on_PostgreSQL : Regions.When_the_demo_region_is_made;

[OnPostgres]
public sealed class When_a_backup_is_put_back_on_PostgreSQL : Backups.When_a_backup_is_put_back;

[OnPostgres]
public sealed class When_the_machines_clock_jumps_on_PostgreSQL : Clock.When_the_machines_clock_jumps;
