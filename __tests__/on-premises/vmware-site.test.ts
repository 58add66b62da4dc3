import { RecoveryServicesVault, VmwareSite } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { machine, VMWARE_ASSOCIATION, VMWARE_POLICY, VMWARE_VM, vmwareSite } from "./sites";

const ROLE = "azurerm_role_assignment";
const VAULT_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-hq`;

describe("a VMware site whose appliance is registered", () => {
  test("associates its policy with the vault, where azurerm finds the appliance's container", () => {
    const synthesized = synthesise(vmwareSite());
    expect(synthesized.only(VMWARE_POLICY)).toEqual({
      name: "vmware-replication-policy",
      recovery_vault_id: "${azurerm_recovery_services_vault.Vault.id}",
      recovery_point_retention_in_minutes: 4320,
      application_consistent_snapshot_frequency_in_minutes: 0,
    });
    expect(synthesized.only(VMWARE_ASSOCIATION)).toEqual({
      name: "vmware-replication-policy-association",
      recovery_vault_id: "${azurerm_recovery_services_vault.Vault.id}",
      policy_id: `\${${synthesized.addresses(VMWARE_POLICY)[0]}.id}`,
    });
    expect(synthesized.findings).toEqual([]);
  });

  test("lets the vault's identity write to the cache, and machines wait for it, since the service signs in as the vault", () => {
    const synthesized = synthesise(machine());
    const roles = Object.values(synthesized.all(ROLE));
    expect(roles.map(({ scope }) => scope)).toEqual(Array(2).fill("${azurerm_storage_account.Cache.id}"));
    expect(roles.map(({ role_definition_id: id }) => String(id).split("/").at(-1)).sort()).toEqual([
      "b24988ac-6180-42a0-ab88-20f7382dd24c",
      "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    ]);
    expect(synthesized.only(VMWARE_VM).depends_on).toEqual(synthesized.addresses("terraform_data"));
  });

  test("gives no roles where they exist already", () => {
    const synthesized = synthesise(machine({}, { grantRoles: false }));
    expect(synthesized.all(ROLE)).toEqual({});
    expect(synthesized.only(VMWARE_VM)).not.toHaveProperty("depends_on");
  });

  test("works in somebody else's vault, by its id and what is known of its identity", () => {
    const synthesized = synthesise(
      vmwareSite((stack) => ({
        vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID, {
          region: "centralindia",
          principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11",
        }),
      })),
    );
    expect(synthesized.only(VMWARE_ASSOCIATION).recovery_vault_id).toBe(VAULT_ID);
    expect(Object.values(synthesized.all(ROLE)).map(({ principal_id }) => principal_id)).toEqual(
      Array(2).fill("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11"),
    );
  });

  test("says so where the cache is in another region than the vault, which Azure's tutorial rules out and its matrix does not", () => {
    const account = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stcache`;
    const cache = { storageAccountId: account, region: "South India" };
    expect(synthesise(vmwareSite({ cache })).findings).toEqual([
      {
        kind: "warning",
        subject: "test/Hq",
        reason: "the cache is in southindia, and the vault in centralindia",
        remedy:
          "put the cache, the networks and the target resource group into the vault's region, as Microsoft Learn asks",
      },
    ]);
  });
});

describe("a VMware site whose appliance is not registered yet", () => {
  const waiting = () => synthesise(machine({}, { registered: false }));

  test("makes what Azure takes without an appliance: policy and roles, so that the first apply succeeds", () => {
    const synthesized = waiting();
    expect(synthesized.addresses(VMWARE_POLICY)).toHaveLength(1);
    expect(synthesized.addresses(ROLE)).toHaveLength(2);
    expect(synthesized.all(VMWARE_ASSOCIATION)).toEqual({});
    expect(synthesized.all(VMWARE_VM)).toEqual({});
  });

  test("is the default, since no program can know of the appliance", () => {
    const synthesized = synthesise(vmwareSite({ registered: undefined }));
    expect(synthesized.all(VMWARE_ASSOCIATION)).toEqual({});
  });

  test("says what to install, and which machines are not replicated meanwhile", () => {
    expect(waiting().findings).toEqual([
      {
        kind: "warning",
        subject: "test/Hq",
        reason:
          "only the replication policy is made, since Terraform cannot install the replication appliance",
        remedy:
          "apply, deploy the Azure Site Recovery replication appliance on premises, register it with this vault as asr-appliance-01, add vCenter and the machines' credentials, then set registered: true and apply again",
      },
      {
        kind: "unreplicated",
        subject: "erp-01",
        reason: "the replication appliance of test/Hq is not registered",
        remedy: "register it, set registered: true and apply again",
      },
    ]);
  });

  test("has the addresses that it keeps, so that the second apply only adds", () => {
    const before = waiting();
    const after = synthesise(machine());
    for (const type of [VMWARE_POLICY, ROLE, "terraform_data"])
      expect(after.all(type)).toEqual(before.all(type));
  });

  test("refuses the same machines as later, so that the second apply brings no surprise", () => {
    const refused = () => synthesise(machine({ sourceVmName: "ERP_01" }, { registered: false }));
    expect(refused).toThrow('targetVmName must be 1 to 63 letters, digits and "-"');
  });
});

test("two sites of an app have two vaults", () => {
  const synthesized = synthesise(
    vmwareSite({}, (hq, stack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID, "centralindia");
      new VmwareSite(stack, "Plant", { ...hq.defaults, vault, registered: true, grantRoles: false });
    }),
  );
  expect(synthesized.addresses(VMWARE_ASSOCIATION)).toHaveLength(2);
});
