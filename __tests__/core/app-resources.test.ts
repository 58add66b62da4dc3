import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { lookAgain, resourcesInApp, whileSynthesising } from "../../lib/core/app-resources";
import { temporaryFolder } from "../support/files";
import { resourceGroup } from "../support/synthesise";

const GROUPS = ["azurerm_resource_group"];

/** An app of two stacks, one of them within a construct, with a resource group each. */
function twoStacks() {
  const app = new App({ outdir: temporaryFolder() });
  const one = new TerraformStack(app, "one");
  const two = new TerraformStack(new Construct(app, "Inner"), "two");
  const add = (stack: TerraformStack, id: string) => resourceGroup(stack as never, "westeurope", id);
  add(one, "One");
  add(two, "Two");
  const found = () => resourcesInApp(one, GROUPS).map(({ node }) => node.path);
  return { app, one, two, add, found };
}

describe("the resources of an app", () => {
  test("are those of the types that are asked for, in all stacks, in the tree's order", () => {
    const { one, found } = twoStacks();
    expect(found()).toEqual(["one/One", "Inner/two/Two"]);
    expect(resourcesInApp(one, ["azurerm_subnet"])).toEqual([]);
  });

  test("are looked for each time while the program still defines them", () => {
    const { two, add, found } = twoStacks();
    expect(found()).toHaveLength(2);
    add(two, "Later");
    expect(found()).toEqual(["one/One", "Inner/two/Two", "Inner/two/Later"]);
  });

  test("are looked for once in a synthesis, and again in a stack whose aspects have run", () => {
    const { app, two, add, found } = twoStacks();
    whileSynthesising(app, () => {
      expect(found()).toHaveLength(2);
      const walked = jest.spyOn(two.node, "findAll");
      expect(found()).toHaveLength(2);
      expect(walked).not.toHaveBeenCalled();
      add(two, "Later");
      lookAgain(two);
      expect(found()).toEqual(["one/One", "Inner/two/Two", "Inner/two/Later"]);
      expect(walked).toHaveBeenCalledTimes(1);
    });
  });

  test("are looked for anew after a synthesis, even one that failed", () => {
    const { app, one, add, found } = twoStacks();
    expect(() =>
      whileSynthesising(app, () => {
        found();
        throw new Error("refused");
      }),
    ).toThrow("refused");
    add(one, "Later");
    expect(found()).toContain("one/Later");
  });
});
