import { runDrill } from "./run-runbook";
import { ITEMS, READY } from "./world";

const passed = async (...given: Parameters<typeof runDrill>) => {
  const run = await runDrill(...given);
  expect([run.code, run.outcome.outcome, run.outcome.error]).toEqual([0, "passed", undefined]);
  return run;
};

describe("a drill gets through", () => {
  test("429 with Retry-After, which it honours", async () => {
    const throttled = { status: 429, headers: { "Retry-After": "1" } };
    const { azure } = await passed({ faults: { "POST testFailover": [throttled] } });
    const [first, second] = azure.requests.filter(({ path }) => path.endsWith("/testFailover"));
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test("500, 503 and broken connections while it looks on", async () => {
    const faults = { "GET replicationRecoveryPlans": [{ status: 500 }, { status: 503 }, "reset"] } as const;
    await passed({ faults });
  });

  test("an expired token, with one new token", async () => {
    const { azure } = await passed({ faults: { "GET replicationJobs": [{ status: 401 }] } });
    expect(azure.requests.filter(({ path }) => path === "/identity")).toHaveLength(2);
  });

  test("a lost answer to the test failover, without a second one", async () => {
    const { azure } = await passed({ faults: { "POST /testFailover": ["lost"] } });
    expect(azure.actions).toEqual(["testFailover", "testFailoverCleanup"]);
  });

  test("a lost answer to a test failover that the plan does not show yet, and cleans it up", async () => {
    const stale = {
      allowedOperations: READY,
      groups: [{ replicationProtectedItems: [{ id: `${ITEMS}/vm1` }, { id: `${ITEMS}/vm2` }] }],
    };
    const old = { status: 200, body: { properties: stale } };
    const faults = { "POST /testFailover": ["lost"], "GET replicationRecoveryPlans": [old, old] } as const;
    const { azure, outcome } = await passed({ faults });
    expect(azure.actions).toEqual(["testFailover", "testFailover", "testFailoverCleanup"]);
    expect(outcome.cleanup).toBe("done");
  });

  test("a connection that broke before Azure took the test failover, with a second one", async () => {
    const { azure } = await passed({ faults: { "POST /testFailover": ["reset", { status: 502 }] } });
    expect(azure.actions).toEqual(["testFailover", "testFailover", "testFailover", "testFailoverCleanup"]);
  });

  test("Azure being busy with the plan, and garbled answers, when it is to be cleaned up", async () => {
    const busy = { status: 409, body: { error: { code: "Conflict" } } };
    const faults = { "POST testFailoverCleanup": [busy, { status: 200, body: "<html>" }] };
    const { outcome } = await passed({ faults });
    expect(outcome.cleanup).toBe("done");
  });
});

describe("a drill fails, in words that help, when", () => {
  test("the job has no managed identity", async () => {
    const { code, outcome, azure } = await runDrill({}, { environment: { IDENTITY_ENDPOINT: "" } });
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "failed", "not needed"]);
    expect(outcome.error).toBe(
      "the job has no managed identity: switch the account's system-assigned identity on",
    );
    expect(azure.requests).toEqual([]);
  });

  test("the identity may not do it", async () => {
    const body = { error: { code: "AuthorizationFailed", message: "The client has no authorization." } };
    const { code, outcome, azure } = await runDrill({
      faults: { "POST testFailover": [{ status: 403, body }] },
    });
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "failed", "not needed"]);
    expect(outcome.error).toMatch(
      /^POST .*\/erp\/testFailover: 403 AuthorizationFailed The client has no authorization\.$/,
    );
    expect(azure.actions).toEqual(["testFailover"]);
  });

  test("a new token is refused as well", async () => {
    const faults = { "GET replicationRecoveryPlans": [{ status: 401 }, { status: 401 }] };
    const { outcome } = await runDrill({ faults });
    expect(outcome.error).toMatch(/replicationRecoveryPlans\/erp: 401$/);
  });

  test("Azure answers something else than JSON, or JSON without a state: the test failover is cleaned up", async () => {
    for (const body of ["<html>", "[]", "{}", '{"properties": null}']) {
      const { code, outcome } = await runDrill({
        faults: { "GET replicationJobs": [{ status: 200, body }] },
      });
      expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "failed", "done"]);
      expect(outcome.error).toMatch(/the answer (is not a JSON object|has no state)$/);
    }
  });

  test("Azure stays away for longer than it tries: eight times", async () => {
    const faults = { "GET replicationRecoveryPlans": Array(8).fill({ status: 503 }) };
    const { outcome, azure } = await runDrill({ faults });
    expect([outcome.outcome, azure.requests.length]).toEqual(["failed", 9]);
  });

  test("Azure sends it elsewhere, where the token must not go", async () => {
    const headers = { Location: "http://127.0.0.1:1/" };
    const { outcome } = await runDrill({
      faults: { "GET replicationRecoveryPlans": [{ status: 302, headers }] },
    });
    expect(outcome.error).toMatch(/replicationRecoveryPlans\/erp: 302$/);
  });
});

describe("the evidence of a drill", () => {
  const settings = { evidence: "yes" };

  test("is the outcome, written once to a blob of its own that nothing is overwritten by", async () => {
    const { outcome, azure } = await passed({}, { settings });
    const [[path, blob] = []] = [...azure.blobs];
    expect(path).toMatch(/^\/evidence\/drills\/erp\/\d{4}-\d\d-\d\dT\d{6}Z\.json$/);
    expect(blob).toEqual(outcome);
    expect(outcome.evidence).toMatch(new RegExp(`${path}$`));
    const put = azure.requests.find(({ method }) => method === "PUT");
    expect(put?.headers).toMatchObject({
      "if-none-match": "*",
      "x-ms-blob-type": "BlockBlob",
      "x-ms-version": "2021-12-02",
    });
    const resources = azure.requests.filter(({ path: at }) => at === "/identity").map(({ query }) => query);
    expect(resources.at(-1)).toBe("?resource=https%3A%2F%2Fstorage.azure.com%2F");
  });

  test("is there when a drill fails, too", async () => {
    const { azure } = await runDrill({ failover: "fails" }, { settings });
    expect([...azure.blobs.values()]).toEqual([
      expect.objectContaining({ outcome: "failed", cleanup: "done" }),
    ]);
  });

  test("is there when the answer to it got lost", async () => {
    const { azure } = await passed({ faults: { "PUT evidence": ["lost"] } }, { settings });
    expect(azure.blobs.size).toBe(1);
  });

  test("makes the job fail when storage refuses it: a drill without evidence has to be seen", async () => {
    const body = { error: { code: "AuthorizationPermissionMismatch" } };
    const { code, outcome } = await runDrill(
      { faults: { "PUT evidence": [{ status: 403, body }] } },
      { settings },
    );
    expect([code, outcome.outcome, outcome.rtoMet, outcome.evidence]).toEqual([1, "failed", true, undefined]);
    expect(outcome.error).toMatch(
      /^the evidence could not be written: PUT .*\.json: 403 AuthorizationPermissionMismatch$/,
    );
  });
});
