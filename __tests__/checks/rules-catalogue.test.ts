import { readFileSync } from "node:fs";
import { frameworkIds } from "../../lib/checks/rule";
import { RULES } from "../../lib/checks/rules";

const text = readFileSync("docs/checks-rules.md", "utf8");
const section = (title: string) => text.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
/** The cells of a section's table, row by row, without its head. */
const rowsOf = (title: string) =>
  section(title)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );

test("the library has exactly these rules: their ids are contract, exemptions name them", () => {
  expect(RULES.map(({ id }) => id)).toEqual([
    "vault-immutability",
    "vault-identity",
    "vault-geo-redundancy",
    "vault-zone-redundancy",
    "vault-name",
    "vault-soft-delete",
    "vault-alerts",
    "vault-prevent-destroy",
    "vault-diagnostics",
    "vault-not-empty",
    "vault-locked-immutability",
    "vault-public-network",
    "vault-private-endpoint",
    "vault-cross-subscription-restore",
    "vault-customer-managed-key",
    "vault-infrastructure-encryption",
    "vault-resource-guard",
    "vault-lock",
    "backup-vault-immutability",
    "backup-vault-identity",
    "backup-vault-soft-delete",
    "backup-vault-redundancy",
    "backup-vault-zone-redundancy",
    "backup-vault-diagnostics",
    "backup-vault-cross-region-restore",
    "backup-vault-customer-managed-key",
    "backup-vault-resource-guard",
    "vm-backup",
    "vm-one-engine",
    "vm-recovery-point",
    "vm-recovery-time",
    "vm-replication",
    "vm-retention",
    "policy-retention",
    "policy-instant-restore",
    "test-network-isolation",
    "recovery-plan",
    "failback-mapping",
    "failover-addresses",
    "replication-cache-region",
    "alert-receivers",
    "vault-alert-routing",
    "health-alert-excludes-healthy",
    "suppression-ends",
    "policy-identity-roles",
    "exemption-ends",
  ]);
});

test("the table of the documentation is what the rules say, no row more and none less", () => {
  const expected = RULES.map((rule) => [
    `\`${rule.id}\``,
    rule.title,
    rule.strict ? `${rule.severity}, strict` : rule.severity,
    rule.baseline ?? "both",
    frameworkIds(rule).join(", "),
  ]);
  expect(rowsOf("Rules")).toEqual(expected);
});

test("no id is said to be undecidable and decided at once", () => {
  const decided = new Set(RULES.flatMap(frameworkIds));
  const undecidable = rowsOf("Not decidable before the deployment").map(([id = ""]) => id);
  expect(undecidable.length).toBeGreaterThan(0);
  expect(undecidable.filter((id) => decided.has(id))).toEqual([]);
});

test.each(RULES.map((rule) => [rule.id, rule] as const))(
  "%s reads as a message",
  (id, { title, why, fix }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    for (const part of [why, fix]) expect(part).toMatch(/^[a-z].*[^.]$/);
  },
);
