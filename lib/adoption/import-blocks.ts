import { TerraformElement, type TerraformResource, TerraformStack } from "cdktf";
import { checkFreeId } from "../core/construct-id";
import { addressOf } from "./known-names";

const ID = "Adoption";
const MARK = Symbol.for("cdktf-azure-resilience/ImportBlocks");

/** The import blocks of a stack (Terraform 1.5 and later), in the order of their addresses. */
class ImportBlocks extends TerraformElement {
  /** The only one of the stack. */
  static of(stack: TerraformStack): ImportBlocks {
    const present = stack.node.tryFindChild(ID);
    return isImportBlocks(present) ? present : new ImportBlocks(stack, checkFreeId(stack, ID));
  }

  private readonly ids = new Map<TerraformResource, string>();

  private constructor(stack: TerraformStack, id: string) {
    super(stack, id);
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Imports the resource; the id that is given last counts. */
  add(resource: TerraformResource, id: string): void {
    this.ids.set(resource, id);
  }

  override toTerraform(): { import: readonly { to: string; id: string }[] } {
    const blocks = [...this.ids].map(([resource, id]) => ({ to: addressOf(resource), id: literal(id) }));
    return { import: blocks.sort((a, b) => (a.to < b.to ? -1 : 1)) };
  }
}

export function importBlock(resource: TerraformResource, id: string): void {
  ImportBlocks.of(TerraformStack.of(resource)).add(resource, id);
}

function isImportBlocks(x: unknown): x is ImportBlocks {
  return typeof x === "object" && x !== null && MARK in x;
}

/** Names of resource groups may not hold these; what would be an expression stays text. */
function literal(id: string): string {
  return id.replaceAll("${", "$${").replaceAll("%{", "%%{");
}
