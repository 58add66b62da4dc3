import { dayNumber } from "../../lib/core/day";
import { type Approval, type GuardFinding, judge, readApprovals } from "../../lib/plan-guard";
import { refusal } from "../support/synthesise";

const APPROVAL: Approval = {
  address: "azurerm_backup_protected_vm.web",
  rules: ["item-destroyed"],
  reason: "web is retired; change CHG-4711",
  owner: "Platform",
  until: "2026-12-01",
};

const FINDING: GuardFinding = {
  rule: "item-destroyed",
  severity: "loss",
  address: "azurerm_backup_protected_vm.web",
  reason: "the protected item is destroyed",
};

const on = (day: string, approvals: readonly Approval[], findings = [FINDING]) =>
  judge(findings, approvals, dayNumber(day) ?? 0);

describe("an approval", () => {
  test("sets its finding aside, until the end of its last day", () => {
    expect(on("2026-12-01", [APPROVAL])).toEqual({
      open: [],
      approved: [{ ...FINDING, approval: APPROVAL }],
      notes: [],
    });
  });

  test("is over the next day: the finding is back, with a word of it", () => {
    expect(on("2026-12-02", [APPROVAL])).toEqual({
      open: [FINDING],
      approved: [],
      notes: [
        "the approval of azurerm_backup_protected_vm.web by Platform ended on 2026-12-01: renew it with a reason, or remove it",
      ],
    });
  });

  test("that approves nothing is told of, since it would approve the next mistake", () => {
    expect(on("2026-12-01", [APPROVAL], []).notes).toEqual([
      "the approval of azurerm_backup_protected_vm.web by Platform approves nothing in these plans: remove it",
    ]);
  });

  test("of another rule leaves the finding open", () => {
    expect(on("2026-12-01", [{ ...APPROVAL, rules: ["vault-destroyed"] }]).open).toEqual([FINDING]);
  });

  test.each([
    ["azurerm_backup_protected_vm.*", true],
    ["*", true],
    ["*.web", true],
    ["azurerm_backup_protected_vm.we", false],
    ["azurerm_backup_protected_vm.web2", false],
    ["azurermXbackup_protected_vm.web", false],
  ])("of %s fits: %s", (address, fits) => {
    expect(on("2026-12-01", [{ ...APPROVAL, address }]).open).toHaveLength(fits ? 0 : 1);
  });

  describe("of an address that two plans have", () => {
    const both = ["dev.json", "prod.json"].map((file) => ({ ...FINDING, file }));

    test("approves neither, and says which it could mean: stacks have the same addresses", () => {
      const { open, notes } = on("2026-12-01", [APPROVAL], both);
      expect(open).toEqual(both);
      expect(notes).toEqual([
        'the approval of azurerm_backup_protected_vm.web by Platform could mean dev.json or prod.json, and approves neither: name the file in "plan"',
      ]);
    });

    test.each([
      [{ plan: "dev.json" }, ["prod.json"]],
      [{ plan: "*.json" }, []],
      [{ address: "*.web" }, []],
    ])("with %j leaves %j open", (changes, left) => {
      const { open } = on("2026-12-01", [{ ...APPROVAL, ...changes }], both);
      expect(open.map(({ file }) => file)).toEqual(left);
    });
  });

  test("that is renewed beside one that is over is the one that counts", () => {
    const { open, approved } = on("2026-12-02", [APPROVAL, { ...APPROVAL, until: "2027-01-31" }]);
    expect([open.length, approved[0]?.approval.until]).toEqual([0, "2027-01-31"]);
  });
});

describe("a file of approvals", () => {
  const read = (content: unknown) =>
    readApprovals(typeof content === "string" ? content : JSON.stringify(content), "approvals.json");

  test("is read as it stands, with a byte order mark too", () => {
    const file = { version: 1, approvals: [APPROVAL] };
    expect(read(`\uFEFF${JSON.stringify(file)}`)).toEqual([APPROVAL]);
  });

  test("is refused for everything that is wrong with it at once", () => {
    const entry = { rules: ["item-gone"], reason: " ", until: "2026-02-30", who: "me" };
    expect(refusal(() => read({ version: 1, approvals: [entry, { ...APPROVAL, rules: [] }] }))).toBe(
      [
        "[approvals.json] 7 problems:",
        "  - approvals[0].address must be an address of the plan, got nothing",
        "  - approvals[0].reason must say why: who reads the plan later asks for it",
        "  - approvals[0].owner must say who answers for it",
        '  - approvals[0].until must be the last day, such as "2027-01-31", got "2026-02-30": an approval without an end approves the next mistake',
        '  - approvals[0].rules has "item-gone", which is no rule: see plan-guard --help',
        "  - approvals[0].who is not known: an approval has address, rules, reason, owner, until, plan",
        "  - approvals[1].rules must be a list of rules, got []",
      ].join("\n"),
    );
  });

  test.each([
    ["{", /^\[approvals\.json\] is not JSON: /],
    ["[]", /version must be 1, got nothing/],
    [{ version: 2, approvals: [] }, /version must be 1, got 2/],
    [{ version: 1 }, /approvals must be a list/],
  ])("is refused when it is %j", (content, message) => {
    expect(refusal(() => read(content))).toMatch(message);
  });
});
