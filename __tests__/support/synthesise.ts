import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App } from "cdktf";
import { ConfigurationError, type Finding, findingsIn, ResilienceStack } from "../../lib";

export const SUBSCRIPTION = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";

type Json = Record<string, unknown>;

/** The synthesized stack, for assertions on what Terraform will read. */
export class Synthesized {
  constructor(
    readonly json: Json,
    readonly findings: readonly Finding[],
  ) {}

  /** All resources of a type by Terraform name, without cdktf's metadata. */
  all(type: string): Record<string, Json> {
    const resources = (this.json.resource as Record<string, Record<string, Json>> | undefined)?.[type] ?? {};
    return Object.fromEntries(
      Object.entries(resources).map(([name, { "//": _, ...config }]) => [name, config]),
    );
  }

  /** The only resource of a type. */
  only(type: string): Json {
    const found = Object.values(this.all(type));
    if (found.length !== 1 || !found[0]) throw new Error(`expected one ${type}, got ${found.length}`);
    return found[0];
  }

  /** The addresses of a type's resources. */
  addresses(type: string): readonly string[] {
    return Object.keys(this.all(type)).map((name) => `${type}.${name}`);
  }
}

/** Synthesises one stack as a run does: validations included; `context` is what cdktf.json would say. */
export function synthesise(
  define: (stack: ResilienceStack) => void,
  context: Record<string, unknown> = {},
): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), "synthesise-"));
  try {
    const app = new App({ outdir, context });
    const stack = new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION });
    define(stack);
    stack.prepareStack();
    stack.runAllValidations();
    return new Synthesized(JSON.parse(JSON.stringify(stack.toTerraform())), findingsIn(app));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The whole message with which a definition is refused. */
export function refusalOf(
  define: (stack: ResilienceStack) => void,
  context: Record<string, unknown> = {},
): string {
  return refusal(() => synthesise(define, context));
}

/** The whole message of a refusal; fails when nothing is refused. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (ConfigurationError.isConfigurationError(error)) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

export function resourceGroup(
  stack: ResilienceStack,
  location = "australiaeast",
  id = "Group",
): ResourceGroup {
  return new ResourceGroup(stack, id, { name: `rg-${id.toLowerCase()}`, location });
}
