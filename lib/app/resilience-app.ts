import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { App, type AppConfig, Manifest, TerraformStack } from "cdktf";
import { whileSynthesising } from "../core/app-resources";
import { COMPLETES, completeAll } from "../core/completion";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { groupBy } from "../core/group-by";
import { judgeAll, REPORT_ONLY } from "../core/judgement";
import { type OutputFile, outputFiles } from "../core/output-file";
import { quoted } from "../core/problems";
import { type PublishedFile, publishedFiles } from "../core/published-file";
import { recordInventory } from "../inventory/known-vms";
import { VmInventory } from "../inventory/vm-inventory";
import { stateBackend } from "../stack/state-backend";
import { runCommand, type Synthesis } from "./command";
import { readContext, readInvocation } from "./command-line";
import { handbookFiles } from "./handbook-files";
import { objectivesFile } from "./objectives-file";
import { removeIfEmpty, Staging } from "./output";
import { progress } from "./progress";
import { summarize } from "./summary";

export interface ResilienceAppProps extends AppConfig {
  /**
   * Inventory files or folders.
   * @default - the command line's `--inventory`, then the context value "inventory" of cdktf.json
   */
  readonly inventory?: readonly string[];

  /**
   * Regions that Azure has opened since this version of the library.
   * @default - the context value "additionalRegions" of cdktf.json
   */
  readonly additionalRegions?: readonly string[];

  /**
   * Refuses a run that would change the `placementFile` of an estate: a deployment in CI then meets only places that
   * somebody has reviewed.
   * @default - the command line's `--frozen-placement`, then the context value "frozenPlacement" of cdktf.json, or false
   */
  readonly frozenPlacement?: boolean;

  /**
   * Writes the stacks, and the evidence of `ResilienceChecks`, in spite of errors that the checks find.
   * @default - the command line's `--report-only`, then the context value "reportOnly" of cdktf.json, or false
   */
  readonly reportOnly?: boolean;

  /**
   * Writes the report on what is protected and how, `report/index.html` in the output folder, with the stacks.
   * @default - the context value "report" of cdktf.json, or true
   */
  readonly report?: boolean;
}

/**
 * A CDK for Terraform app that shows every problem of the program in one run, writes either all stacks or none, and
 * knows the inventory that the user names.
 *
 * @example
 * ResilienceApp.run((app) => {
 *   const contoso = new Estate(app, "Contoso", { organisation: "contoso", inventory: app.inventory(), homeRegion });
 *   contoso.createVaults();
 * });
 */
export class ResilienceApp extends App {
  /**
   * Runs a program as a command: defines the app, synthesises it and prints a summary, as JSON with `--json`. Refusals are
   * printed without a stack trace, with the guides that say more, and the process ends with code 1.
   */
  static run(define: (app: ResilienceApp) => void): void {
    runCommand(process.argv.slice(2), (props) => ResilienceApp.perform(define, props));
  }

  /** Defines and synthesises an app; returns its summary. */
  static synthesise(define: (app: ResilienceApp) => void, props: ResilienceAppProps = {}): string {
    const { app, written } = ResilienceApp.perform(define, props);
    return summarize(app, written);
  }

  private static perform(define: (app: ResilienceApp) => void, props: ResilienceAppProps): Synthesis {
    const app = new ResilienceApp(props);
    try {
      refusePromise(define(app) as unknown);
      app.synth();
      return { app, written: app.written };
    } finally {
      app.cleanUp();
    }
  }

  /** Estates finish in this app: what they refuse is shown. */
  readonly [COMPLETES] = true;
  private readonly inventoryFiles: readonly string[];
  private readonly additionalRegions: readonly string[];
  private readonly frozenPlacement: boolean;
  /** The output folder, and those that it is in, as far as they were not there before; the innermost first. */
  private readonly made: readonly string[];
  private readonly report?: boolean;
  private written: readonly OutputFile[] = [];

  constructor(props: ResilienceAppProps = {}) {
    const { inventory, additionalRegions, frozenPlacement, reportOnly, report, ...config } = props;
    const outdir = config.outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
    const hadOutput = existsSync(outdir);
    // the framework makes the output's folder: what is refused is refused before
    const isComplete = inventory && additionalRegions && frozenPlacement !== undefined;
    const given = isComplete ? { inventory, additionalRegions, frozenPlacement } : readInvocation([]);
    // cdktf makes the folder alone, not those that it is in
    const outermost = mkdirSync(dirname(resolve(outdir)), { recursive: true });
    super(config);
    // cdktf passes the context of cdktf.json on; a run without it means the same
    for (const [key, value] of Object.entries(readContext()))
      if (this.node.tryGetContext(key) === undefined) this.node.setContext(key, value);
    this.made = hadOutput ? [] : foldersFrom(resolve(outdir), outermost ?? resolve(outdir));
    this.inventoryFiles = inventory ?? given.inventory;
    this.additionalRegions = additionalRegions ?? given.additionalRegions;
    this.frozenPlacement = frozenPlacement ?? given.frozenPlacement;
    if (reportOnly !== undefined) this.node.setContext(REPORT_ONLY, reportOnly);
    this.report = report;
  }

  /** Reads the inventory that the user named. */
  inventory(): VmInventory {
    const { inventoryFiles: files, additionalRegions } = this;
    progress.step("Reading the inventory");
    const inventory = VmInventory.read({ files, additionalRegions });
    recordInventory(this, inventory);
    return inventory;
  }

  /**
   * Writes every stack, or none.
   * @throws ConfigurationError with the problems of all stacks
   */
  override synth(): void {
    const staging = new Staging(this.outdir);
    try {
      whileSynthesising(this, () => this.synthInto(staging.folder));
      this.judge(staging.folder);
      const handbook = handbookFiles(this, this.outdir);
      const found = [...objectivesFile(this, this.outdir), ...outputFiles(this), ...handbook];
      this.written = [...found, ...this.reportFiles(handbook)];
      for (const { name, content } of this.written) staging.write(name, content);
      this.keepFiles(staging);
      staging.publish();
    } finally {
      staging.discard();
    }
  }

  private synthInto(outdir: string): void {
    const manifest = new Manifest(this.manifest.version, outdir, this.hclOutput);
    const session = { outdir, manifest, skipValidation: this.skipValidation };
    const problems: Problem[] = [...completeAll(this), ...reportProblems(this)];
    const stacks = this.node.findAll().filter(TerraformStack.isStack);
    problems.push(...sharedFolders(stacks));
    for (const stack of stacks) problems.push(...problemsOf(stack, () => prepare(stack)));
    for (const [i, stack] of stacks.entries()) {
      progress.step(`Stack ${i + 1} of ${stacks.length}: ${stack.node.id}`);
      problems.push(...problemsOf(stack, () => stack.synthesizer.synthesize(session)));
    }
    problems.push(...this.node.validate().map((message) => ({ where: "app", message })));
    if (problems.length > 0) throw new ConfigurationError(problems);
    manifest.writeToFile();
  }

  /** Before anything is published, so that what is refused leaves the previous output as it was. */
  private judge(outdir: string): void {
    progress.step("Checks");
    const problems = judgeAll(this, outdir);
    if (problems.length > 0) throw new ConfigurationError(problems);
  }

  /** Last of all, since it tells of what the others found. */
  private reportFiles(others: readonly OutputFile[]): readonly OutputFile[] {
    const wanted = this.report ?? this.node.tryGetContext("report") ?? true;
    return wanted ? reporting().reportFiles(this, this.outdir, others) : [];
  }

  /** What constructs keep beyond the stacks goes to its place together with them. */
  private keepFiles(staging: Staging): void {
    const files = publishedFiles(this);
    if (this.frozenPlacement && files.length > 0) throw new ConfigurationError(files.map(frozen));
    for (const { path, content } of files) staging.add(path, content);
  }

  private cleanUp(): void {
    removeIfEmpty(join(this.outdir, Manifest.stacksFolder), ...this.made);
  }
}

/** A folder and those that it is in, up to an outermost one. */
function foldersFrom(folder: string, outermost: string): readonly string[] {
  return folder === outermost ? [folder] : [folder, ...foldersFrom(dirname(folder), outermost)];
}

/** What draws the report is loaded when there is something to report. */
function reporting(): typeof import("../report/report-files") {
  return require("../report/report-files");
}

function reportProblems(app: App): readonly Problem[] {
  const given: unknown = app.node.tryGetContext("report") ?? true;
  if (typeof given === "boolean") return [];
  const message = `the context value "report" must be true or false, got ${quoted(given)}`;
  return [{ where: "cdktf.json", message }];
}

/** A stack of the framework's own class keeps its state where the others do. */
function prepare(stack: TerraformStack): void {
  stateBackend(stack);
  stack.prepareStack();
}

/** What comes after the first "await" would come after the synthesis, and be dropped. */
function refusePromise(returned: unknown): void {
  if (typeof (returned as PromiseLike<unknown> | undefined)?.then !== "function") return;
  const message = "must not be async: what comes after await is too late; read what it needs before";
  throw new ConfigurationError([{ where: "program", message }]);
}

/** A stack's folder, file and state are named after its id alone, and some file systems know no letter case. */
function sharedFolders(stacks: readonly TerraformStack[]): readonly Problem[] {
  const byFolder = groupBy(stacks, ({ node }) => node.id.toLowerCase());
  return [...byFolder.values()].flatMap(([first, ...others]) =>
    others.map(({ node }) => ({
      where: node.path,
      message: `the stack ${quoted(first?.node.path)} has the folder ${quoted(first?.node.id)} already, and one would overwrite the other: give it another id`,
    })),
  );
}

function frozen({ path, changes }: PublishedFile): Problem {
  const remedy = 'run "npm run synth" without --frozen-placement, review the file, and commit it';
  return { where: path, message: `would change, and this run must not change it: ${changes}; ${remedy}` };
}

/** cdktf's own refusals come as text; ours as lists. */
function problemsOf(stack: TerraformStack, synthesise: () => void): readonly Problem[] {
  try {
    synthesise();
    return [];
  } catch (error) {
    if (ConfigurationError.isConfigurationError(error)) return error.problems;
    return [{ where: stack.node.path, message: (error as Error).message.trim() }];
  }
}
