import { type App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { AzureProvider, Principal, RecoveryServicesVault, Schedule } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vmId } from "../support/vms";

const TEAM = Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11");
const ROLE = "/providers/Microsoft.Authorization/roleDefinitions/00c29273-979b-4161-815c-10b084fb9324";
const ASSIGNMENT = "azurerm_role_assignment";

/** A vault with a role on it and a VM in it. */
function define(scope: Construct): RecoveryServicesVault {
  const vault = new RecoveryServicesVault(scope, "Vault", {
    name: "rsv-contoso",
    resourceGroup: { name: "rg-contoso" },
    region: "australiaeast",
  });
  vault.access.grantOperator(TEAM);
  const options = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } } as const;
  vault.addVmPolicy("Gold", options).protect({ id: vmId("vm1") });
  return vault;
}

/** The only role assignment of a stack of cdktf's own. */
function plainRole(subscriptionId: (stack: TerraformStack) => string): Record<string, unknown> {
  const stack = new TerraformStack(Testing.app() as App, "plain");
  new AzureProvider(stack, "Azure", { subscriptionId: subscriptionId(stack) });
  define(stack);
  const { resource } = JSON.parse(Testing.synth(stack));
  return Object.values(resource[ASSIGNMENT])[0] as Record<string, unknown>;
}

const late = (scope: Construct) => new TerraformVariable(scope, "subscription", {}).stringValue;

describe("roles in a stack of cdktf's own", () => {
  test("have the subscription of its provider in their id, since Azure says it back", () => {
    expect(plainRole(() => SUBSCRIPTION).role_definition_id).toBe(`/subscriptions/${SUBSCRIPTION}${ROLE}`);
  });

  test("are named where only Terraform will know it, or the second plan would replace them", () => {
    const role = plainRole(late);
    expect(role.role_definition_name).toBe("Backup Operator");
    expect(role).not.toHaveProperty("role_definition_id");
  });
});

test("a part of a stack whose subscription only Terraform will know takes VMs of any, and names its roles", () => {
  const found = synthesise((stack) => {
    const part = new Construct(stack, "Part");
    new AzureProvider(stack, "Other", { subscriptionId: late(stack), alias: "other" }).useFor(part);
    define(part);
  });
  expect(found.only(ASSIGNMENT).role_definition_name).toBe("Backup Operator");
  expect(found.only("azurerm_backup_protected_vm").source_vm_id).toContain(SUBSCRIPTION);
});
