import type { Block, Step } from "./runbook";
import { word } from "./shell";
import type { StackFacts } from "./stack-facts";

/** The step that plans and applies stacks, each from its folder in the output; a person reads the plan in between. */
export function applyStacks(stacks: readonly StackFacts[], expected: string): Step {
  return {
    title: "Plan, read, apply",
    text: [
      `From the folder that the output folder \`cdktf.out\` is in, only the stacks of the VM. ${expected}`,
    ],
    blocks: stacks.map(stackBlock),
  };
}

function stackBlock({ id }: StackFacts): Block {
  const folder = word(`cdktf.out/stacks/${id}`);
  return {
    for: id,
    lines: [
      `terraform -chdir=${folder} init`,
      `terraform -chdir=${folder} plan -out=vm.tfplan`,
      "# read the plan before the next line",
      `terraform -chdir=${folder} apply vm.tfplan`,
    ],
  };
}
