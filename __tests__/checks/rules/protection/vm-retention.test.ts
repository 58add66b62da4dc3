import type { RetentionPreset } from "../../../../lib";
import { vmRetention } from "../../../../lib/checks/rules/protection/vm-retention";
import { judged } from "../../../support/judged";
import { vm as machine } from "../../../support/vms";

const vm = machine();
const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };
const OWN = "${azurerm_backup_policy_vm.P.id}";

const say = (
  count: unknown,
  { promised = true, policyId = OWN, presets = [] as readonly RetentionPreset[] } = {},
) =>
  judged(
    vmRetention,
    {
      azurerm_backup_policy_vm: { P: { ...HERE, name: "p", retention_daily: { count } } },
      azurerm_backup_protected_vm: { B: { ...HERE, source_vm_id: vm.id, backup_policy_id: policyId } },
    },
    {
      retentionPresets: presets,
      vms: [
        {
          vm,
          promise: {
            vmId: vm.id,
            name: vm.name,
            tier: "Gold",
            rpoMinutes: 1,
            rtoMinutes: 1,
            retentionDays: promised ? 90 : undefined,
          },
        },
      ],
    },
  );

describe("vm-retention", () => {
  test.each([
    [89, "fail"],
    [90, "pass"],
    [91, "pass"],
  ])("of a VM that is promised 90 days, under a policy with %i: %s", (count, status) => {
    expect(say(count)).toEqual([
      `vm1: ${status}, promised 90 days, the longest points are kept for ${count} days`,
    ]);
  });

  test("does not know what an expression, or a policy of somebody else, keeps", () => {
    expect(say("${var.days}")).toEqual([
      "vm1: unknown, promised 90 days, only Terraform knows how long points are kept",
    ]);
    const theirs =
      "/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p";
    expect(say(7, { policyId: theirs })).toEqual([
      "vm1: unknown, promised 90 days, kept by a policy that the app does not define",
    ]);
  });

  describe("asks for what presets want", () => {
    const asked = (presets: readonly RetentionPreset[], promised = true) =>
      say(2555, { promised, presets }).slice(promised ? 1 : 0);

    test.each([
      [2554, "pass"],
      [2555, "pass"],
      [2556, "fail"],
    ])("%i days of a VM whose points are kept for 2,555: %s", (minimumRetentionDays, status) => {
      expect(asked([{ name: "Class F", minimumRetentionDays }])).toEqual([
        `vm1: ${status}, "Class F" asks for ${minimumRetentionDays} days, the longest points are kept for 2555 days`,
      ]);
    });

    test("of the tiers that they name, in any letter case, and of every VM where they name none", () => {
      const preset = { name: "F", minimumRetentionDays: 30 };
      expect(asked([{ ...preset, tiers: ["GOLD"] }])).toHaveLength(1);
      expect(asked([{ ...preset, tiers: ["Silver"] }])).toEqual([]);
      expect(asked([preset], false)).toHaveLength(1);
    });
  });

  test("asks nothing of a VM without a promise, nor of one that nothing backs up, which vm-backup fails", () => {
    expect(say(7, { promised: false })).toEqual([]);
    expect(judged(vmRetention, {}, { vms: [{ vm }] })).toEqual([]);
  });
});
