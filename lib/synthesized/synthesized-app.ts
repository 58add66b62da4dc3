import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { groupBy } from "../core/group-by";
import { instancesOf } from "./instances";
import type { SynthesizedResource } from "./synthesized-resource";
import { SynthesizedStack, type TerraformJson } from "./synthesized-stack";

const STACKS = "stacks";
const FILE = "cdk.tf.json";
const HCL_FILE = "cdk.tf";

/**
 * What Terraform will read of an app: the JSON of all its stacks, after overrides, with the level-1 resources that the
 * program defines by itself. It needs nothing but the files, and is the same for rules and for tests.
 *
 * @example
 * const app = SynthesizedApp.fromFolder("cdktf.out");
 * for (const vault of app.ofType("azurerm_recovery_services_vault")) console.log(vault.path, vault.config.immutability);
 */
export class SynthesizedApp {
  /**
   * Reads a folder that cdktf has synthesised into: `stacks/ID/cdk.tf.json`.
   *
   * @throws ConfigurationError where there is no stack in JSON, or one that is not
   */
  static fromFolder(outdir: string): SynthesizedApp {
    const folder = join(outdir, STACKS);
    const ids = existsSync(folder) ? readdirSync(folder).sort() : [];
    const stacks = ids.filter((id) => existsSync(join(folder, id, FILE)));
    const problems = ids
      .filter((id) => !stacks.includes(id) && existsSync(join(folder, id, HCL_FILE)))
      .map(inHcl);
    if (stacks.length === 0) {
      const message = `has no ${STACKS}/ID/${FILE}: give the folder that was synthesised into, in JSON`;
      throw new ConfigurationError([{ where: outdir, message }]);
    }
    const read = stacks.map((id) => [id, readStack(outdir, id, problems)] as const);
    if (problems.length > 0) throw new ConfigurationError(problems);
    return SynthesizedApp.fromJson(Object.fromEntries(read) as Record<string, TerraformJson>);
  }

  /** Takes stacks that are read already, by their ids. */
  static fromJson(stacks: Readonly<Record<string, TerraformJson>>): SynthesizedApp {
    return new SynthesizedApp(stacks);
  }

  readonly stacks: readonly SynthesizedStack[];
  /**
   * Of all stacks, in the order of stacks and of their files; without data sources, and without those of which there is no
   * instance (`count` is 0, or `for_each` is empty).
   */
  readonly resources: readonly SynthesizedResource[];
  private readonly byType: ReadonlyMap<string, readonly SynthesizedResource[]>;
  private byId?: ReadonlyMap<string, SynthesizedResource>;

  private constructor(stacks: Readonly<Record<string, TerraformJson>>) {
    this.stacks = Object.entries(stacks).map(([id, json]) => new SynthesizedStack(this, id, json));
    this.resources = this.stacks
      .flatMap((stack) => stack.resources)
      .filter((one) => instancesOf(one) !== "none");
    this.byType = groupBy(this.resources, ({ type }) => type);
  }

  /** The resources of one Terraform type, or of several: `azurerm_backup_protected_vm`. */
  ofType(...types: readonly string[]): readonly SynthesizedResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /**
   * The resource of any stack that has this ARM id, in any letter case. A resource of the program comes before a data
   * source that reads the same.
   */
  byArmId(id: string): SynthesizedResource | undefined {
    this.byId ??= indexOf(this);
    return this.byId.get(id.toLowerCase());
  }
}

/** The file of a stack within the output folder. */
export function stackFile(id: string): string {
  return `${STACKS}/${id}/${FILE}`;
}

function readStack(outdir: string, id: string, problems: Problem[]): TerraformJson | undefined {
  const path = join(outdir, STACKS, id, FILE);
  try {
    return JSON.parse(readFileSync(path, "utf8")) as TerraformJson;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    problems.push({ where: path, message: "is not JSON: synthesise again" });
    return undefined;
  }
}

function inHcl(id: string): Problem {
  return {
    where: join(STACKS, id),
    message: `is written as HCL, ${HCL_FILE}, which would be passed over: synthesise it in JSON`,
  };
}

function indexOf(app: SynthesizedApp): ReadonlyMap<string, SynthesizedResource> {
  const index = new Map<string, SynthesizedResource>();
  for (const resource of [...app.resources, ...app.stacks.flatMap((stack) => stack.dataSources)]) {
    const id = resource.armId?.toLowerCase();
    if (id !== undefined && !index.has(id)) index.set(id, resource);
  }
  return index;
}
