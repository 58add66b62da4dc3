import { code } from "../core/markdown";
import type { ProtectedEstate } from "./protected-estate";
import type { Block, Step } from "./runbook";
import { word } from "./shell";
import type { StackFacts } from "./stack-facts";

/** The step that plans and applies the stacks of VMs, each from its folder in the output; a person reads the plan in between. */
export function applyStacks({ stacks, outputFolder }: ProtectedEstate, expected: string): Step {
  const own = stacks.filter(({ backsUp, replicates }) => backsUp || replicates);
  return {
    title: "Plan, read, apply",
    text: [
      `From the folder that the output folder ${code(outputFolder)} is in, only the stacks of the VM. ${expected}`,
    ],
    blocks: own.map((stack) => stackBlock(stack, outputFolder)),
  };
}

function stackBlock({ id }: StackFacts, outputFolder: string): Block {
  const folder = word(`${outputFolder}/stacks/${id}`);
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
