import { runDrill } from "./run-runbook";

const POSTS = ["testFailover", "testFailoverCleanup"];

describe("a drill", () => {
  test("fails the plan over into the test network, measures, checks every VM and cleans up", async () => {
    const { code, outcome, azure } = await runDrill({ minutes: 42 }, { settings: { tier: "Tier-1" } });
    const { startedAt, endedAt, ...rest } = outcome;
    const vm = (name: string) => ({
      name,
      protectionState: "Protected",
      replicationHealth: "Normal",
      recovered: true,
      testFailoverState: "WaitingForCompletion",
      testVm: `${name}-test`,
      recoveryPointTime: "2026-03-07T00:57:00Z",
    });
    expect(rest).toEqual({
      schema: 1,
      drill: "rb-drill-erp",
      tier: "Tier-1",
      vaultId: expect.stringContaining("/vaults/rsv-dr"),
      plan: "erp",
      networkId: expect.stringContaining("/virtualNetworks/vnet-test"),
      recoveryPoint: "LatestProcessed",
      outcome: "passed",
      recoveryMinutes: 42,
      rtoMinutes: 60,
      rtoMet: true,
      cleanup: "done",
      vms: [vm("vm1"), vm("vm2")],
    });
    expect([startedAt, endedAt]).toEqual(Array(2).fill(expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/)));
    expect([code, azure.actions]).toEqual([0, POSTS]);
  });

  test("asks Azure for what the REST reference says, with a current API version, and says why it cleans up", async () => {
    const { azure } = await runDrill();
    const [failover, cleanup] = azure.requests.filter(({ method }) => method === "POST");
    expect(failover?.body).toEqual({
      properties: {
        failoverDirection: "PrimaryToRecovery",
        networkType: "VmNetworkAsInput",
        networkId: expect.stringContaining("/virtualNetworks/vnet-test"),
        providerSpecificDetails: [{ instanceType: "A2A", recoveryPointType: "LatestProcessed" }],
      },
    });
    expect(failover?.query).toBe("?api-version=2025-08-01");
    expect(cleanup?.body).toEqual({ properties: { comments: "Drill rb-drill-erp: passed" } });
  });

  test("passes where the job of the test failover does not wait for the cleanup but succeeds", async () => {
    const { code, outcome } = await runDrill({ failover: "succeeds", minutes: 7 });
    expect([code, outcome.outcome, outcome.recoveryMinutes]).toEqual([0, "passed", 7]);
  });

  test("reads nothing that a Site Recovery Operator may not read", async () => {
    const { azure } = await runDrill();
    expect(azure.requests.filter(({ path }) => path.includes("replicationOperationStatus"))).toEqual([]);
  });

  test("prints neither the token nor the identity's secret", async () => {
    const { out, err } = await runDrill({ faults: { "POST testFailover": ["reset", "reset"] } });
    expect(`${out}${err}`).not.toMatch(/token-\d|the-identity-header/);
  });

  test("keeps the test VMs for a while, for tests of one's own", async () => {
    const { azure } = await runDrill({}, { settings: { dwellMinutes: 0.01 } });
    const [, cleanup] = azure.requests.filter(({ method }) => method === "POST");
    const job = azure.requests.filter(({ path }) => path.endsWith("/job-1")).at(-1);
    expect((cleanup?.at ?? 0) - (job?.at ?? 0)).toBeGreaterThanOrEqual(590);
  });
});

describe("a drill that does not pass ends in an error, so that the job is Failed, and cleans up:", () => {
  test("the objective is missed by a minute, and met to the minute", async () => {
    const missed = await runDrill({ minutes: 61 });
    expect([missed.code, missed.outcome.outcome, missed.outcome.rtoMet]).toEqual([1, "rto-missed", false]);
    expect([missed.outcome.cleanup, missed.azure.actions]).toEqual(["done", POSTS]);
    expect(missed.err).toContain("rto-missed: recovery took longer than the objective");
    const met = await runDrill({ minutes: 60 });
    expect([met.code, met.outcome.rtoMet]).toEqual([0, true]);
  });

  test("the test failover fails, with Site Recovery's own words", async () => {
    const { code, outcome, azure } = await runDrill({ failover: "fails" });
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "failed", "done"]);
    expect(outcome.error).toBe(
      "job job-1: Failed. Virtual machine creation failed for the subscription: the quota is exceeded. Ask for more cores.",
    );
    expect(azure.actions).toEqual(POSTS);
  });

  test("one of two VMs fails, and the outcome says which", async () => {
    const { code, outcome } = await runDrill({ vms: [{ name: "vm1" }, { name: "vm2", fails: true }] });
    const vms = outcome.vms as { name: string; recovered: boolean }[];
    expect(vms.map(({ name, recovered }) => [name, recovered])).toEqual([
      ["vm1", true],
      ["vm2", false],
    ]);
    expect(outcome.error).toBe(
      "not recovered: vm2. Virtual machine creation failed for vm2: the quota is exceeded. Ask for more cores.",
    );
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "failed", "done"]);
  });

  test("the test failover hangs: it is cancelled, then cleaned up", async () => {
    const { code, outcome, azure } = await runDrill(
      { failover: "hangs" },
      { settings: { timeoutMinutes: 0.01 } },
    );
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "timed-out", "done"]);
    expect(outcome.error).toBe("timed out: job job-1 is InProgress InProgress");
    expect(azure.actions).toEqual(["testFailover", "cancel", "testFailoverCleanup"]);
  });

  test("the plan waits for a manual action that nobody does, and the outcome says so", async () => {
    const world = { failover: "waits for a person" } as const;
    const { outcome } = await runDrill(world, { settings: { timeoutMinutes: 0.01 } });
    expect(outcome.error).toBe("timed out: job job-1 is Suspended WaitingForManualAction");
    expect([outcome.outcome, outcome.cleanup]).toEqual(["timed-out", "done"]);
  });

  test("the whole job's limit comes before the time-out, with the cleanup's time kept", async () => {
    const settings = { timeoutMinutes: 10, limitMinutes: 0.11 };
    const { outcome } = await runDrill({ failover: "hangs" }, { settings });
    expect([outcome.outcome, outcome.cleanup]).toEqual(["timed-out", "done"]);
  });

  test("the cleanup fails, thrice: somebody has to see to the test VMs", async () => {
    const { code, outcome, azure } = await runDrill({ cleanup: "fails" });
    expect([code, outcome.outcome, outcome.cleanup, outcome.rtoMet]).toEqual([1, "failed", "failed", true]);
    expect(outcome.error).toBe(
      "the test failover could not be cleaned up, do so by hand: job job-4: Failed. The test VM could not be removed.",
    );
    expect(azure.actions.filter((action) => action === "testFailoverCleanup")).toHaveLength(3);
  });

  test("the job is stopped in the middle of the test failover", async () => {
    const { code, outcome, azure } = await runDrill({ failover: "hangs" }, { terminateAfter: "InProgress" });
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "failed", "done"]);
    expect(outcome.error).toBe("the job was stopped");
    expect(azure.actions).toContain("testFailoverCleanup");
  });

  test("the job is stopped in the middle of the cleanup, which goes on", async () => {
    const { code, outcome } = await runDrill({}, { terminateAfter: "job job-2: InProgress" });
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([0, "passed", "done"]);
  });
});

describe("a drill is not begun, and nothing is cleaned up, when", () => {
  const refused = async (...given: Parameters<typeof runDrill>) => {
    const { code, outcome, azure } = await runDrill(...given);
    expect([code, outcome.outcome, outcome.cleanup, azure.actions]).toEqual([
      1,
      "not-ready",
      "not needed",
      [],
    ]);
    return outcome.error;
  };

  test("the vault has no such plan", async () => {
    const error = await refused({}, { settings: { plan: "crm" } });
    expect(error).toMatch(
      /^the vault has no recovery plan crm \(GET .*\/crm: 404 ResourceNotFound There is no /,
    );
  });

  test("replication of a VM is critical or not protected: both are told", async () => {
    const vms = [
      {
        name: "vm1",
        replicationHealth: "Critical",
        healthErrors: [{ errorMessage: "No recovery point for 2 hours." }],
      },
      { name: "vm2", protectionState: "UnprotectedStatesBegin" },
      { name: "vm3", replicationHealth: "Warning" },
    ];
    expect(await refused({ vms })).toBe(
      "the replication health of vm1 is Critical: No recovery point for 2 hours.; vm2 is UnprotectedStatesBegin",
    );
  });

  test("a failover is under way", async () => {
    const plan = {
      allowedOperations: [],
      currentScenario: { scenarioName: "UnplannedFailover", jobId: "x/job-0" },
      currentScenarioStatus: "InProgress",
    };
    expect(await refused({ plan })).toBe("UnplannedFailover is under way in the recovery plan");
  });

  test("the plan was failed over, and waits to be committed", async () => {
    expect(await refused({ plan: { allowedOperations: ["Commit", "ChangePit"] } })).toBe(
      "the recovery plan allows Commit, ChangePit, not TestFailover",
    );
  });

  test("the plan has no VMs", async () => {
    expect(await refused({ vms: [] })).toBe("the recovery plan has no VMs");
  });
});

describe("a drill after one that was not cleaned up", () => {
  const left = {
    allowedOperations: ["TestFailoverCleanup"],
    currentScenario: { scenarioName: "TestFailover", jobId: "x/job-0" },
    currentScenarioStatus: "Suspended",
    currentScenarioStatusDescription: "WaitingForStopTestFailover",
  };

  test("cleans up first and goes on, as when Automation has begun a job again", async () => {
    const { code, outcome, azure } = await runDrill({ plan: left });
    expect([code, outcome.outcome, outcome.earlierTestFailover]).toEqual([0, "passed", "cleaned up"]);
    expect(azure.actions).toEqual(["testFailoverCleanup", ...POSTS]);
  });

  test("does not begin when that cannot be cleaned up", async () => {
    const { code, outcome } = await runDrill({ plan: left, cleanup: "fails" });
    expect([code, outcome.outcome, outcome.cleanup]).toEqual([1, "not-ready", "failed"]);
    expect(outcome.error).toBe(
      "an earlier test failover could not be cleaned up: job job-3: Failed. The test VM could not be removed.",
    );
  });
});
