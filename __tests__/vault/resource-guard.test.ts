import {
  Principal,
  RecoveryServicesVault,
  type ResilienceStack,
  ResourceGuard,
  type ResourceGuardProps,
  Schedule,
} from "../../lib";
import { resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { defineVault, VAULT } from "./define-vault";

const GUARD = "azurerm_data_protection_resource_guard";
const ASSOCIATION = "azurerm_recovery_services_vault_resource_guard_association";
const OTHER = "11111111-2222-3333-4444-555555555555";
const TEAM = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";
const idIn = (subscription: string) =>
  `/subscriptions/${subscription}/resourceGroups/rg-security/providers/Microsoft.DataProtection/resourceGuards/rguard-Contoso`;

const guardIn = (stack: ResilienceStack, changes: Partial<ResourceGuardProps> = {}) =>
  new ResourceGuard(stack, "Guard", {
    name: "rguard-contoso",
    resourceGroup: resourceGroup(stack, "australiaeast", "Security"),
    ...changes,
  });
const foreign = (stack: ResilienceStack, region?: string) =>
  ResourceGuard.fromId(stack, "Foreign", idIn(OTHER), region);

describe("a resource guard", () => {
  test("protects every operation unless told otherwise, and writes no empty list", () => {
    expect(synthesise((s) => guardIn(s)).only(GUARD)).toEqual({
      name: "rguard-contoso",
      location: "australiaeast",
      resource_group_name: "${azurerm_resource_group.Security.name}",
    });
  });

  test("lets operations pass that are named in the portal's words, in one order whatever the program's", () => {
    const list = (unguarded: ResourceGuardProps["unguarded"]) =>
      synthesise((s) =>
        guardIn(s, { unguarded, region: "West Europe", tags: { Application: "Backup" } }),
      ).only(GUARD);
    const vaults = "Microsoft.RecoveryServices/vaults";

    expect(
      list({
        recoveryServicesVaults: ["get security PIN", "stop backup and retain data", "delete protection"],
        backupVaults: ["disable immutability", "delete backup instance"],
      }),
    ).toMatchObject({
      location: "westeurope",
      tags: { Application: "Backup" },
      vault_critical_operation_exclusion_list: [
        `${vaults}/backupFabrics/protectionContainers/protectedItems/delete`,
        `${vaults}/backupFabrics/protectionContainers/protectedItems/write#stopProtectionWithRetainData`,
        `${vaults}/backupSecurityPIN/action`,
        "Microsoft.DataProtection/backupVaults/backupInstances/delete",
        "Microsoft.DataProtection/backupVaults/write#reduceImmutabilityState",
      ],
    });
  });

  test.each([
    ["grantReader", "acdd72a7-3385-48ef-bd42-f606fba81ae7"],
    ["grantMuaOperator", "f54b6d04-23c6-443e-b462-9c16ab7b4a52"],
    ["grantMuaAdmin", "c2a970b4-16a7-4a51-8c84-8a8ea6ee0bb8"],
  ] as const)("%s gives its role on the guard", (grant, role) => {
    const own = synthesise((s) => guardIn(s).access[grant](Principal.group(TEAM)));
    const others = synthesise((s) => foreign(s).access[grant](Principal.group(TEAM)));

    expect(own.only("azurerm_role_assignment")).toMatchObject({
      scope: `\${${GUARD}.Guard.id}`,
      role_definition_id: expect.stringMatching(new RegExp(`^/subscriptions/${SUBSCRIPTION}/.*/${role}$`)),
      principal_type: "Group",
    });
    expect(others.only("azurerm_role_assignment")).toMatchObject({
      scope: idIn(OTHER),
      role_definition_id: expect.stringMatching(new RegExp(`^/subscriptions/${OTHER}/.*/${role}$`)),
    });
  });

  test("of the program is known as one, and an imported one is not", () => {
    const seen: boolean[] = [];
    synthesise((s) =>
      seen.push(ResourceGuard.isResourceGuard(guardIn(s)), ResourceGuard.isResourceGuard(foreign(s))),
    );

    expect(seen).toEqual([true, false]);
  });
});

describe("a vault under a guard", () => {
  test("is associated by ids, of which azurerm wants the segments in exactly this letter case", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;
    const stack = synthesise((s) => {
      const vault = RecoveryServicesVault.fromVaultId(
        s,
        "Central",
        id.replace("/resourceGroups/", "/resourcegroups/"),
      );
      vault.guardWith(
        ResourceGuard.fromId(s, "Foreign", idIn(OTHER).replace("resourceGuards", "resourceguards")),
      );
    });

    expect(stack.only(ASSOCIATION)).toEqual({
      vault_id: id,
      resource_guard_id: idIn(OTHER),
      depends_on: [],
    });
  });

  test("is associated after everything else in it, since azurerm cannot ask for consent to take it down", () => {
    const stack = synthesise((s) => {
      const vault = defineVault({ lock: true })(s);
      vault.guardWith(foreign(s));
      const policy = vault.addVmPolicy("Gold", {
        schedule: Schedule.daily("02:00"),
        retention: { daily: 7 },
      });
      policy.protect(vm(), { id: "Web" });
    });

    expect(stack.only(ASSOCIATION).depends_on).toEqual([
      `${VAULT}.Vault`,
      expect.stringMatching(/^azurerm_backup_policy_vm\.Vault_Gold/),
      expect.stringMatching(/^azurerm_backup_protected_vm\.Vault_Web/),
    ]);
    expect(stack.only("azurerm_management_lock").depends_on).toContain(stack.addresses(ASSOCIATION)[0]);
  });

  test("is pointed out where the guard is in its own subscription, whose administrators own both", () => {
    expect(synthesise((s) => defineVault()(s).guardWith(guardIn(s))).findings).toEqual([
      {
        kind: "warning",
        subject: "test/Vault",
        reason:
          "its resource guard is in its own subscription, whose administrators own both and need nobody's consent",
        remedy:
          "keep the guard in a subscription of the security team (ResourceGuard.fromId), or in a group that only they can change",
      },
    ]);
    expect(synthesise((s) => defineVault()(s).guardWith(foreign(s))).findings).toEqual([]);
  });

  test("takes a guard whose region is not known, and the vault's region in any spelling", () => {
    expect(synthesise((s) => defineVault()(s).guardWith(foreign(s))).addresses(ASSOCIATION)).toHaveLength(1);
    expect(
      synthesise((s) => defineVault()(s).guardWith(foreign(s, "Australia East"))).addresses(ASSOCIATION),
    ).toHaveLength(1);
  });
});
