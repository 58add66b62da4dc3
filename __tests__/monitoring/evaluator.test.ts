import { execute, NOW } from "../support/kql";
import type { Value } from "../support/kql/values";

/** What an expression gives for the one row of a job; every expectation is the documented behaviour of KQL. */
const value = (expression: string, row: Record<string, Value> = {}) =>
  execute(`AddonAzureBackupJobs | project Value = ${expression}`, { AddonAzureBackupJobs: [row] })[0]?.Value;
const rows = (pipeline: string, table: readonly Record<string, Value>[]) =>
  execute(`AddonAzureBackupJobs ${pipeline}`, { AddonAzureBackupJobs: table });

describe("the evaluator of the tests", () => {
  test.each([
    ["7 / 2", 3],
    ["7 / 2.0", 3.5],
    ["100.0 * (3 - 1) / 3", 200 / 3],
    ["round(66.6666, 2)", 66.67],
    ["JobDurationInSecs > 1", null],
    ["JobDurationInSecs + 1", null],
    ["isnull(JobDurationInSecs)", true],
    ["isempty(JobStatus)", true],
    ['JobStatus !~ "Failed"', true],
    ['"Failed" =~ "FAILED"', true],
    ['"Failed" == "FAILED"', false],
    ['"b" in ("A", "B")', false],
    ['"b" in~ ("A", "B")', true],
    ['"b" !in~ ("A", "B")', false],
    ['"vaults/backupconfig/write" has "backupconfig"', true],
    ['"vaults/backupconfig/write" has "backup"', false],
    ['"a b" has_any ("x", "B")', true],
    ["iff(isnull(JobDurationInSecs), 1, 2)", 1],
    ['case(1 > 2, "a", 2 > 1, "b", "c")', "b"],
    ['tostring(split("a/b/c", "/")[1])', "b"],
    ['tostring(split("a/b/c", "/")[9])', ""],
    ['toint("12")', 12],
    ['toint("x")', null],
    ["coalesce(int(null), 3)", 3],
    ['tostring(parse_json("{\\"a\\":{\\"b\\":true}}").a.b)', "true"],
    ['strcat("a", tostring(1))', "a1"],
    ["(now() - ago(36h)) / 1d", 1.5],
    ["bin(37, 10)", 30],
  ])("gives for %s what KQL documents", (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  test("runs at one time", () => {
    expect([value("now()"), value("ago(1d)")]).toEqual([NOW, new Date(NOW.getTime() - 86_400_000)]);
  });

  test("takes the whole row of the greatest value, the first of equals", () => {
    const table = [1, 3, 3, 2].map((JobDurationInSecs, i) => ({ JobDurationInSecs, JobStatus: `s${i}` }));
    expect(rows("| summarize arg_max(JobDurationInSecs, JobStatus)", table)).toEqual([
      { JobDurationInSecs: 3, JobStatus: "s1" },
    ]);
  });

  test("names a second column of one name after it, as the service does, and fills what a leftouter join misses", () => {
    const table: Record<string, Value>[] = [{ JobUniqueId: "a" }, { JobUniqueId: "b", JobStatus: "Failed" }];
    const join = `| project JobUniqueId | join kind=leftouter (AddonAzureBackupJobs | where JobStatus == "Failed"
      | project JobUniqueId, JobStatus, JobDurationInSecs) on JobUniqueId`;
    expect(rows(join, table)).toEqual([
      { JobUniqueId: "a", JobUniqueId1: "", JobStatus: "", JobDurationInSecs: null },
      { JobUniqueId: "b", JobUniqueId1: "b", JobStatus: "Failed", JobDurationInSecs: null },
    ]);
  });

  test("makes a row of every element of an array, and none of an empty one", () => {
    const table = [{ JobUniqueId: "a" }, { JobUniqueId: "a" }, { JobUniqueId: "b" }];
    const pipeline =
      "| summarize Ids = make_list(JobUniqueId) by JobUniqueId | mv-expand Ids to typeof(string)";
    expect(rows(pipeline, table)).toHaveLength(3);
  });

  test("does not guess: what it does not know fails", () => {
    expect(() => rows("| sample 1", [])).toThrow("the evaluator of KQL does not know SampleOperator");
    expect(() => value("hash_md5(JobStatus)")).toThrow(
      "the evaluator of KQL does not know the function hash_md5",
    );
    expect(() => rows("| where Nothing == 1", [])).toThrow("Nothing");
    expect(() => rows("", [{ Nothing: 1 }])).toThrow(
      "the evaluator of KQL does not know the column Nothing of a fixture",
    );
  });
});
