import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { AzureProvider, protectAll, RecoveryServicesVault, Schedule } from "../../lib";
import { temporaryFolder } from "../support/files";
import { refusalOf, SUBSCRIPTION } from "../support/synthesise";
import { PROTECTED, policyIn } from "./define-protection";
import { linuxVm } from "./program-vms";

const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
const GOLD = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } } as const;
const SUBNET = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet`;

describe("a VM that protectAll protects at the very end", () => {
  test("uses the provider of its vault's part of the stack, whose Aspect has been there before", () => {
    const stack = new TerraformStack(Testing.app(), "test");
    const part = new Construct(stack, "Part");
    new AzureProvider(stack, "Other", { subscriptionId: OTHER, alias: "other" }).useFor(part);
    const vault = new RecoveryServicesVault(part, "Vault", {
      name: "rsv-contoso",
      resourceGroup: { name: "rg", locationInput: "australiaeast" },
    });
    protectAll(part, vault.addVmPolicy("Gold", GOLD));
    linuxVm(part, "Web");

    const { resource } = JSON.parse(Testing.synth(stack));
    expect(Object.values(resource[PROTECTED])).toEqual([
      expect.objectContaining({ provider: "azurerm.other" }),
    ]);
  });

  test("waits for the vault's private endpoints by itself where its policy is not of the program", () => {
    const stack = new TerraformStack(Testing.app(), "test");
    const vault = new RecoveryServicesVault(stack, "Vault", {
      name: "rsv-contoso",
      resourceGroup: { name: "rg", locationInput: "australiaeast" },
    });
    vault.addPrivateAccess("Private", { subnet: { id: SUBNET }, dns: "by Azure Policy" });
    protectAll(stack, vault.existingVmPolicy("EnhancedPolicy"));
    linuxVm(stack, "Web");

    const { resource } = JSON.parse(Testing.synth(stack));
    expect(Object.values(resource[PROTECTED])).toEqual([
      expect.objectContaining({
        depends_on: [expect.stringMatching(/^azurerm_private_endpoint\.Vault_Private_AzureBackup_/)],
      }),
    ]);
  });
});

describe("protectAll is refused", () => {
  test("above stacks, where cdktf would never look for VMs", () => {
    const refused = refusalOf((stack) => protectAll(stack.node.root, policyIn(stack)));
    expect(refused).toBe(
      "[app] protectAll must be called with a stack or a scope in one: cdktf does not look for VMs above its stacks; call it for each stack, with a policy of a vault in it",
    );
  });

  /** Two stacks of cdktf's own, which would write a reference from one to the other. */
  const twoStacks = (skipValidation: boolean) => {
    const app = new App({ outdir: temporaryFolder(), skipValidation });
    const own = new TerraformStack(app, "own");
    const other = new TerraformStack(app, "other");
    for (const stack of [own, other]) new AzureProvider(stack, "Azure", { subscriptionId: SUBSCRIPTION });
    const vault = new RecoveryServicesVault(own, "Vault", {
      name: "rsv-contoso",
      resourceGroup: { name: "rg", locationInput: "australiaeast" },
    });
    protectAll(other, vault.addVmPolicy("Gold", GOLD));
    linuxVm(other, "Web");
    return () => app.synth();
  };
  const rule = "the VM must be in the vault's stack own, got other: use a policy of a vault in other";

  test("for VMs of another stack than the vault's", () => {
    expect(twoStacks(false)).toThrow(rule);
  });

  test("in an app that skips validations, too: a VM would be without backups in silence", () => {
    expect(twoStacks(true)).toThrow(rule);
  });
});
