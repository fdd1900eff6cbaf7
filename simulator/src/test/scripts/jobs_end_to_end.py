#!/usr/bin/env python3
"""Background jobs beside the running daemon, from outside: asked for, watched and called off over HTTP and by command.

usage: simulator/src/test/scripts/jobs_end_to_end.py DIR   (DIR must not exist; run from the project's root, by hand)
"""
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

PORT = 18098
BASE = f"http://127.0.0.1:{PORT}"
PATIENCE_S = 300


def get(path):
    return json.load(urllib.request.urlopen(BASE + path, timeout=15))


def post(path, body, token):
    request = urllib.request.Request(
        BASE + path, data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request, timeout=15))


def wait(what, question):
    """Asks until the answer is true; a refused connection counts as false."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            answer = question()
            if answer:
                print("ok:", what, flush=True)
                return answer
        except OSError:
            pass
        time.sleep(0.3)
    sys.exit(f"not within {PATIENCE_S} s: {what}")


def weir(*arguments):
    done = subprocess.run(["./weir", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"./weir {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def expect(what, holds):
    if not holds:
        sys.exit("not so: " + what)
    print("ok:", what, flush=True)


def job(id_):
    return get("/api/v1/jobs/" + id_)


def main(data):
    daemon = subprocess.Popen(
        ["./weir", "run", "--data", data, "--port", str(PORT), "--speed", "200"], start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    try:
        wait("the daemon answers", lambda: get("/api/v1/status"))
        token = open(os.path.join(data, "token")).read().strip()
        kinds = [kind["name"] for kind in get("/api/v1/job-kinds")]
        expect("its kinds of jobs are known", "records-verify" in kinds)

        verify = post("/api/v1/jobs", {"operator": "script", "kind": "records-verify"}, token)["id"]
        done = wait("records-verify is done", lambda: (lambda j: j if j["state"] == "DONE" else None)(job(verify)))
        expect("it tells its result", done["result"]["journal_entries"] > 0)

        load = weir("jobs", "start", "processor-load", "--data", data, "--set", "seconds=500", "--set", "threads=1").split()[-1]
        wait("a job that the command line asked for runs", lambda: job(load)["state"] == "RUNNING")
        expect("the command line lists both", all(id_ in weir("jobs", "list", "--data", data) for id_ in (verify, load)))
        post(f"/api/v1/jobs/{load}/cancel", {"operator": "script"}, token)
        wait("called off over HTTP", lambda: job(load)["state"] == "CANCELLED")

        second = post("/api/v1/jobs", {"operator": "script", "kind": "processor-load",
                                       "arguments": {"seconds": "500", "threads": "1"}}, token)["id"]
        wait("another one runs", lambda: job(second)["state"] == "RUNNING")
        weir("jobs", "cancel", second, "--data", data)
        wait("called off by command", lambda: job(second)["state"] == "CANCELLED")

        third = post("/api/v1/jobs", {"operator": "script", "kind": "processor-load",
                                      "arguments": {"seconds": "500", "threads": "1"}}, token)["id"]
        wait("a third one runs", lambda: job(third)["state"] == "RUNNING")
        os.killpg(daemon.pid, signal.SIGINT)
        expect("the daemon ends in order", daemon.wait(timeout=120) == 0)
        expect("the job that was broken off waits", third in weir("jobs", "list", "--data", data)
               and "WAITING" in weir("jobs", "show", third, "--data", data))
        journal = weir("journal", "show", "--data", data)
        for event in ("JobRequested", "JobAttemptStarted", "JobAttemptEnded", "JobEnded", "INTERRUPTED"):
            expect(f"the journal tells of {event}", event in journal)
        weir("journal", "verify", "--data", data)
        print("ok: the journal is whole", flush=True)
    finally:
        if daemon.poll() is None:
            os.killpg(daemon.pid, signal.SIGKILL)


if __name__ == "__main__":
    if len(sys.argv) != 2 or os.path.exists(sys.argv[1]):
        sys.exit(__doc__)
    main(sys.argv[1])
