#!/usr/bin/env bash
# Makes a migration of the schema for SQLite: tools/add-migration.sh NAME
# With --renew-initial instead of a name it makes the initial migration anew; only before the first release.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=src/KnGG.Workflow.Runtime/Storage/Migrations/Sqlite
name=${1:?a name, or --renew-initial}
if [ "$name" = --renew-initial ]; then
  rm -rf "$folder"
  name=Initial
fi
dotnet tool restore >&2
dotnet restore tools/EfDesign >&2
dotnet ef migrations add "$name" --context SqliteWorkflowDb --output-dir Storage/Migrations/Sqlite \
  --project src/KnGG.Workflow.Runtime --startup-project tools/EfDesign
