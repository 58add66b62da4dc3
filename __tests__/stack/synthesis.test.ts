import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  Fn,
  Lazy,
  TerraformHclModule,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformVariable,
} from "cdktf";
import { Construct } from "constructs";
import { AzureProvider, Disks, type ResilienceStack, Schedule } from "../../lib";
import { log, sundays } from "../backup-policy/define-workload-policy";
import { account, sharePolicyIn, storageShare } from "../protection/define-share";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { dataDisk, vm } from "../support/vms";
import { defineVault } from "../vault/define-vault";
import { inFolder, writtenBothWays, writtenBy } from "./write-stacks";

const group = (stack: Construct, id: string, changes: object = {}) =>
  new ResourceGroup(stack, id, { name: `rg-${id}`, location: "westeurope", ...changes });

/** One thing of each kind that a stack can hold; each must come out the same both ways. */
const STACKS: Record<string, (stack: ResilienceStack) => void> = {
  "nothing but its provider": () => {},
  "a vault, a policy and a protected VM": (stack) => {
    const vault = defineVault({ tags: { Application: "Backup", Environment: undefined } })(stack);
    const policy = vault.addVmPolicy("Gold", {
      schedule: Schedule.everyHours(4, { from: "08:00", during: 12 }),
      retention: { daily: 30, weekly: 4, monthly: { months: 6, days: [], lastDay: true }, yearly: 7 },
      archiveTiering: "Recommended",
      snapshotResourceGroup: { prefix: "rg-snapshots-" },
    });
    policy.protect(vm({ dataDisks: [dataDisk(0), dataDisk(1)] }), { disks: Disks.except(1) });
  },
  "policies of every workload, and a share whose registration waits for shares that come later": (stack) => {
    const policy = sharePolicyIn(stack);
    policy.vault.addSqlPolicy("Sql", { full: sundays, log });
    policy.vault.addSapHanaPolicy("Hana", { full: sundays, log });
    const files = account(stack);
    policy.protect(storageShare(stack, { storageAccountId: files.id }));
    storageShare(stack, { name: "legal", storageAccountId: files.id }, "Legal");
  },
  "variables, locals and outputs, some of them nested": (stack) => {
    const variable = new TerraformVariable(stack, "place", { type: "string", default: "westeurope" });
    const local = new TerraformLocal(stack, "upper", Fn.upper(variable.stringValue));
    const nested = new Construct(new Construct(stack, "Outer"), "Inner");
    new TerraformOutput(stack, "Place", { value: local.asString });
    new TerraformOutput(nested, "Place", { value: variable.value, sensitive: true });
    new TerraformOutput(nested, "Static", { value: { list: [1, "a", true], empty: {} }, staticId: true });
  },
  "data sources, modules and dependencies": (stack) => {
    const client = new DataAzurermClientConfig(stack, "Client", {});
    const module = new TerraformHclModule(stack, "Module", {
      source: "Azure/naming/azurerm",
      version: "0.4.2",
      variables: { tenant: client.tenantId, list: ["a", client.objectId] },
    });
    group(stack, "After", { name: `rg-${module.getString("name")}`, dependsOn: [client, module] });
  },
  "iterators, lifecycles and a second provider": (stack) => {
    const provider = new AzureProvider(stack, "Other", { subscriptionId: SUBSCRIPTION, alias: "other" });
    const each = TerraformIterator.fromList(["a", "b"]);
    const forEach = group(stack, "Each", { forEach: each, name: each.value, provider });
    group(stack, "Kept", {
      lifecycle: { preventDestroy: true, ignoreChanges: ["tags"], replaceTriggeredBy: [forEach] },
      tags: { made: Lazy.stringValue({ produce: () => "late" }) },
    });
  },
  "overrides of the stack": (stack) => {
    stack.addOverride("terraform.required_version", ">= 1.9");
    stack.addOverride("terraform.required_providers.random", { source: "hashicorp/random" });
    stack.addOverride("terraform.required_providers.azurerm.version", "4.90.0");
    stack.addOverride("locals", { list: [1, 2], nested: { gone: undefined, none: null } });
    stack.addOverride("locals.list", [3]);
  },
  "overrides of a resource": (stack) => {
    const overridden = group(stack, "Overridden", { tags: { a: "1", b: "2" } });
    overridden.addOverride("tags.a", "3");
    overridden.addOverride("tags.b", undefined);
    overridden.addOverride("timeouts", [{ create: "10m" }]);
    overridden.overrideLogicalId("renamed");
  },
  "resources that moved or were imported": (stack) => {
    group(stack, "Imported").importFrom(`/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-old`);
    group(stack, "Moved").moveFromId("azurerm_resource_group.Before");
  },
  "text that looks like an expression": (stack) => {
    group(stack, "Literal", {
      tags: { a: "$${not.a.reference}", b: '"quoted" \\ ${var.raw}', c: "%{ if }" },
    });
  },
};

describe("the direct synthesis", () => {
  test.each(Object.keys(STACKS))("writes the bytes of the framework's own for a stack with %s", (name) => {
    const { direct, cdktf } = writtenBothWays(STACKS[name] ?? (() => {}));

    expect(direct).toBe(cdktf);
  });

  test("is the default, since it is the faster one of two that agree", () => {
    const elsewhere = (stack: ResilienceStack) => {
      resourceGroup(stack);
      new TerraformOutput(stack, "Id", { value: "${azurerm_resource_group.Group.id}" });
    };
    const files = inFolder((outdir) => [
      writtenBy(undefined, outdir, elsewhere),
      writtenBy("direct", outdir, elsewhere),
    ]);

    expect(files[0]).toBe(files[1]);
  });

  test("writes metadata too, by which cdktf-cli finds constructs and outputs", () => {
    const { direct } = writtenBothWays((stack) => {
      new TerraformOutput(new Construct(stack, "Outer"), "Id", { value: resourceGroup(stack).id });
    });
    const json = JSON.parse(direct);
    const { version } = jest.requireActual<{ version: string }>("cdktf/package.json");

    expect(json["//"].outputs).toEqual({ test: { Outer: { Id: "Outer_Id_7BBE9B1B" } } });
    expect(json["//"].metadata).toMatchObject({ stackName: "test", backend: "local", version });
    expect(json.resource.azurerm_resource_group.Group["//"]).toEqual({
      metadata: { path: "test/Group", uniqueId: "Group" },
    });
  });
});
