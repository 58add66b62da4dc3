import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, AzurermBackend } from "cdktf";
import { Construct } from "constructs";
import { ResilienceStack } from "../../lib";
import type { Synthesis } from "../../lib/stack/resilience-stack";
import { temporaryFolder } from "../support/files";
import { refusal, resourceGroup, SUBSCRIPTION } from "../support/synthesise";

/** The JSON of a stack by both ways of synthesis, after the same changes. */
function both(change: (stack: ResilienceStack) => void): readonly string[] {
  const outdir = temporaryFolder();
  const way = (synthesis: Synthesis) => {
    const stack = new ResilienceStack(new App({ outdir }), "one", {
      subscriptionId: SUBSCRIPTION,
      synthesis,
    });
    resourceGroup(stack);
    change(stack);
    stack.prepareStack();
    return JSON.stringify(stack.toTerraform());
  };
  return [way("direct"), way("cdktf")].map((json) => JSON.stringify(sorted(JSON.parse(json))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

describe("overrides of a stack are written as cdktf writes them", () => {
  test.each<[string, string, unknown]>([
    ["an argument in a list", "provider.azurerm.0.storage_use_azuread", true],
    ["a key that is removed", "resource.azurerm_resource_group.Group.location", undefined],
    ["a version that is removed", "terraform.required_providers.azurerm.version", undefined],
    ["an object", "resource.azurerm_resource_group.Group.tags", { Application: "a", Owner: "b" }],
    ["a list", "resource.azurerm_resource_group.Group.depends_on", ["azurerm_resource_group.Other"]],
    ["a block that is new", "check.health", { assert: [{ condition: true }] }],
  ])("%s", (_, path, value) => {
    const [direct, framework] = both((stack) => stack.addOverride(path, value));
    expect(direct).toBe(framework);
  });
});

test("a reference between stacks is refused beside a backend of the user's own, by cdktf's way too", () => {
  for (const synthesis of ["direct", "cdktf"] as const) {
    const app = new App({ outdir: temporaryFolder() });
    const group = resourceGroup(new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION }));
    const two = new ResilienceStack(app, "two", { subscriptionId: SUBSCRIPTION, synthesis });
    const settings = {
      resourceGroupName: "rg",
      storageAccountName: "st",
      containerName: "state",
      key: "two",
    };
    new AzurermBackend(two, settings);
    new ResourceGroup(two, "Copy", { name: group.name, location: "eastus" });
    const message = refusal(() => {
      two.prepareStack();
      two.toTerraform();
    });
    expect(message).toBe(
      "[two] refers to a resource of one: every stack plans on its own; compose the resource's id from its name instead",
    );
  }
});

test("a backend in a construct of the stack is the only one", () => {
  const [direct, framework] = both((stack) => {
    const settings = {
      resourceGroupName: "rg",
      storageAccountName: "st",
      containerName: "state",
      key: "one",
    };
    new AzurermBackend(new Construct(stack, "State"), settings);
  });
  expect(direct).toBe(framework);
  expect(direct).not.toContain('"local":{');
});
