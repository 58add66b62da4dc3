import { adoptExisting, type Estate } from "../../lib";
import { existing, itemRow, vaultRow } from "../support/existing";
import { estate, resources, run } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { NAMED, onboarding, vmOf } from "./define-onboarding";

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-contoso-backup-prod-australiaeast`;
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/rsv-contoso-backup-prod-australiaeast`;

test("a VM that Azure Policy has protected between two runs is imported, which azurerm asks for", () => {
  const rows = [...vmOf("web", "Bronze"), ...vmOf("db", "Gold")];
  const vault = vaultRow({}, { id: VAULT, name: "rsv-contoso-backup-prod-australiaeast" });
  const item = itemRow("web", { policyId: `${VAULT}/backupPolicies/Bronze` }, { vault: VAULT });
  const use = (e: Estate) => {
    onboarding()(e);
    adoptExisting(e.node.root, existing(vault, item));
  };
  const stack = run(estate(rows, use, NAMED)).stacks["backup-prod-australiaeast"];
  const imports = (stack?.import ?? []) as { to: string; id: string }[];
  const vms = imports.filter(({ to }) => to.startsWith("azurerm_backup_protected_vm."));
  expect(vms.map(({ id }) => id.toLowerCase())).toEqual([
    `${VAULT}/backupFabrics/Azure/protectionContainers/iaasvmcontainer;iaasvmcontainerv2;rg-app;web/protectedItems/vm;iaasvmcontainerv2;rg-app;web`.toLowerCase(),
  ]);
  expect(Object.keys(resources(stack, "azurerm_backup_protected_vm"))).toHaveLength(2);
});
