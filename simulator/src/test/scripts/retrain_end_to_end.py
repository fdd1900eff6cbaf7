#!/usr/bin/env python3
"""Retraining beside the running daemon, from outside: by command, by the calendar and after runs, until proposals name the predictor.

usage: simulator/src/test/scripts/retrain_end_to_end.py DIR   (DIR must not exist; run from the project's root, by hand)
"""
import os
import signal
import subprocess
import sys

from jobs_end_to_end import PORT, expect, get, job, wait, weir

JOBS = """runs_in: daemon
parallel: 1
time_zone: UTC
calendar:
  - {name: each-minute, kind: retrain, cron: "* * * * *", arguments: {seed: "2"}}
after_runs:
  - {name: learn-new-runs, kind: retrain, runs: 2}
"""


def asked_by(word):
    """Returns the first retraining that is done and was asked for by such a one."""
    done = [each for each in get("/api/v1/jobs") if each["kind"] == "retrain" and word in each["asked_by"]
            and each["state"] == "DONE"]
    return done[-1] if done else None


def main(data):
    lab = os.path.join(data, "lab-runs")
    os.makedirs(lab)
    weir("runs", "synthetic", "--per-comonomer", "2", "--out", os.path.join(lab, "runs.csv"))
    jobs = os.path.join(data, "jobs.yaml")
    with open(jobs, "w") as file:
        file.write(JOBS)
    daemon = subprocess.Popen(
        ["./weir", "run", "--data", data, "--port", str(PORT), "--speed", "300", "--jobs", os.path.abspath(jobs)],
        start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    try:
        wait("the daemon answers", lambda: get("/api/v1/status"))
        first = weir("jobs", "start", "retrain", "--data", data).split()[-1]
        done = wait("a retraining asked for by command is done",
                    lambda: (lambda each: each if each["state"] == "DONE" else None)(job(first)))
        expect("it says whether the predictor is live", done["result"]["live"] in (True, False))
        expect("it learnt the table", done["result"]["runs"] >= 10)
        wait("a retraining asked for by the calendar is done", lambda: asked_by("calendar"))
        after = wait("a retraining that followed two runs is done", lambda: asked_by("learn-new-runs: after"))
        expect("it learnt the journal's runs too", job(after["id"])["result"].get("runs", 0) >= 12)
        expect("the registry lists what was trained", "runs" in weir("predictor", "list", "--data", data))
        wait("a proposal's record says what it starts from",
             lambda: "PredictorTaken" in weir("journal", "show", "--data", data))
        os.killpg(daemon.pid, signal.SIGINT)
        expect("the daemon ends in order", daemon.wait(timeout=120) == 0)
        lines = [line for line in weir("journal", "show", "--data", data).splitlines() if "PredictorTaken" in line]
        print(*lines, sep="\n")
        expect("a later proposal names the predictor", any("kinetics + GP" in line for line in lines))
        weir("journal", "verify", "--data", data)
        print("ok: the journal is whole", flush=True)
    finally:
        if daemon.poll() is None:
            os.killpg(daemon.pid, signal.SIGKILL)


if __name__ == "__main__":
    if len(sys.argv) != 2 or os.path.exists(sys.argv[1]):
        sys.exit(__doc__)
    main(sys.argv[1])
