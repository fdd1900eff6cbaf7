#!/usr/bin/env bash
# Mutation score of the safety kernel: does a test of the reactor notice when an interlock is changed? By hand, after a build:
#   src/test/scripts/mutation.sh OUTPUT-FOLDER [THREADS]
# Maven fetches PIT; about half an hour of processor time.
set -euo pipefail
cd "$(dirname "$0")/../../.."
out=$1
threads=${2:-1}
pit=1.22.0
repository="$(mvn -B -q help:evaluate -Dexpression=settings.localRepository -DforceStdout)"
for artifact in "pitest-command-line:$pit" pitest-junit5-plugin:1.2.3; do
  mvn -B -q dependency:get "-Dartifact=org.pitest:$artifact" >/dev/null
done
mkdir -p "$out"
mvn -B -q -o dependency:build-classpath -pl src -DincludeScope=test "-Dmdep.outputFile=$out/classpath" >/dev/null
tools="$repository/org/pitest/pitest-command-line/$pit/pitest-command-line-$pit.jar"
tools="$tools:$repository/org/pitest/pitest-entry/$pit/pitest-entry-$pit.jar"
tools="$tools:$repository/org/pitest/pitest/$pit/pitest-$pit.jar"
tools="$tools:$repository/org/pitest/pitest-junit5-plugin/1.2.3/pitest-junit5-plugin-1.2.3.jar"
libraries="$(cat "$out/classpath")"
kernel="Alarms,ClockJump,DeviceReset,Evidence,FaultyDevice,FeedDeviation,FeedEmpty,FlushTally,Fouling,GasBubble,HeaterFault"
kernel="$kernel,HighPressure,JournalFault,Latches,LateCycle,Leak,LostDevice,OverPressure,OverTemperature,PressureRipple,Safeguards"
kernel="$kernel,Sequence,SetpointCheck,StaleReading,Suspensions,UnprovenSafe,WasteFull"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$tools:src/target/test-classes:src/target/classes:$libraries" \
  org.pitest.mutationtest.commandline.MutationCoverageReport \
  --reportDir "$out" --sourceDirs src/main/java --threads "$threads" \
  --mutableCodePaths src/target/classes \
  --targetClasses "$(printf 'dev.weir.reactor.%s,' ${kernel//,/ } | sed 's/,$//')" \
  --targetTests 'dev.weir.reactor.*Test' --outputFormats CSV,HTML --timestampedReports=false --timeoutConst 8000 \
  --jvmArgs "-Dweir.home=$PWD" --verbosity QUIET_WITH_PROGRESS
