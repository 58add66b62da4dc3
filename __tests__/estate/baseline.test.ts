import type { Estate, EstateBaselineOptions } from "../../lib";
import { estate, refusalOfEstate, resources, run, TIERS } from "../support/run";
import { DEV, inDev, NAMED, vmOf } from "./define-onboarding";

const STACK = "governance-contoso";
const GROUP = "/providers/Microsoft.Management/managementGroups/contoso-landing-zones";
const ASSIGNMENT = "azurerm_management_group_policy_assignment";
const INITIATIVE = "azurerm_management_group_policy_set_definition";
const EXEMPTION = "azurerm_resource_policy_exemption";
const web = vmOf("web", "Bronze");
const both = [...web, ...inDev(vmOf("lab", "Gold"))];

const baseline =
  (options: Partial<EstateBaselineOptions> = {}, tiers = true) =>
  (e: Estate): void => {
    e.createVaults();
    if (tiers) e.createBackupPolicies(TIERS);
    e.baseline({ managementGroup: "contoso-landing-zones", ...options });
  };

describe("the baseline of an estate", () => {
  test("is defined and assigned at the management group, in a stack that is of no subscription's policies", () => {
    const { stacks, outdir } = run(estate(web, baseline(), NAMED));
    const [assignment] = Object.values(resources(stacks[STACK], ASSIGNMENT));
    const [initiative] = Object.values(resources(stacks[STACK], INITIATIVE));
    expect(assignment).toMatchObject({ management_group_id: GROUP, enforce: true });
    expect(assignment?.name).toBe("backup-baseline");
    expect(assignment).not.toHaveProperty("identity");
    expect(initiative?.management_group_id).toBe(GROUP);
    const manifest = require(`${outdir}/manifest.json`);
    expect(manifest.stacks[STACK].dependencies).toEqual([]);
  });

  test("reports VMs whose tag has no tier's value, where there are tiers", () => {
    const initiativeOf = (tiers: boolean) => {
      const { stacks } = run(estate(web, baseline({}, tiers), NAMED));
      return JSON.stringify(resources(stacks[STACK], INITIATIVE));
    };
    expect(initiativeOf(true)).toContain(
      String.raw`\"tagName\":{\"value\":\"Criticality\"},\"tagValues\":{\"value\":[\"Gold\",\"Bronze\"]}`,
    );
    expect(initiativeOf(false)).not.toContain("vm-tier-tag");
  });

  test("looks at what else is chosen, leaves out what it is told, and may only be looked at", () => {
    const notScopes = [`/subscriptions/${DEV}`];
    const { stacks } = run(estate(web, baseline({ kind: "zonal", enforce: false, notScopes }), NAMED));
    const [assignment] = Object.values(resources(stacks[STACK], ASSIGNMENT));
    expect(assignment).toMatchObject({ enforce: false, not_scopes: notScopes });
    expect(JSON.stringify(resources(stacks[STACK], INITIATIVE))).toContain("rsv-zone-redundancy");
  });

  test("exempts VMs of any subscription below the group", () => {
    const use = (e: Estate) => {
      e.createVaults();
      const policy = e.baseline({ managementGroup: "contoso-landing-zones", subscription: "prod" });
      policy.exempt(
        { name: /./ },
        { reason: "A laboratory.", expiresOn: "2999-12-31", members: ["vm-backup"] },
      );
    };
    const { stacks } = run(estate(both, use, NAMED));
    const exemptions = Object.values(resources(stacks[STACK], EXEMPTION));
    expect(exemptions.map(({ policy_definition_reference_ids: ids }) => ids)).toEqual([
      ["vm-backup"],
      ["vm-backup"],
    ]);
  });

  test("may be at several management groups, in one stack", () => {
    const use = (e: Estate) => {
      baseline()(e);
      e.baseline({ managementGroup: "contoso-sandbox" });
    };
    const { stacks } = run(estate(web, use, NAMED));
    const groups = Object.values(resources(stacks[STACK], ASSIGNMENT)).map((one) => one.management_group_id);
    expect(groups).toEqual([GROUP, GROUP.replace("landing-zones", "sandbox")]);
  });
});

describe("the baseline of an estate refuses", () => {
  test("to come before the vaults", () => {
    const early = (e: Estate) => void e.baseline({ managementGroup: "contoso" });
    expect(refusalOfEstate(web, early, NAMED)).toBe("[Estate] baseline needs createVaults before it");
  });

  test("to choose among several subscriptions, and one that it does not know", () => {
    expect(refusalOfEstate(both, baseline(), NAMED)).toBe(
      '[baseline] subscription must be given, "prod" or "dev": what there is once is in one of them',
    );
    expect(refusalOfEstate(both, baseline({ subscription: "test" }), NAMED)).toBe(
      '[baseline] subscription must be "prod" or "dev", got "test": these are the subscriptions that the estate names, and those with vaults',
    );
  });

  test("another subscription in a second call, since there is one stack", () => {
    const use = (e: Estate) => {
      baseline({ subscription: "prod" })(e);
      e.baseline({ managementGroup: "contoso-sandbox", subscription: "dev" });
    };
    expect(refusalOfEstate(both, use, NAMED)).toMatch(
      /^\[baseline\] subscription must be ".{36}" as in the call before, got "dev": there is one stack for all management groups$/,
    );
  });

  test("a subscription that is called as the organisation is", () => {
    const subscriptions = { contoso: NAMED.subscriptions.prod };
    expect(refusalOfEstate(web, baseline(), { subscriptions })).toBe(
      '[baseline] a subscription is called "contoso" as the organisation is, and so would two stacks be: give it another short name',
    );
  });
});
