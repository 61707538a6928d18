#!/bin/sh
# Runs the cases that are named, or all: run.sh [case...]. The exit code is the result.
#
# Builds what is not built, starts servers as the cases need them, and leaves SIPp's logs in target/cases/CASE and the
# servers' in target/servers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for case in "$@"; do
  [ -f "$here/${case%/}/case.yaml" ] || { echo "run.sh: there is no case $case" >&2; exit 2; }
done
cases=$(echo "$@" | sed 's#/*  *#,#g; s#/$##')
cd "$here/.."
mvn -B -q package -DskipTests -pl app -am
mvn -B -q verify -pl sipp-scenarios -Dtest=CasesTest "-Dearshot.cases=$cases"
echo "passed: ${*:-all cases}"
