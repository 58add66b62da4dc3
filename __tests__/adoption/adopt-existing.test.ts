import { TerraformVariable, Testing } from "cdktf";
import { adoptExisting, RecoveryServicesVault, ResilienceStack, Schedule } from "../../lib";
import { existing, GROUP_ID, itemRow, policyRow, vaultId, vaultRow } from "../support/existing";
import { run } from "../support/run";
import { refusal, refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm, vmId } from "../support/vms";
import { defineVault } from "../vault/define-vault";
import {
  adopted,
  define,
  findingsOf,
  GROUP_ADDRESS,
  imports,
  POLICY_ADDRESS,
  VAULT_ADDRESS,
} from "./define-estate";

const ITEM_ADDRESS = "azurerm_backup_protected_vm.Vault_vm1-abc123_F03C2B90";
const itemId = (group: string, name: string) => {
  const item = `iaasvmcontainerv2;${group};${name}`;
  return `${vaultId()}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${item}/protectedItems/VM;${item}`;
};

describe("of what the program defines", () => {
  test("exactly that is imported which the export has; the rest is created", () => {
    expect(imports(adopted(existing(vaultRow())))).toEqual({
      [GROUP_ADDRESS]: GROUP_ID,
      [VAULT_ADDRESS]: vaultId(),
    });
    expect(Object.keys(imports(adopted(existing(vaultRow(), policyRow("Gold"), itemRow("vm1")))))).toEqual([
      POLICY_ADDRESS,
      ITEM_ADDRESS,
      VAULT_ADDRESS,
      GROUP_ADDRESS,
    ]);
  });

  test("nothing is imported where nothing of it exists", () => {
    const other = vaultRow(
      {},
      { id: vaultId("rsv-other").replace("rg-group", "rg-other"), name: "rsv-other" },
    );

    expect(adopted(existing(other)).json).not.toHaveProperty("import");
  });

  test("a protected VM is found by its VM, and imported by the names that Azure gave it", () => {
    const item = itemRow(
      "VM1",
      { sourceResourceId: vmId("VM1").replace("rg-app", "RG-APP") },
      { group: "RG-APP" },
    );

    expect(imports(adopted(existing(item)))).toEqual({ [ITEM_ADDRESS]: itemId("RG-APP", "VM1") });
  });

  test("ids keep azurerm's segments and the program's names where the export is in lower case", () => {
    const lower = (row: object) => JSON.parse(JSON.stringify(row).toLowerCase());
    const rows = [vaultRow(), policyRow("Gold")].map((row) => ({ ...row, id: lower(row).id }));

    expect(imports(adopted(existing(...rows)))).toEqual({
      [GROUP_ADDRESS]: GROUP_ID,
      [VAULT_ADDRESS]: vaultId(),
      [POLICY_ADDRESS]: `${vaultId()}/backupPolicies/Gold`,
    });
  });

  test("a VM in a vault that somebody else defines is imported there", () => {
    const central = vaultId("rsv-central");
    const stack = synthesise((s) => {
      const vault = RecoveryServicesVault.fromVaultId(s, "Central", central);
      vault.existingVmPolicy("DefaultPolicy").protect(vm());
      adoptExisting(s, existing(itemRow("vm1", {}, { vault: central })));
    });

    expect(Object.values(imports(stack))).toEqual([
      itemId("rg-app", "vm1").replace("rsv-contoso", "rsv-central"),
    ]);
  });

  test("all stacks of an app are looked at, each with import blocks of its own", () => {
    const { stacks } = run((app) => {
      for (const id of ["one", "two"]) {
        const stack = new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION });
        const resourceGroup = { name: "rg-group", locationInput: "australiaeast" };
        new RecoveryServicesVault(stack, "Vault", { name: `rsv-${id}`, resourceGroup });
      }
      const row = vaultRow({}, { id: vaultId("rsv-two"), name: "rsv-two" });
      adoptExisting(app, existing(row));
    });

    expect(stacks.one).not.toHaveProperty("import");
    expect(stacks.two?.import).toEqual([{ to: VAULT_ADDRESS, id: vaultId("rsv-two") }]);
  });
});

describe("worth a look is", () => {
  test("a VM that is protected in the portal and not in the program, by its policy and vault", () => {
    expect(findingsOf(adopted(existing(itemRow("vm1"), itemRow("vm2"))))).toEqual([
      "warning: vm2 (existing.json: data[1] (VM;iaasvmcontainerv2;rg-app;vm2)): protected in the portal by policy Gold in vault rsv-contoso, and not in the program; protect it in the program, or know that somebody else does",
    ]);
  });

  test("no VM of another subscription, which another stack defines", () => {
    const elsewhere = itemRow("vm2", {
      sourceResourceId: vmId("vm2", "11111111-2222-3333-4444-555555555555"),
    });

    expect(findingsOf(adopted(existing(elsewhere)))).toEqual([]);
  });

  test("shorter retention than Azure has now, by the kind of points", () => {
    const policy = policyRow("Gold", { daily: 30, weekly: 1, monthly: 1, yearly: 7 });

    expect(
      findingsOf(adopted(existing(policy), { policy: { retention: { daily: 14, yearly: 3 } } })),
    ).toEqual([
      "warning: test/Vault/Gold (existing.json: data[0] (Gold)): the first plan shortens the retention that Gold has in Azure: daily points from 30 days to 14 days, monthly points from 1 month to none, yearly points from 7 years to 3 years, which deletes recovery points; keep points as long as now, or shorten on purpose",
    ]);
  });

  test.each([
    [29, 1],
    [30, 0],
    [31, 0],
  ])("with %s daily points instead of 30: %s findings", (daily, count) => {
    const found = findingsOf(
      adopted(existing(policyRow("Gold", { daily: 30 })), { policy: { retention: { daily } } }),
    );

    expect(found).toHaveLength(count);
  });

  test("a VM that moves to a policy that keeps points shorter", () => {
    const item = itemRow("vm1", { policyId: `${vaultId()}/backupPolicies/DefaultPolicy` });

    expect(findingsOf(adopted(existing(policyRow("DefaultPolicy", { daily: 30 }), item)))).toEqual([
      "warning: test/Vault/vm1-abc123 (existing.json: data[1] (VM;iaasvmcontainerv2;rg-app;vm1)): moves from DefaultPolicy to Gold, with daily points from 30 days to 7 days, which deletes recovery points; use a policy that keeps points as long as now, or shorten on purpose",
    ]);
  });

  test("no VM whose backups are stopped and are to be so", () => {
    const stack = synthesise((s) => {
      const gold = define(s).vault.addVmPolicy("Stopped", {
        schedule: Schedule.daily("02:00"),
        retention: { daily: 7 },
      });
      gold.protect(vm({ id: vmId("vm2"), name: "vm2" }), { state: "ProtectionStopped" });
      adoptExisting(s, existing(itemRow("vm2", { protectionState: "ProtectionStopped" })));
    });

    expect(findingsOf(stack)).toEqual([]);
  });

  test.each(["ProtectionStopped", "BackupsSuspended"])(
    "a VM whose backups are stopped (%s)",
    (protectionState) => {
      expect(findingsOf(adopted(existing(itemRow("vm1", { protectionState, policyId: "" }))))).toEqual([
        `warning: test/Vault/vm1-abc123 (existing.json: data[0] (VM;iaasvmcontainerv2;rg-app;vm1)): its backups are stopped in Azure (${protectionState}), and an import leaves them so; say state: "Protected" to resume, or state: "${protectionState}"`,
      ]);
    },
  );

  test("a VM whose backups were deleted, which azurerm brings back and cannot import", () => {
    const stack = adopted(existing(itemRow("vm1", { isScheduledForDeferredDelete: true })));

    expect(imports(stack)).toEqual({});
    expect(findingsOf(stack)).toEqual([
      "warning: test/Vault/vm1-abc123 (existing.json: data[0] (VM;iaasvmcontainerv2;rg-app;vm1)): its backups were deleted and are kept for a while; azurerm brings them back at apply, instead of importing; look that it did",
    ]);
  });

  test("a VM whose deleted backups another vault keeps", () => {
    const item = itemRow("vm1", { isScheduledForDeferredDelete: true }, { vault: vaultId("rsv-old") });

    expect(findingsOf(adopted(existing(item)))).toEqual([
      "warning: test/Vault/vm1-abc123 (existing.json: data[0] (VM;iaasvmcontainerv2;rg-app;vm1)): vault rsv-old keeps deleted backups of the VM; if Azure refuses a second vault, wait until they are gone, or bring them back in the first one",
    ]);
  });

  test("a name that Azure spells otherwise, since azurerm compares names letter by letter", () => {
    const id = vaultId("RSV-Contoso");

    expect(findingsOf(adopted(existing(vaultRow({}, { id, name: "RSV-Contoso" }))))).toEqual([
      `warning: test/Vault: Azure spells it ${id}, the program ${vaultId()}; spell the names as Azure does, since azurerm compares them letter by letter`,
    ]);
  });

  test("what has a name that only Terraform will know", () => {
    const stack = synthesise((s) => {
      const name = new TerraformVariable(s, "name", { type: "string" }).stringValue;
      const resourceGroup = { name: "rg-group", locationInput: "australiaeast" };
      new RecoveryServicesVault(s, "Vault", { name, resourceGroup });
      adoptExisting(s, existing(vaultRow()));
    });

    expect(findingsOf(stack)).toEqual([
      "warning: test/Vault: whether it exists in Azure cannot be told: only Terraform will know its name: write it as text; if it does, Azure refuses to create it",
    ]);
  });
});

describe("what is defined after the call", () => {
  test("is adopted too, since lines and aspects may come later", () => {
    const stack = synthesise((s) => {
      const vault = defineVault({ immutability: "Disabled" })(s);
      adoptExisting(s, existing(vaultRow(), policyRow("Silver"), itemRow("vm1")));
      vault
        .addVmPolicy("Silver", { schedule: Schedule.daily("02:00"), retention: { daily: 7 } })
        .protect(vm());
    });

    expect(Object.values(imports(stack)).map((id) => id.split("/").at(-1))).toEqual([
      "Silver",
      "VM;iaasvmcontainerv2;rg-app;vm1",
      "rsv-contoso",
      "rg-group",
    ]);
    expect(findingsOf(stack)).toEqual([]);
  });

  test("is refused like the rest, with its place", () => {
    const message = refusalOf((stack) => {
      const vault = defineVault()(stack);
      adoptExisting(stack, existing(policyRow("Silver", { daily: 7 }, { policyType: "V1" })));
      vault.addVmPolicy("Silver", { schedule: Schedule.daily("02:00"), retention: { daily: 7 } });
    });

    expect(message).toBe(
      '[test] test/Vault/Silver type must be that of the policy in Azure, "Standard", got "Enhanced": azurerm would replace it; say type: "Standard", or define the policy by another name and let VMs move to it',
    );
  });

  test("needs stacks to be there, since import blocks stand in them", () => {
    const define = (stack: ResilienceStack) => adoptExisting(stack.node.root, existing(vaultRow()));

    expect(Object.keys(imports(synthesise(define)))).toEqual([]);
    expect(refusal(() => adoptExisting(Testing.app(), existing(vaultRow())))).toBe(
      "[app] has no stack yet: give the app once it has its stacks, a stack, or a construct within one",
    );
  });

  test("counts only within the construct that was given", () => {
    const stack = synthesise((s) => {
      const { vault } = define(s);
      adoptExisting(vault, existing(vaultRow(), policyRow("Gold"), itemRow("vm9")));
    });

    expect(Object.keys(imports(stack))).toEqual([POLICY_ADDRESS, VAULT_ADDRESS]);
    expect(stack.findings.map(({ subject }) => subject)).toEqual(["vm9"]);
  });
});
