#!/usr/bin/env bash
# Mutation score of the safety kernel: does a test of the reactor notice when an interlock is changed? By hand, after a build:
#   src/test/scripts/mutation.sh OUTPUT-FOLDER [THREADS]
# Maven fetches PIT.
set -euo pipefail
cd "$(dirname "$0")/../../.."
out=$1
threads=${2:-1}
pit=1.22.0
repository="$(mvn -B -q help:evaluate -Dexpression=settings.localRepository -DforceStdout)"
for artifact in "org.pitest:pitest-command-line:$pit" org.pitest:pitest-junit5-plugin:1.2.3 \
  org.junit.platform:junit-platform-launcher:6.1.3 org.apache.commons:commons-text:1.14.0 org.apache.commons:commons-lang3:3.18.0; do
  mvn -B -q dependency:get "-Dartifact=$artifact" >/dev/null
done
mkdir -p "$out"
mvn -B -q -o dependency:build-classpath -pl src -DincludeScope=test "-Dmdep.outputFile=$out/classpath" >/dev/null
tools="$repository/org/pitest/pitest-command-line/$pit/pitest-command-line-$pit.jar"
tools="$tools:$repository/org/pitest/pitest-entry/$pit/pitest-entry-$pit.jar"
tools="$tools:$repository/org/pitest/pitest/$pit/pitest-$pit.jar"
tools="$tools:$repository/org/pitest/pitest-junit5-plugin/1.2.3/pitest-junit5-plugin-1.2.3.jar"
tools="$tools:$repository/org/apache/commons/commons-text/1.14.0/commons-text-1.14.0.jar"
tools="$tools:$repository/org/apache/commons/commons-lang3/3.18.0/commons-lang3-3.18.0.jar"
libraries="$(cat "$out/classpath"):$repository/org/junit/platform/junit-platform-launcher/6.1.3/junit-platform-launcher-6.1.3.jar"
kernel="ClockJump,DeviceReset,FaultyDevice,FeedDeviation,FeedEmpty,Fouling,GasBubble,HeaterFault,HighPressure,JournalFault"
kernel="$kernel,Latches,LateCycle,Leak,LostDevice,OverPressure,OverTemperature,StaleReading,Suspensions,UnprovenSafe,WasteFull"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$tools:$PWD/src/target/test-classes:$PWD/src/target/classes:$libraries" \
  org.pitest.mutationtest.commandline.MutationCoverageReport \
  --reportDir "$out" --sourceDirs src/main/java --threads "$threads" \
  --targetClasses "$(printf 'dev.weir.reactor.%s,' ${kernel//,/ } | sed 's/,$//')" \
  --targetTests 'dev.weir.reactor.*Test' --excludedTestClasses dev.weir.reactor.InvariantsTest --outputFormats CSV,HTML --timestampedReports=false --timeoutConst 6000 \
  --jvmArgs "-Dweir.home=$PWD"
