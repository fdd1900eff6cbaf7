#!/usr/bin/env python3
"""Kills the daemon ten times at random moments and holds its journal against what it had acknowledged.

usage: simulator/src/test/scripts/kill_restart.py DIR   (DIR must not exist; run from the project's root, by hand)
"""
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

KILLS = 10
SEED = 11
PORT = 18097
BASE = f"http://127.0.0.1:{PORT}"


def start(data):
    return subprocess.Popen(
        ["./weir", "run", "--data", data, "--port", str(PORT), "--speed", "600"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))


def status():
    return json.load(urllib.request.urlopen(BASE + "/api/v1/status", timeout=2))


def wait_until_up():
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            return status()
        except OSError:
            time.sleep(0.05)
    sys.exit("the daemon did not come up within 180 s")


def refill(data, lot):
    """Sends a command whose event must survive; returns whether it was acknowledged."""
    token = open(os.path.join(data, "token")).read().strip()
    body = {"operator": "kill test", "reason": lot, "feed": "mma", "volume_ml": 1500}
    request = urllib.request.Request(
        BASE + "/api/v1/commands/refill", data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request, timeout=5).read()
        return True
    except urllib.error.HTTPError:  # refused while the feed flows: not acknowledged, so nothing is promised
        return False


def journal(data, verb):
    return subprocess.run(["./weir", "journal", verb, "--data", data], capture_output=True, text=True).stdout


def doubled_or_lost(shown):
    """Counts proposals, acceptances and runs whose numbers are not 0, 1, 2 ... each once, or 1, 2, 3 ... for runs."""
    wrong = 0
    for event, field, first in (("ProposalMade", "index", 0), ("ProposalAccepted", "index", None), ("RunStarted", "run", 1)):
        numbers = [json.loads(line[line.index("{"):])[event][field] for line in shown.splitlines() if '{"' + event + '"' in line]
        expected = sorted(set(numbers)) if first is None else list(range(first, first + len(numbers)))
        wrong += numbers != expected
    return wrong


def main(data):
    random.seed(SEED)
    acknowledged = []
    for kill in range(KILLS):
        daemon = start(data)
        wait_until_up()
        end = time.monotonic() + random.uniform(2, 16)
        while time.monotonic() < end:
            lot = f"lot-{kill}-{len(acknowledged)}"
            try:
                if refill(data, lot):
                    acknowledged.append(lot)
            except OSError:
                pass
            time.sleep(0.2)
        os.killpg(daemon.pid, signal.SIGKILL)
        daemon.wait()
        print(f"kill {kill + 1} of {KILLS}, {len(acknowledged)} commands acknowledged so far", flush=True)
    daemon = start(data)
    wait_until_up()
    time.sleep(3)
    os.killpg(daemon.pid, signal.SIGINT)
    print("exit code after Ctrl-C:", daemon.wait(90))
    shown = journal(data, "show")
    print(journal(data, "verify").splitlines()[0])
    lost = [lot for lot in acknowledged if f'"{lot}"' not in shown]
    early = 0
    for session in shown.split('{"SessionStarted"')[1:]:
        moved, aborted = session.find('{"SetpointsIntended"'), session.find('"to":"ABORTED"')
        early += 0 <= moved and not 0 <= aborted < moved
    print("sessions:", shown.count('{"SessionStarted"'), "of them after a kill:", shown.count('"unclean":true'))
    print("sessions that moved anything before ABORTED:", early)
    print("runs voided by a restart:", shown.count("the daemon ended during the run"))
    print("runs accepted:", shown.count('{"RunAccepted"'))
    doubled = doubled_or_lost(shown)
    print("proposals lost or doubled, accepted or run twice:", doubled)
    print("acknowledged events lost:", len(lost), "of", len(acknowledged))
    return 1 if lost or early or doubled else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or os.path.exists(sys.argv[1]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
