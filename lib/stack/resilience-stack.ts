import { relative, resolve } from "node:path";
import { App, LocalBackend, Manifest, type TerraformBackend, TerraformElement, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { lookAgain } from "../core/app-resources";
import { ConfigurationError } from "../core/configuration-error";
import { checkFreeId } from "../core/construct-id";
import { Problems } from "../core/problems";
import { AzureProvider, type AzureProviderProps } from "../provider/azure-provider";
import { synthesiseDirectly } from "./direct-synthesis";
import { stateBackend } from "./state-backend";

/** How a stack becomes JSON. */
export type Synthesis = "direct" | "cdktf";

export interface ResilienceStackProps extends Omit<AzureProviderProps, "alias"> {
  /**
   * "direct" resolves every resource once, which is possible because the stack refers to no other stack; "cdktf" is the
   * framework's own way. Both write the same bytes.
   * @default - the context value "synthesis" of cdktf.json, then "direct"
   */
  readonly synthesis?: Synthesis;
}

/**
 * A Terraform stack of one subscription that plans on its own: it has its provider, and it refuses references to
 * resources of other stacks, whose state does not exist yet when a pull request plans them for the first time.
 */
export class ResilienceStack extends TerraformStack {
  readonly subscriptionId: string;
  readonly azure: AzureProvider;
  private readonly synthesis: Synthesis;
  private readonly overrides: Record<string, unknown> = {};

  constructor(scope: Construct, id: string, props: ResilienceStackProps) {
    super(scope, checkFreeId(scope, id));
    this.synthesis = synthesisOf(this, props);
    this.subscriptionId = props.subscriptionId;
    this.azure = new AzureProvider(this, "Azure", props);
  }

  /** Without references to other stacks there is nothing to prepare: no need to resolve every resource beforehand. */
  override prepareStack(): void {
    this.ensureBackendExists();
    if (this.synthesis !== "cdktf") return;
    super.prepareStack();
    this.refuseReferences();
  }

  /** The stack's own backend, then the context value "backend", then a local state beside cdktf.json, the same on every machine. */
  override ensureBackendExists(): TerraformBackend {
    return stateBackend(this) ?? new LocalBackend(this, { path: this.statePath() });
  }

  /** Keeps what was overridden, for the direct synthesis. */
  override addOverride(path: string, value: unknown): void {
    super.addOverride(path, value);
    setPath(this.overrides, path.split("."), value);
  }

  override toTerraform(): unknown {
    if (this.synthesis === "cdktf") return super.toTerraform();
    const json = synthesiseDirectly(this, this.overrides);
    this.refuseReferences();
    return json;
  }

  /** Reports what every construct of the stack objects to, each with its path. */
  override runAllValidations(): void {
    lookAgain(this);
    const problems = this.node
      .findAll()
      .flatMap((c) => c.node.validate().map((message) => ({ where: c.node.path, message })));
    if (problems.length > 0) throw new ConfigurationError(problems);
  }

  private statePath(): string {
    const workingDirectory = resolve(App.of(this).outdir, Manifest.stacksFolder, this.node.id);
    return relative(workingDirectory, resolve(`terraform.${this.node.id}.tfstate`)).replaceAll("\\", "/");
  }

  /** The framework adds a child for each stack that is referred to, when the first reference is read: that may be early. */
  private refuseReferences(): void {
    const ids = this.node.children.filter(TerraformElement.isTerraformElement).map((c) => c.node.id);
    const from = ids.filter((id) => id.startsWith(REFERENCE)).map((id) => id.slice(REFERENCE.length));
    if (from.length === 0) return;
    const message = `refers to a resource of ${from.join(", ")}: every stack plans on its own; compose the resource's id from its name instead`;
    throw new ConfigurationError([{ where: this.node.path, message }]);
  }
}

function synthesisOf(stack: Construct, { synthesis }: ResilienceStackProps): Synthesis {
  const chosen = synthesis ?? stack.node.tryGetContext(CONTEXT) ?? "direct";
  const problems = new Problems(stack);
  problems.oneOf("synthesis", chosen, ["direct", "cdktf"], "both write the same");
  problems.throwIfAny();
  return chosen;
}

const CONTEXT = "synthesis";
const REFERENCE = "cross-stack-reference-input-";

function setPath(
  target: Record<string, unknown>,
  [key = "", ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const present = target[key];
  const nested = typeof present === "object" && present !== null && !Array.isArray(present) ? present : {};
  target[key] = nested;
  setPath(nested as Record<string, unknown>, rest, value);
}
