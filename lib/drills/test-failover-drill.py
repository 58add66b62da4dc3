#!/usr/bin/env python3
"""A disaster recovery drill: fails a Site Recovery plan over into an isolated network, measures it, and cleans up.

Runs as an Azure Automation runbook, in Python 3.8 or later with the standard library alone, as the managed identity of
the account. It takes no parameters: what it needs to know stands below. Automation does not show standard error, so
progress goes to standard output; the last line is the outcome as one JSON object. Unless the drill has passed, the
script ends with an exception, which makes the job "Failed".
"""
import datetime
import http.client
import json
import os
import signal
import time
import urllib.error
import urllib.parse
import urllib.request

SETTINGS = {}  # replaced when the runbook is rendered: a JSON object of texts and numbers is Python as well

API_VERSION = "2025-08-01"  # of Site Recovery
STORAGE_VERSION = "2021-12-02"
STORAGE = "https://storage.azure.com/"
ATTEMPTS = 8
CLEANUP_FAILURES = 3
LONGEST_WAIT = 300  # seconds; what Azure asks for beyond is not waited for
WAITS_FOR_CLEANUP = "WaitingForStopTestFailover"


class DrillError(Exception):
    """The drill did not pass; says with which outcome."""

    outcome = "failed"


class NotReady(DrillError):
    outcome = "not-ready"


class TimedOut(DrillError):
    outcome = "timed-out"


class Refused(DrillError):
    """Azure said no, for good."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Ambiguous(DrillError):
    """The answer got lost: the request may have been carried out or not."""


class Stopped(Exception):
    """Somebody stops the job; no part of the drill may take that for a passing trouble."""


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token to another host."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


def utc(seconds):
    text = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(timespec="seconds")
    return text.replace("+00:00", "Z")


def seconds_of(text):
    """Azure writes up to seven digits of a second, which Python 3.8 does not read."""
    try:
        moment = datetime.datetime.strptime(str(text)[:19], "%Y-%m-%dT%H:%M:%S")
    except ValueError:
        return None
    return moment.replace(tzinfo=datetime.timezone.utc).timestamp()


def say(text):
    print(utc(time.time()) + " " + text, flush=True)


def member(value, name, kind):
    """A member of a JSON object that may be absent or null, of the kind that the API's reference promises."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else kind()


def last_segment(resource_id):
    return resource_id.rstrip("/").split("/")[-1]


class Azure:
    """Azure's REST interfaces as the managed identity, with what is transient tried again."""

    def __init__(self):
        self.arm = SETTINGS["arm"].rstrip("/")
        self.tokens = {}
        self.http = urllib.request.build_opener(NoRedirects)
        self.local = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}))

    def token(self, resource, fresh=False):
        if fresh or resource not in self.tokens:
            endpoint = os.environ.get("IDENTITY_ENDPOINT")
            if not endpoint:
                raise DrillError("the job has no managed identity: switch the account's system-assigned identity on")
            mark = "&" if "?" in endpoint else "?"
            url = endpoint + mark + urllib.parse.urlencode({"resource": resource})
            headers = {"X-IDENTITY-HEADER": os.environ.get("IDENTITY_HEADER", ""), "Metadata": "true"}
            answer, _ = self.attempt("GET", url, None, headers, self.local)
            self.tokens[resource] = member(answer, "access_token", str)
            if not self.tokens[resource]:
                raise DrillError("the identity endpoint answered without a token")
        return self.tokens[resource]

    def call(self, method, path, body=None):
        """A call of Azure Resource Manager; returns the answer and its Retry-After in seconds."""
        url = self.arm + path + "?api-version=" + API_VERSION
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        return self.authorised(method, url, body, headers, self.arm + "/")

    def authorised(self, method, url, body, headers, resource):
        content = None if body is None else json.dumps(body).encode("utf-8")
        for fresh in (False, True):
            bearer = {"Authorization": "Bearer " + self.token(resource, fresh)}
            try:
                return self.attempt(method, url, content, {**headers, **bearer}, self.http)
            except Refused as error:
                if error.status != 401 or fresh:
                    raise

    def attempt(self, method, url, content, headers, opener):
        """Reading can be repeated whatever happened; writing only where Azure says that it did nothing (429)."""
        for number in range(ATTEMPTS):
            status, retry_after, text = self.once(method, url, content, headers, opener)
            if status == 429 or (method == "GET" and (status == 0 or status >= 500)):
                if number + 1 < ATTEMPTS:
                    time.sleep(max(retry_after, min(SETTINGS["retrySeconds"] * 2**number, 60)))
                    continue
            place = method + " " + urllib.parse.urlsplit(url).path
            if status == 0 or (status >= 500 and method != "GET"):
                raise Ambiguous(place + ": " + text)
            if status >= 300:
                raise Refused(status, " ".join([place + ":", str(status)] + error_words(text)))
            return parsed(text, place), retry_after

    def once(self, method, url, content, headers, opener):
        """Status, Retry-After in seconds and text of one request; status 0 where no answer came."""
        request = urllib.request.Request(url, data=content, headers=headers, method=method)
        try:
            with opener.open(request, timeout=60) as answer:
                return answer.status, seconds_to_wait(answer.headers), answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, seconds_to_wait(error.headers), error.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            return 0, 0, "%s: %s" % (type(error).__name__, error)


def seconds_to_wait(headers):
    text = (headers.get("Retry-After") or "").strip()
    return min(int(text), LONGEST_WAIT) if text.isdigit() else 0


def parsed(text, place):
    if not text.strip():
        return {}
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise DrillError(place + ": the answer is not a JSON object")
    return value


def error_words(text):
    """Code and message of ARM's error, and nothing else of the answer."""
    try:
        error = member(json.loads(text), "error", dict)
    except ValueError:
        error = {}
    return [member(error, key, str)[:1000] for key in ("code", "message") if member(error, key, str)]


class Drill:
    def __init__(self, report):
        self.azure = Azure()
        self.report = report
        self.path = "%s/replicationRecoveryPlans/%s" % (SETTINGS["vaultId"], SETTINGS["plan"])
        self.over = time.time() + SETTINGS["limitMinutes"] * 60
        self.begun = False  # may there be anything to clean up?
        self.doubtful = False  # did an answer get lost?
        self.job_before = ""
        self.job_id = ""
        self.cancelled = False

    # ---- what Azure knows

    def plan(self):
        return member(self.azure.call("GET", self.path)[0], "properties", dict)

    def job(self, job_id):
        answer, retry_after = self.azure.call("GET", "%s/replicationJobs/%s" % (SETTINGS["vaultId"], job_id))
        properties = member(answer, "properties", dict)
        if not member(properties, "state", str):
            raise DrillError("job %s: the answer has no state" % job_id)
        return properties, retry_after

    def items(self, plan):
        """The VMs of a plan: id and properties of every protected item, in the plan's order."""
        groups = member(plan, "groups", list)
        listed = [item for group in groups for item in member(group, "replicationProtectedItems", list)]
        ids = [member(item, "id", str) for item in listed]
        return [(i, member(self.azure.call("GET", i)[0], "properties", dict)) for i in ids if i.startswith("/")]

    # ---- the drill

    def run(self):
        plan = self.readable_plan()
        if waits_for_cleanup(plan):
            self.clean_earlier()
            plan = self.plan()
        self.check_ready(plan)
        self.job_before = job_of(plan)
        deadline = min(time.time() + SETTINGS["timeoutMinutes"] * 60, self.over - SETTINGS["cleanupMinutes"] * 60)
        begun = time.time()
        self.begin()
        job = self.follow(self.job_before, deadline)
        self.measure(job, begun)
        self.look_at_vms(job)
        self.dwell()

    def clean_earlier(self):
        say("an earlier test failover was not cleaned up: cleaning up first")
        try:
            self.clean("Cleaned up before the drill " + SETTINGS["drill"])
        except DrillError as error:
            self.report["cleanup"] = "failed"
            raise NotReady("an earlier test failover could not be cleaned up: %s" % error) from error
        self.report["earlierTestFailover"] = "cleaned up"

    def readable_plan(self):
        try:
            return self.plan()
        except Refused as error:
            if error.status == 404:
                raise NotReady("the vault has no recovery plan %s (%s)" % (SETTINGS["plan"], error)) from error
            raise

    def check_ready(self, plan):
        allowed = member(plan, "allowedOperations", list)
        scenario = member(member(plan, "currentScenario", dict), "scenarioName", str) or "something"
        if member(plan, "currentScenarioStatus", str) in ("InProgress", "NotStarted"):
            raise NotReady("%s is under way in the recovery plan" % scenario)
        reasons = []
        for item_id, properties in self.items(plan):
            name = member(properties, "friendlyName", str) or last_segment(item_id)
            state = member(properties, "protectionState", str)
            health = member(properties, "replicationHealth", str)
            self.report["vms"].append({"name": name, "protectionState": state, "replicationHealth": health})
            if state != "Protected":
                reasons.append("%s is %s" % (name, state or "in an unknown state"))
            elif health == "Critical":
                reasons.append("the replication health of %s is Critical%s" % (name, first_health_error(properties)))
        if not self.report["vms"]:
            raise NotReady("the recovery plan has no VMs")
        if reasons:
            raise NotReady("; ".join(reasons))
        if "TestFailover" not in allowed:
            raise NotReady("the recovery plan allows %s, not TestFailover" % (", ".join(map(str, allowed)) or "nothing"))

    def begin(self):
        say("test failover of %s into %s" % (SETTINGS["plan"], SETTINGS["networkId"]))
        self.begun = True
        details = {"instanceType": "A2A", "recoveryPointType": SETTINGS["recoveryPoint"]}
        body = {
            "failoverDirection": "PrimaryToRecovery",
            "networkType": "VmNetworkAsInput",
            "networkId": SETTINGS["networkId"],
            "providerSpecificDetails": [details],
        }
        try:
            self.post("testFailover", body, self.job_before)
        except Refused:
            self.begun = self.doubtful
            raise

    def post(self, action, properties, job_before):
        """Where the answer got lost, a new job of the plan says that the request had been taken."""
        for number in range(ATTEMPTS):
            try:
                self.azure.call("POST", self.path + "/" + action, {"properties": properties})
                return
            except Ambiguous as error:
                self.doubtful = True
                say("no clear answer to %s: %s" % (action, error))
                if number + 1 == ATTEMPTS:
                    raise
            except Refused as error:
                if number > 0 and error.status == 409:
                    return  # an earlier request is being carried out
                raise
            time.sleep(min(SETTINGS["retrySeconds"] * 2**number, 60))
            if job_of(self.plan()) != job_before:
                return

    def follow(self, job_before, deadline):
        """Waits until the plan's new job is over. Its operation status is not for the role of a Site Recovery Operator."""
        said = None
        while True:
            job_id, retry_after = job_of(self.plan()), 0
            if job_id and job_id != job_before:
                self.job_id = job_id
                job, retry_after = self.job(job_id)
                state, detail = member(job, "state", str), member(job, "stateDescription", str)
                if (state, detail) != said:
                    say("job %s: %s %s" % (job_id, state, detail))
                    said = (state, detail)
                if state == "Succeeded" or (state == "Suspended" and detail == WAITS_FOR_CLEANUP):
                    return job
                if state in ("Failed", "Cancelled", "Aborted"):
                    self.look_at_vms_of(job)
                    raise DrillError("job %s: %s. %s" % (job_id, state, errors_of(job)))
            self.wait(retry_after, deadline, "job %s is %s" % (job_id, " ".join(said)) if said else "no job has begun")

    def wait(self, retry_after, deadline, doing):
        left = deadline - time.time()
        if left <= 0:
            raise TimedOut("timed out: " + doing)
        time.sleep(min(max(retry_after, SETTINGS["pollSeconds"]), left))

    def measure(self, job, begun):
        start = seconds_of(job.get("startTime")) or begun
        ends = [seconds_of(task.get("endTime")) for task in tasks_of(job)]
        end = seconds_of(job.get("endTime")) or max([e for e in ends if e] or [time.time()])
        minutes = max(end - start, 0) / 60
        self.report["recoveryMinutes"] = round(minutes, 2)
        self.report["rtoMet"] = minutes <= SETTINGS["rtoMinutes"]
        say("recovered in %.1f minutes, the objective is %s" % (minutes, SETTINGS["rtoMinutes"]))

    def look_at_vms(self, job):
        bad = self.look_at_vms_of(job)
        if bad:
            raise DrillError("not recovered: %s. %s" % (", ".join(bad), errors_of(job)))

    def look_at_vms_of(self, job):
        """Adds to the report what became of every VM; returns the names of those that were not recovered."""
        machines = member(member(job, "customDetails", dict), "protectedItemDetails", list)
        failed = [member(t, "customDetails", dict) for t in tasks_of(job) if member(t, "state", str) == "Failed"]
        failed_names = [member(member(details, "jobTask", dict), "targetObjectName", str) for details in failed]
        results = []
        for item_id, properties in self.items(self.plan()):
            name = member(properties, "friendlyName", str) or last_segment(item_id)
            ours = [m for m in machines if name in (m.get("friendlyName"), m.get("name"))]
            state = member(properties, "testFailoverState", str)
            there = state == "WaitingForCompletion" or "TestFailoverCleanup" in member(
                properties, "allowedOperations", list
            )
            result = {"name": name, "recovered": there and name not in failed_names, "testFailoverState": state}
            for key, source in (("testVm", "testVmName"), ("recoveryPointTime", "recoveryPointTime")):
                if ours and member(ours[0], source, str):
                    result[key] = ours[0][source]
            results.append(result)
        before = {vm["name"]: vm for vm in self.report["vms"]}
        self.report["vms"] = [{**before.get(result["name"], {}), **result} for result in results]
        return [result["name"] for result in results if not result["recovered"]]

    def dwell(self):
        seconds = min(SETTINGS["dwellMinutes"] * 60, self.over - SETTINGS["cleanupMinutes"] * 60 - time.time())
        if seconds > 0:
            say("the test VMs stay for %.1f minutes" % (seconds / 60))
            time.sleep(seconds)

    # ---- cleaning up

    def clean(self, comments):
        """What goes wrong on the way is tried again a few times: left behind, the test VMs would run until somebody sees."""
        deadline = time.time() + SETTINGS["cleanupMinutes"] * 60
        idle, failures, doing = 0, 0, "the test failover is not over"
        while True:
            try:
                plan = self.plan()
                if waits_for_cleanup(plan):
                    if self.clean_once(plan, comments, deadline):
                        return
                elif member(plan, "currentScenarioStatus", str) in ("InProgress", "NotStarted", "Suspended"):
                    self.cancel()
                else:
                    # a test failover that was only just asked for may not show yet
                    idle += 1
                    if job_of(plan) != self.job_before or idle >= 3:
                        say("there is nothing to clean up")
                        return
            except TimedOut:
                raise
            except DrillError as error:
                failures, doing = failures + 1, str(error)
                say("cleaning up: %s" % error)
                if failures == CLEANUP_FAILURES or getattr(error, "status", 0) in (403, 404):
                    raise
            self.wait(0, deadline, doing)

    def clean_once(self, plan, comments, deadline):
        """False where Azure is busy with the plan: it has to be asked again."""
        before = job_of(plan)
        try:
            self.post("testFailoverCleanup", {"comments": comments}, before)
        except Refused as error:
            if error.status != 409:
                raise
            return False
        self.follow(before, deadline)
        say("cleaned up")
        return True

    def cancel(self):
        """A test failover that is still running has to end before it can be cleaned up."""
        if not self.job_id or self.cancelled:
            return
        if "Cancel" in member(self.job(self.job_id)[0], "allowedActions", list):
            say("cancelling job " + self.job_id)
            self.cancelled = True
            self.azure.call("POST", "%s/replicationJobs/%s/cancel" % (SETTINGS["vaultId"], self.job_id))


def job_of(plan):
    return last_segment(member(member(plan, "currentScenario", dict), "jobId", str))


def waits_for_cleanup(plan):
    detail = member(plan, "currentScenarioStatusDescription", str)
    return detail == WAITS_FOR_CLEANUP or "TestFailoverCleanup" in member(plan, "allowedOperations", list)


def tasks_of(task):
    """The tasks of a job, with those of its groups."""
    below = member(task, "tasks", list) + member(member(task, "groupTaskCustomDetails", dict), "childTasks", list)
    return [found for child in below if isinstance(child, dict) for found in [child] + tasks_of(child)]


def errors_of(job):
    """What went wrong, in Site Recovery's words, each sentence once."""
    words = []
    for error in [e for task in [job] + tasks_of(job) for e in member(task, "errors", list)]:
        service, provider = member(error, "serviceErrorDetails", dict), member(error, "providerErrorDetails", dict)
        for text in (service.get("message"), provider.get("errorMessage"), service.get("recommendedAction")):
            if isinstance(text, str) and text and text not in words:
                words.append(text)
    return " ".join(words)[:2000]


def first_health_error(properties):
    errors = member(properties, "healthErrors", list)
    text = member(errors[0], "errorMessage", str) if errors else ""
    return ": " + text if text else ""


def note(report, outcome, text):
    """The first outcome stays; what follows is told as well."""
    if report["outcome"] == "passed":
        report["outcome"] = outcome
    report["error"] = "; ".join([report["error"], text] if "error" in report else [text])


def perform(drill, report):
    try:
        drill.run()
        if not report["rtoMet"]:
            note(report, "rto-missed", "recovery took longer than the objective")
    except DrillError as error:
        note(report, error.outcome, str(error))
    except Stopped as error:
        note(report, "failed", str(error))
    except Exception as error:  # whatever it was, the test VMs have to go
        note(report, "failed", "%s: %s" % (type(error).__name__, error))
    # from here on nobody may interrupt: test VMs cost money
    on_stop(signal.SIG_IGN)
    if not drill.begun:
        return
    try:
        drill.clean("Drill %s: %s" % (SETTINGS["drill"], report["outcome"]))
        report["cleanup"] = "done"
    except Exception as error:
        report["cleanup"] = "failed"
        note(report, "failed", "the test failover could not be cleaned up, do so by hand: %s" % error)


def on_stop(handler):
    """Only the main thread may set handlers."""
    try:
        signal.signal(signal.SIGTERM, handler)
    except ValueError:
        say("the job cannot be told when it is being stopped")


def stop(_signal, _frame):
    raise Stopped("the job was stopped")


def keep_evidence(azure, report):
    url = "%s/drills/%s/%s.json" % (SETTINGS["evidence"], SETTINGS["plan"], report["startedAt"].replace(":", ""))
    report["evidence"] = url
    headers = {
        "x-ms-blob-type": "BlockBlob",
        "x-ms-version": STORAGE_VERSION,
        "Content-Type": "application/json",
        "If-None-Match": "*",
    }
    for number in range(ATTEMPTS):
        try:
            azure.authorised("PUT", url, report, headers, STORAGE)
            return
        except Refused as error:
            # the answer to an earlier attempt got lost
            if number > 0 and error.status in (409, 412):
                return
            raise
        except Ambiguous:
            if number + 1 == ATTEMPTS:
                raise
            time.sleep(min(SETTINGS["retrySeconds"] * 2**number, 60))


def main():
    started = time.time()
    report = {"schema": 1, "outcome": "passed", "cleanup": "not needed", "startedAt": utc(started), "vms": []}
    for key in ("drill", "tier", "vaultId", "plan", "networkId", "recoveryPoint", "rtoMinutes"):
        if key in SETTINGS:
            report[key] = SETTINGS[key]
    on_stop(stop)
    drill = Drill(report)
    perform(drill, report)
    report["endedAt"] = utc(time.time())
    if "evidence" in SETTINGS:
        try:
            keep_evidence(drill.azure, report)
        except Exception as error:
            del report["evidence"]
            note(report, "failed", "the evidence could not be written: %s" % error)
    print(json.dumps(report, sort_keys=True), flush=True)
    if report["outcome"] != "passed":
        raise DrillError("%s: %s" % (report["outcome"], report["error"]))


if __name__ == "__main__":
    main()
