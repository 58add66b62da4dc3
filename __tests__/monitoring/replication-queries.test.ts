import { ReplicationQueries } from "../../lib";
import { execute, type Fixture, hoursAgo } from "../support/kql";
import { BEFORE_REPLICATION } from "../support/kql/schemas";
import { machine, vaultOf } from "./rows";

const WEB = { Vault: "rsv-dr", Item: "web", _ResourceId: vaultOf("rsv-dr") };

describe("a replication behind its RPO", () => {
  const found = (rows: Fixture["AzureDiagnostics"], options = {}) =>
    execute(ReplicationQueries.rpoOver(options).text, { AzureDiagnostics: rows });

  test("30 minutes are the threshold, a second more is over it", () => {
    expect(found([machine({ rpoInSeconds_d: 1800 })])).toEqual([]);
    expect(found([machine({ rpoInSeconds_d: 1803 })])).toEqual([{ ...WEB, RpoMinutes: 30.1 }]);
    expect(found([machine({ rpoInSeconds_d: 1803 })], { rpoMinutes: 60 })).toEqual([]);
  });

  test("the latest row of a machine counts", () => {
    expect(found([machine({ rpoInSeconds_d: 9000 }, 2), machine({ rpoInSeconds_d: 300 })])).toEqual([]);
    expect(found([machine({ rpoInSeconds_d: 300 }, 2), machine({ rpoInSeconds_d: 9000 })])).toHaveLength(1);
  });

  test("machines of the same name in two vaults are two, and one vault can be asked for", () => {
    const rows = ["rsv-dr", "rsv-x"].map((name) =>
      machine({ rpoInSeconds_d: 9000, _ResourceId: vaultOf(name) }),
    );
    expect(found(rows)).toHaveLength(2);
    expect(found(rows, { vaults: ["rsv-dr"] })).toEqual([{ ...WEB, RpoMinutes: 150 }]);
  });

  test("a machine without a value, a row without a machine and other categories are left out", () => {
    const other = machine({ rpoInSeconds_d: 9000, Category: "AzureSiteRecoveryEvents" }, 0.1);
    expect(found([machine(), machine({ name_s: "", rpoInSeconds_d: 9000 }), other])).toEqual([]);
  });
});

describe("a critical replication", () => {
  const found = (rows: Fixture["AzureDiagnostics"]) =>
    execute(ReplicationQueries.critical().text, { AzureDiagnostics: rows });

  test("is found by the machine's latest health", () => {
    expect(found([machine({ replicationHealth_s: "Critical" })])).toEqual([WEB]);
    expect(found([machine({ replicationHealth_s: "Warning" })])).toEqual([]);
    expect(
      found([machine({ replicationHealth_s: "Critical" }, 3), machine({ replicationHealth_s: "Normal" })]),
    ).toEqual([]);
  });
});

test("rows of other categories and rows without a machine say nothing of health or agents", () => {
  const other = {
    Category: "AzureSiteRecoveryEvents",
    replicationHealth_s: "Critical",
    agentVersion_s: "9.70.1.1",
  };
  const nameless = { name_s: "", replicationHealth_s: "Critical", agentVersion_s: "9.70.1.1" };
  const rows = [machine({ agentVersion_s: "9.60.1.1" }), machine(other, 0.1), machine(nameless, 0.1)];
  for (const query of [ReplicationQueries.critical(), ReplicationQueries.agentOutOfDate()])
    expect(execute(query.text, { AzureDiagnostics: rows })).toEqual([]);
});

describe("an agent out of date", () => {
  const running = (name: string, version: string, hours = 0.5) =>
    machine({ name_s: name, agentVersion_s: version }, hours);
  const found = (rows: Fixture["AzureDiagnostics"], options = {}) =>
    execute(ReplicationQueries.agentOutOfDate(options).text, { AzureDiagnostics: rows });

  test("four releases behind the newest machine are too many, three are not", () => {
    expect(found([running("new", "9.65.7300.1"), running("web", "9.62.7100.1")])).toEqual([]);
    expect(found([running("new", "9.65.7300.1"), running("web", "9.61.7016.1")])).toEqual([
      { ...WEB, Version: "9.61.7016.1", Behind: 4 },
    ]);
  });

  test("releases are numbers: 9.100 is newer than 9.99", () => {
    expect(found([running("new", "9.100.1.1"), running("web", "9.99.1.1")], { releasesBehind: 1 })).toEqual([
      { ...WEB, Version: "9.99.1.1", Behind: 1 },
    ]);
  });

  test("where all machines are old, the newest release is named by the rule", () => {
    expect(found([running("web", "9.61.7016.1")])).toEqual([]);
    expect(found([running("web", "9.61.7016.1")], { newestRelease: 65 })).toHaveLength(1);
    expect(found([running("new", "9.66.1.1"), running("web", "9.62.1.1")], { newestRelease: 65 })).toEqual([
      { ...WEB, Version: "9.62.1.1", Behind: 4 },
    ]);
  });

  test("a machine that has been updated since is up to date", () => {
    expect(
      found([running("new", "9.65.7300.1"), running("web", "9.50.1.1", 5), running("web", "9.65.7300.1")]),
    ).toEqual([]);
  });
});

describe("an overdue drill", () => {
  const replicated = (days: number | undefined, hours = 3, id = "1") => ({
    TimeGenerated: hoursAgo(hours),
    ReplicatedItemUniqueId: id,
    ReplicatedItemFriendlyName: "web",
    LastSuccessfulTestFailoverTime: days === undefined ? null : hoursAgo(days * 24),
    _ResourceId: vaultOf("rsv-dr"),
  });
  const found = (rows: Fixture["ASRReplicatedItems"], options = {}) =>
    execute(ReplicationQueries.drillOverdue(options).text, { ASRReplicatedItems: rows });

  test("90 days are in time, more are not, as two days of logs tell", () => {
    expect(found([replicated(90)])).toEqual([]);
    expect(found([replicated(91)])).toEqual([{ ...WEB, DaysAgo: 91 }]);
    expect(found([replicated(91)], { days: 180 })).toEqual([]);
  });

  test("a drill since the day before counts", () => {
    expect(found([replicated(200, 27), replicated(0.5, 3)])).toEqual([]);
  });

  test("a machine that never had a drill is overdue, unless that is not wanted", () => {
    expect(found([replicated(undefined)])).toEqual([{ ...WEB, DaysAgo: null }]);
    expect(found([replicated(undefined)], { neverDrilled: false })).toEqual([]);
  });
});

test("before Site Recovery has written anything, the columns it will write are missing and the rules still run", () => {
  for (const query of [
    ReplicationQueries.rpoOver(),
    ReplicationQueries.critical(),
    ReplicationQueries.agentOutOfDate(),
  ])
    expect(
      execute(query.text, { AzureDiagnostics: [{ TimeGenerated: hoursAgo(1) }] }, BEFORE_REPLICATION),
    ).toEqual([]);
});
