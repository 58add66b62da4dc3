import { readdirSync, readFileSync } from "node:fs";
import { BackupQueries, type LogQuery, ReplicationQueries } from "../../lib";
import { queryProblems } from "../../lib/monitoring/query-checks";
import { BEFORE_REPLICATION, TABLES } from "../support/kql/schemas";
import { analyse } from "../support/kql/service";

const FOLDER = "lib/monitoring/queries";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".kql"));
const scope = { vaults: ["rsv-a"], policies: ["bkpol-gold"] };

/** Every query of the library, for everything and for one tier. */
const queries: readonly LogQuery[] = [{}, scope].flatMap((given) => [
  BackupQueries.consecutiveFailures(given),
  BackupQueries.successRate(given),
  BackupQueries.rpoMissed({ rpoHours: 24, ...given }),
  BackupQueries.itemWithoutJob(given),
  BackupQueries.storageSpike(given),
  BackupQueries.retentionShortened(given),
  BackupQueries.protectionWeakened(given),
  ReplicationQueries.rpoOver(given),
  ReplicationQueries.critical(given),
  ReplicationQueries.agentOutOfDate(given),
  ReplicationQueries.drillOverdue(given),
]);

test("every file is a query of the catalogue, under its own name", () => {
  expect(files.map((file) => file.replace(".kql", "")).sort()).toEqual(
    [...new Set(queries.map(({ name }) => name))].sort(),
  );
});

describe.each(
  queries.map((query, i) => [`${query.name}${i < files.length ? "" : " of a tier"}`, query] as const),
)("%s", (_, query) => {
  test("names tables and columns that are documented, and columns of the right types", () => {
    expect(analyse(query.text, TABLES).errors).toEqual([]);
  });

  test("runs before Site Recovery has written anything", () => {
    expect(analyse(query.text, BEFORE_REPLICATION).errors).toEqual([]);
  });

  test("returns its dimensions as texts or numbers, and the resource; and no date, which Azure would bin rows by", () => {
    const { columns } = analyse(query.text, TABLES);
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    const { dimensions, resourceIdColumn = dimensions[0] ?? "" } = query;
    expect([...dimensions, resourceIdColumn].filter((name) => types.get(name) !== "string")).toEqual([]);
    expect(columns.filter(({ type }) => type === "datetime")).toEqual([]);
    expect(dimensions.length).toBeLessThanOrEqual(6);
  });

  test("is one that a log alert takes, and starts with its table", () => {
    expect(queryProblems(query.text, { ...query, query })).toEqual([]);
    expect(Object.keys(TABLES)).toContain(query.text.split("\n")[0]);
  });
});

test.each(files)("%s says what it finds and which documented table it reads", (file) => {
  const header = readFileSync(`${FOLDER}/${file}`, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("//"));
  const text = header.join(" ").replaceAll(" // ", " ");
  expect(text).toMatch(/^\/\/ (Items|Vaults|Policies|Protected items|Replicated machines|Changes) .+\./);
  const [, table = ""] = /Tables?: (\w+)/.exec(text) ?? [];
  expect(Object.keys(TABLES)).toContain(table);
  expect(text).toMatch(/Azure Monitor Logs reference|Microsoft Learn/);
});

describe("the language service finds", () => {
  test.each([
    ["AddonAzureBackupJobs | where JobState == 'Failed'", /JobState/],
    ["AddonAzureBackupJob | count", /AddonAzureBackupJob/],
    ["AddonAzureBackupJobs | where JobDurationInSecs has 'x'", /string/],
    ["AddonAzureBackupJobs | where", /Expected|Missing|expression/i],
  ])("what is wrong with %s", (query, what) => {
    expect(analyse(query, TABLES).errors.join("\n")).toMatch(what);
  });
});
