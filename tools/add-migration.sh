#!/usr/bin/env bash
# Makes a migration of the schema for both databases: tools/add-migration.sh NAME
# --only sqlite or --only postgres makes one of the two.
# --renew-initial instead of a name makes the initial migration anew; only before the first release.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?a name, or --renew-initial}
shift
kinds="Sqlite Postgres"
if [ "${1:-}" = --only ]; then
  case ${2:?sqlite or postgres} in
    sqlite) kinds=Sqlite ;;
    postgres) kinds=Postgres ;;
    *) echo "--only: sqlite or postgres" >&2; exit 2 ;;
  esac
fi
dotnet tool restore >&2
dotnet restore tools/EfDesign >&2
[ "$name" = --renew-initial ] && renew=1 && name=Initial || renew=
for kind in $kinds; do
  folder=Storage/Migrations/$kind
  [ -z "$renew" ] || rm -rf "src/KnGG.Workflow.Runtime/$folder"
  dotnet ef migrations add "$name" --context "${kind}WorkflowDb" --output-dir "$folder" \
    --project src/KnGG.Workflow.Runtime --startup-project tools/EfDesign
done
