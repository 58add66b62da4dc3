import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { addFinding, describeFinding, type Finding, findingsIn } from "../../lib";
import { COMPLETE, completeAll } from "../../lib/core/completion";
import { inFolder } from "../stack/write-stacks";

const finding = (subject: string, changes: Partial<Finding> = {}): Finding => ({
  kind: "unprotected",
  subject,
  reason: "it has no tag",
  remedy: "set the tag",
  ...changes,
});

/** Two constructs of one stack, one within the other. */
const tree = () =>
  inFolder((outdir) => {
    const stack = new TerraformStack(new App({ outdir }), "test");
    const outer = new Construct(stack, "Outer");
    return { stack, outer, inner: new Construct(outer, "Inner") };
  });

describe("a finding", () => {
  test("is found again below any construct, in the tree's order, as it was written", () => {
    const { stack, outer, inner } = tree();
    addFinding(inner, finding("vm2", { kind: "exempt", source: "inventory.json" }));
    addFinding(outer, finding("vm1"));

    expect(findingsIn(stack)).toEqual([
      finding("vm1"),
      finding("vm2", { kind: "exempt", source: "inventory.json" }),
    ]);
    expect(findingsIn(inner)).toEqual([finding("vm2", { kind: "exempt", source: "inventory.json" })]);
  });

  test("is a warning too, which cdktf-cli shows by itself", () => {
    const { outer } = tree();
    addFinding(outer, finding("vm1"));
    const warnings = outer.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data);

    expect(warnings).toEqual(["vm1: it has no tag; set the tag"]);
  });

  test("is one line for people, with the file and entry where they are known", () => {
    expect(describeFinding(finding("vm1"))).toBe("vm1: it has no tag; set the tag");
    expect(describeFinding(finding("vm1", { source: "inventory.json data[3]" }))).toBe(
      "vm1 (inventory.json data[3]): it has no tag; set the tag",
    );
  });

  test("leaves other metadata of the framework alone", () => {
    const { stack, outer } = tree();
    outer.node.addMetadata("@cdktf/info", "x");

    expect(findingsIn(stack)).toEqual([]);
  });
});

describe("constructs that finish late", () => {
  test("are all asked, and what they refuse is collected in the tree's order", () => {
    const { stack, outer, inner } = tree();
    for (const construct of [inner, outer]) {
      const problem = { where: construct.node.path, message: "is unfinished" };
      Object.defineProperty(construct, COMPLETE, { value: () => [problem] });
    }

    expect(completeAll(stack)).toEqual([
      { where: "test/Outer", message: "is unfinished" },
      { where: "test/Outer/Inner", message: "is unfinished" },
    ]);
  });
});
