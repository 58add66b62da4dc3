import { join } from "node:path";
import { type Estate, type EstateProps, Schedule, type Tier } from "../../lib";
import { temporaryFile, temporaryFolder } from "../support/files";
import { vmRows } from "../support/rows";
import { estate, refusalOfEstate, resources, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";

const STACK = "backup-prod-australiaeast";
const bronze = TIERS[1] as Tier;
const NAMED: Partial<EstateProps> = { subscriptions: { prod: SUBSCRIPTION } };
const fleet = (count: number) =>
  Array.from({ length: count }, (_, i) => vmRows(`vm${i}`, { tags: { Criticality: "Bronze" } })).flat();
const protect =
  (tier: Tier, vmsPerPolicy?: number, vmsPerVault?: number) =>
  (own: Estate): void => {
    own.createVaults({ vmsPerVault });
    own.createBackupPolicies([tier], { vmsPerPolicy });
    own.protectVirtualMachines();
  };

const runWith = (count: number, tier: Tier = bronze, vmsPerPolicy?: number) =>
  run(estate(fleet(count), protect(tier, vmsPerPolicy), NAMED));
/** In the order of their names. */
const policies = (found: ReturnType<typeof run>) =>
  Object.fromEntries(
    Object.entries(resources(found.stacks[STACK], "azurerm_backup_policy_vm")).sort(([, a], [, b]) =>
      String(a.name) < String(b.name) ? -1 : 1,
    ),
  );

describe("the policies of a tier in a vault", () => {
  const nightly = { ...bronze, window: { hours: 1 } };
  const found = runWith(5, nightly, 1);

  test("are one for 99 and for 100 VMs, and two for 101, which the portal's limit asks for", () => {
    const names = (count: number) => Object.values(policies(runWith(count))).map((policy) => policy.name);
    expect([names(99), names(100)]).toEqual([["Bronze"], ["Bronze"]]);
    expect(names(101)).toEqual(["Bronze", "Bronze-02"]);
  });

  test("differ in name and start alone, and the first has today's address", () => {
    const [first, ...others] = Object.entries(policies(found));
    expect(first?.[0]).toBe(Object.keys(policies(runWith(1)))[0]);
    expect(first?.[1].backup).toEqual({ frequency: "Daily", time: "00:00" });
    for (const [i, [, policy]] of others.entries()) {
      const time = ["00:30", "00:00"][i % 2];
      expect(policy).toEqual({
        ...first?.[1],
        name: `Bronze-0${i + 2}`,
        backup: { frequency: "Daily", time },
      });
    }
  });

  test("share the VMs: each VM refers to the policy that it is under", () => {
    const used = new Set(
      Object.values(resources(found.stacks[STACK], "azurerm_backup_protected_vm")).map(
        (vm) => vm.backup_policy_id,
      ),
    );
    expect(used.size).toBe(5);
    for (const reference of used)
      expect(reference).toMatch(/^\$\{azurerm_backup_policy_vm\.Vault_Bronze(-0\d)?_\w+\.id\}$/);
  });

  test("are one row of the summary's table, and explained below it", () => {
    expect(found.summary).toMatch(/Bronze everything else +5 +0\n/);
    expect(found.summary).toContain(
      `\n\nPlacement:\n  ${STACK}, Bronze: 5 VMs by ${Object.keys(policies(found)).length} policies of 1 at most, starting 00:00 to 00:30\n`,
    );
  });

  test("are not spoken of where each tier has one", () => {
    const { summary } = runWith(3);
    expect(summary).not.toContain("Placement");
    expect(summary).not.toContain("Look at");
  });

  test("start together without a window, which the summary says", () => {
    const { summary } = runWith(2, bronze, 1);
    expect(summary).toContain("policies of 1 at most, all starting at 00:00\n");
    expect(summary).toContain(
      "  Bronze: its policies all start at 00:00, and Azure recommends different times; give the tier a window in which they start: window: { hours: 2 }\n",
    );
  });

  test("are explained by their last start after midnight", () => {
    const backup = { ...bronze.backup, schedule: Schedule.daily("23:30") };
    const { summary } = runWith(6, { ...bronze, backup, window: { hours: 3 } }, 1);
    expect(summary).toMatch(/starting 23:30 to 0[12]:[03]0\n/);
  });

  test("may move VMs where no file remembers them, which the summary says with what to do", () => {
    const text =
      '"Bronze": several policies share the VMs by their ids alone: one more moves a share of them, and one less cannot be deleted while stopped backups are under it; let a file remember their places: placementFile: "placement.json"';
    expect(found.summary).toContain(text);
    const props = { ...NAMED, placementFile: join(temporaryFolder(), "placement.json") };
    expect(run(estate(fleet(2), protect(nightly, 1), props)).summary).not.toContain("by their ids alone");
  });

  test("keep more VMs than a lowered limit, which the summary lists", () => {
    const props = { ...NAMED, placementFile: join(temporaryFolder(), "placement.json") };
    run(estate(fleet(4), protect(nightly, 4), props));
    const { summary, stacks } = run(estate(fleet(5), protect(nightly, 2), props));
    expect(Object.keys(resources(stacks[STACK], "azurerm_backup_policy_vm"))).toHaveLength(2);
    expect(summary).toContain(
      '  Bronze: it keeps 4 VMs, since VMs stay where they are, and vmsPerPolicy is 2; remove "policy" from some of its lines in the placement file: they get another one of the same vault\n',
    );
  });
});

describe("what is refused of policies", () => {
  test("0 and 1,001 VMs a policy", () => {
    for (const got of [0, 1001]) {
      expect(refusalOfEstate(fleet(1), protect(bronze, got), NAMED)).toBe(
        `[createBackupPolicies] vmsPerPolicy must be 1 to 1000 VMs, got ${got}: a vault holds 1,000 VMs, and the portal gives 100 to a policy`,
      );
    }
    for (const taken of [1, 1000]) expect(runWith(1, bronze, taken).summary).toMatch(/protected VMs 1 /);
  });

  test("201 in a vault, and not 199 or 200, which is Azure's limit", () => {
    const withPolicies = (count: number): [EstateProps["placementFile"], Partial<EstateProps>] => {
      const vaults = { [`${SUBSCRIPTION}/australiaeast/1`]: { Bronze: count } };
      const placementFile = temporaryFile("placement.json", { version: 1, vaults, vms: {} });
      return [placementFile, { ...NAMED, placementFile }];
    };
    for (const count of [199, 200]) {
      const [, props] = withPolicies(count);
      const found = run(estate(fleet(1), protect(bronze), props));
      expect(Object.keys(policies(found))).toHaveLength(count);
    }
    const [, props] = withPolicies(201);
    expect(refusalOfEstate(fleet(1), protect(bronze), props)).toBe(
      `[${STACK}] the vault would have 201 policies, and Azure allows 200: raise vmsPerPolicy, or use more vaults`,
    );
  });

  test("a tier that is called like a further policy of another", () => {
    const twin = { ...bronze, criticality: "Bronze-02", backup: { ...bronze.backup, name: "Bronze-02" } };
    const use = (own: Estate) => {
      own.createVaults();
      own.createBackupPolicies([twin, bronze], { vmsPerPolicy: 1 });
    };
    expect(refusalOfEstate(fleet(2), use, NAMED)).toBe(
      `[${STACK}/Vault] the id "Bronze-02" is taken: pass another id`,
    );
  });
});

describe("several vaults", () => {
  const props = { ...NAMED, placementFile: join(temporaryFolder(), "placement.json") };
  const use = (own: Estate) => {
    protect(bronze, undefined, 2)(own);
    own.backUpUntaggedVirtualMachines({ tier: "Bronze" });
  };

  test("are explained, and Azure Policy backs up untagged VMs in the first, by the tier's first policy", () => {
    const { summary, stacks } = run(estate(fleet(2), use, props));
    expect(summary).not.toContain("Placement");
    const grown = run(estate(fleet(5), use, props));
    expect(grown.summary).toContain(
      "\n\nPlacement:\n  prod/australiaeast: 5 VMs in 3 vaults of 2 at most: 2, 2, 1\n",
    );
    expect(Object.keys(grown.stacks)).toEqual([STACK, `${STACK}-02`, `${STACK}-03`, "governance-prod"]);
    const assignment = (json: typeof stacks) =>
      resources(json["governance-prod"], "azurerm_subscription_policy_assignment");
    expect(assignment(grown.stacks)).toEqual(assignment(stacks));
    expect(JSON.stringify(assignment(stacks))).toContain(
      "/vaults/rsv-contoso-backup-prod-australiaeast/backupPolicies/Bronze",
    );
  });

  test("may go without their first: untagged VMs are backed up in the one with the lowest number", () => {
    const vaults = { [`${SUBSCRIPTION}/australiaeast/3`]: {}, [`${SUBSCRIPTION}/australiaeast/2`]: {} };
    const placementFile = temporaryFile("placement.json", { version: 1, vaults, vms: {} });
    const { stacks } = run(estate(fleet(1), use, { ...NAMED, placementFile }));
    expect(Object.keys(stacks)).toEqual([`${STACK}-02`, `${STACK}-03`, "governance-prod"]);
    expect(JSON.stringify(stacks["governance-prod"])).toContain("-australiaeast-02/backupPolicies/Bronze");
  });

  test("move VMs when one more is needed and nothing remembers them, which the summary says", () => {
    const { summary } = run(estate(fleet(5), use, NAMED));
    expect(summary).toMatch(
      /prod\/australiaeast: its VMs share \d vaults by their ids alone, and one more would move VMs between vaults, where their backups start anew; let a file remember their places, placementFile: "placement.json", or fix the number before the first deployment: vaultsPerRegion: { "prod\/australiaeast": \d }/,
    );
  });
});
