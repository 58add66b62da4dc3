import { type Estate, ResilienceStack } from "../../lib";
import { vmRows } from "../support/rows";
import { estate, refusalOfEstate, resources, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";
import { DEV, inDev, NAMED, vmOf } from "./define-onboarding";
import { listedIn } from "./define-recovery";

const AUDIT = "Azure Backup should be enabled for Virtual Machines";
const RESTORE = "Disable Cross Subscription Restore for Backup Vaults";
const EXEMPTION = "azurerm_resource_policy_exemption";
const REMEDIATION = "azurerm_subscription_policy_remediation";

const rows = [...vmOf("web", "Bronze"), ...vmOf("agent-1", ""), ...inDev(vmOf("agent-2", ""))];
const WHY = { reason: "Rebuilt from code every night.", expiresOn: "2999-12-31" } as const;

const using =
  (use: (e: Estate) => void) =>
  (e: Estate): void => {
    e.createVaults();
    e.createBackupPolicies(TIERS);
    use(e);
  };

describe("an exemption of a policy", () => {
  test("is made for each VM that is chosen, in the stack of its subscription, with reason and end", () => {
    const use = using((e) =>
      e.assignPolicy(AUDIT).exempt({ name: /^agent-/ }, { ...WHY, category: "Mitigated" }),
    );
    const { stacks } = run(estate(rows, use, NAMED));
    const [prod] = Object.values(resources(stacks["governance-prod"], EXEMPTION));
    const [dev] = Object.values(resources(stacks["governance-dev"], EXEMPTION));
    expect(prod).toMatchObject({
      resource_id: vmId("agent-1"),
      exemption_category: "Mitigated",
      description: WHY.reason,
      display_name: "agent-1",
      expires_on: "2999-12-31T23:59:59Z",
    });
    expect(prod?.policy_assignment_id).toMatch(/^\$\{azurerm_subscription_policy_assignment\.azure-backup-/);
    expect(dev?.resource_id).toBe(vmId("agent-2", DEV));
    expect(Object.keys(resources(stacks["governance-prod"], EXEMPTION))).toHaveLength(1);
  });

  test("keeps its address when other VMs are exempt", () => {
    const addresses = (name: RegExp) => {
      const found = run(
        estate(
          rows,
          using((e) => e.assignPolicy(AUDIT).exempt({ name }, WHY)),
          NAMED,
        ),
      );
      return Object.keys(resources(found.stacks["governance-prod"], EXEMPTION));
    };
    expect(addresses(/./)).toEqual(expect.arrayContaining(addresses(/^agent-/) as string[]));
    expect(addresses(/./)).toHaveLength(2);
  });

  test("that fits no VM is warned of", () => {
    const use = using((e) => e.assignPolicy(AUDIT).exempt({ name: "agent" }, WHY));
    expect(listedIn(run(estate(rows, use, NAMED)), "Look at")).toContain(
      `azure-backup-should-be-enabled-for-virtual-machines: an exemption of it fits no VM of the inventory (${WHY.reason}); mend what it selects, or remove it`,
    );
  });

  test("of a VM whose subscription has no vaults yet is warned of", () => {
    const use = (e: Estate) => e.assignPolicy(AUDIT).exempt({ name: "web" }, WHY);
    const found = run((app) => {
      new ResilienceStack(app, "other", { subscriptionId: SUBSCRIPTION });
      estate(rows, use, NAMED)(app);
    });
    expect(listedIn(found, "Look at")).toEqual([
      `Estate: an exemption of it is for web, in whose subscription it is not assigned (${WHY.reason}); mend what it selects, or remove it`,
    ]);
  });

  test("is refused without a reason, along with whatever else is wrong", () => {
    const use = using((e) => {
      e.assignPolicy(AUDIT).exempt({ name: "web" }, { ...WHY, reason: "" });
      e.backUpUntaggedVirtualMachines({ tier: "Silver" });
    });
    expect(refusalOfEstate(vmRows("web"), use, NAMED)).toMatch(
      /reason must say why: an auditor asks for it\n.*tier must be "Gold" or "Bronze", got "Silver"/,
    );
  });
});

describe("a remediation", () => {
  const remediations = (use: (e: Estate) => void) => {
    const { stacks } = run(estate(rows, using(use), NAMED));
    return Object.values(resources(stacks["governance-prod"], REMEDIATION));
  };

  test("brings into line what was there before a policy, once, after the identity has its roles", () => {
    const found = remediations((e) => e.assignPolicy(RESTORE).remediate());
    expect(found).toEqual([
      expect.objectContaining({
        name: "disable-cross-subscription-restore-for-backup-vaults-existing-1",
        subscription_id: `/subscriptions/${SUBSCRIPTION}`,
        resource_discovery_mode: "ReEvaluateCompliance",
        depends_on: [expect.stringMatching(/^terraform_data\..*_Wait_/)],
      }),
    ]);
  });

  test("takes VMs that exist already, where onboarding says so", () => {
    const names = (use: (e: Estate) => void) => remediations(use).map(({ name }) => name);
    expect(names((e) => e.backUpUntaggedVirtualMachines({ tier: "Bronze" }))).toEqual([]);
    expect(names((e) => e.onboardByPolicy())).toEqual([]);
    expect(names((e) => e.backUpUntaggedVirtualMachines({ tier: "Bronze", remediate: true }))).toEqual([
      "back-up-untagged-vms-australiaeast-existing-1",
    ]);
    expect(names((e) => e.onboardByPolicy({ tiers: ["Gold"], remediate: { run: 2 } }))).toEqual([
      "back-up-gold-vms-australiaeast-existing-2",
    ]);
  });

  test("is refused for a policy that only looks", () => {
    expect(
      refusalOfEstate(
        rows,
        using((e) => e.assignPolicy(AUDIT).remediate()),
        NAMED,
      ),
    ).toMatch(
      /there is nothing to remediate: "Azure Backup should be enabled for Virtual Machines" deploys and modifies nothing/,
    );
  });
});
